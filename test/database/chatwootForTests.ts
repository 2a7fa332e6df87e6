import { sql } from '../setup/supabase';
import { customer, rpc } from './client';

export type Someone = ReturnType<typeof customer>;
interface Word {
	outbox_id: number;
	lease_token: string;
	phone: string;
	text: string;
	message_id: string;
}

export const claim = async ({ channel }: Someone, given: Record<string, unknown> = {}) =>
	await rpc<Word[]>('claim_words', { p_limit: 100, p_lease_seconds: 60, p_channel: channel, ...given });
export const finish = async ({ outbox_id, lease_token }: Word, status: string) =>
	await rpc('finish_outbox', { p_outbox_id: outbox_id, p_lease_token: lease_token, p_status: status });
export const texts = (words: Word[]) => words.map(({ text }) => text);
export const waiting = async ({ channel }: Someone) =>
	(await sql(`select 1 from outbox where channel = $1 and kind = 'chatwoot_message' and status = 'pending'`, [channel])).length;

/** Somebody whose words are mirrored. */
export async function mirrored(): Promise<Someone> {
	const someone = customer();
	await claim(someone);
	return someone;
}
