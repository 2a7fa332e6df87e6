import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { customer, rpc } from './client';

afterAll(closeSql);

const message = (given: Record<string, unknown> = {}) => ({
	provider: 'chat',
	channel: 'teste:conversar',
	phone: `teste:${randomUUID()}`,
	message_id: randomUUID(),
	kind: 'text',
	text: 'Oi',
	speaker: 'customer',
	sent_at: new Date().toISOString(),
	...given,
});
const begin = async (p_message: ReturnType<typeof message>, p_key = randomUUID()) =>
	await rpc<{ turn_id: string; lease_token: string; messages: Array<{ text: string }>; history: unknown[] }>('begin_trial', {
		p_message,
		p_lease_seconds: 90,
		p_history_limit: 20,
		p_key,
	});

it.each([
	['a number of ours', { channel: 'A'.repeat(32) }],
	['a customer', { phone: '5511900000077' }],
	['no channel', { channel: null }],
	['a name that only looks like it', { channel: 'testeconversar' }],
])('%s is nothing to play with', async (_what, given) => {
	const given_ = message(given);
	await expect(begin(given_)).rejects.toThrow(/22023/);
	expect(await sql('select from inbox where message_id = $1', [given_.message_id])).toEqual([]);
});

it('gives the same turn to the same call again, and a new one to the next', async () => {
	const [said, key] = [message(), randomUUID()];
	const first = await begin(said, key);
	expect((await begin(said, key)).turn_id).toBe(first.turn_id);
	const next = await begin(message({ phone: said.phone, text: 'e agora?' }));
	expect(next.turn_id).not.toBe(first.turn_id);
	expect(next.messages.map(({ text }) => text)).toEqual(['e agora?']);
	expect(await sql('select status from turns where id = $1', [first.turn_id])).toEqual([{ status: 'discarded' }]);
});

it('a notice of a trial is kept for whoever reads it and due for nobody; a customer’s is due', async () => {
	const [said, real] = [message(), customer()];
	const { turn_id: turn } = await begin(said);
	const notice = (channel: string, phone: string) => ({
		key: randomUUID(),
		kind: 'notice',
		channel,
		phone,
		payload: { kind: 'follow_up' },
	});
	await rpc('enqueue_outbox', { p_rows: [notice(said.channel, said.phone), notice(real.channel, real.phone)] });
	expect(await rpc('trial_notices', { p_turn_id: turn })).toEqual([{ kind: 'follow_up' }]);
	expect(await sql(`select phone, status from outbox where phone = any($1) order by status`, [[said.phone, real.phone]])).toEqual([
		{ phone: said.phone, status: 'discarded' },
		{ phone: real.phone, status: 'pending' },
	]);
});

it('a model that is down in a trial is no integration that is down; in a conversation it is', async () => {
	const { channel } = customer();
	for (const p_channel of ['teste:conversar', channel])
		await rpc('note_integration', {
			p_channel,
			p_name: 'model',
			p_ok: false,
			p_kind: 'operator',
			p_reason: 'unauthorized',
			p_sentence: 'key',
		});
	expect(await sql(`select channel from integrations where channel = any($1)`, [['teste:conversar', channel]])).toEqual([{ channel }]);
});
