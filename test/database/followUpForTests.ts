import { randomUUID } from 'node:crypto';

import { sql } from '../setup/supabase';
import { rpc } from './client';
import { after, house, newPhone, type House } from './gateForTests';

export const OFFICE: Array<[weekday: number, from: number, to: number]> = [1, 2, 3, 4, 5].map((day) => [day, 540, 1080]);
type Step = { class: string; step: number; after_hours: number; kind: string; text: string };
export type Due = Step & { phone: string; since: string; facts: Record<string, string> };

/** What the bundled workflow has: warm next day, in three days, in a week; cold once; hot is the consultant's. */
export const CADENCE: Step[] = [
	...[24, 72, 168].map((after_hours, n) => ({ class: 'warm', step: n + 1, after_hours, kind: 'message', text: '' })),
	{ class: 'cold', step: 1, after_hours: 48, kind: 'material', text: 'Catálogo: https://loja.example/catalogo' },
	{ class: 'hot', step: 1, after_hours: 4, kind: 'team', text: '' },
];

/** A number of ours whose silent leads are followed up, in office hours unless told. */
export async function followed(limits: Record<string, unknown> = {}, hours = OFFICE) {
	const shop: House = house(limits, hours);
	await shop.rules();
	const claim = async (hour: number, cadence = CADENCE, given: Record<string, unknown> = {}) =>
		await rpc<{ due: Due[]; told: Due[]; without_hours: string | null }>('claim_follow_ups', {
			p_cadence: cadence,
			p_channel: shop.channel,
			p_limit: 1000,
			p_now: after(hour),
			...given,
		});
	// The first run: silences are noted from then on.
	await claim(-1);
	const says = async (phone: string, hour: number) =>
		await rpc('receive_message', {
			p_message: {
				provider: 'zapi',
				channel: shop.channel,
				phone,
				message_id: randomUUID(),
				send_to: phone,
				kind: 'text',
				text: 'Claro!',
				speaker: 'agent',
				sent_at: after(hour),
			},
			p_now: after(hour),
		});
	const queue = async (step: Due, hour: number, text = 'Oi!') =>
		await rpc<{ queued: boolean; reason?: string; until?: string }>('queue_follow_up', { p_step: step, p_text: text, p_now: after(hour) });
	return {
		...shop,
		dueAt: claim,
		says,
		queue,
		/** A lead who wrote at that hour and was answered at once. */
		lead: async (temperature: string | null, hour: number, phone = newPhone()): Promise<string> => {
			await shop.writes(phone, hour);
			await says(phone, hour + 1 / 60);
			await rpc('upsert_lead', { p_phone: phone, p_fields: { temperature, name: 'Ana Exemplo', product: 'Bolo' }, p_now: after(hour) });
			return phone;
		},
		/** The quarter of an hour's run: what is due is written, queued, and sent by the outbox a little later. Returns who got which step. */
		run: async (hour: number): Promise<string[]> => {
			for (const step of (await claim(hour)).due) await queue(step, hour);
			const sent: string[] = [];
			for (const effect of await shop.claim(hour + 1 / 60)) {
				await shop.finish(effect, hour + 1 / 60);
				sent.push(`${effect.phone} ${String(effect.payload.follow_up)}`);
			}
			return sent;
		},
		steps: async (phone: string) =>
			await sql<{ step: string; status: string; reason: string | null }>(
				`select cadence || ':' || step as step, status, reason from follow_up_steps where phone = $1 order by queued_at, step`,
				[phone],
			),
		silence: async (phone: string) =>
			(await sql<{ look_at: Date | null; reason: string | null }>('select look_at, reason from silent_leads where phone = $1', [phone]))[0],
		told: async (kind: string) =>
			await sql<{ phone: string; payload: Record<string, unknown> }>(
				`select phone, payload from outbox where channel = $1 and kind = 'notice' and payload ->> 'kind' = $2 order by id`,
				[shop.channel, kind],
			),
	};
}
export type Followed = Awaited<ReturnType<typeof followed>>;
