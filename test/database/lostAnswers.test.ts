import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

afterAll(closeSql);

/** A customer whose first message is claimed. */
async function claimed() {
	const marina = customer();
	const { sequence } = await marina.writes(0);
	return { marina, sequence, turn: await marina.claim(7, sequence) };
}
const statuses = async ({ channel }: { channel: string }, table = 'outbox') =>
	(await sql<{ status: string }>(`select status from ${table} where channel = $1 order by id`, [channel])).map(({ status }) => status);

describe('the same call again, as its answer was lost', () => {
	it('receive_message gives the place and the question again', async () => {
		const marina = customer();
		await rpc('open_question', {
			p_channel: marina.channel,
			p_phone: marina.phone,
			p_resume_url: 'https://n8n.example.com/w/1',
			p_expires_at: at(3600),
			p_now: at(0),
		});
		const receipt = randomUUID();
		const first = await marina.writes(12, { message_id: 'SAME', receipt });
		expect(first).toMatchObject({ stored: true, resume_url: 'https://n8n.example.com/w/1' });
		expect(await marina.writes(12, { message_id: 'SAME', receipt })).toEqual(first);
	});

	it('receive_message gives an attendant’s message to be decided on again, and a second delivery of it not', async () => {
		const marina = customer();
		const receipt = randomUUID();
		const given = { message_id: 'SAME', speaker: 'human', text: 'Aqui é a Ana' };
		const first = await marina.writes(1, { ...given, receipt });
		expect(first).toMatchObject({ stored: true, speaker: 'human', session: { mode: 'agent' } });
		expect(await marina.writes(2, { ...given, receipt })).toEqual(first);
		expect(await marina.writes(3, { ...given, receipt: randomUUID() })).toEqual({ stored: false, reason: 'duplicate_message' });
		expect(await sql('select count(*)::int from conversations where channel = $1', [marina.channel])).toEqual([{ count: 1 }]);
	});

	it('claim_turn gives the same turn; another caller gets none', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const key = { p_claim_key: randomUUID() };
		const first = await marina.claim(7, sequence, key);
		expect(first.claimed).toBe(true);
		expect(await marina.claim(9, sequence, key)).toEqual(first);
		expect(await marina.claim(9, sequence, { p_claim_key: randomUUID() })).toMatchObject({ claimed: false, reason: 'taken' });
		expect(await marina.claim(9, sequence)).toMatchObject({ claimed: false, reason: 'taken' });
		expect(await sql('select attempts from inbox where channel = $1', [marina.channel])).toEqual([{ attempts: 1 }]);
	});

	it('claim_due_turns gives the same turns and no others', async () => {
		const [one, other] = [customer(), customer()];
		await one.writes(0);
		const sweep = async (seconds: number, p_claim_key: string) =>
			await rpc<Array<Claim & { channel: string }>>('claim_due_turns', {
				p_limit: 1000,
				p_quiet_seconds: 6,
				p_grace_seconds: 20,
				p_lease_seconds: 90,
				p_history_limit: 20,
				p_now: at(seconds),
				p_claim_key,
			});
		const key = randomUUID();
		const first = await sweep(30, key);
		expect(first.filter(({ channel }) => channel === one.channel)).toHaveLength(1);
		await other.writes(0);
		const again = await sweep(31, key);
		expect(again.map(({ turn_id }) => turn_id).sort()).toEqual(first.map(({ turn_id }) => turn_id).sort());
	});

	it('confirm_send gives the part again while the fence holds; another worker gets none', async () => {
		const { marina, turn } = await claimed();
		const key = { p_key: randomUUID(), p_parts: ['a', 'b'] };
		const first = await marina.confirm(8, turn, key);
		expect(first).toMatchObject({ confirmed: true, parts: [{ part: 1, parts: 2, text: 'a' }] });
		expect(await marina.confirm(9, turn, key)).toEqual(first);
		expect(await marina.confirm(9, turn, { ...key, p_key: randomUUID() })).toMatchObject({ confirmed: false, reason: 'already_confirmed' });
		expect(await statuses(marina)).toEqual(['sending', 'queued']);
	});

	it('confirm_send gives nothing more once the part was sent', async () => {
		const { marina, turn } = await claimed();
		const key = { p_key: randomUUID() };
		const { parts } = await marina.confirm(8, turn, key);
		await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: 'P1', p_now: at(9) });
		expect(await marina.confirm(10, turn, key)).toMatchObject({ confirmed: false, reason: 'already_confirmed' });
	});

	it('confirm_send lets nothing pass that somebody took over meanwhile', async () => {
		const { marina, turn } = await claimed();
		const key = { p_key: randomUUID(), p_parts: ['a', 'b'] };
		await marina.confirm(8, turn, key);
		await sql(`update sessions set mode = 'human', mode_epoch = mode_epoch + 1 where channel = $1`, [marina.channel]);
		expect(await marina.confirm(9, turn, key)).toMatchObject({ confirmed: false, reason: 'stale_generation' });
		expect(await marina.confirm(9, turn, key)).toMatchObject({ confirmed: false, reason: 'stale_generation' });
		expect(await statuses(marina)).toEqual(['discarded', 'discarded']);
	});

	it('next_part gives the same part; another worker gets none', async () => {
		const { marina, turn } = await claimed();
		const { parts } = await marina.confirm(8, turn, { p_parts: ['a', 'b'] });
		await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: 'P1', p_now: at(9) });
		const next = async (p_key: string) => await rpc('next_part', { p_outbox_id: parts[0].outbox_id, p_now: at(10), p_key });
		const key = randomUUID();
		const second = await next(key);
		expect(second).toMatchObject({ next: true, text: 'b' });
		expect(await next(key)).toEqual(second);
		expect(await next(randomUUID())).toEqual({ next: false, reason: 'busy' });
	});

	it('finish_turn says that it is finished', async () => {
		const { turn } = await claimed();
		const finish = async () =>
			await rpc('finish_turn', { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_status: 'silent', p_now: at(8) });
		expect([await finish(), await finish()]).toEqual([{ finished: true }, { finished: true }]);
	});

	it('save_session says that it is saved, and writes history and effects once', async () => {
		const { marina, turn } = await claimed();
		const save = async (p_key: string, human_attendant = 'ana') =>
			await rpc<{ saved: boolean }>('save_session', {
				p_channel: marina.channel,
				p_phone: marina.phone,
				p_version: turn.session.version,
				p_session: { mode: 'human', human_attendant, mode_epoch: 2 },
				p_history: [{ type: 'mode_changed', actor_type: 'human' }],
				p_key,
			});
		const key = randomUUID();
		expect([(await save(key)).saved, (await save(key)).saved, (await save(randomUUID(), 'bia')).saved]).toEqual([true, true, false]);
		expect(await sql(`select count(*)::int from session_history where channel = $1 and type = 'mode_changed'`, [marina.channel])).toEqual([
			{ count: 1 },
		]);
	});

	it('claim_outbox gives the same effects under the same lease, finish_outbox the same end', async () => {
		const marina = customer();
		const row = { key: marina.channel, kind: 'whatsapp_text', channel: marina.channel, phone: marina.phone, payload: { text: 'oi' } };
		await rpc('enqueue_outbox', { p_rows: [row], p_now: at(0) });
		const claim = async (p_key: string) =>
			await rpc<Array<{ outbox_id: number; lease_token: string }>>('claim_outbox', {
				p_kinds: ['whatsapp_text'],
				p_limit: 10,
				p_lease_seconds: 60,
				p_channel: marina.channel,
				p_now: at(1),
				p_key,
			});
		const key = randomUUID();
		const first = await claim(key);
		expect(first).toHaveLength(1);
		expect([await claim(key), await claim(randomUUID())]).toEqual([first, []]);
		const finish = async () =>
			await rpc('finish_outbox', { p_outbox_id: first[0].outbox_id, p_lease_token: first[0].lease_token, p_status: 'sent', p_now: at(2) });
		expect([await finish(), await finish()].map((end) => [end.finished, end.status])).toEqual([
			[true, 'sent'],
			[true, 'sent'],
		]);
	});

	it('handle_chatwoot_event gives its text again; a second delivery gives none', async () => {
		const marina = customer();
		await marina.writes(0);
		const handle = async (p_key: string) =>
			await rpc<{ handled: boolean; claimed: unknown[] }>('handle_chatwoot_event', {
				p_event: { key: 'message:7', channel: marina.channel, phone: marina.phone, number: 7, sent_at: at(10) },
				p_replies: [{ part: 1, kind: 'text', text: 'Bom dia', words: 'Bom dia' }],
				p_now: at(11),
				p_key,
			});
		const key = randomUUID();
		const first = await handle(key);
		expect(first).toMatchObject({ handled: true, claimed: [{ payload: { text: 'Bom dia' } }] });
		expect(await handle(key)).toEqual(first);
		expect(await handle(randomUUID())).toEqual({ handled: false, claimed: [] });
		expect(await statuses(marina)).toEqual(['sending']);
	});
});

describe('a message that came again and still waits', () => {
	it('has its place, and one worker of many that have it gets the turn', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0, { message_id: 'SAME' });
		expect(await marina.writes(40, { message_id: 'SAME' })).toEqual({
			stored: false,
			reason: 'duplicate_message',
			sequence,
			channel: marina.channel,
			waited_ms: 40_000,
		});
		const claims = await Promise.all([1, 2, 3, 4].map(async () => await marina.claim(41, sequence, { p_claim_key: randomUUID() })));
		expect(claims.filter(({ claimed: got }) => got)).toHaveLength(1);
		expect(claims.filter(({ reason }) => reason === 'taken')).toHaveLength(3);
		expect(await marina.writes(42, { message_id: 'SAME' })).toEqual({ stored: false, reason: 'duplicate_message' });
	});

	it('resumes the workflow that asked once, whoever has it', async () => {
		const marina = customer();
		await rpc('open_question', {
			p_channel: marina.channel,
			p_phone: marina.phone,
			p_resume_url: 'https://n8n.example.com/w/2',
			p_expires_at: at(3600),
			p_now: at(0),
		});
		const { sequence } = await marina.writes(12, { message_id: 'SAME' });
		expect(await marina.writes(60, { message_id: 'SAME' })).toMatchObject({ sequence, resume_url: 'https://n8n.example.com/w/2' });
		const begin = async (seconds: number) =>
			await rpc<boolean>('begin_answer', { p_sequence: sequence, p_key: randomUUID(), p_now: at(seconds) });
		expect((await Promise.all([61, 61, 61].map(begin))).filter(Boolean)).toHaveLength(1);
		// The one who began died: another follows.
		expect([await begin(90), await begin(122)]).toEqual([false, true]);
		await rpc('finish_answer', { p_sequence: sequence });
		expect([await begin(500), await statuses(marina, 'inbox')]).toEqual([false, ['done']]);
		expect(await sql('select 1 from waiting_questions where channel = $1', [marina.channel])).toEqual([]);
	});
});
