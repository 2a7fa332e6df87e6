import type { IExecuteFunctions } from 'n8n-workflow';

import { lookedAt } from '../shared/core/handoff/integrationTexts';
import { textOf } from '../shared/core/json/readers';
import { healthFacts, noteHealth, type HealthFacts, type NotedCheck } from '../shared/store/health';
import { schemaName } from '../shared/store/schemaOption';
import { openStore, STORE_CREDENTIAL, type Store } from '../shared/store/store';
import { whatsAppCloud } from '../WhatsAppCloud/api';
import { zApi } from '../ZApi/api';
import { failed, type Asks, type Outcome } from './finding';
import { lookAtAll, type Looked } from './look';

/** One thing that was looked at, as the node gives it. */
export interface Shown {
	integration: string;
	outcome: Outcome;
	/** In Portuguese, one or two sentences: how it is, and what to do. */
	text: string;
	/** In English: what was found; null when all is well. */
	message: string | null;
	remedy: string | null;
	reason: string | null;
	detail?: string;
	ms: number;
	/** Whether it was otherwise at the look before; absent where nothing is kept. */
	changed?: boolean;
}

/**
 * Looks at all that the node's credentials open, keeps what was found where a database is chosen, and has the team told on change where the operator wants it.
 * @param clock epoch milliseconds
 */
export async function checkUp(context: IExecuteFunctions, clock: () => number, wait: (ms: number) => Promise<void>): Promise<Shown[]> {
	const chosen = new Set(Object.keys(context.getNode().credentials ?? {}));
	const options = context.getNodeParameter('options', 0, {}) as { modelEveryMinutes?: number; onlyWrong?: boolean; schema?: string };
	const opened = chosen.has(STORE_CREDENTIAL) ? await opens(context, options.schema) : null;
	const store = opened && 'store' in opened ? opened.store : null;
	let known: Promise<HealthFacts> | undefined;
	const asks: Asks = {
		context,
		chosen,
		store,
		facts: async () => await (known ??= store ? healthFacts(store) : Promise.resolve({ claims: {}, checks: [] })),
		model: { name: textOf(context.getNodeParameter('model', 0, '')).trim(), everyMinutes: Number(options.modelEveryMinutes ?? 0) },
		teamPhones: textOf(context.getNodeParameter('teamPhones', 0, ''))
			.split(/[,;\n]/)
			.map((one) => one.trim())
			.filter(Boolean),
		now: clock(),
	};
	const looked = await lookAtAll(asks, clock, wait);
	const found = opened && 'problem' in opened ? [{ ...failed('supabase', opened.problem), ms: 0 }, ...looked] : looked;
	const changed = store ? await noted(context, store, chosen, found) : null;
	return found.filter(({ outcome }) => options.onlyWrong !== true || outcome !== 'ok').map((one) => shown(one, changed));
}

/** A credential with an empty field is found wrong like one with a wrong field. */
async function opens(context: IExecuteFunctions, schema: unknown): Promise<{ store: Store } | { problem: unknown }> {
	try {
		return { store: await openStore(context, schemaName(schema)) };
	} catch (problem) {
		return { problem };
	}
}

/** What is noted of several under one name is told of as one: the number of the team that is wrong. */
async function noted(context: IExecuteFunctions, store: Store, chosen: ReadonlySet<string>, found: Looked[]): Promise<Set<string> | null> {
	try {
		const tell = context.getNodeParameter('tell', 0, false) === true;
		return new Set(await noteHealth(store, await channelOf(context, chosen), found.map(kept), tell));
	} catch (error) {
		// The database is one of the things that were looked at: it says so itself.
		context.logger.warn('What was found could not be kept', { problem: (error as Error).message });
		return null;
	}
}

const keyOf = ({ integration, detail }: Looked): string =>
	integration === 'team_phone' && detail ? `${integration} ${detail}` : integration;

const kept = (one: Looked): NotedCheck => ({
	name: keyOf(one),
	outcome: one.outcome,
	reason: one.reason,
	sentence: one.sentence ?? null,
	ms: one.ms,
	fault: one.fault,
});

function shown(one: Looked, changed: Set<string> | null): Shown {
	const { integration, outcome, message, remedy, reason, detail, sentence, ms } = one;
	const error = sentence ?? (reason === null ? message : null);
	return {
		integration,
		outcome,
		text: lookedAt({ integration, reason, error, detail }, outcome === 'ok'),
		message,
		remedy,
		reason,
		...(detail && { detail }),
		ms,
		...(changed && { changed: changed.has(keyOf(one)) }),
	};
}

/** The number of ours that it is about, as conversations have it; without one it is the company's. */
async function channelOf(context: IExecuteFunctions, chosen: ReadonlySet<string>): Promise<string> {
	const [type, field] = chosen.has(zApi.credentialType)
		? [zApi.credentialType, 'instanceId']
		: [whatsAppCloud.credentialType, 'phoneNumberId'];
	const credential = chosen.has(type) ? await context.getCredentials(type) : {};
	return String(credential[field] ?? '').trim() || 'default';
}
