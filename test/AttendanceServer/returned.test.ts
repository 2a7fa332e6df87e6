import { ownDatabase } from '../setup/ownDatabase';
import type * as House from '../setup/house';
import type * as Database from '../setup/supabase';
import { until } from '../shared/server/portForTests';
import type * as Ends from './day/ends';
import type * as Servers from './servers';
import type * as Team from './team';

// One queue is everybody's: whoever takes the next one would take that of a test that runs beside this one.
let stop: () => Promise<void>;
let [database, house, ends, team]: [typeof Database, typeof House, typeof Ends, typeof Team] = [] as never;
let server: Awaited<ReturnType<typeof Servers.openServer>> | undefined;
const ears: Ends.Ear[] = [];
beforeAll(async () => {
	stop = await ownDatabase();
	database = await import('../setup/supabase');
	[house, ends, team] = [await import('../setup/house'), await import('./day/ends'), await import('./team')];
	server = await (await import('./servers')).openServer();
}, 60_000);
afterAll(async () => {
	await Promise.all(ears.map(async ({ close }) => await close()));
	// Where opening it failed, the rest ends all the same.
	await server?.close();
	await database.closeSql();
	await stop();
});

it('who gives a conversation away and gets it back hears of it again at once', async () => {
	const { hears, listens, person } = ends;
	const { attendanceOf, waits, writes } = team;
	const [ana, bia] = [await person(server!.url, 'atendente'), await person(server!.url, 'atendente')];
	for (const one of [ana, bia]) ears.push(await listens(one));
	const areThere = async () =>
		(await database.sql('select from attendants where seen_at is not null and id in ($1, $2)', [ana.email, bia.email])).length === 2;
	expect(await until(areThere)).toBe(true);
	const place = house.newPlace();
	const id = await waits(place);
	const give = async (from: typeof ana, to: typeof ana) =>
		await from.does('conversation', 'transfer', { conversationId: id, attendant: { __rl: true, mode: 'id', value: String(to.number) } });
	const [hers, theirs] = ears;
	const assigned = (ear: Ends.Ear) => ear.told().filter(({ event }) => event === 'conversation_assigned').length;

	await ana.does('queue', 'takeNext');
	expect((await attendanceOf(place)).owner).toBe(ana.email);
	expect(await until(() => assigned(hers) === 1)).toBe(true);
	await writes(place, 'um');
	await hears(hers, new Set(['said um']));
	await give(ana, bia);
	expect(await until(() => assigned(theirs) === 1)).toBe(true);
	await writes(place, 'dois');
	await hears(theirs, new Set(['said dois']));
	await give(bia, ana);
	expect(await until(() => assigned(hers) === 2)).toBe(true);
	// After the looks that follow the first joining soon (2 and 8 s): whoever is not let in again hears of it with a look three quarters of a minute after it, or never.
	await new Promise((resolve) => setTimeout(resolve, 8500));
	await writes(place, 'três');
	await hears(hers, new Set(['said três']), 15_000);
	const ids = hers.told().map(({ eventId }) => eventId);
	expect([ids, theirs.told().some(({ content }) => content === 'três')]).toEqual([[...new Set(ids)], false]);
}, 60_000);
