import { message, newPlace, only, operate } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

afterAll(closeSql);

it('tells what waits by kind, what is due and since when, what nobody knows of, and what was given up', async () => {
	const place = newPlace();
	await operate('receive', {}, [message(place), message(place)]);
	await sql(`update inbox set status = 'failed', failed_at = now() where id = (select max(id) from inbox where channel = $1)`, [
		place.channel,
	]);
	const effect = async (kind: string, status: string, due: string, attempts = 0) =>
		await sql(
			`insert into outbox (idempotency_key, kind, channel, phone, payload, status, next_attempt_at, attempts) values (gen_random_uuid(), $1, $2, $3, '{}', $4, now() + $5::interval, $6)`,
			[kind, place.channel, place.phone, status, due, attempts],
		);
	await effect('notice', 'pending', '-90 seconds', 2);
	await effect('notice', 'pending', '10 minutes', 1);
	await effect('notice', 'sent', '-1 day');
	await effect('whatsapp_text', 'sending', '-5 seconds', 1);
	await effect('whatsapp_text', 'uncertain', '-5 seconds', 1);
	expect(await only('getQueueStatus', { channel: place.channel })).toEqual({
		effects: [
			{ kind: 'notice', waiting: 2, due: 1, tried: 2, under_way: 0, uncertain: 0, oldest_due_seconds: expect.closeTo(90, -1) },
			{ kind: 'whatsapp_text', waiting: 0, due: 0, tried: 0, under_way: 1, uncertain: 1, oldest_due_seconds: null },
		],
		messages_waiting: 1,
		messages_given_up: 1,
	});
	expect(await only('getQueueStatus', { channel: newPlace().channel })).toEqual({ effects: [], messages_waiting: 0, messages_given_up: 0 });
});
