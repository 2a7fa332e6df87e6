import { startGateway, type Gateway } from '../sandbox/gateway';
import { addAttendant, credentials, type Place } from '../setup/house';
import { sandboxSupabase } from '../setup/supabase';
import { until } from '../shared/server/portForTests';
import { aMoment, begins, isTold, listening, touch, twoLooks } from './listenersForTests';
import { authorized, toldOf } from './portForTests';

const { ports, place: current } = listening();
let place: Place;
beforeEach(() => {
	place = current();
});
let gateway: Gateway;
beforeAll(async () => {
	gateway = await startGateway(sandboxSupabase());
});
afterAll(async () => await gateway.stop());
const through = () => ({ credentials: { supabaseApi: { ...credentials.supabaseApi, host: gateway.url } } });

describe('what it costs', () => {
	const count = async (work: () => Promise<unknown>) => {
		gateway.resetRequests();
		await work();
		const paths = gateway.requestLog.map(({ path }) => path.replace(/^.*\//, ''));
		return {
			looks: paths.filter((path) => path === 'watch_sessions').length,
			lists: paths.filter((path) => path === 'list_sessions').length,
			all: paths.length,
		};
	};
	const SECONDS = 4;
	const aWhile = async () => await aMoment(SECONDS * 1000);

	it('fifty pages ask the database as often as one: once a second and once for what changed; nobody listening, never', async () => {
		const { listen } = await ports.publish({}, through());
		const team = await Promise.all(Array.from({ length: 13 }, async () => await addAttendant()));
		const changing = async () => {
			const waiting = aWhile();
			await touch(place);
			await waiting;
		};
		const one = await listen(team[0].key);
		await begins(one);
		const alone = await count(changing);
		expect(alone.lists).toBe(1);
		expect(alone.looks).toBeLessThanOrEqual(SECONDS + 1);
		expect(alone.looks).toBeGreaterThan(SECONDS / 2);
		expect(alone.all).toBe(alone.looks + alone.lists);
		const fifty = [one, ...(await Promise.all(Array.from({ length: 49 }, async (_, n) => await listen(team[(n + 1) % 13].key))))];
		for (const heard of fifty) await begins(heard);
		await twoLooks();
		const before = fifty.map((heard) => toldOf(heard, place).length);
		const together = await count(changing);
		expect(together.lists).toBe(1);
		expect(together.looks).toBeLessThanOrEqual(SECONDS + 1);
		expect(together.all).toBe(together.looks + together.lists);
		expect(fifty.map((heard, n) => toldOf(heard, place).length - before[n])).toEqual(fifty.map(() => 1));
		for (const heard of fifty) heard.cut();
		await twoLooks();
		expect((await count(aWhile)).all).toBe(0);
	}, 60_000);

	it('128 at the most, whoever they are; orders are carried out all the same', async () => {
		const { call, listen } = await ports.publish();
		const team = await Promise.all(Array.from({ length: 33 }, async () => await addAttendant()));
		const all = await Promise.all(team.slice(0, 32).flatMap(({ key }) => Array.from({ length: 4 }, async () => await listen(key))));
		expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
		const last = authorized(team[32].key, { channel: place.channel });
		expect(await call('GET /events', authorized(team[32].key))).toMatchObject({ status: 503, body: { error: 'TOO_MANY' } });
		expect((await call(`POST /session/${place.phone}/takeover`, last)).status).toBe(200);
		all[0].cut();
		expect(await until(async () => (await listen(team[32].key)).status === 200)).toBe(true);
	}, 60_000);

	it('a database that is gone ends it: the page asks, and is told by the routes', async () => {
		const { listen } = await ports.publish({}, through());
		const { key } = await addAttendant();
		const heard = await listen(key);
		await begins(heard);
		await gateway.down();
		expect(await until(() => heard.ended, 20_000)).toBe(true);
		await gateway.up();
		const again = await listen(key);
		await begins(again);
	}, 60_000);
});

describe('the end', () => {
	it('comes at once when the workflow is unpublished; published again, the page is told again', async () => {
		const { port, listen, unpublish, call } = await ports.publish();
		const { key } = await addAttendant();
		const heard = await listen(key);
		await begins(heard);
		const began = performance.now();
		await unpublish();
		expect(performance.now() - began).toBeLessThan(2000);
		expect(await until(() => heard.ended, 1000)).toBe(true);
		const waiting = call('GET /events', { method: 'HEAD' }).catch(() => null);
		const { listen: listenAgain } = await ports.publish({ port });
		await waiting;
		const again = await listenAgain(key);
		await begins(again);
		await touch(place);
		expect(await isTold(again, place, 2)).toBe(true);
	});
});
