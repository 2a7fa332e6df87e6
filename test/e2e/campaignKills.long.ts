import { setTimeout as sleep } from 'node:timers/promises';

import type { WorkflowTemplate } from '../sandbox/n8nApi';
import { withParameters, type Adjust } from '../sandbox/publish';
import { freePort } from '../sandbox/ports';
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { hurried, killAndStart, randomFrom } from './chaos';
import { openCampaignForms, type CampaignForms } from './campaignForms';
import { campaignList, keyOf, knowThem, leaveIt, never, NO_LONGER } from './campaignList';
import { wayOf } from './campaignWay';
import { eventually, rows } from './sandboxForTests';

const PEOPLE = Number(process.env.CAMPAIGN_PEOPLE ?? 10_000);
const KILLS = Number(process.env.CAMPAIGN_KILLS ?? 3);
/** A small campaign takes six minutes and one of ten thousand fifteen: what is let out a minute ahead of its time must be a part of it, or no death would find anybody waiting. */
const MINUTES = Math.min(15, Math.max(6, PEOPLE / 300));
const A_MINUTE = Number(process.env.CAMPAIGN_A_MINUTE ?? Math.ceil(PEOPLE / MINUTES));
const SEED = Number(process.env.CAMPAIGN_SEED ?? Date.now() % 1_000_000);
const WAY = wayOf(process.env.CAMPAIGN_PROVIDER ?? 'zapi');
const FAULTS = 0.1;
/** How many texts one run of the outbox takes: what a death leaves unknown is about as many. */
const BATCH = PEOPLE > 1000 ? 50 : 20;
/** What was taken out of the outbox before somebody left is on its way. */
const ON_ITS_WAY_MS = 20_000;
const PATIENCE_MS = Number(process.env.CAMPAIGN_PATIENCE_MS ?? 60_000 + 3 * (PEOPLE / A_MINUTE) * 60_000 + (KILLS + 4) * 60_000);

const ALWAYS = { weekdayHours: '00:00-24:00', saturdayHours: '00:00-24:00', sundayHours: '00:00-24:00', nationalHolidays: false };
const FILLED: Record<string, object> = {
	'Planejar campanha': WAY.planned,
	'Horários e limites': { ...ALWAYS, limits: { aMinute: A_MINUTE, firstDay: 0, aDay: 0, refusedPercent: 100, afterTalkHours: 12 } },
};
/** What lets out and what sends runs every few seconds; what looks at all conversations once a minute, as in the template. */
const OFTEN = ['campanha/A cada minuto', 'bastidores/A cada 20 segundos'];
const scheduled = (template: WorkflowTemplate, name: string): WorkflowTemplate => ({
	...template,
	nodes: template.nodes.map((node) => {
		const rule = OFTEN.includes(`${name}/${String(node.name)}`)
			? { interval: [{ field: 'seconds', secondsInterval: 3 }] }
			: { interval: [{ field: 'minutes', minutesInterval: 1 }] };
		return withParameters({ rule })({ ...template, nodes: [node] }, name).nodes[0];
	}),
});
const often: Adjust = (template, name) => {
	if (name === 'campanha') return scheduled(template, name);
	// Who has a person keeps them, and nobody is told how long.
	const calm = { autoResumeSeconds: 86_400, humanMinutes: 100_000, pausedMinutes: 100_000 };
	return scheduled(withParameters({ ...calm, limit: BATCH, leaseSeconds: 30 })(hurried(template, name), name), name);
};

const random = randomFrom(SEED);
const LIST = campaignList(PEOPLE, random);
const NEVER = never(WAY.hasWindows);
/** What somebody still has to send, to find out, or to tell the team of. */
const UNSETTLED = `
	select phone, status from outbox o where payload ->> 'campaign' = 'grande' and (status in ('pending', 'queued', 'sending')
		or (status = 'uncertain' and not exists (select from outbox t where t.idempotency_key = 'uncertain:' || o.id)))`;
/** Lines of which everything is known. */
const SETTLED = `
	select k.entry, k.status from campaign_contacts k left join outbox o on o.id = k.outbox_id
	where k.campaign_id = 'grande' and (k.status in ('failed', 'skipped') or o.status = 'sent')`;
type Figures = { status: string; total: number; waiting: number; queued: number; sent: number; failed: number; skipped: number } & {
	skipped_because: Record<string, number>;
};
interface Death {
	/** Just before it. */
	before: Figures;
	settled: Array<{ entry: string; status: string }>;
	/** How many had been taken once it was back. */
	taken: number;
	diedAt: number;
	backAt: number;
}

describe(`a campaign of ${LIST.lines} lines by ${WAY.provider}, ${A_MINUTE} a minute, n8n killed ${KILLS} times (CAMPAIGN_SEED=${SEED})`, () => {
	let sandbox: Sandbox;
	let forms: CampaignForms;
	let leftAt = Infinity;
	const kills: Death[] = [];
	let figures: Figures;

	const took = () => WAY.took(sandbox).map(({ phone, at }) => ({ key: keyOf(phone), at }));
	const progress = async (): Promise<Figures> => (await rows<{ p: Figures }>(sandbox, `select campaign_progress('grande') as p`))[0].p;
	/** The figures cost more than a look, and this is asked all the time. */
	const isDone = async () => (await rows(sandbox, `select from campaigns where id = 'grande' and status = 'done'`)).length > 0;
	/** Where it ends before that, or never comes so far, the tests tell. */
	async function reach(count: number): Promise<void> {
		for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(1000))
			if (took().length >= count || (await isDone())) return;
	}

	async function die(): Promise<void> {
		await sleep(random() * 3000);
		const [before, settled] = [await progress(), await rows<{ entry: string; status: string }>(sandbox, SETTLED)];
		const diedAt = Date.now();
		await killAndStart(sandbox, 'all');
		kills.push({ before, settled, taken: took().length, diedAt, backAt: Date.now() });
	}

	beforeAll(async () => {
		sandbox = await startSandbox({
			port: await freePort(),
			providers: [WAY.provider],
			templates: WAY.templates,
			adjust: often,
			report: () => undefined,
		});
		await knowThem(sandbox, LIST.people, WAY.provider);
		forms = await openCampaignForms(sandbox, FILLED, often);
		const planning = Date.now();
		await forms.plan('grande', { name: 'lista.csv', mimeType: 'text/csv', buffer: LIST.csv });
		const planned = Date.now() - planning;
		WAY.begin(sandbox, random, FAULTS);
		await forms.order('grande', 'Começar');
		const startedAt = Date.now();
		// Deaths at random points between the first tenth and the last of what may go out; some leave at a quarter.
		const points = Array.from({ length: KILLS }, () => Math.floor(PEOPLE * (0.1 + 0.6 * random())));
		const steps = [...points.map((at) => ({ at, dies: true })), { at: Math.floor(PEOPLE / 4), dies: false }].sort((a, b) => a.at - b.at);
		for (const { at, dies } of steps) {
			await reach(at);
			if (dies) await die();
			else {
				await leaveIt(sandbox, LIST.people);
				leftAt = Date.now();
			}
		}
		await reach(Infinity);
		// When this never comes, the tests tell what is missing.
		await eventually(
			async () => await rows(sandbox, UNSETTLED),
			({ length }) => length === 0,
			180_000,
		).catch(() => undefined);
		const endedAt = Date.now();
		// Whoever looks once more finds nothing to do.
		await sleep(15_000);
		figures = await progress();
		const secondsOf = (ms: number) => `${(ms / 1000).toFixed(0)} s`;
		const minutes = Array.from({ length: Math.ceil((endedAt - startedAt) / 60_000) }, (_, n) => startedAt + n * 60_000);
		process.stderr.write(
			[
				`planned in ${secondsOf(planned)}; ${took().length} taken in ${secondsOf(endedAt - startedAt)}; ${JSON.stringify(figures)}`,
				`died after ${kills.map(({ diedAt, backAt, before }) => `${secondsOf(diedAt - startedAt)} (${before.sent} sent, away ${secondsOf(backAt - diedAt)})`).join(', ')}`,
				`taken by minute: ${minutes.map((from) => took().filter(({ at }) => at >= from && at < from + 60_000).length).join(' ')}; at most ${Math.max(0, ...perMinute())} in any one`,
				'',
			].join('\n'),
		);
	}, 7_200_000);
	afterAll(async () => {
		await forms?.close();
		await sandbox?.stop();
	});

	/** How many were taken in each minute that begins with one. */
	function perMinute(): number[] {
		const times = took().map(({ at }) => at);
		let to = 0;
		return times.map((at, from) => {
			while (to < times.length && times[to] < at + 60_000) to++;
			return to - from;
		});
	}

	test('n8n died as often as planned, and the campaign went on after each death and ended', () => {
		expect(kills).toHaveLength(KILLS);
		for (const { taken } of kills) expect(took().length).toBeGreaterThan(taken);
		expect(figures).toMatchObject({ status: 'done', waiting: 0, queued: 0 });
	});

	test('it was resumed where it stood: nobody was forgotten, and what was settled before a death stayed so', async () => {
		const now = new Map((await rows<{ entry: string; status: string }>(sandbox, SETTLED)).map(({ entry, status }) => [entry, status]));
		for (const { before, settled } of kills) {
			expect(before.total).toBe(LIST.lines);
			expect(before.waiting).toBeGreaterThan(0);
			expect(settled.length).toBeGreaterThan(0);
			expect(settled.filter(({ entry, status }) => now.get(entry) !== status)).toEqual([]);
		}
	});

	test('nobody got it twice', () => {
		const times = new Map<string, number>();
		for (const { key } of took()) times.set(key, (times.get(key) ?? 0) + 1);
		expect([...times].filter(([, many]) => many > 1)).toEqual([]);
	});

	test('nobody got it who may not, nor who left while it was under way', () => {
		const kindOf = (key: string) => LIST.people.get(key);
		expect(took().filter(({ key }) => kindOf(key) === undefined || NEVER.includes(kindOf(key)!))).toEqual([]);
		expect(took().filter(({ key, at }) => NO_LONGER.includes(kindOf(key)!) && at > leftAt + ON_ITS_WAY_MS)).toEqual([]);
	});

	test('everybody who may has it, but for those of whom nobody can know, and these were told to the team', async () => {
		const got = new Set(took().map(({ key }) => key));
		const may = [...LIST.people].filter(([, kind]) => !NEVER.includes(kind) && !NO_LONGER.includes(kind));
		const lacks = may.filter(([phone]) => !got.has(phone)).map(([phone]) => phone);
		const unknown = await rows<{ phone: string; told: boolean }>(
			sandbox,
			`select phone, exists (select from outbox t where t.idempotency_key = 'uncertain:' || o.id) as told from outbox o
			where payload ->> 'campaign' = 'grande' and status = 'uncertain'`,
		);
		expect(unknown.filter(({ told }) => !told)).toEqual([]);
		expect(lacks.filter((phone) => !unknown.some((one) => one.phone === phone))).toEqual([]);
		// Two runs of the outbox at a death; and where a send failed to people without a chat, of whom Z-API tells nothing: those are one in twenty.
		expect(lacks.length).toBeLessThanOrEqual(2 * KILLS * BATCH + 0.05 * FAULTS * PEOPLE);
	});

	test('sums add up: every line is sent, failed or skipped, with its reason', () => {
		expect([figures.total, figures.sent + figures.failed + figures.skipped]).toEqual([LIST.lines, LIST.lines]);
		const because = (reason: string) => figures.skipped_because[reason] ?? 0;
		const count = (kind: string) => [...LIST.people.values()].filter((one) => one === kind).length;
		expect(because('duplicate')).toBe(LIST.twins);
		expect(Object.values(figures.skipped_because).reduce((sum, many) => sum + many, 0)).toBe(figures.skipped);
		expect(because('no_phone') + because('invalid_phone') + because('not_a_person')).toBe(LIST.broken);
		expect(because('objection')).toBe(count('objected'));
		expect(because('no_template')).toBe(WAY.hasWindows ? count('shut') : 0);
		expect(because('opted_out')).toBeGreaterThanOrEqual(count('out'));
		expect(because('with_human')).toBeGreaterThanOrEqual(count('human'));
		expect(because('')).toBe(0);
	});

	test('the pace was kept: in any minute a fifth more at most, also after a death, when much is late', () => {
		expect(Math.max(...perMinute())).toBeLessThanOrEqual(A_MINUTE * 1.2 + BATCH);
	});

	test('the provider was asked for nothing against its rules', () => {
		expect(WAY.violations(sandbox)).toEqual([]);
	});
});
