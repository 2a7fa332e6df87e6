import { randomUUID } from 'node:crypto';

import { message, only, operate } from '../setup/house';
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
