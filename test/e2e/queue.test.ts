import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../sandbox/ports';
import { withParameters } from '../sandbox/publish';
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { repliesTo, replyAfter } from '../sandbox/story';
import { allWrite, crowd, repliesOf, type Customer } from './crowd';
import { killWhileTheModelThinks, SOON_MISSED, type AfterKill } from './queueKills';
import { eventually, rows } from './sandboxForTests';

/**
 * Long enough that the messages of a burst are one turn. Those who write in bursts write first, before anybody is answered: beside two dozen turns under way, a busy
 * machine was seen to take ten seconds from one message to the next, and then they are two turns, rightly.
 */
const QUIET_SECONDS = 12;
/** The shortest that the trigger takes. */
const LEASE_SECONDS = 60;
/** Longer than the quiet period and a turn: a second reply would show up by then. */
const ANOTHER_REPLY_MS = 15_000;
const SOME_SECONDS_MS = 15_000;
const BURST = [
	'Oi, boa tarde!',
	'vi vocês no Instagram',
	'meu nome é Marina, da Burger do Vale',
	'somos de Chapecó/SC',
	'quero uma formadora',
];

const once = (text: string) => () => [{ text, afterMs: 0 }];
const burst = () => BURST.map((text, n) => ({ text, afterMs: n === 0 ? 0 : 300 }));
/** What is written, turn after turn: each customer writes on once the turn before was answered. */
const TURNS: Customer[][] = [
	[...crowd(8, 5100, burst), ...crowd(16, 5200, once('Oi, tem misturador?'))],
	[...crowd(8, 5100, once('fazemos uns 400 por dia')), ...crowd(8, 5200, once('Sou o Paulo, de Curitiba/PR'))],
];
const CUSTOMERS = TURNS[0];

interface Results {
	/** What each customer received, in order. */
	replies: Record<string, string[]>;
	/** How many messages and turns of each customer are in which state. */
	messages: Array<Record<string, unknown>>;
	turns: Array<Record<string, unknown>>;
	outbox: Array<Record<string, unknown>>;
	/** What was learned of each customer. */
	leads: Array<Record<string, unknown>>;
}

/** Plays all turns, and gives what became of them. */
async function play(sandbox: Sandbox): Promise<Results> {
	for (const customers of TURNS) {
		const before = Object.fromEntries(customers.map(({ phone }) => [phone, repliesTo(sandbox, phone).length]));
		await allWrite(sandbox, customers, { atOnce: 12 });
		await eventually(
			() => customers.filter(({ phone }) => repliesTo(sandbox, phone).length === before[phone]).map(({ phone }) => phone),
			(unanswered) => unanswered.length === 0,
			90_000,
		);
	}
	await sleep(ANOTHER_REPLY_MS);
	const counted = async (table: string) =>
		await rows(sandbox, `select phone, status, count(*)::int from ${table} group by phone, status order by phone, status`);
	const written = `(select * from inbox where speaker = 'customer') as written`;
	const sentWhatsApp = `(select * from outbox where kind like 'whatsapp%') as sent`;
	return {
		replies: repliesOf(sandbox, CUSTOMERS),
		messages: await counted(written),
		turns: await counted('turns'),
		outbox: await counted(sentWhatsApp),
		leads: await rows(sandbox, 'select phone, name, company, city, uf, product, volume, temperature from leads order by phone'),
	};
}

const turnsOf = ({ phone }: Customer) => TURNS.filter((customers) => customers.some((customer) => customer.phone === phone));
const messagesOf = (customer: Customer) =>
	turnsOf(customer).flatMap((customers) => customers.find(({ phone }) => phone === customer.phone)!.messages);

async function withWorkers<T>(workers: number, use: (sandbox: Sandbox) => Promise<T>): Promise<T> {
	const adjust = withParameters({ limits: { leaseSeconds: LEASE_SECONDS } });
	const given = { port: await freePort(), workers, quietSeconds: QUIET_SECONDS, adjust, env: SOON_MISSED, keepsExecutions: true };
	const sandbox = await startSandbox({ ...given, report: () => undefined });
	try {
		return await use(sandbox);
	} finally {
		await sandbox.stop();
	}
}

/** First one worker, then the other as well (both are started again), then the main process: each while the model thinks. */
async function someDie(sandbox: Sandbox) {
	const { main, workers } = sandbox.n8n();
	const worker = await killWhileTheModelThinks({ sandbox, from: 5400, kill: workers[0].kill });
	const start = async () => await Promise.all(workers.map(async (one) => await one.start()));
	const both = await killWhileTheModelThinks({ sandbox, from: 5500, kill: workers[1].kill, start });
	const scene = { sandbox, from: 5600, kill: main.kill, start: main.start, othersWrite: true };
	return { worker, workers: both, main: await killWhileTheModelThinks(scene) };
}

/** A power cut for all processes, and a message after they were started again. */
async function killedAndStarted(sandbox: Sandbox) {
	const [customer] = crowd(1, 5300, once('Oi'));
	const { url } = sandbox.n8n();
	await sandbox.n8n().kill();
	const gone = await fetch(url).then(
		() => false,
		() => true,
	);
	await sandbox.startAgain();
	await allWrite(sandbox, [customer], { atOnce: 1 });
	await replyAfter(sandbox, customer.phone, 0);
	return { gone, replies: repliesTo(sandbox, customer.phone).length };
}

describe('two workers in queue mode on one Redis', () => {
	let alone: Results;
	let queued: Results;
	let startedBy: string[][];
	let executions: Array<{ id: string; status: string }>;
	let afterDeaths: Record<'worker' | 'workers' | 'main', AfterKill>;
	let afterTheKill: { gone: boolean; replies: number };

	beforeAll(async () => {
		alone = await withWorkers(0, play);
		await withWorkers(2, async (sandbox) => {
			queued = await play(sandbox);
			executions = await sandbox.api().executions(sandbox.workflows.sdrAgent);
			startedBy = sandbox
				.n8n()
				.workers.map(({ log }) => [...log().matchAll(/Worker started execution (\d+)/g)].map(([, execution]) => execution));
			afterDeaths = await someDie(sandbox);
			afterTheKill = await killedAndStarted(sandbox);
		});
	}, 1_200_000);

	test('every turn gets exactly one reply, whether one message or five at once', () => {
		const counts = CUSTOMERS.map(({ phone }) => [phone, queued.replies[phone].length]);
		expect(counts).toEqual(CUSTOMERS.map((customer) => [customer.phone, turnsOf(customer).length]));
	});

	test('in the database nothing is left over', () => {
		expect(queued.messages).toEqual(CUSTOMERS.map((one) => ({ phone: one.phone, status: 'done', count: messagesOf(one).length })));
		expect(queued.turns).toEqual(CUSTOMERS.map((one) => ({ phone: one.phone, status: 'sent', count: turnsOf(one).length })));
		expect(queued.outbox).toEqual(queued.turns);
	});

	test('customers received and the database holds what they do with one process', () => {
		expect(queued).toEqual(alone);
	});

	test('both workers took part, no execution ran on two, and none failed', () => {
		expect(startedBy.map((ids) => ids.length > 10)).toEqual([true, true]);
		expect(startedBy.flat()).toHaveLength(new Set(startedBy.flat()).size);
		expect(startedBy.flat()).toEqual(expect.arrayContaining(executions.map(({ id }) => id)));
		expect(executions.filter(({ status }) => status !== 'success')).toEqual([]);
	});

	test('a turn is one execution, whether one message or five at once', () => {
		expect(executions).toHaveLength(TURNS.flat().length);
	});

	test.each(['worker', 'workers', 'main'] as const)('%s killed while the model thinks: nothing lost, nothing twice', (who) => {
		expect(afterDeaths[who].replies).toEqual(afterDeaths[who].replies.map(() => 1));
		expect(afterDeaths[who].turns).toMatchObject({ sent: afterDeaths[who].replies.length });
		expect(afterDeaths[who].tookMs).toBeLessThan(LEASE_SECONDS * 1000 + SOME_SECONDS_MS);
	});

	test('a turn whose worker died is taken up once n8n misses it, before its lease ends; one whose main process died is finished', () => {
		expect(afterDeaths.worker.turns.expired).toBeGreaterThan(0);
		expect(afterDeaths.worker.tookMs).toBeLessThan(LEASE_SECONDS * 1000);
		expect(afterDeaths.workers.turns.expired).toBeGreaterThan(0);
		expect(afterDeaths.main.turns.expired).toBeUndefined();
	});

	test('after a power cut for all of them they go on', () => {
		expect(afterTheKill).toEqual({ gone: true, replies: 1 });
	});
});
