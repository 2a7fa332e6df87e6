import { message, newPlace, only, operate } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import {
	answered,
	claimed,
	company,
	cutOff,
	hasWrittenToOther,
	leave,
	outboxOf,
	reply,
	SENTENCE,
	toldOf,
	writesToOther,
} from './failover.house';

afterAll(closeSql);

describe('never twice', () => {
	it('what Z-API may have sent is not sent by the other number, whatever the workflow does with what nobody knows', async () => {
		const place = await company();
		await hasWrittenToOther(place);
		const part = await reply(place, 'Talvez chegou');
		expect(part).toMatchObject({ provider: 'zapi' });
		await only(
			'record',
			{ outcome: 'failed' },
			{ ...part, error: { message: 'timeout' }, failure: { kind: 'timedOut', mayHaveActed: true } },
		);
		await sql(`update outbox set status = 'uncertain', updated_at = now() - interval '1 hour' where channel = $1`, [place.channel]);
		await cutOff(place, 11);
		expect(await claimed(place)).toEqual([]);
		expect(
			(await operate('reconcile', { by: 'time', afterSeconds: 60, then: 'sendAgain', onlyChannel: place.channel })).out(),
		).toMatchObject([{ done: 'told' }]);
		expect(await claimed(place)).toEqual([]);
		expect(await outboxOf(place)).toEqual([{ status: 'uncertain', provider: 'zapi', via: null }]);
	});

	it('what Z-API is known not to have sent goes by the other number', async () => {
		const place = await company();
		await hasWrittenToOther(place);
		await reply(place, 'Não chegou');
		await sql(`update outbox set status = 'uncertain' where channel = $1`, [place.channel]);
		await sql(`update turns set status = 'uncertain' where channel = $1`, [place.channel]);
		await cutOff(place, 11);
		const [uncertain] = (await operate('getUncertain', { afterSeconds: 0, onlyChannel: place.channel })).out();
		expect(uncertain).toMatchObject({ provider: 'zapi' });
		await only('reconcile', { by: 'verdict', verdict: 'not_sent' }, uncertain);
		expect(await claimed(place)).toMatchObject([{ provider: 'whatsapp_cloud', text: `${SENTENCE}\n\nNão chegou` }]);
	});

	it('is found out by the chat that it was in: what came by the other number says nothing of it', async () => {
		const place = await company();
		await hasWrittenToOther(place);
		await reply(place, 'Talvez');
		await sql(`update outbox set status = 'uncertain' where channel = $1`, [place.channel]);
		await cutOff(place, 11);
		await leave(place, { text: 'Outra' });
		const [other] = await claimed(place);
		await only('finishOutbox', { outcome: 'sent' }, { ...other, messageId: 'wamid.o' });
		await writesToOther(place);
		const [{ before }] = await sql<{ before: boolean }>(
			`select (t ->> 'last_known_at')::timestamptz < (t ->> 'began_at')::timestamptz as before from jsonb_array_elements(uncertain_texts(0, $1)) t`,
			[place.channel],
		);
		expect(before).toBe(true);
	});

	it('two workers at the moment of the switch: each text once, all of them the new way, one beginning', async () => {
		const first = await company();
		const people = [first, ...Array.from({ length: 15 }, () => ({ ...first, phone: newPlace().phone }))];
		for (const place of people) {
			await operate('receive', {}, [message(place)]);
			await hasWrittenToOther(place);
			await leave(place);
		}
		await sql(`update outbox set attempts = 2, next_attempt_at = now() + interval '10 minutes' where channel = $1`, [first.channel]);
		await cutOff(first, 11);
		const rounds = await Promise.all([1, 2, 3, 4].map(async () => await claimed(first)));
		const again = await claimed(first);
		const all = [...rounds.flat(), ...again];
		expect(new Set(all.map(({ outbox_id }) => outbox_id)).size).toBe(16);
		expect(all).toHaveLength(16);
		expect(all.every(({ provider }) => provider === 'whatsapp_cloud')).toBe(true);
		expect(all.every(({ text }) => text === `${SENTENCE}\n\nBom dia`)).toBe(true);
		expect(await toldOf(first)).toEqual(['failover_began']);
	});

	it('a worker that dies in between leaves what nobody knows, and the status of the other number settles it', async () => {
		const place = await company();
		await hasWrittenToOther(place);
		await leave(place);
		await cutOff(place, 11);
		const [lost] = await claimed(place);
		await sql(`update outbox set lease_until = now() - interval '1 second' where outbox.id = $1`, [lost.outbox_id]);
		expect(await claimed(place)).toEqual([]);
		expect(await outboxOf(place)).toEqual([{ status: 'uncertain', provider: 'whatsapp_cloud', via: place.other }]);
		await sql('select settle_status($1)', [
			JSON.stringify({ channel: place.other, phone: place.phone, message_id: 'wamid.lost', key: lost.idempotency_key, status: 'sent' }),
		]);
		expect(await outboxOf(place)).toMatchObject([{ status: 'sent' }]);
		// The customer was told by that text: not again.
		expect(await answered(place, 'Mais')).toMatchObject({ text: 'Mais' });
	});
});
