import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type * as House from '../setup/house';
import { ownHouse } from '../setup/ownHouse';

// How far takeovers reach is set for all conversations, also for those of the tests that run beside this one.
const own = ownHouse();

/** A customer with a conversation on two numbers of ours. */
async function twoNumbers() {
	const one = own.house.newPlace();
	const other = { ...one, channel: `test-${randomUUID()}` };
	for (const place of [one, other]) await own.house.operate('receive', {}, [own.house.message(place)]);
	return { one, other };
}
/** The decision on what they write now; whoever was answered before got their answer. */
async function decided(place: House.Place, text?: string, parameters: IDataObject = {}): Promise<IDataObject> {
	await own.database.sql(`update turns set status = 'sent' where channel = $1 and status = 'open'`, [place.channel]);
	return await own.house.only('decide', parameters, await own.house.customerTurn(place, text));
}

it('keeps the agent silent on the other numbers of whom a person has, says who, and answers once they are given back', async () => {
	const { one, other } = await twoNumbers();
	await own.house.only('takeOver', { ...one, attendant: 'ana' });
	expect(await decided(other)).toMatchObject({
		should_respond: false,
		reason: 'waiting_human',
		session_mode: 'agent',
		guarded_by: { channel: one.channel, mode: 'human', attendant: 'ana' },
	});
	expect(await own.house.only('getStatus', other)).toMatchObject({
		mode: 'agent',
		guarded_by: { channel: one.channel, attendant: 'ana' },
		text: expect.stringContaining(`Em outro número: pessoa (ana), em ${one.channel}`) as unknown,
	});
	await own.house.only('release', { ...one, attendant: 'ana' });
	expect(await own.house.only('getStatus', other)).not.toHaveProperty('guarded_by');
	expect(await own.database.sql(`select 1 from inbox where channel = $1 and status = 'waiting'`, [other.channel])).not.toEqual([]);
	expect(await decided(other)).toMatchObject({ should_respond: true, reason: 'agent_active' });
});

it('goes back by what the customer writes elsewhere once the person is idle, and not before', async () => {
	const { one, other } = await twoNumbers();
	await own.house.only('takeOver', { ...one, attendant: 'ana' });
	await own.house.letTimePass(one, 290);
	expect(await decided(other)).toMatchObject({ should_respond: false, reason: 'waiting_human' });
	await own.house.letTimePass(one, 20);
	expect(await decided(other)).toMatchObject({ should_respond: true });
	expect(await own.house.only('getStatus', one)).toMatchObject({ mode: 'agent' });
	expect(await own.house.historyOf(one)).toContain('auto_resumed');
	expect(await own.house.noticesOf(one)).toContain('auto_resumed');
	// "Never" is never, wherever they write.
	await own.house.only('takeOver', { ...one, attendant: 'ana' });
	await own.house.letTimePass(one, 3600);
	expect(await decided(other, 'oi', { autoResumeSeconds: 0 })).toMatchObject({ should_respond: false });
});

it('holds for a pause too, in which a wish for a person still reaches the team', async () => {
	const { one, other } = await twoNumbers();
	await own.house.only('pause', { ...one, attendant: 'ana' });
	expect(await decided(other, 'quero falar com um atendente')).toMatchObject({ should_respond: false, reason: 'session_paused' });
	expect(await own.house.noticesOf(other)).toContain('escalation');
	await own.house.only('resume', { ...one, attendant: 'ana' });
	expect(await decided(other)).toMatchObject({ should_respond: true });
});

it('discards what was thought out before the takeover on the other number', async () => {
	const { one, other } = await twoNumbers();
	const answer = await decided(other);
	await own.house.only('takeOver', { ...one, attendant: 'ana' });
	expect(await own.house.only('confirm', { reply: 'Olá!' }, answer)).toMatchObject({ confirmed: false, reason: 'guarded' });
});

it('answers the opt-out of whoever writes it where nobody is silent for them: it is heard on the guarded number', async () => {
	const { one, other } = await twoNumbers();
	await own.house.only('takeOver', { ...one, attendant: 'ana' });
	await decided(other, 'não quero mais receber mensagens, parem');
	expect(await own.database.sql('select 1 from opt_outs where phone = $1', [one.phone])).toHaveLength(1);
});

describe('Set Reach of Takeovers', () => {
	afterAll(async () => await own.house.only('takeoverReach', { reach: 'all_numbers' }));

	it('tells the numbers apart where the operator wants it, for what was taken over before too, and it is known who did', async () => {
		const { one, other } = await twoNumbers();
		await own.house.only('takeOver', { ...one, attendant: 'ana' });
		expect(await decided(other)).toMatchObject({ should_respond: false });
		expect(await own.house.only('takeoverReach', { reach: 'one_number', attendant: 'sup' })).toEqual({ reach: 'one_number' });
		// What waited in silence is answered.
		expect(await own.database.sql(`select status from inbox where channel = $1 and status = 'waiting'`, [other.channel])).not.toEqual([]);
		expect(await decided(other)).toMatchObject({ should_respond: true });
		expect(await decided(one)).toMatchObject({ should_respond: false, reason: 'waiting_human' });
		expect(
			await own.database.sql(`select actor_id, reason from session_history where type = 'takeover_reach' order by id desc limit 1`),
		).toEqual([{ actor_id: 'sup', reason: 'one_number' }]);
		await own.house.only('takeoverReach', {});
		expect(await decided(other)).toMatchObject({ should_respond: false });
	});
});
