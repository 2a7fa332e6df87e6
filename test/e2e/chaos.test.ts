import { setTimeout as sleep } from 'node:timers/promises';

import { answerWithTags, killAt, randomFrom, TAG, VICTIMS, type Kill } from './chaos';
import { lineOf, zApiLine } from './chaosLine';
import { noteSteps, toldOfWorst, waitsAfterStart } from './chaosSteps';
import { allWrite, crowd, type Taken } from './crowd';
import { onPort } from '../sandbox/ownPort';
import { freePort } from '../sandbox/ports';
import { startSandbox, TEMPLATES, type Sandbox } from '../sandbox/sandbox';
import { eventually, rows } from './sandboxForTests';

const CONVERSATIONS = Number(process.env.CHAOS_CONVERSATIONS ?? 200);
const KILLS = Number(process.env.CHAOS_KILLS ?? 10);
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
/** Which workflow answers: the bundled one, or one that operators have saved (sdr-agent-0.2.0). */
const AGENT = process.env.CHAOS_AGENT ?? 'sdr-agent';
/** Over which provider the customers write: zapi, or cloud, whose statuses come late, doubled and in any order, and whose every tenth answer is wrong. */
const LINE = lineOf(process.env.CHAOS_PROVIDER ?? 'zapi');
/** Which share of the time n8n may run, also while it starts: 0.25 is a quarter of its processor. */
const CPU = Number(process.env.CHAOS_CPU ?? 1);
/** How many executions n8n runs at once (N8N_CONCURRENCY_PRODUCTION_LIMIT), the others wait; as many as there are unless told. */
const CONCURRENCY = process.env.CHAOS_CONCURRENCY;
/** Queue mode with so many workers; what dies is drawn then: all, one worker, the workers, or the main process. */
const WORKERS = Number(process.env.CHAOS_WORKERS ?? 0);
/** Whether Z-API delivers to a port of the trigger's own (CHAOS_PORT=1) instead of n8n's webhook. */
const PORT = process.env.CHAOS_PORT === '1';
/** How much longer everything is waited for: a machine that is shared with much else needs it. */
const PATIENCE = Number(process.env.CHAOS_PATIENCE ?? 1) / CPU;
const AT_ONCE = 20;
/** After the last message: the longest lease, and the turns themselves. A worker that died is missed by n8n's queue after a minute and a half. */
const SETTLES_WITHIN_MS = (WORKERS > 0 ? 240_000 : 150_000) * PATIENCE;

/** Each message in words of its own: the same ones each time, each at once after the reply, would be a machine's, and get no answer. */
const WORDS = ['Oi, meu pedido é o', 'Anota aí: a padaria é a', 'E a outra loja se chama'];

const random = randomFrom(SEED);
const between = (from: number, to: number) => from + Math.floor(random() * (to - from));

const CUSTOMERS = crowd(CONVERSATIONS, 10_000, (customer) =>
	WORDS.map((words, n) => ({ text: `${words} #${customer}-${n}`, afterMs: between(200, 5000) })),
);
const POINTS = Array.from({ length: KILLS }, () => ({
	taken: between(1, CONVERSATIONS * WORDS.length),
	laterMs: between(0, 4000),
	victim: WORKERS > 0 ? VICTIMS[between(0, VICTIMS.length)] : VICTIMS[0],
})).sort((a, b) => a.taken - b.taken);

const PHONES = new Set(CUSTOMERS.map(({ phone }) => phone));

type Message = Record<
	'text' | 'status' | 'attempts' | 'turn' | 'outbox' | 'reply' | 'error' | 'begun after' | 'told after',
	string | null
> & { text: string };
/** What somebody still has to finish. */
const UNSETTLED = `
	select 'message' as what, phone, status from inbox where status in ('waiting', 'claimed')
	union all select 'turn', phone, status from turns where status in ('open', 'confirmed')
	union all select 'reply', phone, status from outbox where status in ('pending', 'sending') and kind like 'whatsapp%'
	union all select 'reply', phone, status from outbox o where status = 'uncertain' and kind like 'whatsapp%'
		and not exists (select from outbox told where told.idempotency_key = 'uncertain:' || o.id)`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
/** Everything there is to know of one message of a customer, for the report of a failure. */
const HISTORY = `
	select i.text, i.status, i.attempts, t.status as turn, o.status as outbox, o.payload ->> 'text' as reply, o.error,
		(o.began_at - i.sent_at)::text as "begun after", (select (told.created_at - o.began_at)::text from outbox told
			where told.idempotency_key = 'uncertain:' || o.id) as "told after"
	from inbox i left join turns t on t.id = i.turn_id left join outbox o on o.turn_id = t.id and o.kind like 'whatsapp%'
	where i.speaker = 'customer' order by i.id`;

const HOW = [
	process.env.CHAOS_PROVIDER,
	PORT && 'a port of its own',
	CPU < 1 && `${CPU} of its processor`,
	CONCURRENCY && `${CONCURRENCY} executions at once`,
	WORKERS > 0 && `${WORKERS} workers`,
]
	.filter(Boolean)
	.join(', ');

describe(`n8n${HOW && ` (${HOW})`} is killed ${KILLS} times at random points of ${CONVERSATIONS} conversations (CHAOS_SEED=${SEED})`, () => {
	let sandbox: Sandbox;
	let kills: Kill[];
	const taken: Array<Taken & { at: number }> = [];
	let history: Message[];

	const sent = () => LINE.sent(sandbox).filter(({ phone }) => PHONES.has(phone));
	/** Texts of all replies that the provider took, in order. */
	const replies = () => sent().map(({ text }) => text);
	const isAbout = (text: string) => (reply: string) => reply.match(TAG)?.includes(text.match(TAG)![0]) ?? false;
	const answersTo = (text: string) => replies().filter(isAbout(text));
	const leftToTheTeam = async () => (await rows<{ text: string }>(sandbox, LINE.leftToTheTeam)).map(({ text }) => text);
	/** Messages without an answer, but for those of which the team was told. */
	const unanswered = async <M extends { text: string }>(messages: M[]): Promise<M[]> => {
		const left = await leftToTheTeam();
		return messages.filter(({ text }) => answersTo(text).length === 0 && !left.some(isAbout(text)));
	};
	/** The messages that are not as they should be, one line each. */
	const lines = (messages: Message[]) =>
		messages.map((message) =>
			Object.entries(message)
				.map(([key, value]) => `${key}: ${value}`)
				.join(' · '),
		);

	beforeAll(async () => {
		const templates = TEMPLATES.map((name) => (name === 'sdr-agent' ? AGENT : name));
		const door = PORT ? onPort(await freePort()) : null;
		sandbox = await startSandbox({
			port: await freePort(),
			adjust: (template, name) => (door ? door(LINE.adjust(template, name), name) : LINE.adjust(template, name)),
			providers: LINE.providers,
			templates,
			workers: WORKERS,
			cpuShare: CPU,
			env: CONCURRENCY ? { N8N_CONCURRENCY_PRODUCTION_LIMIT: CONCURRENCY } : {},
			report: () => undefined,
		});
		await noteSteps(sandbox);
		const startedAt = Date.now();
		answerWithTags(sandbox);
		LINE.begin(sandbox, random);
		const written = new AbortController();
		const writing = allWrite(sandbox, CUSTOMERS, {
			atOnce: AT_ONCE,
			delivers: LINE.delivers,
			patienceMs: 400_000 * PATIENCE,
			onTaken: (message) => taken.push({ ...message, at: Date.now() }),
		});
		[kills] = await Promise.all([
			killAt(sandbox, POINTS, () => taken.length, written.signal),
			// Whoever waits for a message that never comes would wait forever.
			writing.finally(() => written.abort()),
		]);
		// When this never comes, the tests tell what is missing.
		await eventually(
			async () => [...(await rows(sandbox, UNSETTLED)), ...(await unanswered(taken))],
			({ length }) => length === 0,
			SETTLES_WITHIN_MS,
		).catch(() => undefined);
		const waits = taken.flatMap(({ phone, text, at: takenAt }) =>
			sent()
				.filter((reply) => isAbout(text)(reply.text))
				.map(({ at: answeredAt }) => ({ phone, text, takenAt, answeredAt })),
		);
		const [worst] = waitsAfterStart(kills, waits);
		process.stderr.write(
			`${taken.length} messages, ${replies().length} replies in ${seconds(Date.now() - startedAt)}; stored before a kill and answered after it at worst ${seconds(worst?.afterStartMs ?? 0)} after the start\n${(await toldOfWorst(sandbox, kills, waits)).join('\n')}\n`,
		);
		// Nothing is left to do for whoever looks once more.
		await sleep(25_000 * PATIENCE);
		history = await rows(sandbox, HISTORY);
	}, 3_600_000);
	afterAll(async () => {
		await sandbox?.stop();
	});

	test('it was killed as often as planned, and every message was taken in the end', () => {
		expect(kills).toHaveLength(KILLS);
		expect(LINE.deliversTo(sandbox)).toContain(PORT && LINE === zApiLine ? '/zapi/' : '/webhook/');
		expect(taken).toHaveLength(CONVERSATIONS * WORDS.length);
	});

	test('every message that was taken is stored once and done', () => {
		expect(lines(history.filter(({ status }) => status !== 'done'))).toEqual([]);
		expect(history.map(({ text }) => text).sort()).toEqual(taken.map(({ text }) => text).sort());
	});

	test('no message is lost: each one was answered, or the team was told that nobody can know whether it was', async () => {
		expect(lines(await unanswered(history))).toEqual([]);
		// Only what was being sent in the very moment of a death can come to this.
		expect((await leftToTheTeam()).length).toBeLessThan(Math.max(1, KILLS * AT_ONCE));
	});

	test('nothing is sent twice: no message got two answers, no text went out again', () => {
		expect(lines(history.filter(({ text }) => answersTo(text).length > 1))).toEqual([]);
		expect(replies().filter((reply, n, all) => all.indexOf(reply) !== n)).toEqual([]);
	});

	test('each customer got the answers in the order of the questions', () => {
		for (const { phone } of CUSTOMERS) {
			const answered = sent().flatMap((reply) => (reply.phone === phone ? (reply.text.match(TAG) ?? []) : []));
			expect(answered).toEqual([...answered].sort());
		}
	});

	test('the database tells what the provider saw: "sent" is what it took, and what it took is at least "uncertain"', async () => {
		const outbox = await rows<{ text: string; status: string }>(
			sandbox,
			`select payload ->> 'text' as text, status from outbox where kind like 'whatsapp%'`,
		);
		const of = (...statuses: string[]) => outbox.filter(({ status }) => statuses.includes(status)).map(({ text }) => text);
		expect(of('sent', 'uncertain')).toHaveLength(outbox.length);
		expect(replies()).toEqual(expect.arrayContaining(of('sent')));
		expect(outbox.map(({ text }) => text)).toEqual(expect.arrayContaining(replies()));
		// Where each message has its statuses, what went out is known to have gone out, whatever its answer said.
		expect(LINE.settlesAll ? of('sent').sort() : []).toEqual(LINE.settlesAll ? replies().sort() : []);
	});

	test('no vendor refused a request', () => {
		expect(LINE.violations(sandbox)).toEqual([]);
		expect(sandbox.model.violations).toEqual([]);
	});
});
