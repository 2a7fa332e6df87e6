import type { Store } from './store';

export type Row = Record<string, string | number | boolean | null>;

/**
 * What a turn of the agent left behind, gathered from the item that the SDR Agent gave.
 * @returns null when it holds no findings
 */
export function findingsIn(item: Record<string, unknown>): Record<string, unknown> | null {
	const { findings, transcriptions, handoff_summary } = item;
	if (typeof findings !== 'object' || findings === null) return null;
	return { ...findings, transcriptions: Array.isArray(transcriptions) ? transcriptions : [], handoff_summary: handoff_summary ?? null };
}

/** Stores them; the team's notices go into the outbox of the channel, or of the newest conversation. */
export const registerFindings = async (
	store: Store,
	at: { phone: string; channel: string | null },
	findings: Record<string, unknown>,
): Promise<Row> => await store.rpc('register_findings', { p_phone: at.phone, p_findings: findings, p_channel: at.channel }, true);

/** True for one caller a lead: who gets it hands the lead over. */
export const claimHandoff = async (store: Store, phone: string): Promise<Row> =>
	await store.rpc('claim_handoff', { p_phone: phone }, false);

/** Stops everything for a phone. */
export const registerOptOut = async (store: Store, phone: string, words: string): Promise<Row> =>
	await store.rpc('register_opt_out', { p_phone: phone, p_words: words }, true);

export const revokeOptOut = async (store: Store, phone: string): Promise<Row> =>
	await store.rpc('revoke_opt_out', { p_phone: phone }, true);

/** Whether a person wants no messages, by any id; also one of whom nothing else is known any more. */
export const hasOptedOut = async (store: Store, phone: string): Promise<boolean> =>
	await store.rpc('has_opted_out', { p_phone: phone }, true);

/** Opens a data request under its protocol number, once. */
export const openLgpdRequest = async (
	store: Store,
	request: { protocol: string; phone: string; kind: string; words: string },
): Promise<Row> =>
	await store.rpc(
		'open_lgpd_request',
		{ p_protocol: request.protocol, p_phone: request.phone, p_kind: request.kind, p_words: request.words },
		true,
	);

/** What a person wrote, by row. */
const TEXTS = { conversations: ['lead_phone', 'content'], technical_questions: ['phone', 'question'] } as const;

/** Every text of a person in a table, however many there are. */
export async function textsOf(
	store: Store,
	table: keyof typeof TEXTS,
	phone: string,
): Promise<Array<{ id: string | number; text: string }>> {
	const [owner, column] = TEXTS[table];
	const texts: Array<{ id: string | number; text: string }> = [];
	for (;;) {
		const page = store.client.from(table).select(`id, text:${column}`).eq(owner, phone).order('id');
		const { data, error, status } = await page.range(texts.length, texts.length + PAGE - 1);
		if (error) throw await store.failure(status, error);
		texts.push(...(data as unknown as typeof texts));
		if (data.length < PAGE) return texts;
	}
}
/** Supabase gives no more rows at once. */
const PAGE = 1000;

/** Makes a person anonymous in all tables, at once, with the texts that were made anonymous before. */
export const anonymizePerson = async (
	store: Store,
	phone: string,
	pseudonym: string,
	texts: { messages: object[]; questions: object[] },
): Promise<Row> =>
	await store.rpc(
		'anonymize_person',
		{ p_phone: phone, p_pseudonym: pseudonym, p_messages: texts.messages, p_questions: texts.questions },
		false,
	);

/** The tables that are read as lists, each in its own order. */
const ORDER = {
	technical_questions: { column: 'asked_at', ascending: true },
	opt_outs: { column: 'opted_out_at', ascending: false },
	lgpd_requests: { column: 'due_at', ascending: true },
	product_interests: { column: 'last_at', ascending: false },
	audit_logs: { column: 'logged_at', ascending: false },
	temperature_history: { column: 'changed_at', ascending: false },
};

/** Rows of a table that have these values. */
export async function listRows(store: Store, table: keyof typeof ORDER, match: Row, limit: number): Promise<Row[]> {
	const { column, ascending } = ORDER[table];
	const { data, error, status } = await store.client.from(table).select('*').match(match).order(column, { ascending }).limit(limit);
	if (error) throw await store.failure(status, error);
	return data as Row[];
}

/**
 * Changes one row.
 * @returns null when there is none with that key
 */
export async function changeRow(store: Store, table: 'technical_questions' | 'lgpd_requests', key: Row, values: Row): Promise<Row | null> {
	const { data, error, status } = await store.client.from(table).update(values).match(key).select('*').maybeSingle();
	if (error) throw await store.failure(status, error);
	return data as Row | null;
}
