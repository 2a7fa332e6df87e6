import type * as Quick from '../../setup/quickWaits';
import { ownDatabase } from '../../setup/ownDatabase';
import type * as Database from '../../setup/supabase';
import { startNetwork, type Network } from './cut';
import type * as Ends from './ends';
import type * as House from './house';
import { until } from '../../shared/server/portForTests';
import type * as Servers from '../servers';
import { DayLog } from './log';
import { planDay } from './plan';

jest.mock('n8n-workflow', () => jest.requireActual<typeof Quick>('../../setup/quickWaits').withQuickWaits());

/** `CONVERSATIONS=300` is the whole day; without it a day of a smaller house, so that the run of all tests stays short. */
const CONVERSATIONS = Number(process.env.CONVERSATIONS ?? 40);
const SEED = Number(process.env.SEED ?? 21);
const [TICK, ARRIVALS, TICKS] = [900, 32, 36];
/** A Tuesday, at eight in São Paulo. */
const OPENS = Date.parse('2026-03-10T11:00:00Z') / 1000;
const ROOM = 5;
/** Two stay while the others eat: the queue grows. */
const LUNCH = [15, 16, 17, 18];
const CHECKED = [5, 18, 27, TICKS - 1];
const [LOGS_OUT, IS_CUT] = [10, 13];

let stop: () => Promise<void>;
let [database, ends, house]: [typeof Database, typeof Ends, typeof House] = [] as never;
let [team, ears]: [Ends.Person[], Ends.Ear[]] = [[], []];
let [head, assistant]: Ends.Person[] = [];
let server: Awaited<ReturnType<typeof Servers.openServer>>;
let network: Network;
let turn: (at: Date) => Promise<void>;
let now = 0;
const log = new DayLog();
let customers: House.Customer[] = [];
/** What each of the team has to be told, by their place in it. */
let wanted: Array<Set<string>> = [];

const turnTo = async (seconds: number) => await turn(new Date((now = seconds) * 1000));
const at = (email: string) => team.findIndex((one) => one.email === email);

beforeAll(async () => {
	stop = await ownDatabase();
	database = await import('../../setup/supabase');
	const { dayClock } = await import('../../setup/dayClock');
	[ends, house] = [await import('./ends'), await import('./house')];
	// The day before, at seven past noon: whoever logs in now has a token that ends in the middle of the day.
	turn = await dayClock(new Date((OPENS - 72_000 + 420) * 1000));
	server = await (await import('../servers')).openServer({ ratingQuestion: 'De 1 a 5, como foi?', ratingThanks: 'Obrigado!' });
	network = await startNetwork(server.port);
	for (const n of [0, 1, 2, 3, 4, 5]) team.push(await ends.person(n === 5 ? network.url : server.url, 'atendente'));
	[head, assistant] = [await ends.person(server.url, 'supervisor'), await ends.person(server.url, 'user')];
	await team[4].does('session', 'getMe');
	await turnTo(OPENS - 600);
	ears = await Promise.all(team.map(async (one) => await ends.listens(one)));
	// Whoever is not connected yet would take for known what happens meanwhile.
	const areThere = async () => (await database.sql('select from attendants where seen_at is not null')).length === team.length;
	if (!(await until(areThere))) throw new Error('Not every trigger is connected to its socket');
	wanted = team.map(() => new Set());
	customers = planDay(CONVERSATIONS, ARRIVALS, SEED).map(house.customerOf);
}, 120_000);
afterAll(async () => {
	await Promise.all(ears.map(async ({ close }) => await close()));
	await server.close();
	await network.stop();
	await database.closeSql();
	await stop();
});

/** Customers come, call for a person, go on talking, say how it was. */
async function customersAct(tick: number, base: number): Promise<void> {
	await turnTo(base);
	const come = customers.filter(({ plan }) => plan.arrives === tick);
	const write = async (who: House.Customer[], text: (one: House.Customer) => string) =>
		await house.write(
			who.map((customer) => ({ customer, text: text(customer) })),
			new Date(now * 1000),
		);
	await write(come, house.greeting);
	await house.findIds(come);
	for (const { plan } of come) log.begins(plan.n, now);
	for (const [n, customer] of come.filter(({ plan }) => plan.calls !== null).entries()) {
		await turnTo(base + 30 + n);
		await house.escalate(customer, assistant);
		log.waits(customer.plan.n, now, customer.plan.isAngry);
	}
	await turnTo(base + 180);
	if (tick === IS_CUT) network.cutNext();
	const speaking = customers.filter(({ speaks }) => speaks);
	for (const one of speaking) Object.assign(one, { speaks: false, spoke: one.spoke + 1 });
	await write(speaking, house.sentence);
	for (const one of speaking) wanted[at(log.ownerOf(one.plan.n)!)].add(`said ${house.sentence(one)}`);
	const rating = customers.filter(({ rates }) => rates);
	await write(rating, ({ plan }) => String(plan.rating));
	for (const one of rating) {
		one.rates = false;
		log.isRated(one.plan.n, one.plan.rating!);
	}
}

/** The team does what their triggers told them, all at once; nobody acts on what they were not told. */
async function teamActs(base: number): Promise<void> {
	await Promise.all(ears.map(async (ear, n) => await ends.hears(ear, wanted[n])));
	await turnTo(base + 300);
	await Promise.all(
		team.map(async (me, n) => {
			const passTo = team[(n + 1) % team.length];
			const { transferred, closed } = await house.attend(me, ears[n].fresh(), { customers, log, now, passTo });
			for (const { id } of transferred) wanted[at(passTo.email)].add(`conversation_assigned ${id}`);
			for (const { id } of closed) wanted[n].add(`conversation_closed ${id}`);
		}),
	);
}

/**
 * Whoever has room takes the next one, in the same moment as the others, one more than wait: together they get the first of the queue, each another one, and
 * where it is empty one of them gets none.
 */
async function teamTakes(tick: number, base: number): Promise<void> {
	for (let round = 0; ; round++) {
		await turnTo(base + 420 + round);
		const free = team.filter(({ email }, n) => log.agent(email).currentConversations < ROOM && (n < 2 || !LUNCH.includes(tick)));
		const waiting = log.queue();
		const next = waiting.slice(0, free.length);
		if (next.length === 0) return;
		const order = free.map((_, n) => free[(n + tick) % free.length]);
		const taken = await Promise.all(
			order.slice(0, waiting.length + 1).map(async (me) => {
				const [{ taken: hasOne, conversation }] = await me.does('queue', 'takeNext');
				return hasOne ? { me, id: (conversation as { id: string }).id } : null;
			}),
		);
		const got = taken.flatMap((one) => one ?? []);
		expect(got.map(({ id }) => id).sort()).toEqual(next.map(({ n }) => customers[n].id).sort());
		for (const { me, id } of got) {
			const customer = customers.find((one) => one.id === id)!;
			log.isTaken(customer.plan.n, me.email, now);
			wanted[at(me.email)].add(`conversation_assigned ${id}`).add(`said ${house.greeting(customer)}`);
		}
	}
}

/** What the dashboard shows is what was counted by hand, to the last digit. */
async function dashboardIsRight(): Promise<void> {
	const counted = team.map(({ email, number }) => ({ id: String(number), ...log.agent(email) }));
	const busy = counted.filter(({ currentConversations }) => currentConversations >= ROOM).length;
	// Whoever listens is seen once a second: the clock has just leapt.
	const shown = async () => (await head.does('dashboard', 'getAgents')).filter(({ id }) => counted.some((one) => one.id === id));
	const deadline = performance.now() + 5000;
	let agents = await shown();
	while (agents.some(({ status }) => status === 'away') && performance.now() < deadline) agents = await shown();
	expect(
		agents.map(({ id, currentConversations, avgResponseTimeSeconds, status }) => ({
			id,
			currentConversations,
			avgResponseTimeSeconds,
			status,
		})),
	).toEqual(counted.map((one) => ({ ...one, status: one.currentConversations >= ROOM ? 'busy' : 'online' })));
	const { conversations, performance: figures } = log.metrics();
	const [metrics] = await head.does('dashboard', 'getMetrics');
	// The supervisor has logged in and is there for a quarter of an hour.
	const heads = (metrics.agents as { online: number }).online - team.length;
	expect([0, 1]).toContain(heads);
	expect(metrics).toMatchObject({ conversations, performance: figures, agents: { busy, available: team.length - busy + heads } });
	const waiting = log.queue();
	const queue = await head.does('queue', 'getMany');
	expect(queue.map(({ position, conversationId, estimatedWaitMinutes }) => [position, conversationId, estimatedWaitMinutes])).toEqual(
		waiting.map(({ n }, place) => [place + 1, customers[n].id, log.estimate(place + 1, team.length - busy + heads)]),
	);
	expect(await head.does('queue', 'getFigures')).toMatchObject([
		{ waiting: waiting.length, averageWaitMinutes: log.averageWaitMinutes(now) },
	]);
}

it(
	`a day of ${CONVERSATIONS} conversations and six attendants`,
	async () => {
		for (let tick = 0; tick < TICKS; tick++) {
			const base = OPENS + tick * TICK;
			await customersAct(tick, base);
			if (tick === LOGS_OUT) await database.sql('update attendance_logins set ended_at = day_now() where attendant = $1', [team[3].email]);
			await teamActs(base);
			await teamTakes(tick, base);
			if (CHECKED.includes(tick)) {
				await turnTo(base + 600);
				await dashboardIsRight();
			}
		}
		expect(log.all().filter(({ closedAt }) => closedAt !== null).length).toBeGreaterThan(CONVERSATIONS / 2);
	},
	90_000 + 3000 * CONVERSATIONS,
);

it('no conversation had two owners at any time, and each had those who took it, by the history', async () => {
	const owners = await house.ownersByHistory();
	const kept = log.all().filter((one) => one.owners.length > 0);
	expect(new Map([...owners].sort())).toEqual(
		new Map(kept.map((one) => [customers[one.n].plan.place.channel, one.owners] as const).sort()),
	);
});

it('every trigger told everything once, the one whose socket was cut in the middle of a message as well', async () => {
	await Promise.all(ears.map(async (ear, n) => await ends.hears(ear, wanted[n])));
	expect(network.seen.cuts).toBe(1);
	for (const ear of ears) {
		const ids = ear.told().map(({ eventId }) => eventId);
		expect(ids).toEqual([...new Set(ids)]);
		expect(ear.failures).toEqual([]);
	}
});

it('what was said stands in the history once; who rated was thanked once', async () => {
	const [{ human, thanks, rated }] = await database.sql<Record<'human' | 'thanks' | 'rated', number>>(
		`select (select count(*)::int from conversations where role = 'human') as human,
			(select count(*)::int from outbox where idempotency_key like 'rating\\_thanks:%' and payload ->> 'text' = 'Obrigado!') as thanks,
			(select count(*)::int from attendances where rating is not null) as rated`,
	);
	const ratings = log.all().filter(({ rating }) => rating !== null).length;
	expect([human, thanks, rated]).toEqual([log.all().reduce((all, { words }) => all + words.length, 0), ratings, ratings]);
});

it('one token ended in the middle of the day, one login was ended: the one was renewed, the other one logged in again, and nobody else did', async () => {
	const logins = await database.sql<{ attendant: string; logins: number; used: number }>(
		`select l.attendant, count(distinct l.id)::int as logins, count(r.used_at)::int as used from attendance_logins l join attendance_refreshes r on r.login = l.id group by 1`,
	);
	const of = (who: Ends.Person) => logins.find(({ attendant }) => attendant === who.email)!;
	expect([of(team[4]).logins, of(team[3]).logins]).toEqual([1, 2]);
	expect(of(team[4]).used).toBeGreaterThan(0);
	for (const who of [0, 1, 2, 5]) expect(of(team[who])).toMatchObject({ logins: 1, used: 0 });
});

it('fifty items with a token that is over cost one login; with a wrong password one try', async () => {
	const fifty = Array.from({ length: 50 }, (_, n) => ({ n }));
	const loginsOf = async (email: string) =>
		(await database.sql<{ n: number }>('select count(*)::int as n from attendance_logins where attendant = $1', [email]))[0].n;
	await database.sql('update attendance_logins set ended_at = day_now() where attendant = $1', [assistant.email]);
	const before = await loginsOf(assistant.email);
	const items = await assistant.does('session', 'getMe', {}, { items: fifty });
	expect([items.length, new Set(items.map(({ email }) => email)), await loginsOf(assistant.email)]).toEqual([
		50,
		new Set([assistant.email]),
		before + 1,
	]);
	const settings = { onError: 'continueRegularOutput' };
	const failed = await assistant.does('session', 'getMe', {}, { items: fifty, password: 'Errada2026!', settings });
	expect(new Set(failed.map(({ error }) => error)).size).toBe(1);
	expect(await database.sql('select failures from attendance_failures')).toEqual([{ failures: 1 }]);
});
