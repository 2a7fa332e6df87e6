import { Pool } from 'pg';

import { customerTurn, message, newPlace, operate } from '../setup/house';
import { sandboxSupabase, sql } from '../setup/supabase';
import { until } from '../shared/server/portForTests';
import type { Client } from '../shared/server/socketsForTests';
import { attendanceSockets, attended, given, loggedIn, ofType } from './socketForTests';

const sockets = attendanceSockets();
let pool: Pool;
beforeAll(() => {
	pool = new Pool({ connectionString: sandboxSupabase().databaseUrl, max: 3 });
});
afterEach(sockets.end);
afterAll(async () => {
	await pool.end();
	await sockets.close();
});

const aMoment = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
/** So long that two looks were taken. */
const twoLooks = async () => await aMoment(2400);
const contents = (one: Client) => ofType(one, 'new_message').map(({ content }) => content);
const writes = async (place: Awaited<ReturnType<typeof attended>>['place'], text: string) =>
	await operate('receive', {}, [message(place, { text })]);
const SAY = `insert into conversations (channel, lead_phone, role, content) values ($1, $2, 'human', $3)`;

describe('with two processes on one database', () => {
	it('each hears everything once, whichever it happened in, and also what is committed late', async () => {
		const [one, two] = [await sockets.gateway(), await sockets.gateway()];
		const [first, second] = [await sockets.serve({}, one.url), await sockets.serve({}, two.url)];
		const ana = await loggedIn();
		const [{ id, place }, late] = [await attended(), await attended()];
		for (const one of [place, late.place]) await given(one, ana.id);
		const both = [await first.joined(ana, id, late.id), await second.joined(ana, id, late.id)];
		const slow = await pool.connect();
		try {
			await slow.query('begin');
			await slow.query(SAY, [late.place.channel, late.place.phone, 'tarde']);
			both[0].say({ type: 'send_message', conversation_id: id, content: 'da primeira' });
			expect(await until(() => both.every((each) => contents(each).length === 1))).toBe(true);
			both[1].say({ type: 'send_message', conversation_id: id, content: 'da segunda' });
			expect(await until(() => both.every((each) => contents(each).length === 2))).toBe(true);
			await slow.query('commit');
		} finally {
			slow.release(true);
		}
		await writes(place, 'do cliente');
		expect(await until(() => both.every((each) => contents(each).length >= 4))).toBe(true);
		await twoLooks();
		for (const each of both) expect(contents(each).sort()).toEqual(['da primeira', 'da segunda', 'do cliente', 'tarde']);
		const ids = both.map((each) => new Set(ofType(each, 'new_message').map(({ message_id }) => message_id)));
		expect([ids[0].size, ids[0]]).toEqual([4, ids[1]]);
	});

	it('three of one user are three in each', async () => {
		const [first, second] = [
			await sockets.serve({}, (await sockets.gateway()).url),
			await sockets.serve({}, (await sockets.gateway()).url),
		];
		const ana = await loggedIn();
		const all = [first, first, first, second].map(({ connect }) => connect(ana.token));
		for (const one of all) await one.settled();
		expect(all.every(({ seen }) => seen.isOpen)).toBe(true);
	});
});

describe('who is told what', () => {
	it('only who joined hears what is said, until they leave; only whose it becomes that it is theirs', async () => {
		const { joined } = await sockets.serve();
		const [ana, bia] = [await loggedIn(), await loggedIn()];
		const { id, place } = await attended();
		const [hers, others] = [await joined(ana), await joined(bia, id)];
		await given(place, ana.id);
		expect(await until(() => ofType(hers, 'conversation_assigned').length === 1)).toBe(true);
		expect(ofType(hers, 'conversation_assigned')).toEqual([{ type: 'conversation_assigned', conversation_id: id, agent_id: ana.user.id }]);
		// What is another's now is none of theirs any more, and they are told once.
		expect(await until(() => ofType(others, 'error').length === 1)).toBe(true);
		expect(ofType(others, 'error')[0]).toMatchObject({ error_code: 'FORBIDDEN', conversation_id: id });
		await writes(place, 'para a Ana');
		await twoLooks();
		expect([contents(hers), contents(others), ofType(others, 'error').length, ofType(others, 'conversation_assigned')]).toEqual([
			[],
			[],
			1,
			[],
		]);
		hers.say({ type: 'join_conversation', conversation_id: id });
		await aMoment(200);
		await writes(place, 'ouvida');
		expect(await until(() => contents(hers).length === 1)).toBe(true);
		expect(ofType(hers, 'new_message')[0]).toMatchObject({
			content: 'ouvida',
			direction: 'incoming',
			sent_by: 'customer',
			status: 'delivered',
		});
		hers.say({ type: 'leave_conversation', conversation_id: id });
		await aMoment(200);
		await writes(place, 'não ouvida');
		await twoLooks();
		expect(contents(hers)).toEqual(['ouvida']);
	});

	it('the team hears of the queue, a limited user of nothing; who joined hears their place move', async () => {
		await sql(`update attendances set status = 'closed', closed_at = now() where status = 'queue'`);
		const { joined } = await sockets.serve();
		const [ana, limited, watching] = [await loggedIn(), await loggedIn('user'), await loggedIn()];
		const [first, second] = [await attended(), await attended()];
		const [hers, none] = [await joined(ana), await joined(limited)];
		await given(first.place, null);
		expect(await until(() => ofType(hers, 'queue_update').length === 1)).toBe(true);
		expect(ofType(hers, 'queue_update')[0]).toMatchObject({ conversation_id: first.id, position: 1, total_in_queue: 1 });
		await given(second.place, null);
		expect(await until(() => ofType(hers, 'queue_update').length === 2)).toBe(true);
		expect(ofType(hers, 'queue_update')[1]).toMatchObject({ conversation_id: second.id, position: 2, total_in_queue: 2 });
		const theirs = await joined(watching, second.id);
		await given(first.place, ana.id);
		expect(await until(() => ofType(theirs, 'queue_update').length === 2)).toBe(true);
		expect(ofType(theirs, 'queue_update')).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ conversation_id: first.id, position: 0, total_in_queue: 1 }),
				expect.objectContaining({ conversation_id: second.id, position: 1, total_in_queue: 1 }),
			]),
		);
		expect(none.seen.frames).toEqual([]);
	});

	it('the end of a conversation, once, to who joined and to whose it was', async () => {
		const { joined } = await sockets.serve();
		const [ana, bia, chief] = [await loggedIn(), await loggedIn(), await loggedIn('supervisor')];
		const { id, place } = await attended();
		await given(place, ana.id);
		const all = [await joined(ana), await joined(chief, id), await joined(bia)];
		await sql(`select close_attendance($1, $2, $2, 'resolved', '')`, [id, ana.id]);
		expect(await until(() => [all[0], all[1]].every((one) => ofType(one, 'conversation_closed').length === 1))).toBe(true);
		expect(ofType(all[1], 'conversation_closed')).toEqual([{ type: 'conversation_closed', conversation_id: id, resolution: 'resolved' }]);
		await twoLooks();
		expect(all.map((one) => ofType(one, 'conversation_closed').length)).toEqual([1, 1, 0]);
	});

	it('how far a message got', async () => {
		const { joined } = await sockets.serve();
		const ana = await loggedIn();
		const { id, place } = await attended();
		await given(place, ana.id);
		const hers = await joined(ana, id);
		hers.say({ type: 'send_message', conversation_id: id, content: 'Oi' });
		expect(await until(() => ofType(hers, 'new_message').length === 1)).toBe(true);
		const [{ message_id }] = ofType(hers, 'new_message');
		await sql(`update outbox set status = 'sent', delivery = 'delivered' where channel = $1 and kind = 'whatsapp_text'`, [place.channel]);
		expect(await until(() => ofType(hers, 'message_status').length === 2)).toBe(true);
		expect(ofType(hers, 'message_status').at(-1)).toEqual({ type: 'message_status', conversation_id: id, message_id, status: 'delivered' });
	});

	it('of trials nobody hears', async () => {
		const { joined } = await sockets.serve();
		const chief = await joined(await loggedIn('supervisor'));
		const trial = { ...newPlace(), channel: `teste:${newPlace().channel}` };
		await customerTurn(trial);
		await given(trial, null);
		await twoLooks();
		expect(chief.seen.frames).toEqual([]);
	});
});

describe('what goes wrong', () => {
	it('a database that is away for seconds loses nothing, and the connection stays', async () => {
		const gateway = await sockets.gateway();
		const { joined } = await sockets.serve({}, gateway.url);
		const ana = await loggedIn();
		const { id, place } = await attended();
		await given(place, ana.id);
		const hers = await joined(ana, id);
		await gateway.down();
		await writes(place, 'enquanto isso');
		await aMoment(1500);
		await gateway.up();
		expect(await until(() => contents(hers).length === 1, 20_000)).toBe(true);
		await twoLooks();
		expect([contents(hers), hers.seen.isOpen]).toEqual([['enquanto isso'], true]);
	}, 60_000);

	it('unpublished, everybody is told at once', async () => {
		const { joined, close } = await sockets.serve();
		const hers = await joined(await loggedIn());
		const began = performance.now();
		await close();
		expect([performance.now() - began < 2000, await hers.ended(), hers.seen.code]).toEqual([true, true, 1012]);
	});

	it('fifty listeners ask the database as often as one', async () => {
		const gateway = await sockets.gateway();
		const { joined } = await sockets.serve({}, gateway.url);
		const team = await Promise.all(Array.from({ length: 17 }, async () => await loggedIn()));
		const { id, place } = await attended();
		await given(place, null);
		const all = await Promise.all(Array.from({ length: 50 }, async (_, n) => await joined(team[n % 17], id)));
		await twoLooks();
		gateway.resetRequests();
		await writes(place, 'a todos');
		expect(await until(() => all.every((one) => contents(one).length === 1))).toBe(true);
		await aMoment(2000);
		const looks = gateway.requestLog.filter(({ path }) => path.includes('attendance_news'));
		expect(gateway.requestLog).toHaveLength(looks.length);
		expect(looks.length).toBeLessThanOrEqual(5);
	}, 60_000);
});
