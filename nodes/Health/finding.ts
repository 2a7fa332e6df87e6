import type { IExecuteFunctions } from 'n8n-workflow';

import type { FailureKind } from '../shared/http/errors';
import type { HealthFacts } from '../shared/store/health';
import type { Store } from '../shared/store/store';

/** What a check comes to (handoff spec row 96). */
export type Outcome = 'ok' | 'degraded' | 'timeout' | 'unreachable' | 'error';

/** What may be told about what was found: who mends it, or whether it passes (`integrations` of the schema). */
export type Fault = 'operator' | 'passing' | 'connection';

/** What one look found out about one thing that the product depends on. */
export interface Finding {
	/** As the database and the notices name it: zapi, zapi_url, whatsapp_cloud, chatwoot, piperun, atendeaqui, model, supabase, schema, team_phone, outbox_ and a kind of effect. */
	integration: string;
	outcome: Outcome;
	/** What it is, for who has more of them: a phone number. Never a secret. */
	detail?: string;
	/** The vendor's kind of failure, or a reason of ours; null when all is well. */
	reason: string | null;
	/** One sentence in English: what was found. Null when all is well. */
	message: string | null;
	/** What to do about it. */
	remedy: string | null;
	/** In Portuguese, where the words for the reason do not say enough. */
	sentence?: string;
	/** Null where nobody is to be told by notice: it is told elsewhere, or it is only shown. */
	fault: Fault | null;
}

/** What a check works with. */
export interface Asks {
	context: IExecuteFunctions;
	/** The model to ask, and how long ago it may have answered to be asked again. */
	model: { name: string; everyMinutes: number };
	/** Numbers of the team, as the operator typed them. */
	teamPhones: string[];
	/** Null where no database is chosen. */
	store: Store | null;
	/** What the database knows of the looks before; it is asked once, by whoever wants it first. */
	facts: () => Promise<HealthFacts>;
	/** The credential types that are chosen in the node. */
	chosen: ReadonlySet<string>;
	/** Epoch milliseconds. */
	now: number;
}

/** One thing to look at; it may throw, which is a finding too. */
export interface Check {
	integration: string;
	/** The credential that it needs: without it nothing is looked at. Null where it decides by itself. */
	credential: string | null;
	look: (asks: Asks) => Promise<Finding[]>;
}

export const ok = (integration: string, detail?: string): Finding => ({
	integration,
	outcome: 'ok',
	reason: null,
	message: null,
	remedy: null,
	fault: null,
	...(detail && { detail }),
});

const OUTCOMES: Partial<Record<FailureKind, Outcome>> = { timedOut: 'timeout', unreachable: 'unreachable', rateLimited: 'degraded' };
const FAULTS: Partial<Record<FailureKind, Fault | null>> = {
	timedOut: 'passing',
	unreachable: 'passing',
	unavailable: 'passing',
	// Who is asked to wait works.
	rateLimited: null,
	notConnected: 'connection',
};

/** Whatever was thrown while something was looked at. Read by shape: it may come from anywhere. */
export function failed(integration: string, error: unknown): Finding {
	const { kind, message, remedy, failure } = (error ?? {}) as {
		kind?: FailureKind;
		message?: string;
		remedy?: string;
		failure?: { sentence?: string; reason?: string };
	};
	return {
		integration,
		outcome: (kind && OUTCOMES[kind]) ?? 'error',
		// What the number's own provider tells of a connection that is gone has the same name.
		reason: failure?.reason ?? (kind === 'notConnected' ? 'disconnected' : (kind ?? null)),
		message: message ?? 'unknown failure',
		remedy: remedy ?? null,
		...(failure?.sentence && { sentence: failure.sentence }),
		// Something that nobody foresaw is shown, and tells nobody what to do.
		fault: kind === undefined ? null : kind in FAULTS ? (FAULTS[kind] ?? null) : 'operator',
	};
}
