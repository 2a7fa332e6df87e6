import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { at, rpc } from './client';
import { idsOf, nextTurns, pauses, rowsUnder, says, sessionsOf, somebody, takesOver, type Named, type Person } from './personsForTests';

afterAll(closeSql);

type Guard = 'takeover' | 'pause' | 'optOut';

async function guards(person: Person, by: Named, guard: Guard, seconds: number): Promise<void> {
	const { phone } = idsOf(person, by);
	if (guard === 'takeover') await takesOver(person.channel, phone, seconds);
	else if (guard === 'pause') await pauses(person.channel, phone, seconds);
	else await rpc('register_opt_out', { p_phone: phone, p_words: 'parem', p_now: at(seconds) });
}

const GUARDED: Record<Guard, Record<string, unknown>> = {
	takeover: { mode: 'human', owner: 'ana' },
	pause: { mode: 'paused', paused_by: 'ana' },
	optOut: { mode: 'paused', paused_by: 'opt_out' },
};

/** In which order the ids come, and which message shows that they are one person's. */
const ORDERS: Array<[string, Named[], Named]> = [
	['phone, then lid', ['phone', 'lid'], 'both'],
	['lid, then phone', ['lid', 'phone'], 'both'],
	['both known apart, told by lid', ['lid', 'phone'], 'lidWithPhone'],
];

describe.each(ORDERS)('one customer by %s', (_, order, shown) => {
	const guarded: Array<[Guard, Named]> = (['takeover', 'pause', 'optOut'] as const).flatMap((guard) =>
		(['phone', 'lid'] as const).map((side): [Guard, Named] => [guard, side]),
	);

	it.each(guarded)('after a %s on the side of the %s is one guarded conversation with all that was said', async (guard, side) => {
		const person = somebody();
		const { channel, phone, lid } = person;
		for (const [n, named] of order.entries()) await says(person, named, n, { text: `de ${named}` });
		await guards(person, side, guard, 5);
		await says(person, shown, 10, { text: 'agora os dois' });

		expect(await sessionsOf(channel)).toEqual([expect.objectContaining({ phone, ...GUARDED[guard] })]);
		expect(await rowsUnder(lid)).toEqual({});
		const said = await sql('select content from conversations where channel = $1 and lead_phone = $2 order by id', [channel, phone]);
		expect(said).toHaveLength(3);
		expect(await sql('select 1 from leads where phone = any ($1)', [[phone, lid]])).toHaveLength(1);

		// Every message waits still, in one turn, and nobody answers it.
		const [turn, ...more] = await nextTurns(channel, 40);
		expect(more).toEqual([]);
		expect(turn).toMatchObject({ phone, send_to: idsOf(person, shown).phone, session: { mode: GUARDED[guard].mode } });
		expect(turn.messages).toHaveLength(3);
		const reply = { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_mode_epoch: turn.session.mode_epoch, p_send_to: phone };
		expect(await rpc('confirm_send', { ...reply, p_parts: ['Olá!'], p_lead: {}, p_now: at(41) })).toMatchObject({
			confirmed: false,
			reason: 'stale_generation',
		});
	});
});

it('knows a customer by lid again who was seen with both, without a second conversation', async () => {
	const person = somebody();
	await says(person, 'both', 0);
	expect(await says(person, 'lid', 1)).toMatchObject({ stored: true, phone: person.phone });
	expect(await sessionsOf(person.channel)).toHaveLength(1);
	expect(await nextTurns(person.channel, 30)).toMatchObject([{ phone: person.phone, send_to: person.lid }]);
});

it("takes what the team types to the lid for the phone's conversation", async () => {
	const person = somebody();
	await says(person, 'both', 0);
	const typed = await says(person, 'lid', 1, { speaker: 'human', text: 'Aqui é a Ana', undecided: true });
	expect(typed).toMatchObject({ phone: person.phone, session: { phone: person.phone } });
	// No part of a reply goes out before it was decided on.
	expect(await nextTurns(person.channel, 30)).toEqual([]);
});

it('joins what the team typed by lid before the ids were known to be one, and its takeover holds', async () => {
	const person = somebody();
	await says(person, 'phone', 0);
	await says(person, 'lid', 1, { speaker: 'human', text: 'Aqui é a Ana' });
	await takesOver(person.channel, person.lid, 2);
	await says(person, 'both', 3, { speaker: 'human', text: 'Ainda eu' });
	expect(await sessionsOf(person.channel)).toMatchObject([{ phone: person.phone, mode: 'human', owner: 'ana' }]);
});

it('never joins two phones by itself: whoever writes by phone is that phone', async () => {
	const [one, other] = [somebody(), somebody()];
	const shared = { ...other, channel: one.channel, lid: one.lid };
	await says(one, 'both', 0);
	expect(await says(shared, 'both', 1)).toMatchObject({ phone: other.phone });
	expect(await says(one, 'lid', 2)).toMatchObject({ phone: one.phone });
	expect((await sessionsOf(one.channel)).map(({ phone }) => phone)).toEqual([one.phone, other.phone].sort());
	expect(await rpc('join_contacts', { p_from: one.phone, p_to: other.phone, p_by: 'message' })).toMatchObject({ reason: 'two_phones' });
});

it('takes the Brazilian number without its ninth digit for the same phone', async () => {
	const person = somebody();
	const short = person.phone.replace(/^(\d{4})9/, '$1').replace(/^(\d{4})./, '$17');
	const long = short.replace(/^(\d{4})/, '$19');
	expect(await rpc('join_contacts', { p_from: long, p_to: short, p_by: 'message' })).toMatchObject({ joined: true, phone: long });
});

it('keeps strangers apart whose address is not told', async () => {
	const [one, other] = [somebody(), somebody()];
	const untold = (person: Person) => ({
		phone: '0',
		ids: [
			{ kind: 'phone', value: '0' },
			{ kind: 'lid', value: person.lid },
		],
	});
	expect(await says(one, 'lid', 0, untold(one))).toMatchObject({ phone: one.lid });
	expect(await says(other, 'lid', 0, untold(other))).toMatchObject({ phone: other.lid });
});

it('gives one person two lids, and takes an id that is too long for none', async () => {
	const person = somebody();
	await says(person, 'both', 0);
	const again = { ...person, lid: somebody().lid };
	await says(again, 'both', 1);
	expect(await says(again, 'lid', 2)).toMatchObject({ phone: person.phone });
	const given = await says(person, 'phone', 3, { ids: [{ kind: 'lid', value: `${'1'.repeat(5000)}@lid` }, { kind: 7 }, null, 'x', {}] });
	expect(given).toMatchObject({ stored: true, phone: person.phone });
});

it('learns from a delivery of a known message under another id that both are one', async () => {
	const person = somebody();
	await says(person, 'lid', 0);
	await says(person, 'phone', 1);
	await sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, provider_message_id) values ($1, 'whatsapp_text', $2, $3, '{"text": "a"}', 'sent', $4)`,
		[randomUUID(), person.channel, person.phone, person.lid],
	);
	const told = { p_channel: person.channel, p_phone: person.lid, p_message_id: person.lid, p_now: at(2) };
	expect(await rpc('settle_delivery', told)).toEqual({ settled: false, reason: 'known' });
	expect(await sessionsOf(person.channel)).toMatchObject([{ phone: person.phone }]);
});

it('lets a worker that has the old key in hand go on with the conversation that it became', async () => {
	const person = somebody();
	const { channel, phone, lid } = person;
	const { sequence } = await says(person, 'lid', 0);
	const [turn] = await nextTurns(channel, 10);
	await says(person, 'both', 11);
	// The conversation has only another key: what was thought out for it is still right.
	const reply = {
		p_turn_id: turn.turn_id,
		p_lease_token: turn.lease_token,
		p_mode_epoch: turn.session.mode_epoch,
		p_send_to: lid,
		p_lead: { city: 'Itu' },
	};
	expect(await rpc('confirm_send', { ...reply, p_parts: ['Olá!'], p_now: at(12) })).toMatchObject({ confirmed: true });
	expect(await rpc('read_session', { p_channel: channel, p_phone: lid })).toMatchObject({ session: { phone } });
	expect(await rpc('upsert_lead', { p_phone: lid, p_fields: { name: 'Marina' } })).toMatchObject({ phone, city: 'Itu' });
	expect(await rpc('enqueue_outbox', { p_rows: [{ key: randomUUID(), kind: 'notice', channel, phone: lid, payload: {} }] })).toHaveLength(
		1,
	);
	const old = { p_channel: channel, p_phone: lid, p_sequence: sequence, p_quiet_seconds: 6, p_max_wait_seconds: 20, p_lease_seconds: 90 };
	expect(await rpc('claim_turn', { ...old, p_history_limit: 20, p_now: at(13) })).toMatchObject({ reason: 'taken' });
	expect(await takesOver(channel, lid, 14)).toBe(true);
	expect(await rowsUnder(lid)).toEqual({});
});

it('gives up the newer of two open turns: its messages wait again, and its worker has lost them', async () => {
	const person = somebody();
	await says(person, 'lid', 0, { text: 'um' });
	const [first] = await nextTurns(person.channel, 10);
	await says(person, 'phone', 11, { text: 'dois' });
	const [second] = await nextTurns(person.channel, 20);
	await says(person, 'both', 21, { text: 'três' });

	const confirm = async (turn: typeof first) =>
		await rpc('confirm_send', {
			p_turn_id: turn.turn_id,
			p_lease_token: turn.lease_token,
			p_mode_epoch: turn.session.mode_epoch,
			p_send_to: person.phone,
			p_parts: ['Olá!'],
			p_lead: {},
			p_now: at(22),
		});
	expect(await confirm(second)).toMatchObject({ confirmed: false, reason: 'lease_lost' });
	// The older one did not know of the other's words: what it says is discarded, and all three are answered together.
	expect(await confirm(first)).toMatchObject({ confirmed: false, reason: 'stale_generation' });
	const [turn] = await nextTurns(person.channel, 40);
	expect(turn.messages.map(({ text }) => text)).toEqual(['um', 'dois', 'três']);
	expect(await confirm(turn)).toMatchObject({ confirmed: true });
});

it('goes on with a reply that is under way, and with texts that wait for their time', async () => {
	const person = somebody();
	await says(person, 'lid', 0);
	const [turn] = await nextTurns(person.channel, 10);
	const { parts } = await rpc<{ parts: Array<{ outbox_id: number }> }>('confirm_send', {
		p_turn_id: turn.turn_id,
		p_lease_token: turn.lease_token,
		p_mode_epoch: turn.session.mode_epoch,
		p_send_to: person.lid,
		p_parts: ['Um.', 'Dois.'],
		p_lead: {},
		p_now: at(11),
	});
	await says(person, 'phone', 12);
	await says(person, 'both', 13);
	await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: randomUUID(), p_now: at(14) });
	expect(await rpc('next_part', { p_outbox_id: parts[0].outbox_id, p_now: at(15) })).toMatchObject({
		next: true,
		text: 'Dois.',
		phone: person.phone,
	});
});
