import { randomInt, randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

type Someone = ReturnType<typeof customer>;

describe('an event of a deal', () => {
	const tell = async ({ channel, phone }: Someone, event: Record<string, unknown> = {}, text: string | null = 'Parabéns!', given = {}) =>
		await rpc('record_deal_event', {
			p_channel: channel,
			p_phone: phone,
			p_event: { key: randomUUID(), event: 'won', deal_id: 7, title: 'Lead - FB300', stage_id: 3, ...event },
			p_text: text,
			p_now: at(100),
			...given,
		});
	const texts = async ({ channel }: Someone) =>
		(
			await sql<{ text: string }>(`select payload ->> 'text' as text from outbox where channel = $1 and kind = 'whatsapp_text'`, [channel])
		).map(({ text }) => text);
	async function talking(): Promise<Someone> {
		const marina = customer();
		await marina.writes(1);
		return marina;
	}

	it('is in the conversation once, and told to the customer once, whichever of many workers hears of it', async () => {
		const marina = await talking();
		const key = randomUUID();
		const all = await Promise.all(Array.from({ length: 6 }, async () => await tell(marina, { key })));
		expect(all.filter(({ recorded }) => recorded)).toEqual([
			{ recorded: true, channel: marina.channel, phone: marina.phone, mode: 'agent', message_queued: true, reason: null },
		]);
		expect(all.filter(({ reason }) => reason === 'known_event')).toHaveLength(5);
		expect(await texts(marina)).toEqual(['Parabéns!']);
		expect(await sql(`select metadata -> 'crm_deal' as deal, version from sessions where channel = $1`, [marina.channel])).toEqual([
			{ deal: expect.objectContaining({ event: 'won', deal_id: 7, title: 'Lead - FB300' }), version: 2 },
		]);
		expect(await sql(`select type, reason from session_history where channel = $1 order by id`, [marina.channel])).toEqual([
			expect.objectContaining({ type: 'session_created' }),
			{ type: 'crm_deal', reason: 'won' },
		]);
	});

	it('that is undone and happens again is noted again and not told again', async () => {
		const marina = await talking();
		await tell(marina);
		expect(await tell(marina)).toMatchObject({ recorded: true, message_queued: false, reason: 'told_already' });
		// Nobody asked for it: a second one waits for two days in the outbox, and a third would wait too long.
		expect(await tell(marina, { event: 'moved', stage_id: 4 })).toMatchObject({ message_queued: true, waits_for: 'budget' });
		expect(await tell(marina, { event: 'moved', stage_id: 4 })).toMatchObject({ message_queued: false, reason: 'told_already' });
		expect(await tell(marina, { event: 'moved', stage_id: 5 })).toMatchObject({ message_queued: false, reason: 'budget' });
	});

	it('is not told to somebody who wants no messages, nor while a person has the conversation, nor while the agent is off', async () => {
		const [quiet, attended, silent] = [await talking(), await talking(), await talking()];
		await rpc('register_opt_out', { p_phone: quiet.phone, p_words: 'sair', p_now: at(2) });
		await sql(`update sessions set mode = 'human', human_attendant = 'ana', mode_epoch = 2 where channel = $1`, [attended.channel]);
		expect(await tell(quiet)).toMatchObject({ recorded: true, message_queued: false, reason: 'opted_out' });
		expect(await tell(attended)).toMatchObject({ recorded: true, message_queued: false, reason: 'human' });
		expect(await tell(silent, {}, null)).toMatchObject({ recorded: true, message_queued: false, reason: 'no_text' });
		for (const someone of [quiet, attended, silent]) expect(await texts(someone)).toEqual([]);
	});

	it('is not told any more once a person took over before it was sent', async () => {
		const marina = await talking();
		await tell(marina);
		await sql(`update sessions set mode = 'human', human_attendant = 'ana', mode_epoch = mode_epoch + 1 where channel = $1`, [
			marina.channel,
		]);
		await rpc('claim_outbox', {
			p_kinds: ['whatsapp_text'],
			p_limit: 9,
			p_lease_seconds: 60,
			p_channel: marina.channel,
			p_now: at(200),
		});
		expect(await sql(`select status from outbox where channel = $1`, [marina.channel])).toEqual([{ status: 'discarded' }]);
	});

	it('without a phone belongs to the lead that was synced to the deal; of nobody it is no news', async () => {
		const marina = await talking();
		const deal_id = randomInt(1e9);
		await sql('insert into crm_links (phone, deal_id) values ($1, $2)', [marina.phone, deal_id]);
		expect(await tell(marina, { deal_id }, 'Oi', { p_phone: null, p_channel: null })).toMatchObject({
			recorded: true,
			phone: marina.phone,
		});
		expect(await tell(marina, { deal_id: randomInt(1e9) }, 'Oi', { p_phone: null })).toEqual({
			recorded: false,
			reason: 'no_conversation',
		});
	});
});

it('a happening is the first one for one of many', async () => {
	const key = randomUUID();
	const all = await Promise.all(Array.from({ length: 6 }, async () => await rpc<boolean>('claim_event', { p_key: key })));
	expect(all.filter(Boolean)).toHaveLength(1);
});
