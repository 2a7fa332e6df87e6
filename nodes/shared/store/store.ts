import { sleep } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { SupabaseClient } from '../bundled/supabase';
import { neverShow } from '../http/redact';
import { withRetry } from '../http/retry';
import { storeFailure } from './failure';
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
}

const clients = new Map<string, SupabaseClient>();

/**
 * Opens the database of the node's Supabase credential. The SDK is loaded and its client made at the first use, then shared.
 * @throws {VendorError} when a field of the credential is empty
 */
export async function openStore(context: { getCredentials: (type: string) => Promise<ICredentialDataDecryptedObject> }): Promise<Store> {
	const { host, serviceRole } = await context.getCredentials(STORE_CREDENTIAL);
	const client = await clientFor(projectUrl(String(host ?? '')), String(serviceRole ?? '').trim());
	return {
		client,
		rpc: async <T>(name: string, args: Record<string, unknown>, repeatable: boolean) => {
			const given = storable(args);
			const call = async () => {
				const { data, error, status } = await client.rpc(name, given).abortSignal(AbortSignal.timeout(TIMEOUT_MS));
				if (error) throw storeFailure(status, error);
				return data as T;
			};
			return await withRetry(call, { repeatable, sleep, random: Math.random });
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

async function clientFor(host: string, key: string): Promise<SupabaseClient> {
	if (!/^https?:\/\//.test(host)) throw storeFailure(0, { message: 'host' });
	if (!key) throw storeFailure(401, { message: 'key' });
	neverShow([key]);
	const known = clients.get(`${host} ${key}`);
	if (known) return known;
	const { createClient } = await import('../bundled/supabase');
	const client = createClient(host, key, { auth: { persistSession: false, autoRefreshToken: false } });
	clients.set(`${host} ${key}`, client);
	return client;
}
