import type { IDataObject } from 'n8n-workflow';

import { WEEKDAYS, type BusinessHours } from '../core/brazil/businessHours';
import type { Holiday } from '../core/brazil/holidays';
import { recordsOf } from '../core/json/readers';
import type { Template } from '../core/message/template';
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
	/** Closed days, in place of those of these years; of no year: on top of what is there. */
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

/** What a message that nobody asked for is for, where it has no operation of its own (`is_spared` in the schema): what a workflow of the operator's begins, the question after an attendance, a template of a person of the team. */
export type UnaskedPurpose = 'follow_up' | 'satisfaction' | 'attendance';

/** Queues a message of the company's own accord, if the gate lets it out. Safe to repeat: the same key is the same message. */
export const queueUnasked = async (store: Store, { key, phone, channel, purpose = 'follow_up', ...payload }: Unasked): Promise<GateSaid> =>
	await store.rpc('queue_unasked', { p_message: { key, phone, channel, purpose, payload } }, true);

/** The words, and the template that says them where one goes out at once. */
export type Unasked = {
	key: string;
	phone: string;
	channel: string | null;
	purpose?: UnaskedPurpose;
	text: string;
	kind?: 'template';
	template?: Template;
};

const rowsOf = (week: BusinessHours['week']) =>
	WEEKDAYS.flatMap((day, at) =>
		week[day].map(({ fromMinute, toMinute }) => ({ weekday: at + 1, from_minute: fromMinute, to_minute: toMinute })),
	);

/** Hours of nobody: with them the rows of a number are taken out. */
export const NO_HOURS = Object.fromEntries(WEEKDAYS.map((day) => [day, []])) as unknown as BusinessHours['week'];

/** Whether these are the hours that the database tells (`hours` of what Set Message Rules gives). */
export function isSameWeek(week: BusinessHours['week'], told: unknown): boolean {
	const key = ({ weekday, from_minute, to_minute }: { weekday?: unknown; from_minute?: unknown; to_minute?: unknown }) =>
		[weekday, from_minute, to_minute].join(':');
	return rowsOf(week).map(key).sort().join() === recordsOf(told).map(key).sort().join();
}
