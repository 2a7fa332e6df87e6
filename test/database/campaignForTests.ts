import { randomUUID } from 'node:crypto';

import { sql } from '../setup/supabase';
import { rpc } from './client';
import { after, house, newPhone, type House } from './gateForTests';

const ALWAYS: Array<[number, number, number]> = [1, 2, 3, 4, 5, 6, 7].map((day) => [day, 0, 1440]);

export type Contact = {
	line: number;
	phone: string;
	text?: string;
	name?: string;
	consent?: string;
	reason?: string | null;
	template?: unknown;
};
export type Progress = Record<string, number> & {
	status: string;
	reason: string | null;
	waits_for: string | null;
	waits_until: string | null;
	ends_at: string | null;
	cost: Record<string, number> | null;
	skipped_because: Record<string, number>;
};

/** A campaign of a number of ours, open day and night unless told. */
export async function campaign(limits: Record<string, unknown> = {}, hours = ALWAYS) {
	const shop: House = house(limits, hours);
	await shop.rules();
	const id = `campanha-${randomUUID()}`;
	const order = async (name: string, hour = 0) =>
		await rpc<{ done: boolean; reason?: string; status: string }>('order_campaign', { p_id: id, p_order: name, p_now: after(hour) });
	return {
		...shop,
		/** A minute later: what is let out has its moments then. */
		claim: async (hour: number) => await shop.claim(hour + 1 / 60),
		sends: async (hour: number) => await shop.sends(hour + 1 / 60),
		id,
		order,
		plan: async (contacts: Contact[], given: Record<string, unknown> = {}) =>
			(
				await rpc<{ planned: boolean; lines: Array<{ line: number; status: string; reason: string | null }> }>('plan_campaign', {
					p_campaign: { id, channel: shop.channel, name: 'Natal', about: 'Panetones até dia 20', ...given },
					p_contacts: contacts.map((contact) => ({ text: `Oi ${contact.line}`, consent: 'cliente', ...contact })),
					p_now: after(0),
				})
			).lines,
		release: async (hour: number, limit = 200) =>
			await rpc<Array<{ status: string; asked: number; reason?: string }>>('release_campaigns', {
				p_channel: shop.channel,
				p_limit: limit,
				p_now: after(hour),
			}),
		progress: async (hour = 0) => await rpc<Progress>('campaign_progress', { p_id: id, p_now: after(hour) }),
		lines: async () =>
			await sql<{ line: number; phone: string; status: string; reason: string | null }>(
				'select line, phone, status, reason from campaign_contacts where campaign_id = $1 order by line',
				[id],
			),
		told: async () =>
			await sql<{ payload: Record<string, unknown> }>(
				`select payload from outbox where channel = $1 and payload ->> 'kind' = 'campaign_halted'`,
				[shop.channel],
			),
	};
}
export type Campaign = Awaited<ReturnType<typeof campaign>>;

export const people = (many: number): Contact[] => Array.from({ length: many }, (_, n) => ({ line: n + 1, phone: newPhone() }));

/** Sums add up: each line is in exactly one place. */
export const sum = ({ waiting, queued, sent, failed, skipped }: Progress): number => waiting + queued + sent + failed + skipped;
