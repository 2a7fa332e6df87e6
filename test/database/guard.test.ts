import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { at, rpc, service } from './client';
import { decides, nextTurns, pauses, says, somebody, takesOver, type Person } from './personsForTests';

afterAll(closeSql);

/** The same person on another number of ours, by their lid. */
const elsewhere = (person: Person): Person => ({ ...person, channel: `test-${randomUUID()}` });
const gives = async (person: Person, seconds: number) =>
	await decides(person.channel, person.phone, seconds, {
		mode: 'agent',
		human_attendant: null,
		human_since: null,
		paused_at: null,
		paused_by: null,
		pause_reason: null,
	});

type Turn = Awaited<ReturnType<typeof nextTurns>>[number];
const confirm = async (turn: Turn, seconds: number, given: Record<string, unknown> = {}) =>
	await rpc<{ confirmed: boolean; reason?: string; parts: Array<{ outbox_id: number }> }>('confirm_send', {
		p_turn_id: turn.turn_id,
		p_lease_token: turn.lease_token,
		p_mode_epoch: turn.session.mode_epoch,
		p_send_to: turn.send_to,
		p_parts: ['Um.', 'Dois.'],
		p_lead: {},
		p_now: at(seconds),
		...given,
	});

/** Somebody with a turn under way on one number, and a conversation on another. */
async function twoNumbers(): Promise<{ one: Person; other: Person; turn: Turn }> {
	const one = somebody();
	const other = elsewhere(one);
	await says(one, 'both', 0);
	await says(other, 'lid', 1);
	const [turn] = await nextTurns(other.channel, 20);
	return { one, other, turn };
}

const GUARDS = { takeover: takesOver, 'pause by a person': pauses };
describe.each(Object.entries(GUARDS))('a %s on one number', (_, guards) => {
	it('keeps what was thought out on another number from being confirmed, and its end lets the question be answered', async () => {
		const { one, other, turn } = await twoNumbers();
		await guards(one.channel, one.phone, 21);
		expect(await confirm(turn, 22)).toEqual({ confirmed: false, reason: 'guarded' });
		// Nobody answers there while it lasts; the question waits for its end, and not for another message.
		expect(await nextTurns(other.channel, 60)).toEqual([]);
		await gives(one, 70);
		const [again] = await nextTurns(other.channel, 71);
		expect(again.messages).toHaveLength(1);
		expect(await confirm(again, 72)).toMatchObject({ confirmed: true });
	});

	it('is told with a turn of another number, and a silent one is answered once it ends', async () => {
		const { one, other, turn } = await twoNumbers();
		await confirm(turn, 21, { p_parts: ['Olá!'] });
		await rpc('finish_turn', { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_status: 'silent' });
		await sql(`update turns set status = 'sent' where id = $1`, [turn.turn_id]);
		await guards(one.channel, one.phone, 22);
		await says(other, 'lid', 23, { text: 'e o prazo?' });
		const [silent] = await nextTurns(other.channel, 200);
		expect(silent).toMatchObject({ session: { mode: 'agent' }, guard: { channel: one.channel, phone: one.phone } });
		await rpc('finish_turn', { p_turn_id: silent.turn_id, p_lease_token: silent.lease_token, p_status: 'silent', p_now: at(201) });
		expect(await nextTurns(other.channel, 240)).toEqual([]);
		await gives(one, 250);
		expect(await nextTurns(other.channel, 260)).toMatchObject([{ guard: null, messages: [{ text: 'e o prazo?' }] }]);
	});

	it('stops the rest of a reply that is under way there, and what waits for its time', async () => {
		const { one, other, turn } = await twoNumbers();
		const { parts } = await confirm(turn, 21);
		const late = { key: randomUUID(), kind: 'whatsapp_text', channel: other.channel, phone: one.lid };
		await rpc('enqueue_outbox', {
			p_rows: [{ ...late, payload: { text: 'Lembrete', mode_epoch: turn.session.mode_epoch } }],
			p_now: at(22),
		});
		await guards(one.channel, one.phone, 23);
		await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: randomUUID(), p_now: at(24) });
		expect(await rpc('next_part', { p_outbox_id: parts[0].outbox_id, p_now: at(25) })).toEqual({ next: false, reason: 'guarded' });
		const claim = { p_kinds: ['whatsapp_text'], p_limit: 9, p_lease_seconds: 60, p_channel: other.channel };
		expect(await rpc('claim_outbox', { ...claim, p_now: at(26) })).toEqual([]);
		expect(await sql(`select status, error from outbox where idempotency_key = $1`, [late.key])).toEqual([
			{ status: 'discarded', error: 'guarded' },
		]);
	});

	it('leaves strangers, and what is tried out in the editor, as they are', async () => {
		const { one, turn: _ } = await twoNumbers();
		const stranger = somebody();
		const tried = { ...one, channel: `teste:${randomUUID()}` };
		await guards(one.channel, one.phone, 21);
		for (const person of [stranger, tried]) {
			await says(person, 'phone', 22);
			const [turn] = await nextTurns(person.channel, 40);
			expect(turn).toMatchObject({ guard: null });
			expect(await confirm(turn, 41)).toMatchObject({ confirmed: true });
		}
		// Nor does a trial guard the real one.
		const real = somebody();
		await says(real, 'phone', 50);
		await says({ ...real, channel: tried.channel }, 'phone', 50);
		await guards(tried.channel, real.phone, 51);
		expect(await nextTurns(real.channel, 80)).toMatchObject([{ guard: null }]);
	});
});

it.each(['escalation', 'system'])('a pause that no person made (%s) guards no other number', async (pause_reason) => {
	const { one, turn } = await twoNumbers();
	await decides(one.channel, one.phone, 21, { mode: 'paused', paused_at: at(21), paused_by: 'customer', pause_reason });
	expect(await confirm(turn, 22)).toMatchObject({ confirmed: true });
});

it('holds by whatever id the takeover was made, and after the two turned out to be one', async () => {
	const one = somebody();
	const other = elsewhere(one);
	await says(one, 'lid', 0);
	await takesOver(one.channel, one.lid, 1);
	await says(other, 'phone', 2);
	expect(await nextTurns(other.channel, 30)).toMatchObject([{ guard: null }]);
	await says(one, 'both', 31);
	await says(other, 'phone', 32);
	await sql(`update turns set lease_until = $2 where channel = $1`, [other.channel, at(33)]);
	expect(await nextTurns(other.channel, 60)).toMatchObject([{ guard: { channel: one.channel } }]);
});

it('ends with the conversation that it was in', async () => {
	const { one, other, turn } = await twoNumbers();
	await takesOver(one.channel, one.phone, 21);
	await confirm(turn, 22);
	await sql('update inbox set received_at = now() where channel = $1', [other.channel]);
	await rpc('delete_conversation', { p_channel: one.channel, p_phone: one.phone });
	expect(await sql(`select status from inbox where channel = $1`, [other.channel])).toEqual([{ status: 'waiting' }]);
});

it('tells who reads a conversation who has the person elsewhere, and counts nobody there as left waiting', async () => {
	const { one, other, turn } = await twoNumbers();
	await takesOver(one.channel, one.phone, 21);
	await confirm(turn, 22);
	expect(await rpc('read_session', { p_channel: other.channel, p_phone: one.lid })).toMatchObject({ guard: { channel: one.channel } });
	expect(await rpc('read_session', { p_channel: one.channel, p_phone: one.lid })).toMatchObject({ guard: null });
	const waiting = { p_channel: other.channel, p_now: at(400) };
	expect(await rpc('waiting_customers', waiting)).toMatchObject({ sessions: [] });
	await gives(one, 401);
	expect((await rpc<{ sessions: unknown[] }>('waiting_customers', { ...waiting, p_now: at(900) })).sessions).toHaveLength(1);
});

it('is decided one after the other: a takeover and a confirmation at the same moment never both count', async () => {
	for (let n = 0; n < 12; n++) {
		const { one, turn } = await twoNumbers();
		const [taken, { data }] = await Promise.all([
			takesOver(one.channel, one.phone, 21),
			service.rpc('confirm_send', {
				p_turn_id: turn.turn_id,
				p_lease_token: turn.lease_token,
				p_mode_epoch: turn.session.mode_epoch,
				p_send_to: turn.send_to,
				p_parts: ['Um.', 'Dois.'],
				p_lead: {},
				p_now: at(21),
			}),
		]);
		expect(taken).toBe(true);
		const confirmation = data as { confirmed: boolean; parts: Array<{ outbox_id: number }> };
		// Whichever was first: nothing begins after the takeover.
		if (!confirmation.confirmed) continue;
		expect(await rpc('next_part', { p_outbox_id: confirmation.parts[0].outbox_id, p_now: at(22) })).toMatchObject({ next: false });
	}
});
