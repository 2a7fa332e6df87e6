import { randomUUID } from 'node:crypto';

import { createClient, type SupabaseClient } from '@supabase/supabase-js';

import { sandboxSupabase } from '../setup/supabase';

const { url, serviceRoleKey } = sandboxSupabase();
export const service: SupabaseClient = createClient(url, serviceRoleKey, { auth: { persistSession: false } });

/** Calls an SQL function as the nodes do: over PostgREST, with the service role. */
export async function rpc<T = Record<string, unknown>>(name: string, args: Record<string, unknown>, tries = 3): Promise<T> {
	const { data, error } = await service.rpc(name, args);
	// What Postgres took back to end a deadlock they ask again.
	if (error?.code === '40P01' && tries > 1) return await rpc<T>(name, args, tries - 1);
	if (error) throw new Error(`${name}: ${error.code} ${error.message}`);
	return data as T;
}

/** A customer of one's own: tests share the database and must not meet. */
export function customer() {
	const digits = String(parseInt(randomUUID().slice(0, 8), 16) % 1e8).padStart(8, '0');
	const channel = `test-${randomUUID()}`;
	const phone = `55119${digits}`;
	let count = 0;
	return {
		channel,
		phone,
		/** Stores one message that arrived so many seconds after T0. */
		writes: async (seconds: number, given: Record<string, unknown> = {}) =>
			await rpc<{ stored: boolean; sequence: number; reason?: string }>('receive_message', {
				p_message: {
					provider: 'zapi',
					channel,
					phone,
					message_id: `M${++count}`,
					send_to: phone,
					name: 'Marina Exemplo',
					kind: 'text',
					text: `mensagem ${count}`,
					speaker: 'customer',
					sent_at: at(seconds),
					...given,
				},
				p_now: at(seconds),
			}),
		claim: async (seconds: number, sequence: number, given: Record<string, unknown> = {}) =>
			await rpc<Claim>('claim_turn', {
				p_channel: channel,
				p_phone: phone,
				p_sequence: sequence,
				p_quiet_seconds: 6,
				p_max_wait_seconds: 20,
				p_lease_seconds: 90,
				p_history_limit: 20,
				p_now: at(seconds),
				...given,
			}),
		confirm: async (seconds: number, turn: Claim, given: Record<string, unknown> = {}) =>
			await rpc<{ confirmed: boolean; reason?: string; parts: Array<{ outbox_id: number; text: string }> }>('confirm_send', {
				p_turn_id: turn.turn_id,
				p_lease_token: turn.lease_token,
				p_mode_epoch: turn.session.mode_epoch,
				p_send_to: phone,
				p_parts: ['Olá!'],
				p_lead: {},
				p_now: at(seconds),
				...given,
			}),
	};
}

export interface Claim {
	claimed: boolean;
	reason?: string;
	retry_in_ms?: number;
	turn_id: string;
	lease_token: string;
	messages: Array<{ message_id: string; text: string }>;
	history: Array<{ role: string; content: string }>;
	session: { mode_epoch: number; version: number };
	lead: Record<string, unknown>;
}

const T0 = Date.parse('2026-01-05T13:00:00.000Z');
/** A moment so many seconds after the start of the story. */
export const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();
