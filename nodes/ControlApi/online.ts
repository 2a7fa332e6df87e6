import { downIntegrations } from '../shared/store/integrations';
import { companyAt, outageSince } from '../shared/store/outage';
import { schemaName } from '../shared/store/schemaOption';
import { openStore } from '../shared/store/store';
import { keptCredentials } from '../shared/webhook/credential';
import { ok, type Answer } from './answers';
import type { Context } from './context';
import { Lately } from './lately';

/** What a caller without a key may know. */
type Down = { integration: string; since: string };
const lately = new Lately<Down[]>();

/** `GET /`: that this is here, and what it depends on that is down. `integrations` is null while that is not known. */
export async function online(context: Context): Promise<Answer> {
	const down = await downNow(context).catch(() => null);
	return ok({ status: 'online', service: 'n8n-nodes-atendeaqui', version: 1, integrations: down });
}

async function downNow(context: Context): Promise<Down[] | null> {
	const now = Date.now();
	const store = await openStore(keptCredentials(context, now), schemaName(context.getNodeParameter('options.schema', '')));
	const company = companyAt(store);
	const { told, known, askedAt } = await lately.of(company, async () => await downIntegrations(store).then(shown), now);
	return told ?? [...(known ?? []), { integration: 'supabase', since: new Date(outageSince(company) ?? askedAt).toISOString() }];
}

/** Neither the number of ours nor what was said. */
const shown = (down: Array<{ integration: string; since: string }>): Down[] =>
	down.map(({ integration, since }) => ({ integration, since }));
