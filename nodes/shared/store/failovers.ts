import type { Store } from './store';

/** A number of ours that stands in for another one while that is cut off. */
export type Failover = {
	channel: string;
	to_channel: string;
	provider: string;
	/** For how long without a break the number must be of no use. */
	minutes: number;
	/** What stands before the first words that somebody gets from the other number. */
	sentence: string;
	enabled: boolean;
	/** ISO 8601; null while every conversation goes its own way. */
	began_at: string | null;
	/** Since when the number fails, where it does; ISO 8601. */
	failing_since: string | null;
	/** How many conversations go the other way now. */
	conversations: number;
};

export type FailoverSet = ({ set: true } & Failover) | { set: false; reason: 'circle' };
export type FailedBack =
	| { failed_back: true; conversations: number }
	/** `still_down`: one conversation alone would go the other way again with its next message. */
	| { failed_back: false; reason: 'not_set' | 'not_begun' | 'not_routed' | 'still_down' };

export const setFailover = async (
	store: Store,
	given: Pick<Failover, 'channel' | 'to_channel' | 'minutes' | 'sentence' | 'enabled'>,
	actor: string | null,
): Promise<FailoverSet> =>
	await store.rpc(
		'set_failover',
		{
			p_channel: given.channel,
			p_to_channel: given.to_channel,
			p_minutes: given.minutes,
			p_sentence: given.sentence,
			p_enabled: given.enabled,
			p_actor: actor,
		},
		true,
	);

/** @param phone null takes all conversations of the number back */
export const failBack = async (store: Store, channel: string, phone: string | null, actor: string | null): Promise<FailedBack> =>
	await store.rpc('fail_back', { p_channel: channel, p_phone: phone, p_actor: actor }, false);

export const getFailovers = async (store: Store, channel: string | null): Promise<Failover[]> =>
	await store.rpc('get_failovers', { p_channel: channel }, true);
