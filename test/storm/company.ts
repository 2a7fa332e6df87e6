import { randomUUID } from 'node:crypto';

import { respondWithTags } from '../e2e/chaos';
import type { FaultKind, Faults } from '../sandbox/faults';
import { startModel, type Model } from '../sandbox/model';
import { startSupabase, type Supabase } from '../sandbox/supabase';
import { startZApi, type ZApi } from '../sandbox/zapi';
import type { Credentials } from '../setup/engine';

export interface Company {
	supabase: Supabase;
	zapi: ZApi;
	model: Model;
	credentials: Credentials;
	/** How many replies a customer has. */
	repliesTo: (phone: string) => number;
	stop: () => Promise<void>;
}

/** As the world fails: refused, cut off before the work, cut off after it, and told of as failed though it was done. */
const KINDS: FaultKind[] = [
	{ kind: 'status', status: 503 },
	{ kind: 'reset' },
	{ kind: 'resetAfter' },
	{ kind: 'statusAfter', status: 502 },
];

/** A share of all requests fails, in one of the ways. */
function fail(faults: Faults, kinds: FaultKind[], share: number, random: () => number): void {
	for (const kind of kinds) faults.push({ ...kind, times: Infinity, match: () => random() < share / kinds.length });
}

/** The real database, and stand-ins for Z-API and the model; a share of the requests to each of them fails. */
export async function openCompany(faulty: number, random: () => number): Promise<Company> {
	const token = () => randomUUID().replaceAll('-', '').toUpperCase();
	const secrets = { instanceId: token(), instanceToken: token(), clientToken: token(), apiKey: `sk-${token()}` };
	const [supabase, zapi, model] = await Promise.all([
		startSupabase(),
		startZApi({ instanceId: secrets.instanceId, token: secrets.instanceToken, clientToken: secrets.clientToken }),
		startModel({ apiKey: secrets.apiKey }),
	]);
	respondWithTags(model);
	fail(supabase.faults, KINDS, faulty, random);
	fail(zapi.faults, KINDS, faulty, random);
	fail(model.faults, KINDS, faulty, random);
	const { instanceId, instanceToken, clientToken, apiKey } = secrets;
	return {
		supabase,
		zapi,
		model,
		credentials: {
			atendeAquiZApi: { instanceId, instanceToken, clientToken, baseUrl: zapi.baseUrl },
			supabaseApi: { host: supabase.url, serviceRole: supabase.serviceRoleKey },
			openAiApi: { apiKey, url: model.baseUrl },
		},
		repliesTo: countedBy(zapi),
		stop: async () => void (await Promise.all([supabase.stop(), zapi.stop(), model.stop()])),
	};
}

/** Looks at each reply once, however often it is asked. */
function countedBy({ sent }: ZApi): Company['repliesTo'] {
	const counts = new Map<string, number>();
	let seen = 0;
	return (phone) => {
		for (; seen < sent.length; seen++) counts.set(String(sent[seen].body.phone), (counts.get(String(sent[seen].body.phone)) ?? 0) + 1);
		return counts.get(phone) ?? 0;
	};
}
