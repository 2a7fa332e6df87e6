import { randomUUID } from 'node:crypto';

import { customerTurn, historyOf, newPlace, only } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import {
	answered,
	claimed,
	company,
	connected,
	cutOff,
	hasWrittenToOther,
	leave,
	outboxOf,
	reply,
	routeOf,
	SENTENCE,
	sent,
	toldOf,
	writesToOther,
} from './failover.house';

afterAll(closeSql);

describe('a number that is cut off', () => {
	it('keeps its conversations while nobody set a failover, or it is switched off', async () => {
		const place = newPlace();
		await cutOff(place, 600);
		expect(await reply(place)).toMatchObject({ provider: 'zapi', send_to: place.phone, text: 'Olá!' });
		const off = await company({}, { enabled: false });
		await cutOff(off, 600);
		expect(await reply(off)).toMatchObject({ provider: 'zapi', text: 'Olá!' });
		expect(await toldOf(off)).toEqual([]);
	});

	it('is stood in for after the minutes: what is due goes out there, the customer reads why once, the team is told once', async () => {
		const place = await company();
		await hasWrittenToOther(place);
		await cutOff(place, 11);
		const first = await reply(place);
		expect(first).toMatchObject({ provider: 'whatsapp_cloud', send_to: place.phone, text: `${SENTENCE}\n\nOlá!` });
		await sent(first);
		expect(await answered(place, 'E mais isto.')).toMatchObject({ provider: 'whatsapp_cloud', text: 'E mais isto.' });
		expect(await routeOf(place)).toBe(place.other);
		expect(await only('getStatus', { phone: place.phone, channel: place.channel })).toMatchObject({
			mode: 'agent',
			routed_to: place.other,
			routed_at: expect.any(String) as unknown,
		});
		expect(await toldOf(place)).toEqual(['failover_began']);
		expect(await historyOf(place)).toContain('route_changed');
		const { messages } = (await only('getHistory', { phone: place.phone, channel: place.channel, limit: 50 })) as {
			messages: Array<{ text: string; status: string }>;
		};
		expect(messages.filter(({ status }) => status === 'sent').map(({ text }) => text)).toEqual([`${SENTENCE}\n\nOlá!`, 'E mais isto.']);
	});

	it('is not, a minute before; nor after a break in between, however often', async () => {
		const place = await company();
		await hasWrittenToOther(place);
		for (const from of [36, 26, 16]) {
			await cutOff(place, from);
			await connected(place, from - 9);
		}
		await cutOff(place, 9);
		expect(await reply(place)).toMatchObject({ provider: 'zapi', text: 'Olá!' });
		expect(await toldOf(place)).toEqual([]);
	});

	it('comes and goes afterwards, and nothing goes back by itself: who was moved stays, who was not writes to the number that works', async () => {
		const place = await company();
		const neighbour = { ...place, phone: newPlace().phone };
		await hasWrittenToOther(place);
		await hasWrittenToOther(neighbour);
		await cutOff(place, 11);
		await answered(place);
		await connected(place);
		expect(await answered(place)).toMatchObject({ provider: 'whatsapp_cloud', text: 'Olá!' });
		expect(await answered(neighbour)).toMatchObject({ provider: 'zapi', text: 'Olá!' });
		await cutOff(place, 5);
		expect(await answered(neighbour)).toMatchObject({ provider: 'zapi' });
		expect(await toldOf(place)).toEqual(['failover_began']);
	});

	it('of one company is nothing to another, nor to its own second number', async () => {
		const [ours, theirs] = [await company(), await company()];
		const second = { ...ours, channel: newPlace().channel };
		for (const place of [ours, theirs]) await hasWrittenToOther(place);
		await cutOff(ours, 11);
		expect(await reply(theirs)).toMatchObject({ provider: 'zapi' });
		expect(await reply(second)).toMatchObject({ provider: 'zapi' });
		expect(await reply(ours)).toMatchObject({ provider: 'whatsapp_cloud' });
	});

	it('refused for so long is as good as disconnected', async () => {
		const place = await company();
		await hasWrittenToOther(place);
		await sql(`select note_integration($1, 'zapi', false, 'operator', 'unauthorized', 'no', null, now() - interval '11 minutes')`, [
			place.channel,
		]);
		expect(await reply(place)).toMatchObject({ provider: 'whatsapp_cloud' });
	});
});

describe('what they write to the number that stands in', () => {
	it('is the same conversation, answered there, whose takeover and history are one', async () => {
		const place = await company();
		await hasWrittenToOther(place);
		await cutOff(place, 11);
		await answered(place);
		const stored = await writesToOther(place, { text: 'Ah, mudaram de número?', sentAt: new Date(Date.now() + 3_600_000).toISOString() });
		expect(stored).toMatchObject({ channel: place.channel, provider: 'whatsapp_cloud' });
		const turn = await only('claimTurn', { quietSeconds: 0 }, stored);
		expect(turn).toMatchObject({ channel: place.channel, provider: 'whatsapp_cloud' });
		expect(turn.history).toEqual(expect.arrayContaining([expect.objectContaining({ content: `${SENTENCE}\n\nOlá!` })]));
		await sent(await reply(place, 'Sim!', turn));
		// Whatever the clock of whoever told it says, the number that is cut off stays so: that message came by the other one.
		expect(await sql(`select 1 from integrations where channel = $1 and down_since is not null`, [place.channel])).toHaveLength(1);
		await only('takeOver', { channel: place.channel, phone: place.phone, attendant: 'ana' });
		const asked = await only('claimTurn', { quietSeconds: 0 }, await writesToOther(place, { text: 'Quero falar com a Ana' }));
		expect(await only('decide', {}, asked)).toMatchObject({ should_respond: false, reason: 'waiting_human' });
		await leave(place, { text: 'Oi, aqui é a Ana', speaker: 'human' });
		await sql(`update outbox set updated_at = now() - interval '1 minute' where channel = $1`, [place.channel]);
		await sql(`update inbox set received_at = received_at - interval '1 minute' where channel = $1`, [place.channel]);
		expect(await claimed(place)).toMatchObject([{ provider: 'whatsapp_cloud', text: 'Oi, aqui é a Ana', send_to: place.phone }]);
	});

	it('comes under an id that a status told to be theirs, or without the ninth digit: still the same conversation', async () => {
		const place = await company({ phone: `5549${'9'}8${String(Date.now()).slice(-7)}` });
		await hasWrittenToOther(place);
		await cutOff(place, 11);
		await answered(place);
		const userId = `BR.${randomUUID().replaceAll('-', '')}`;
		const waId = place.phone.replace(/^(55\d\d)9/, '$1');
		const [{ key }] = await sql<{ key: string }>(
			`select idempotency_key as key from outbox where channel = $1 and kind = 'whatsapp_text'`,
			[place.channel],
		);
		await sql('select settle_status($1)', [
			JSON.stringify({
				channel: place.other,
				phone: place.phone,
				ids: [
					{ kind: 'phone', value: place.phone },
					{ kind: 'user_id', value: userId },
				],
				message_id: 'wamid.told',
				key,
				status: 'delivered',
			}),
		]);
		const bare = await writesToOther(place, {
			phone: userId,
			sendTo: userId,
			ids: [{ kind: 'user_id', value: userId }],
			text: 'Oi de novo',
		});
		expect(bare).toMatchObject({ channel: place.channel, phone: place.phone });
		const short = await writesToOther(place, { sendTo: waId, text: 'Outra coisa' });
		expect(short).toMatchObject({ channel: place.channel, phone: place.phone });
		expect(await reply(place, 'Oi', await only('claimTurn', { quietSeconds: 0 }, short))).toMatchObject({ send_to: waId });
		expect(
			await sql('select 1 from sessions where phone = $1 and channel = $2 and last_agent_message is not null', [place.phone, place.other]),
		).toEqual([]);
	});

	it('stays with the conversation of that number where it spoke last', async () => {
		const place = await company();
		const own = { channel: place.other, phone: place.phone };
		await cutOff(place, 11);
		await sent(await reply(own, 'Do número novo', await customerTurn(own, 'Oi, número novo').then(asCloud)));
		await answered(place);
		expect(await writesToOther(place, { text: 'a' })).toMatchObject({ channel: place.channel });
		await sql(`update turns set status = 'sent' where phone = $1 and status = 'open'`, [place.phone]);
		await sql(`update sessions set last_agent_message = now() + interval '1 second' where channel = $1 and phone = $2`, [
			place.other,
			place.phone,
		]);
		expect(await writesToOther(place, { text: 'b' })).toMatchObject({ channel: place.other });
	});
});

/** As if it had come by the Cloud API. */
async function asCloud<T extends { channel?: unknown }>(turn: T): Promise<T> {
	await sql(`update inbox set provider = 'whatsapp_cloud' where channel = $1`, [turn.channel]);
	return turn;
}

it('a text that was refused before is due at once when it begins, and one that is under way is left alone', async () => {
	const place = await company();
	await hasWrittenToOther(place);
	await cutOff(place, 11);
	const key = await leave(place);
	await sql(`update outbox set attempts = 3, next_attempt_at = now() + interval '15 minutes' where idempotency_key = $1`, [key]);
	await claimed(place);
	expect(await claimed(place)).toMatchObject([]);
	expect(await outboxOf(place)).toMatchObject([{ status: 'sending', provider: 'whatsapp_cloud', via: place.other }]);
});
