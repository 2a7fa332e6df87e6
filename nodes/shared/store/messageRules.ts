import type { IDataObject } from 'n8n-workflow';

import { WEEKDAYS, type BusinessHours } from '../core/brazil/businessHours';
import type { Holiday } from '../core/brazil/holidays';
import type { Store } from './store';

/** How much of what nobody asked for a person gets, and how fast a number sends it; null is no limit, absent stays as it is. */
export type MessageLimits = {
	apart_hours?: number;
	a_week?: number;
	after_talk_hours?: number;
	a_minute?: number;
	first_day?: number | null;
	a_day?: number | null;
	refused_share?: number;
	time_zone?: string;
};

/** What a number of ours is held to. `channel` empty is all that have no rules of their own; what is null stays as it is. */
export type MessageRules = {
	channel: string;
	hours: BusinessHours['week'] | null;
	/** Closed days, in place of those of these years. */
	days: { list: Holiday[]; years: number[] } | null;
	limits: MessageLimits | null;
};

/** @returns what holds now */
export const setMessageRules = async (store: Store, { channel, hours, days, limits }: MessageRules): Promise<IDataObject> =>
	await store.rpc(
		'set_message_rules',
		{ p_channel: channel, p_hours: hours && rowsOf(hours), p_days: days?.list ?? null, p_years: days?.years ?? null, p_limits: limits },
		true,
	);

/** The provider's rating of a number of ours: GREEN, YELLOW or RED. */
export const noteQuality = async (store: Store, channel: string, quality: string): Promise<void> =>
	await store.rpc('note_quality', { p_channel: channel, p_quality: quality }, true);

/** What the gate says of a message (`ask_gate`). */
export type GateSaid = { verdict: 'now' | 'known' | 'wait' | 'never'; reason?: string; until?: string; at?: string; outbox_id?: number };

/** Queues a message of the company's own accord, if the gate lets it out. Safe to repeat: the same key is the same message. */
export const queueUnasked = async (
	store: Store,
	{ key, phone, channel, text }: { key: string; phone: string; channel: string | null; text: string },
): Promise<GateSaid> =>
	await store.rpc('queue_unasked', { p_message: { key, phone, channel, purpose: 'follow_up', payload: { text } } }, true);

const rowsOf = (week: BusinessHours['week']) =>
	WEEKDAYS.flatMap((day, at) =>
		week[day].map(({ fromMinute, toMinute }) => ({ weekday: at + 1, from_minute: fromMinute, to_minute: toMinute })),
	);
