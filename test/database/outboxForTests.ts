import { sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

export type Someone = ReturnType<typeof customer>;
interface Effect {
	outbox_id: number;
	lease_token: string;
	phone: string;
	send_to: string;
	attempts: number;
	payload: { text: string };
}

export const claim = async ({ channel }: Someone, seconds: number, kinds = ['whatsapp_text', 'notice']) =>
	await rpc<Effect[]>('claim_outbox', { p_kinds: kinds, p_limit: 100, p_lease_seconds: 60, p_channel: channel, p_now: at(seconds) });
export const finish = async ({ outbox_id, lease_token }: Effect, seconds: number, status: string, given: Record<string, unknown> = {}) =>
	await rpc('finish_outbox', { p_outbox_id: outbox_id, p_lease_token: lease_token, p_status: status, p_now: at(seconds), ...given });
export const enqueue = async ({ channel, phone }: Someone, key: string, kind: string, payload: Record<string, unknown>, seconds = 0) =>
	await rpc<string[]>('enqueue_outbox', { p_rows: [{ key: `${channel}:${key}`, kind, channel, phone, payload }], p_now: at(seconds) });
export const delivered = async ({ channel, phone }: Someone, messageId: string, seconds: number) =>
	await rpc('settle_delivery', { p_channel: channel, p_phone: phone, p_message_id: messageId, p_queue_id: 'Z1', p_now: at(seconds) });
export const statuses = async ({ channel }: Someone) =>
	(await sql<{ status: string }>('select status from outbox where channel = $1 order by id', [channel])).map(({ status }) => status);
export const sweep = async (seconds: number) =>
	await rpc('claim_due_turns', {
		p_limit: 1000,
		p_quiet_seconds: 6,
		p_grace_seconds: 20,
		p_lease_seconds: 90,
		p_history_limit: 1,
		p_now: at(seconds),
	});

/** Somebody to whom a reply of so many parts was begun by a worker that died. */
export async function abandoned(parts: string[]): Promise<Someone & { turn: Claim }> {
	const someone = customer();
	const { sequence } = await someone.writes(0);
	const turn = await someone.claim(7, sequence);
	await someone.confirm(8, turn, { p_parts: parts });
	return { ...someone, turn };
}
