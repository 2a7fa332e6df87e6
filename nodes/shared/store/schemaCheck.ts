import { LoggerProxy } from 'n8n-workflow';

import type { SupabaseClient } from '../bundled/supabase';
import { integerOf, recordOf } from '../core/json/readers';
import { isNotThere, storeFailure } from './failure';
import { PUBLIC } from './schemaOption';
import { SCHEMA_VERSION } from './schemaVersion';

/** Which schema a database has, against the one that this package is made for. */
export interface SchemaCheck {
	state: 'absent' | 'older' | 'current' | 'newer';
	/** 0 for a schema of 0.2.0 or before, which told no number; null where there is none at all. */
	version: number | null;
	needed: number;
	/** What is wrong, in one sentence with both versions; null when nothing is. */
	message: string | null;
	remedy: string | null;
}

/** After a failure the operator mends the schema and tries again: what was learnt before that is asked again. */
const KEPT_MS = 60_000;

const asked = new WeakMap<SupabaseClient, { at: number; check: Promise<SchemaCheck | null> }>();
const told = new WeakMap<SupabaseClient, SchemaCheck>();

/**
 * Asks a database which version of the schema it has: one read of one row.
 * @throws {StoreFailure} when it cannot be asked
 */
export async function checkSchema(client: SupabaseClient, schema: string): Promise<SchemaCheck> {
	const { data, error, status } = await client.from('settings').select('value').eq('key', 'schema_version').maybeSingle();
	if (error && !isNotThere(error)) throw storeFailure(status, error);
	const check = error ? compared(null, schema) : compared(integerOf(recordOf(data).value) ?? 0, schema);
	told.set(client, check);
	return check;
}

/** The same for a failure and for the background: at most once a minute, and null when the database cannot be asked. */
export async function schemaOf(client: SupabaseClient, schema: string, now: number): Promise<SchemaCheck | null> {
	const known = asked.get(client);
	if (known && now - known.at < KEPT_MS) return await known.check;
	const check = checkSchema(client, schema).catch(() => null);
	asked.set(client, { at: now, check });
	return await check;
}

/** Asks once a process and database, behind the caller's back: no reply waits for it. What is wrong is logged; `knownSchema` has it from then on. */
export function noticeSchema(client: SupabaseClient, schema: string, now: number): void {
	if (asked.has(client)) return;
	void schemaOf(client, schema, now).then((check) => {
		if (check?.message) LoggerProxy.warn(`${check.message}. ${check.remedy}`);
	});
}

/** What was learnt of a database so far; null before it was asked. */
export const knownSchema = (client: SupabaseClient): SchemaCheck | null => told.get(client) ?? null;

function compared(version: number | null, schema: string): SchemaCheck {
	const needed = SCHEMA_VERSION;
	const state = version === null ? 'absent' : version < needed ? 'older' : version > needed ? 'newer' : 'current';
	return {
		state,
		version,
		needed,
		message: MESSAGES[state](version, needed),
		remedy: state === 'current' ? null : remedyOf(state, schema),
	};
}

const MESSAGES: Record<SchemaCheck['state'], (version: number | null, needed: number) => string | null> = {
	absent: (_, needed) => `The database has no schema of this package, which needs version ${needed}`,
	older: (version, needed) =>
		`The database has version ${version} of the schema${version === 0 ? ' (0.2.0 or before)' : ''}, and this package needs version ${needed}`,
	newer: (version, needed) =>
		`The database has version ${version} of the schema, and this package is older: it was made for version ${needed}`,
	current: () => null,
};

/** What the operator does about it. */
export function remedyOf(state: SchemaCheck['state'], schema: string): string {
	if (state === 'newer') return 'Update the package n8n-nodes-atendeaqui in this n8n. Until then it goes on working as far as it can.';
	const replaced = schema === PUBLIC ? '' : `, with every "${PUBLIC}" (in small letters) replaced by "${schema}",`;
	return `Run the new schema: open the SQL editor in Supabase, paste the file supabase/schema.sql${replaced} and run it.`;
}
