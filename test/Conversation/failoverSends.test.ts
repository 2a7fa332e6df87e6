import { randomUUID } from 'node:crypto';

import { message, newPlace, only, operate } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import {
	answered,
	before,
	claimed,
	company,
	connected,
	cutOff,
	hasWrittenToOther,
	leave,
	lid,
	outboxOf,
	reply,
	routeOf,
	SENTENCE,
	toldOf,
	writesToOther,
	type Company,
} from './failover.house';

afterAll(closeSql);

const noticesFor = async ({ channel, phone }: Company) =>
	await sql<{ payload: Record<string, unknown> }>(
		`select payload from outbox where channel = $1 and phone = $2 and kind = 'notice' and payload ->> 'kind' = 'failover_unreachable'`,
		[channel, phone],
	);
/** What the workflow of the outbox says of templates. */
const withTemplate = async ({ channel }: Company, purposes: string[]) => {
	await sql(`select note_claim(array['whatsapp_text'], $1, now())`, [channel]);
	const template = { name: 'retorno', language: 'pt_BR', values: ['{texto}'] };
	await sql(`update outbox_claims set templates = $2, templates_at = now() where channel = $1 and kind = 'whatsapp_text'`, [
		channel,
		JSON.stringify(Object.fromEntries(purposes.map((purpose) => [purpose, template]))),
	]);
};

describe('whom the other number cannot reach', () => {
	it('is told to the team, once, and gets what is theirs from their own number', async () => {
		const place = await company({ phone: lid() });
		await cutOff(place, 11);
		const [stored] = (await before(place, async () => await operate('receive', {}, [message(place, { sendTo: place.phone })]))).out();
		const part = await reply(place, 'Olá!', await only('claimTurn', { quietSeconds: 0 }, stored));
		expect(part).toMatchObject({ provider: 'zapi', send_to: place.phone, text: 'Olá!' });
		await sql(`select record_part($1, 'failed', p_later => true, p_failure => 'notConnected')`, [part.outbox_id]);
		await leave(place, { text: 'De novo' });
		await claimed(place);
		expect(await noticesFor(place)).toMatchObject([{ payload: { reason: 'no_address', message: 'Olá!', to_channel: place.other } }]);
		expect(await routeOf(place)).toBeNull();
		expect((await outboxOf(place)).every(({ status }) => status !== 'failed' && status !== 'discarded')).toBe(true);
	});

	it('never wrote there, and there is no template: the same', async () => {
		const place = await company();
		await cutOff(place, 11);
		expect(await reply(place)).toMatchObject({ provider: 'zapi', text: 'Olá!' });
		expect(await noticesFor(place)).toMatchObject([{ payload: { reason: 'window_closed' } }]);
		expect(await toldOf(place)).toEqual(['failover_unreachable']);
	});

	it('never wrote there: the template for replies goes out, and says what it says; the first text after it tells of the number', async () => {
		const place = await company();
		await withTemplate(place, ['reply']);
		await cutOff(place, 11);
		expect(await reply(place, 'Temos sim!')).toMatchObject({ confirmed: false, reason: 'window_closed' });
		const [text] = await claimed(place);
		expect(text).toMatchObject({
			provider: 'whatsapp_cloud',
			send_to: place.phone,
			payload: { text: 'Temos sim!', template: { name: 'retorno' } },
		});
		await only('finishOutbox', { outcome: 'sent' }, { ...text, messageId: 'wamid.template' });
		expect(await routeOf(place)).toBe(place.other);
		const stored = await writesToOther(place, { text: 'Que número é esse?' });
		expect(stored).toMatchObject({ channel: place.channel });
		expect(await reply(place, 'Somos nós', await only('claimTurn', { quietSeconds: 0 }, stored))).toMatchObject({
			provider: 'whatsapp_cloud',
			text: `${SENTENCE}\n\nSomos nós`,
		});
	});
});

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

it('an echo of Z-API settles nothing that went by the other number', async () => {
	const place = await company();
	await hasWrittenToOther(place);
	await cutOff(place, 11);
	await reply(place);
	const [{ settled }] = await sql<{ settled: { settled: boolean } }>(`select settle_delivery($1, $2, 'Z-1') as settled`, [
		place.channel,
		place.phone,
	]);
	expect(settled).toMatchObject({ settled: false });
});

it('a success on the other number does not say that this one works; what fails there is that one’s', async () => {
	const place = await company();
	await hasWrittenToOther(place);
	await cutOff(place, 11);
	await answered(place);
	await leave(place);
	await sql(`update outbox set updated_at = now() - interval '1 minute' where channel = $1`, [place.channel]);
	const [claim] = await claimed(place);
	await sql('select finish_outbox($1, $2, $3, p_error => $4, p_failure => $5)', [
		claim.outbox_id,
		claim.lease_token,
		'failed',
		'x',
		'unauthorized',
	]);
	expect(
		await sql('select channel, name from integrations where channel in ($1, $2) and down_since is not null order by name', [
			place.channel,
			place.other,
		]),
	).toEqual([
		{ channel: place.other, name: 'whatsapp_cloud' },
		{ channel: place.channel, name: 'zapi' },
	]);
});

it('what is quoted of the other chat is left out there, and quoted again at home', async () => {
	const place = await company();
	await hasWrittenToOther(place);
	const [{ messageId }] = (await operate('receive', {}, [message(place)])).out();
	const key = await leave(place, { text: 'Sobre isso', reply_to: messageId });
	await cutOff(place, 11);
	const [away] = await claimed(place);
	expect(away).not.toHaveProperty('reply_to');
	await only('finishOutbox', { outcome: 'failed' }, { ...away, error: { message: 'no' } });
	await connected(place);
	await only('failBack', { failing: place.channel });
	await sql(`update outbox set next_attempt_at = now() where idempotency_key = $1`, [key]);
	expect(await claimed(place)).toMatchObject([{ text: 'Sobre isso', reply_to: messageId, provider: 'zapi' }]);
});

it('two ids that turn out to be one person go on where one of them went', async () => {
	const place = await company();
	await hasWrittenToOther(place);
	await cutOff(place, 11);
	await answered(place);
	const id = lid();
	await before(place, async () => await operate('receive', {}, [message({ channel: place.channel, phone: id })]));
	await operate('receive', {}, [
		message(place, {
			ids: [
				{ kind: 'phone', value: place.phone },
				{ kind: 'lid', value: id },
			],
		}),
	]);
	expect(await routeOf(place)).toBe(place.other);
	expect(await sql('select 1 from sessions where phone = $1', [id])).toEqual([]);
});

it('who wants no messages gets none from the other number either, and says so there', async () => {
	const place = await company();
	await hasWrittenToOther(place);
	await cutOff(place, 11);
	await answered(place);
	await leave(place, { text: 'Novidades', mode_epoch: 1, until: new Date(Date.now() + 3_600_000).toISOString() });
	await sql(`select register_opt_out($1, 'parem', now())`, [place.phone]);
	await sql(`update outbox set updated_at = now() - interval '1 minute' where channel = $1`, [place.channel]);
	expect(await claimed(place)).toEqual([]);
	expect(
		(await operate('receive', {}, [message(place, { provider: 'whatsapp_cloud', channel: place.other, messageId: randomUUID() })])).out(),
	).toMatchObject([{ channel: place.channel }]);
});

it('a notice to the team takes the way that works', async () => {
	const place = await company({}, { minutes: 1 });
	const team = '5511900000000';
	await hasWrittenToOther({ ...place, phone: team });
	await cutOff(place, 4);
	const row = {
		key: randomUUID(),
		kind: 'notice',
		channel: place.channel,
		phone: place.phone,
		payload: { kind: 'hot_lead', phone: place.phone },
	};
	await sql('select enqueue_outbox($1)', [JSON.stringify([row])]);
	expect(
		(
			await operate('claimOutbox', {
				kinds: ['notice'],
				noticeChannels: ['whatsapp'],
				teamPhone: team,
				limit: 50,
				leaseSeconds: 60,
				onlyChannel: place.channel,
			})
		).error,
	).toBeUndefined();
	expect(await sql('select provider, via from outbox where idempotency_key = $1', [row.key])).toEqual([
		{ provider: 'whatsapp_cloud', via: place.other },
	]);
});
