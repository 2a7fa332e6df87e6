import type { IDataObject } from 'n8n-workflow';

import { textsOf } from '../../shared/core/json/readers';
import { send } from '../../shared/http/send';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { attendanceApi } from '../api';
import { healthModel, noHealth } from '../models/health';
import { healthChange, type Kept } from '../models/healthChange';
import { samplesIn } from '../models/prometheus';

/** As the system's own monitor waits (handoff spec C10). */
const PATIENCE_MS = 10_000;

/** One look at the server. It never fails: that nothing answers is an answer. */
export async function checkHealth({ context, values }: Call): Promise<Outcome[]> {
	const began = Date.now();
	const seen = await send(context, attendanceApi, {
		method: 'GET',
		path: '/health',
		repeatable: true,
		asksOnce: true,
		timeoutMs: PATIENCE_MS,
	}).then(healthModel, noHealth);
	const json: IDataObject = {
		...seen,
		isHealthy: seen.outcome === 'ok',
		tookMs: Date.now() - began,
		checkedAt: new Date(began).toISOString(),
	};
	if (values.onlyChanges !== true) return [{ json }];
	// Tried out by hand, nothing is kept, and whoever tries it wants to see something.
	const kept = context.getMode() === 'manual' ? {} : context.getWorkflowStaticData('node');
	const change = healthChange(kept as Kept, seen, began);
	Object.assign(kept, change.kept);
	return change.isTold || context.getMode() === 'manual' ? [{ json: { ...json, ...change.before } }] : [];
}

/** The server's metrics, a sample each. */
export async function readMetrics({ send: door, values }: Call): Promise<Outcome[]> {
	const answer = await door({ method: 'GET', path: '/metrics', repeatable: true });
	const text = typeof answer === 'string' ? answer : '';
	return samplesIn(text, textsOf(values.names) ?? []).map((json) => ({ json }));
}
