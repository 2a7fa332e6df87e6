import { sleep } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { SupabaseClient } from '../bundled/supabase';
import { neverShow } from '../http/redact';
import { withRetry } from '../http/retry';
import { isNotThere, storeFailure, type StoreFailure } from './failure';
import { companyAt, noteAnswer, noteFailure } from './outage';
import { noticeSchema, schemaOf } from './schemaCheck';
import { PUBLIC } from './schemaOption';
import { storable } from './storable';

/** Credential type of n8n itself: operators already have it. */
export const STORE_CREDENTIAL = 'supabaseApi';
const TIMEOUT_MS = 10_000;

/** One database, ready for calls. */
export interface Store {
	/**
	 * Calls an SQL function of `supabase/schema.sql`.
	 * @param repeatable whether calling it twice does no harm; if not, it is repeated only when the first call surely never arrived
	 * @throws {VendorError} saying what to mend
	 */
	rpc: <T>(name: string, args: Record<string, unknown>, repeatable: boolean) => Promise<T>;
	client: SupabaseClient;
	/** Where the tables and functions are: a company's own schema, or `public`. */
	schema: string;
	/** Of the project. */
	address: string;
	/** A failed call as an error; of what is not there it tells both versions of the schema. */
	failure: (status: number, error: { message: string; code?: string }) => Promise<StoreFailure>;
}

const clients = new Map<string, SupabaseClient>();

/**
 * Opens the database of the node's Supabase credential. The SDK is loaded and its client made at the first use, then shared.
 * @param schema of a company that shares the project with others
 * @throws {VendorError} when a field of the credential is empty
 */
export async function openStore(
	context: { getCredentials: (type: string) => Promise<ICredentialDataDecryptedObject> },
	schema = PUBLIC,
): Promise<Store> {
	const { host, serviceRole } = await context.getCredentials(STORE_CREDENTIAL);
	const address = projectUrl(String(host ?? ''));
	const client = await clientFor(address, String(serviceRole ?? '').trim(), schema);
	const company = companyAt({ address, schema });
	const failure: Store['failure'] = async (status, error) => {
		if (!isNotThere(error)) return storeFailure(status, error);
		const check = await schemaOf(client, schema, Date.now());
		return storeFailure(status, error, check ? `it says version ${check.version ?? 'none'}, version ${check.needed} is needed` : '');
	};
	return {
		client,
		schema,
		address,
		failure,
		rpc: async <T>(name: string, args: Record<string, unknown>, repeatable: boolean) => {
			const given = storable(args);
			const call = async () => {
				const { data, error, status } = await client.rpc(name, given).abortSignal(AbortSignal.timeout(TIMEOUT_MS));
				if (error) throw await failure(status, error);
				noticeSchema(client, schema, Date.now());
				const since = noteAnswer(company, Date.now());
				// Nobody waits for it, and nothing is lost with it but a notice.
				if (since !== null) void client.rpc('note_outage', { p_since: new Date(since).toISOString() }).then(undefined, () => undefined);
				return data as T;
			};
			try {
				return await withRetry(call, { repeatable, sleep, random: Math.random });
			} catch (error) {
				noteFailure(company, error, Date.now());
				throw error;
			}
		},
	};
}

/** The address of the project, also where that of one of its services was copied: the SDK adds the service's path itself. */
export const projectUrl = (host: string): string =>
	host
		.trim()
		.replace(/[?#].*$/, '')
		.replace(/\/+(?:rest|auth|storage|functions|graphql|realtime)(?:\/+v\d+(?:\/.*)?)?$/i, '')
		.replace(/\/+$/, '');

async function clientFor(host: string, key: string, schema: string): Promise<SupabaseClient> {
	if (!/^https?:\/\//.test(host)) throw storeFailure(0, { message: 'host' });
	if (!key) throw storeFailure(401, { message: 'key' });
	neverShow([key]);
	const name = `${host} ${key} ${schema}`;
	const known = clients.get(name);
	if (known) return known;
	const { createClient } = await import('../bundled/supabase');
	// The type of a client tells its schema, which only the operator knows.
	const client = createClient(host, key, { auth: { persistSession: false, autoRefreshToken: false }, db: { schema } }) as SupabaseClient;
	clients.set(name, client);
	return client;
}
