import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordOf, textOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import { momentOf } from '../../shared/core/json/readers';
import { wordsOf } from '../reader';

/** What a look at the server can end with (handoff spec C10). */
export type HealthOutcome = 'ok' | 'degraded' | 'timeout' | 'unreachable' | 'error';

type State = 'healthy' | 'degraded' | 'unhealthy';

const empty = { status: null, version: null, services: {} as Record<string, State>, unhealthy: [] as string[], serverTime: null };

/** The server's word about itself: words for services in one dialect, yes and no for checks in the other. */
export function healthModel(answer: unknown): IDataObject & { outcome: HealthOutcome } {
	const given = recordOf(answer);
	const status = stateOf(given.status);
	if (status === null)
		return { outcome: 'error', ...empty, reason: 'The answer holds no status', raw: isRecord(answer) ? (given as IDataObject) : null };
	const checks = recordOf(given.checks);
	const services = Object.fromEntries(
		[...Object.entries(recordOf(given.services)), ...Object.entries(checks)].flatMap(([name, value]) => {
			const state = stateOf(value);
			return state === null ? [] : [[name, state] as const];
		}),
	);
	const unhealthy = Object.keys(services).filter((name) => services[name] !== 'healthy');
	// The code dialect calls itself healthy without Redis, which it does not need: there its own word counts alone.
	const counts = isRecord(given.services) ? unhealthy.length > 0 : false;
	return {
		outcome: status === 'healthy' && !counts ? 'ok' : 'degraded',
		status,
		version: wordsOf(given.version),
		services,
		unhealthy,
		serverTime: momentOf(given.timestamp ?? checks.timestamp),
		reason: null,
		raw: given as IDataObject,
	};
}

function stateOf(value: unknown): State | null {
	if (typeof value === 'boolean') return value ? 'healthy' : 'unhealthy';
	const word = textOf(value).trim().toLowerCase();
	return word === 'healthy' || word === 'degraded' || word === 'unhealthy' ? word : null;
}

/** What it means that no word came. */
export function noHealth(error: unknown): IDataObject & { outcome: HealthOutcome } {
	const { message } = error as { message?: string };
	const kind = error instanceof VendorError ? error.kind : undefined;
	const outcome = kind === 'timedOut' ? 'timeout' : kind === 'unreachable' ? 'unreachable' : 'error';
	return { outcome, ...empty, reason: message ?? 'Unknown failure', raw: null };
}
