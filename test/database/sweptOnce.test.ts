import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

const DAY = 86_400;
/** What the sweep gets of one channel, a day and a half after the story began. */
const due = async ({ channel }: { channel: string }, kept: string[] | null = ['customer_name', 'tags']) =>
	(
		await rpc<Array<{ metadata: object; mode: string }>>('due_sessions', {
			p_channel: channel,
			p_old_before: at(DAY),
			...(kept && { p_kept: kept }),
		})
	).map(({ metadata, mode }) => ({ metadata, mode }));

/** A conversation that was last written to when the story began. */
async function carrying(metadata: object, given: Record<string, unknown> = {}) {
	const one = customer();
	await one.writes(0);
	const columns = Object.entries({ metadata: JSON.stringify(metadata), ...given });
	const sets = columns.map(([name], n) => `${name} = $${n + 2}`).join(', ');
	await sql(`update sessions set ${sets} where channel = $1`, [one.channel, ...columns.map(([, value]) => value)]);
	return one;
}

describe('an old conversation', () => {
	it('that carries only what is to stay is never due, and is not looked at again until it changes', async () => {
		const one = await carrying({ customer_name: 'Marina', tags: ['vip'] });
		expect(await due(one)).toEqual([]);
		const [{ swept }] = await sql('select swept_at = updated_at as swept from sessions where channel = $1', [one.channel]);
		expect(swept).toBe(true);
		await sql(`update sessions set metadata = metadata || '{"crm_deal": 1}', updated_at = $2 where channel = $1`, [one.channel, at(60)]);
		expect(await due(one)).toEqual([{ metadata: { customer_name: 'Marina', tags: ['vip'], crm_deal: 1 }, mode: 'agent' }]);
	});

	it('that carries more is due until the sweep has seen to it', async () => {
		const one = await carrying({ customer_name: 'Marina', crm_deal: 1 });
		expect(await due(one)).toHaveLength(1);
		expect(await due(one)).toHaveLength(1);
		await sql(`update sessions set metadata = '{"customer_name": "Marina"}' where channel = $1`, [one.channel]);
		expect(await due(one)).toEqual([]);
	});

	it('in which nobody ever wrote has no age, and is not due for ever', async () => {
		const one = await carrying({ note: 'x' }, { last_customer_message: null, mode_since: null });
		expect(await due(one)).toEqual([]);
	});

	it('is due for a package of before as it was', async () => {
		const one = await carrying({ customer_name: 'Marina' });
		expect(await due(one, null)).toHaveLength(1);
	});

	it('of this morning is not', async () => {
		const one = await carrying({ crm_deal: 1 }, { updated_at: at(DAY + 60) });
		expect(await due(one)).toEqual([]);
	});
});

describe("a conversation that is not the agent's", () => {
	it.each([
		['a person has', { mode: 'human', human_attendant: 'ana', human_since: at(0) }, 1],
		['waits for a person', { mode: 'paused', paused_at: at(0), paused_by: 'customer', pause_reason: 'escalation' }, 1],
		['a machine answers in', { mode: 'paused', paused_at: at(0), paused_by: 'machine', pause_reason: 'system' }, 1],
		[
			'is over because its customer wants no more messages',
			{ mode: 'paused', paused_at: at(0), paused_by: 'opt_out', pause_reason: 'system' },
			0,
		],
	])('which %s: %j', async (_, columns, times) => {
		const one = await carrying({ opted_out_told_at: at(0) }, columns);
		expect(await due(one)).toHaveLength(times);
		expect(await rpc('due_sessions', { p_channel: one.channel, p_old_before: at(-DAY) })).toHaveLength(times);
	});

	it('a call for a person is due for as long as it stands, whoever has the conversation', async () => {
		const one = await carrying({ escalation_requested: true, escalation_at: at(0) });
		expect([await due(one), await due(one)].map((found) => found.length)).toEqual([1, 1]);
	});
});

describe('a text of which nobody knows whether it was sent', () => {
	const uncertain = async ({ channel }: { channel: string }) =>
		await rpc<unknown[]>('uncertain_texts', { p_after_seconds: 60, p_channel: channel, p_now: at(1000) });
	const settle = async ({ channel }: { channel: string }, p_send_again = false) =>
		await rpc<unknown[]>('settle_uncertain', { p_after_seconds: 60, p_send_again, p_channel: channel, p_now: at(1000) });

	it('is asked after until the team was told of it, and not at each run from then on', async () => {
		const one = customer();
		const { sequence } = await one.writes(0);
		await one.confirm(8, await one.claim(7, sequence));
		await rpc('claim_due_turns', {
			p_limit: 1000,
			p_quiet_seconds: 6,
			p_grace_seconds: 20,
			p_lease_seconds: 90,
			p_history_limit: 1,
			p_now: at(300),
		});
		expect(await uncertain(one)).toHaveLength(1);
		expect(await settle(one)).toEqual([expect.objectContaining({ done: 'told' })]);
		expect([await uncertain(one), await settle(one), await settle(one, true)]).toEqual([[], [], []]);
		// The provider's own word settles it all the same.
		const [{ status }] = await sql(`select status from outbox where channel = $1 and kind = 'whatsapp_text'`, [one.channel]);
		expect(status).toBe('uncertain');
	});
});

describe('what was said of an effect that is given up', () => {
	const giveUp = async (kind: string, turn: boolean) => {
		const one = customer();
		const { sequence } = await one.writes(0);
		const claim = turn ? await one.claim(7, sequence) : null;
		if (claim) {
			const { parts } = await one.confirm(8, claim, { p_parts: ['a', 'b'] });
			await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'failed', p_later: true, p_error: 'away', p_now: at(9) });
		} else
			await rpc('enqueue_outbox', {
				p_rows: [{ key: `k-${one.channel}`, kind, channel: one.channel, phone: one.phone, payload: { text: 'a' } }],
				p_now: at(9),
			});
		const [effect] = await rpc<Array<{ outbox_id: number; lease_token: string }>>('claim_outbox', {
			p_kinds: [kind],
			p_limit: 1,
			p_lease_seconds: 60,
			p_channel: one.channel,
			p_now: at(100),
		});
		await rpc('finish_outbox', {
			p_outbox_id: effect.outbox_id,
			p_lease_token: effect.lease_token,
			p_status: 'failed',
			p_error: 'refused',
			p_final: true,
			p_now: at(101),
		});
		return {
			told: await sql(`select payload ->> 'error' as error from outbox where channel = $1 and payload ->> 'kind' = 'given_up'`, [
				one.channel,
			]),
			history: await sql(`select content, status from conversations where channel = $1 and role = 'assistant' order by id`, [one.channel]),
		};
	};

	it.each([
		[
			'a part of a reply, with what was to follow',
			'whatsapp_text',
			true,
			[
				['a', 'failed'],
				['b', 'discarded'],
			],
		],
		['a text of its own', 'whatsapp_text', false, []],
	])('%s: once, with the reason', async (_, kind, turn, history) => {
		const given = await giveUp(kind, turn);
		expect(given.told).toEqual([{ error: 'refused' }]);
		expect(given.history.map(({ content, status }) => [content, status])).toEqual(history);
	});
});
