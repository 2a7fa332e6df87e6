import type { Store } from './store';

/** Money by currency; of what is known. */
export type Money = Record<string, number>;

/** Figures of some conversations: what a person and we said to each other on one number and one day. Shares are of the conversations, 0 to 1; null: nothing is known. */
export type Figures = {
	conversations: number;
	turns: number;
	replies: number;
	/** From the customer's first message to the first part of the first reply, milliseconds. */
	first_reply_p50_ms: number | null;
	first_reply_p95_ms: number | null;
	/** The agent answered, nobody was called, and no person wrote. */
	alone: number;
	alone_share: number | null;
	handed_over: number;
	handed_over_share: number | null;
	handed_over_why: Record<string, number>;
	/** Hot, or warm with a name and a product. */
	qualified: number;
	qualified_share: number | null;
	by_temperature: { hot: number; warm: number; cold: number; none: number };
	deals_opened: number;
	deals_won: number;
	/** Drafts that were not sent, as they held what may not be said. */
	drafts_held: number;
	cost: Money;
	/** How many messages and calls of models nobody knows the price of. */
	cost_unknown: number;
	cost_per_conversation: Money;
	cost_per_won_deal: Money | null;
};
export type Report = {
	from: string;
	until: string;
	by: ReportBy | null;
	total: Figures;
	/** The key of a prompt is its version; empty where no model was asked. */
	groups: Array<Figures & { key: string }>;
};
export type ReportBy = 'day' | 'channel' | 'prompt';

/** The figures of a period. @param of.from ISO 8601, like `until`, which is no part of it */
export const reportOf = async (
	store: Store,
	of: { from: string; until: string; by: ReportBy | null; channel: string | null },
): Promise<Report> => await store.rpc('report', { p_from: of.from, p_until: of.until, p_by: of.by, p_channel: of.channel }, true);

/**
 * Puts the summary of a day into the outbox for the team, once a day and channel.
 * @param day yyyy-mm-dd
 * @returns whether this call did it
 */
export const tellOfDay = async (store: Store, day: string, text: string, channel: string | null): Promise<boolean> =>
	await store.rpc('tell_of_day', { p_day: day, p_text: text, p_channel: channel }, true);
