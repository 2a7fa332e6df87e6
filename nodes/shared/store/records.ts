import type { Store } from './store';

/** Tables that operators read and write row by row. */
export type RecordTable = 'orcamentos' | 'empresa' | 'leads' | 'audit_logs';
type Value = string | number | boolean | null;
export type TableRow = Record<string, Value> & { id: string };

/** The newest first, by the column that says so. */
const NEWEST: Record<RecordTable, string> = {
	orcamentos: 'created_at',
	empresa: 'created_at',
	leads: 'updated_at',
	audit_logs: 'logged_at',
};

/** Which rows: all conditions hold together. */
export interface Wanted {
	match?: Record<string, Value>;
	/** Columns of which one holds the words, whatever their case. */
	words?: { columns: string[]; text: string };
	/** From this time on, by the column that orders them, ISO 8601. */
	since?: string | null;
	limit: number;
}

export async function createRecord(store: Store, table: RecordTable, values: Record<string, Value>): Promise<TableRow> {
	const { data, error, status } = await store.client.from(table).insert(values).select('*').single();
	if (error) throw await store.failure(status, error);
	return data as TableRow;
}

/** @returns null when there is none with that id */
export async function updateRecord(store: Store, table: RecordTable, id: string, values: Record<string, Value>): Promise<TableRow | null> {
	const changed = { ...values, updated_at: new Date().toISOString() };
	const { data, error, status } = await store.client.from(table).update(changed).eq('id', id).select('*').maybeSingle();
	if (error) throw await store.failure(status, error);
	return data as TableRow | null;
}

export async function listRecords(store: Store, table: RecordTable, { match = {}, words, since, limit }: Wanted): Promise<TableRow[]> {
	const newest = NEWEST[table];
	let rows = store.client.from(table).select('*').match(match);
	if (since) rows = rows.gte(newest, since);
	if (words) rows = rows.or(words.columns.map((column) => `${column}.ilike.${quoted(words.text)}`).join(','));
	const { data, error, status } = await rows.order(newest, { ascending: false }).order('id').limit(limit);
	if (error) throw await store.failure(status, error);
	return data as TableRow[];
}

/**
 * Words as a pattern that finds them anywhere. In a filter of PostgREST quotes keep commas and brackets from being read as its own, and a backslash stands for itself
 * when doubled (postgrest.org, reserved characters); `%`, `_` and the backslash are ILIKE's, `*` is PostgREST's `%`.
 */
const quoted = (text: string): string => {
	const pattern = `%${text.replace(/[\\%_]/g, '\\$&').replaceAll('*', '_')}%`;
	return `"${pattern.replace(/[\\"]/g, '\\$&')}"`;
};
