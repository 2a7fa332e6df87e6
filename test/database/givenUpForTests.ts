import type { NoticeFacts } from '../../nodes/shared/core/handoff/notice';
import { sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

export type Someone = ReturnType<typeof customer>;
export const notices = async ({ channel }: Someone): Promise<NoticeFacts[]> =>
	(await sql<{ payload: NoticeFacts }>(`select payload from outbox where channel = $1 and kind = 'notice' order by id`, [channel])).map(
		({ payload }) => payload,
	);
export const texts = async ({ channel }: Someone) =>
	await sql(`select payload ->> 'text' as text, status from outbox where channel = $1 and kind = 'whatsapp_text' order by id`, [channel]);
export const inbox = async ({ channel }: Someone) =>
	await sql('select status, attempts from inbox where channel = $1 order by id', [channel]);

/** Five workers die at a message, one after the other; a sixth call finds out. */
export async function givenUp(marina: Someone, from = 0, given: Record<string, unknown> = {}): Promise<void> {
	const { sequence } = await marina.writes(from);
	for (let n = 0; n < 5; n++) expect(await marina.claim(from + 7 + n * 150, sequence)).toMatchObject({ claimed: true });
	await marina.claim(from + 800, sequence, given);
}
export const giveBack = async (turn: Claim, seconds: number, given: Record<string, unknown> = {}) =>
	await rpc<{ given_back: boolean; due_at: string }>('give_turn_back', {
		p_turn_id: turn.turn_id,
		p_lease_token: turn.lease_token,
		p_reason: 'OpenAI does not accept the "API Key"',
		p_now: at(seconds),
		...given,
	});
