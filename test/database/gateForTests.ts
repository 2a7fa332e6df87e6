import { randomUUID } from 'node:crypto';

import { sql } from '../setup/supabase';
import { newPhone } from '../LeadStore/store';
import { rpc } from './client';

/** A Monday, 9 o'clock in São Paulo. */
const MONDAY = Date.parse('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;
/** So many hours after Monday, 9 o'clock. */
export const after = (hours: number): string => new Date(MONDAY + hours * HOUR).toISOString();
/** An instant as the database tells it, in the same form. */
export const iso = (told: unknown): string => new Date(String(told)).toISOString();

export type Said = { verdict: 'now' | 'wait' | 'never' | 'known'; reason?: string; until?: string; at?: string; outbox_id?: number };
type Claimed = { outbox_id: number; lease_token: string; phone: string; payload: Record<string, unknown> };

/** A number of ours with limits of its own: tests share the database and must not meet. */
export function house(limits: Record<string, unknown> = {}, hours: Array<[weekday: number, from: number, to: number]> = []) {
	const channel = `test-${randomUUID()}`;
	let count = 0;
	const claim = async (hour: number): Promise<Claimed[]> =>
		await rpc('claim_outbox', { p_kinds: ['whatsapp_text'], p_limit: 1000, p_lease_seconds: 60, p_channel: channel, p_now: after(hour) });
	const finish = async ({ outbox_id, lease_token }: Claimed, hour: number, status = 'sent', given: Record<string, unknown> = {}) =>
		await rpc('finish_outbox', {
			p_outbox_id: outbox_id,
			p_lease_token: lease_token,
			p_status: status,
			p_provider_message_id: status === 'sent' ? `M${outbox_id}` : null,
			p_now: after(hour),
			...given,
		});
	return {
		channel,
		/** Its rules; without a pace that matters unless the test is about that. */
		rules: async () =>
			await rpc('set_message_rules', {
				p_channel: channel,
				p_hours: hours.map(([weekday, from_minute, to_minute]) => ({ weekday, from_minute, to_minute })),
				p_limits: { a_minute: 6000, first_day: null, a_day: null, ...limits },
				p_now: after(0),
			}),
		asks: async (phone: string, hour: number, given: Record<string, unknown> = {}): Promise<Said> =>
			await rpc('queue_unasked', {
				p_message: { key: `${channel}:${++count}`, channel, phone, purpose: 'campaign', payload: { text: 'Oi' }, ...given },
				p_now: after(hour),
			}),
		claim,
		finish,
		/** Sends what is due. Returns who got something. */
		sends: async (hour: number): Promise<string[]> => {
			const claimed = await claim(hour);
			for (const effect of claimed) await finish(effect, hour);
			return claimed.map(({ phone }) => phone);
		},
		writes: async (phone: string, hour: number) =>
			await rpc('receive_message', {
				p_message: {
					provider: 'zapi',
					channel,
					phone,
					message_id: randomUUID(),
					send_to: phone,
					name: 'Ana Exemplo',
					kind: 'text',
					text: 'oi',
					speaker: 'customer',
					sent_at: after(hour),
				},
				p_now: after(hour),
			}),
		mode: async (phone: string, mode: string, on = channel) =>
			await sql(
				`insert into sessions (channel, phone, mode, updated_at) values ($1, $2, $3, $4)
				on conflict (channel, phone) do update set mode = excluded.mode, mode_epoch = sessions.mode_epoch + 1`,
				[on, phone, mode, after(0)],
			),
		rows: async (phone: string) =>
			await sql<{ status: string; error: string | null }>('select status, error from outbox where phone = $1 order by id', [phone]),
	};
}
export type House = ReturnType<typeof house>;
export { newPhone };
