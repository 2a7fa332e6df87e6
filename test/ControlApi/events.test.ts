import { randomUUID } from 'node:crypto';

import { Pool } from 'pg';

import { addAttendant, customerTurn, newPlace, type Place } from '../setup/house';
import { sandboxSupabase, sql } from '../setup/supabase';
import { until } from '../shared/server/portForTests';
import { startCalls } from './calls';
import { begins, isTold, listening, TOUCH, touch, twoLooks } from './listenersForTests';
import { authorized, toldOf } from './portForTests';

const { ports, place: current } = listening();
let place: Place;
beforeEach(() => {
	place = current();
});
let pool: Pool;
beforeAll(() => {
	pool = new Pool({ connectionString: sandboxSupabase().databaseUrl, max: 3 });
});
afterAll(async () => await pool.end());

describe('who may listen', () => {
	it('nobody without a good key; through n8n’s webhook there is nothing to listen to', async () => {
		const { call, listen } = await ports.publish();
		for (const init of [{}, authorized('wrong')])
			expect(await call('GET /events', init)).toMatchObject({ status: 401, body: { success: false, error: 'UNAUTHORIZED' } });
		expect((await listen('wrong')).status).toBe(401);
		const { key } = await addAttendant();
		expect(await (await startCalls())('GET /events', { key })).toMatchObject({ status: 404, body: { error: 'NOT_FOUND' } });
		expect(await call('POST /events', authorized(key, {}))).toMatchObject({ status: 404 });
	});

	it('is told in a way that no proxy keeps back, and nothing of the key', async () => {
		const { listen } = await ports.publish();
		const { key } = await addAttendant();
		const heard = await listen(key);
		expect(heard.status).toBe(200);
		expect(Object.fromEntries(heard.headers)).toMatchObject({
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store, no-transform',
			'x-accel-buffering': 'no',
		});
		await begins(heard);
		expect(heard.text).not.toContain(key);
		expect(heard.text).not.toContain('key_hash');
	});

	it('whose key is revoked hears nothing more, and is refused; the others go on', async () => {
		const { listen } = await ports.publish();
		const [ana, bia] = [await addAttendant(), await addAttendant()];
		const [first, second] = [await listen(ana.key), await listen(bia.key)];
		await begins(first);
		await begins(second);
		await sql('update attendants set active = false where id = $1', [ana.id]);
		expect(await until(() => first.ended)).toBe(true);
		await touch(place);
		expect(await isTold(second, place, 2)).toBe(true);
		expect([toldOf(first, place).length, second.ended]).toEqual([1, false]);
		expect((await listen(ana.key)).status).toBe(401);
	});

	it('four of one attendant at once; whoever is cut off makes room, also in the middle', async () => {
		const { call, listen } = await ports.publish();
		const { key } = await addAttendant();
		const [first] = await Promise.all(Array.from({ length: 4 }, async () => await listen(key)));
		expect(await call('GET /events', authorized(key))).toMatchObject({ status: 429, body: { success: false, error: 'TOO_MANY' } });
		const another = await addAttendant();
		expect((await listen(another.key)).status).toBe(200);
		first.cut();
		expect(
			await until(async () => {
				const again = await listen(key);
				return again.status === 200;
			}),
		).toBe(true);
	});
});

describe('a change', () => {
	it('is told as the list tells it, each with their own buttons, once', async () => {
		const { call, listen } = await ports.publish();
		const [ana, chief] = [await addAttendant(), await addAttendant('supervisor')];
		const [hers, theirs] = [await listen(ana.key), await listen(chief.key)];
		await begins(hers);
		await begins(theirs);
		await call(`POST /session/${place.phone}/takeover`, authorized(ana.key, { channel: place.channel }));
		expect(await isTold(hers, place, 2)).toBe(true);
		expect(await isTold(theirs, place, 2)).toBe(true);
		const { body } = await call(`GET /sessions/active?channel=${place.channel}`, authorized(ana.key));
		expect(toldOf(hers, place).at(-1)).toEqual((body as unknown as { sessions: unknown[] }).sessions[0]);
		expect(toldOf(theirs, place).at(-1)).toMatchObject({ mode: 'human', actions: ['force_takeover', 'release', 'transfer'] });
		expect(hers.events.at(-1)!.data).toMatchObject({ me: { id: ana.id }, agent_enabled: true, next_cursor: null });
		await twoLooks();
		expect(toldOf(hers, place)).toHaveLength(2);
	});

	it('that is committed after a later one was told is told', async () => {
		const { listen } = await ports.publish();
		const { key } = await addAttendant();
		const heard = await listen(key);
		await begins(heard);
		const late = newPlace();
		await customerTurn(late);
		expect(await isTold(heard, late)).toBe(true);
		const slow = await pool.connect();
		try {
			await slow.query('begin');
			// The time of a change is that of the transaction's beginning.
			await slow.query(TOUCH, [late.channel, late.phone]);
			await twoLooks();
			await touch(place);
			expect(await isTold(heard, place, 2)).toBe(true);
			await twoLooks();
			expect(toldOf(heard, late)).toHaveLength(1);
			await slow.query('commit');
		} finally {
			slow.release(true);
		}
		expect(await isTold(heard, late, 2)).toBe(true);
		await twoLooks();
		expect([toldOf(heard, late).length, toldOf(heard, place).length]).toEqual([2, 2]);
	});

	it.each([1, -1])('is told where this machine’s clock is %d hour off', async (hours) => {
		const doNotFake = ['setTimeout', 'clearTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask', 'performance'] as const;
		jest.useFakeTimers({ now: Date.now() + hours * 3_600_000, doNotFake: [...doNotFake, 'clearInterval', 'clearImmediate', 'hrtime'] });
		const { listen } = await ports.publish();
		const { key } = await addAttendant();
		const heard = await listen(key);
		await begins(heard);
		await touch(place);
		expect(await isTold(heard, place, 2)).toBe(true);
	});

	it('of a trial is nobody’s business, as in the list', async () => {
		const { listen } = await ports.publish();
		const { key } = await addAttendant();
		const heard = await listen(key);
		await begins(heard);
		const trial = { ...newPlace(), channel: `teste:${randomUUID()}` };
		await customerTurn(trial);
		await touch(place);
		expect(await isTold(heard, place, 2)).toBe(true);
		expect(toldOf(heard, trial)).toEqual([]);
	});

	it('of the switch for all, and of what does not work, is told without any conversation', async () => {
		const { listen } = await ports.publish();
		const { key } = await addAttendant();
		const heard = await listen(key);
		await begins(heard);
		const last = () => heard.events.at(-1)!.data as { agent_enabled: boolean; warnings: string[]; sessions: unknown[] };
		await sql(`select switch_agent(false, null)`);
		expect(await until(() => !last().agent_enabled)).toBe(true);
		expect(last().sessions).toEqual([]);
		await sql(`select switch_agent(true, null)`);
		expect(await until(() => last().agent_enabled)).toBe(true);
		await sql(`select note_integration($1, 'zapi', false, 'operator', 'unauthorized', 'refused')`, [place.channel]);
		expect(await until(() => last().warnings.length > 0)).toBe(true);
		await sql(`select note_integration($1, 'zapi', true)`, [place.channel]);
	});

	it('of how far a takeover reaches lets everybody read anew', async () => {
		const { listen } = await ports.publish();
		const { key } = await addAttendant();
		const heard = await listen(key);
		await begins(heard);
		await sql(`select set_takeover_reach(false)`);
		expect(await until(() => heard.events.some(({ name }) => name === 'all'))).toBe(true);
		await sql(`select set_takeover_reach(true)`);
	});
});

describe('a takeover on another number', () => {
	it('is told of the conversation that it guards, by name, in the list, the stream and the conversation; and that it is over', async () => {
		const { call, listen } = await ports.publish();
		const { id, key } = await addAttendant();
		const there = { ...place, channel: newPlace().channel };
		await customerTurn(there);
		const heard = await listen(key);
		await begins(heard);
		const listed = async (since = '') =>
			((await call(`GET /sessions/active?channel=${place.channel}${since}`, authorized(key))).body as never as { sessions: object[] })
				.sessions;
		expect(await listed()).toEqual([expect.objectContaining({ guarded_by: null })]);
		const since = `&updated_since=${encodeURIComponent(new Date().toISOString())}`;
		expect(await listed(since)).toEqual([]);
		await call(`POST /session/${there.phone}/takeover`, authorized(key, { channel: there.channel }));
		const guard = { channel: there.channel, mode: 'human', attendant: id, attendant_name: 'Pessoa attendant' };
		expect(await until(() => Boolean(toldOf(heard, place).at(-1)?.guarded_by))).toBe(true);
		expect(toldOf(heard, place).at(-1)).toMatchObject({ mode: 'agent', guarded_by: guard });
		expect(toldOf(heard, there).at(-1)).toMatchObject({ mode: 'human', guarded_by: null });
		expect(await listed(since)).toEqual([expect.objectContaining({ guarded_by: guard })]);
		const status = await call(`GET /session/${place.phone}/status?channel=${place.channel}`, authorized(key));
		expect(status.body).toMatchObject({ mode: 'agent', guarded_by: guard });
		await call(`POST /session/${there.phone}/release`, authorized(key, { channel: there.channel }));
		expect(await until(() => toldOf(heard, place).at(-1)?.guarded_by === null)).toBe(true);
	});
});
