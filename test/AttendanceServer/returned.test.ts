import { newPlace } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { until } from '../shared/server/portForTests';
import { hears, listens, person, type Ear } from './day/ends';
import { openServer } from './servers';
import { attendanceOf, waits, writes } from './team';

let server: Awaited<ReturnType<typeof openServer>>;
const ears: Ear[] = [];
beforeAll(async () => {
	server = await openServer();
});
afterAll(async () => {
	await Promise.all(ears.map(async ({ close }) => await close()));
	await server.close();
	await closeSql();
});

it('who gives a conversation away and gets it back hears of it again at once', async () => {
	const [ana, bia] = [await person(server.url, 'atendente'), await person(server.url, 'atendente')];
	for (const one of [ana, bia]) ears.push(await listens(one));
	const areThere = async () =>
		(await sql('select from attendants where seen_at is not null and id in ($1, $2)', [ana.email, bia.email])).length === 2;
	expect(await until(areThere)).toBe(true);
	const place = newPlace();
	const id = await waits(place);
	const give = async (from: typeof ana, to: typeof ana) =>
		await from.does('conversation', 'transfer', { conversationId: id, attendant: { __rl: true, mode: 'id', value: String(to.number) } });
	const [hers, theirs] = ears;
	const assigned = (ear: Ear) => ear.told().filter(({ event }) => event === 'conversation_assigned').length;

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
