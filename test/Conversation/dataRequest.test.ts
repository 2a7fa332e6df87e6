import { protocolOf } from '../../nodes/shared/core/sdr/intents';
import { closeSql, sql } from '../setup/supabase';
import { customerTurn, message, newPlace, only, operate, type Place } from '../setup/house';

afterAll(closeSql);

const requests = async ({ phone }: Place) =>
	await sql<{ protocol: string }>('select protocol, words from lgpd_requests where phone = $1', [phone]);
const release = async (place: Place) => await only('release', { ...place, attendant: 'ana', role: 'supervisor' });
const takeOver = async (place: Place) => await only('takeOver', { ...place, attendant: 'ana', role: 'attendant' });

describe('one wish about personal data', () => {
	it('has one protocol, however often it is played: while a person has the conversation, and again once it is given back', async () => {
		const place = newPlace();
		await takeOver(place);
		await operate('decide', {}, [await customerTurn(place, 'quero que apaguem meus dados')]);
		const [first] = await requests(place);
		await release(place);
		// The question is still open: it waits again, and its turn has a later message beside it.
		const [stored] = (await operate('receive', {}, [message(place, { text: 'e então?' })])).out();
		await takeOver(place);
		await release(place);
		const again = await only('claimTurn', { quietSeconds: 0 }, stored);
		expect(again.messages).toHaveLength(2);
		await takeOver(place);
		await operate('decide', {}, [{ ...again, session: (await only('getStatus', { ...place })) as never }]);
		expect(await requests(place)).toEqual([first]);
		expect(protocolOf(again, { now: 0, seed: 'x' })).toBe(first.protocol);
	});

	it('two wishes have two, and so have two people whose providers count alike', async () => {
		const [one, other] = [newPlace(), newPlace()];
		const asks = async (place: Place, messageId: string, text: string) => {
			const [stored] = (await operate('receive', {}, [message(place, { messageId, text })])).out();
			await operate('decide', {}, [await only('claimTurn', { quietSeconds: 0 }, stored)]);
		};
		for (const place of [one, other]) await takeOver(place);
		await asks(one, 'M1', 'onde conseguiram meu número?');
		await asks(one, 'M2', 'quero que apaguem meus dados');
		await asks(other, 'M1', 'quero que apaguem meus dados');
		const known = [...(await requests(one)), ...(await requests(other))].map(({ protocol }) => protocol);
		expect([known.length, new Set(known).size]).toEqual([3, 3]);
	});
});

describe('the number of a request', () => {
	const received_at = '2026-01-05T23:30:00Z';
	const wish = { message_id: 'wamid.HBgNNTUxMTk5OTk5', text: 'apaguem meus dados', received_at };
	const turn = (messages: unknown) => ({ channel: 'c', phone: '5511999990001', messages });
	const number = (given: object) => protocolOf(given, { now: Date.parse('2026-01-06T12:00:00Z'), seed: 'seedseed-1' });

	it('is that of the message that asks and of its day, whatever stands beside it and whenever it is played', () => {
		const greeting = { message_id: 'A', text: 'oi', received_at };
		const alone = number(turn([wish]));
		expect(alone).toMatch(/^LGPD-20260105-[0-9A-F]{8}$/);
		expect([
			number(turn([greeting, wish])),
			number(turn([wish, { message_id: 'B', text: 'apaguem meus dados logo', received_at }])),
		]).toEqual([alone, alone]);
	});

	it.each([
		['another message of a provider whose ids begin alike', { ...wish, message_id: 'wamid.HBgNNTUxMTk5OTk6' }],
		['one whose first words ask nothing', { ...wish, message_id: 'Z', text: 'oi' }],
	])('differs for %s', (_, other) => expect(number(turn([other]))).not.toBe(number(turn([wish]))));

	it.each([[undefined], [null], ['text'], [[]], [[null, 7, { text: 'apaguem meus dados' }]]])(
		'of an item of other making (%j) is that of its seed',
		(messages) => expect(number(turn(messages))).toBe('LGPD-20260106-SEEDSEED'),
	);

	it('whose time nobody can read has the day of now', () =>
		expect(number(turn([{ ...wish, received_at: 'gestern' }]))).toMatch(/^LGPD-20260106-/));
});
