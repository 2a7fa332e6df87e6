import { sleep } from 'n8n-workflow';

import { VendorError } from '../shared/http/errors';
import { downIntegrations } from '../shared/store/integrations';
import { companyAt, outageSince } from '../shared/store/outage';
import { schemaName } from '../shared/store/schemaOption';
import { openStore } from '../shared/store/store';
import { keptCredentials } from '../shared/webhook/credential';
import { ok, type Answer } from './answers';
import type { Context } from './context';

/** Anybody may ask, as often as they like: the database is asked once in so long. */
const KEPT_MS = 10_000;
/** Who watches over this wants an answer, also while the database gives none. */
const PATIENCE_MS = 2_000;

/** What a caller without a key may know. */
type Down = { integration: string; since: string };
const kept = new Map<string, { askedAt: number; down: Promise<Down[]>; known: Down[] | null }>();

/** `GET /`: that this is here, and what it depends on that is down. `integrations` is null while that is not known. */
export async function online(context: Context): Promise<Answer> {
	const down = await downNow(context).catch(() => null);
	return ok({ status: 'online', service: 'n8n-nodes-atendeaqui', version: 1, integrations: down });
}

async function downNow(context: Context): Promise<Down[] | null> {
	const now = Date.now();
	const store = await openStore(keptCredentials(context, now), schemaName(context.getNodeParameter('options.schema', '')));
	const key = companyAt(store);
	const before = kept.get(key);
	const isFresh = before !== undefined && now >= before.askedAt && now - before.askedAt < KEPT_MS;
	const asked = isFresh ? before : { askedAt: now, down: downIntegrations(store).then(shown), known: before?.known ?? null };
	if (!isFresh) {
		kept.set(key, asked);
		asked.down.then(
			(down) => (asked.known = down),
			() => undefined,
		);
	}
	const told = await Promise.race([asked.down.catch(silence), sleep(PATIENCE_MS).then(() => null)]);
	if (told) return told;
	const since = outageSince(key) ?? asked.askedAt;
	return [...(asked.known ?? []), { integration: 'supabase', since: new Date(since).toISOString() }];
}

/** A database that refuses the question answers: its schema is older than this package, and what is down is not known. */
function silence(error: unknown): null {
	if (error instanceof VendorError && error.kind === 'rejected') throw error;
	return null;
}

/** Neither the number of ours nor what was said. */
const shown = (down: Array<{ integration: string; since: string }>): Down[] =>
	down.map(({ integration, since }) => ({ integration, since }));
