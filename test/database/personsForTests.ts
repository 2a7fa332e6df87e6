import { randomInt, randomUUID } from 'node:crypto';

import { sql } from '../setup/supabase';
import { at, rpc, type Claim } from './client';

/** The ways in which a provider names one and the same person. */
export type Named = 'phone' | 'lid' | 'both' | 'lidWithPhone';

export interface Person {
	channel: string;
	phone: string;
	lid: string;
}

/** Somebody whom nobody else's test knows. */
export const somebody = (): Person => ({
	channel: `test-${randomUUID()}`,
	phone: `55119${String(randomInt(1e8)).padStart(8, '0')}`,
	lid: `1${String(randomInt(1e14)).padStart(14, '0')}@lid`,
});

/** The address and all ids of a message, as the provider's parser gives them. */
export function idsOf({ phone, lid }: Person, named: Named): { phone: string; ids: Array<{ kind: string; value: string }> } {
	const [isPhone, isLid] = [
		{ kind: 'phone', value: phone },
		{ kind: 'lid', value: lid },
	];
	if (named === 'phone') return { phone, ids: [isPhone] };
	if (named === 'lid') return { phone: lid, ids: [isLid] };
	return named === 'both' ? { phone, ids: [isPhone, isLid] } : { phone: lid, ids: [isLid, isPhone] };
}

/** Somebody writes, or is written to. */
export async function says(
	person: Person,
	named: Named,
	seconds: number,
	given: Record<string, unknown> = {},
): Promise<{ stored: boolean; sequence: number; phone: string; session?: Record<string, unknown>; reason?: string }> {
	const { phone, ids } = idsOf(person, named);
	return await rpc('receive_message', {
		p_message: {
			provider: 'zapi',
			channel: person.channel,
			phone,
			ids,
			message_id: randomUUID(),
			send_to: phone,
			name: 'Marina',
			kind: 'text',
			text: 'oi',
			speaker: 'customer',
			sent_at: at(seconds),
			...given,
		},
		p_now: at(seconds),
	});
}

/** A decision on the conversation as it is, as the nodes write it: from the version that they read. */
export async function decides(
	channel: string,
	phone: string,
	seconds: number,
	to: Record<string, unknown>,
	type = 'mode_changed',
): Promise<boolean> {
	const { session } = await rpc<{ session: Record<string, unknown> | null }>('read_session', { p_channel: channel, p_phone: phone });
	const before = session ?? { version: 0, mode: 'agent', mode_epoch: 1, metadata: {} };
	const { saved } = await rpc<{ saved: boolean }>('save_session', {
		p_channel: channel,
		p_phone: phone,
		p_version: before.version,
		p_session: { ...before, ...to, mode_epoch: Number(before.mode_epoch) + 1, mode_since: at(seconds) },
		p_history: [
			{ type, actor_type: 'human', actor_id: 'ana', from_mode: before.mode, to_mode: to.mode, to_owner: to.human_attendant ?? null },
		],
		p_now: at(seconds),
	});
	return saved;
}

export const takesOver = async (channel: string, phone: string, seconds: number): Promise<boolean> =>
	await decides(channel, phone, seconds, {
		mode: 'human',
		human_attendant: 'ana',
		human_since: at(seconds),
		last_human_activity: at(seconds),
	});
export const pauses = async (channel: string, phone: string, seconds: number): Promise<boolean> =>
	await decides(channel, phone, seconds, { mode: 'paused', paused_at: at(seconds), paused_by: 'ana', pause_reason: 'manual' });

/** A turn, with whose it is and who keeps the agent quiet from another number. */
type Claimed = Claim & {
	phone: string;
	send_to: string;
	session: { mode: string; mode_epoch: number; version: number };
	guard: Record<string, unknown> | null;
};

/** Claims all that is due on a channel, whoever's it is. */
export const nextTurns = async (channel: string, seconds: number): Promise<Array<Claimed>> =>
	(
		await rpc<{ turns: Claimed[] }>('next_turns', {
			p_channel: channel,
			p_limit: 20,
			p_quiet_seconds: 6,
			p_max_wait_seconds: 20,
			p_lease_seconds: 90,
			p_history_limit: 20,
			p_given_up_text: '',
			p_key: randomUUID(),
			p_same_text: 0,
			p_replies_an_hour: 0,
			p_now: at(seconds),
		})
	).turns;

/** The conversations of a channel. */
export const sessionsOf = async (channel: string) =>
	await sql<{ phone: string; mode: string; owner: string | null; paused_by: string | null; epoch: number }>(
		'select phone, mode, human_attendant as owner, paused_by, mode_epoch as epoch from sessions where channel = $1 order by phone',
		[channel],
	);

/** Every table that holds a person's rows, with how many are under each of the given keys. */
export async function rowsUnder(key: string): Promise<Record<string, number>> {
	const tables = await sql<{ name: string; column: string }>(
		`select table_name as name, column_name as column from information_schema.columns
		where table_schema = 'public' and column_name in ('phone', 'lead_phone') and table_name <> 'attendants'`,
	);
	const counts: Record<string, number> = {};
	for (const { name, column } of tables) {
		const [{ count }] = await sql<{ count: number }>(`select count(*)::int as count from "${name}" where "${column}" = $1`, [key]);
		if (count > 0) counts[name] = count;
	}
	return counts;
}
