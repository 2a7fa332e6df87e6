import type { LeadUpdates, Temperature } from '../core/lead/lead';
import type { HistoryRow } from './turns';
import { keyOf } from './persons';
import type { Store } from './store';

export type LeadRow = { id: string; phone: string } & Record<string, string | null>;

/** Creates or completes a lead; nothing is overwritten by nothing. */
export const upsertLead = async (store: Store, phone: string, fields: LeadUpdates & { temperature?: Temperature }): Promise<LeadRow> =>
	await store.rpc('upsert_lead', { p_phone: phone, p_fields: fields }, true);

/**
 * @param phone any key or address of the person
 * @returns null when they are no lead
 */
export async function getLead(store: Store, phone: string): Promise<LeadRow | null> {
	const { data, error, status } = await store.client
		.from('leads')
		.select('*')
		.eq('phone', await keyOf(store, phone))
		.maybeSingle();
	if (error) throw await store.failure(status, error);
	return data as LeadRow | null;
}

/** The newest messages of a conversation, oldest first; those that the customer never saw are left out. */
export async function getHistory(store: Store, phone: string, limit: number): Promise<HistoryRow[]> {
	const { data, error, status } = await store.client
		.from('conversations')
		.select('role, content, kind, status, sent_at')
		.eq('lead_phone', await keyOf(store, phone))
		.in('status', ['received', 'sent', 'uncertain'])
		.order('sent_at', { ascending: false })
		.order('id', { ascending: false })
		.limit(limit);
	if (error) throw await store.failure(status, error);
	return (data as HistoryRow[]).reverse();
}
