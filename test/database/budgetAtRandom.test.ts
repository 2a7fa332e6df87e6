import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { campaign, type Campaign } from './campaignForTests';
import { after, newPhone } from './gateForTests';

afterAll(closeSql);

const HOUR = 3_600_000;
const DAYS = 18;
const OFFICE = [1, 2, 3, 4, 5].map((day): [number, number, number] => [day, 540, 1080]);
const seed = Number(process.env.BUDGET_SEED ?? Date.now() % 1e6);

/** Mulberry32: the same seed plays the same weeks again. */
function randomFrom(start: number): () => number {
	let state = start;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

type Span = { from: number; to: number };
const inside = (spans: Span[], at: number) => spans.some(({ from, to }) => at >= from && at < to);

/** What happened to a person, as the test knows it without asking the database. */
interface Person {
	phone: string;
	outAt: number;
	human: Span[];
	got: number[];
}

async function happens(random: () => number, c: Campaign, person: Person, hour: number): Promise<void> {
	const dice = random();
	const last = person.human.at(-1);
	const isHuman = last !== undefined && hour < last.to;
	if (dice < 0.004 && person.outAt === Infinity) {
		await sql(`select register_opt_out($1, 'sair', $2)`, [person.phone, after(hour)]);
		person.outAt = hour;
	} else if (dice < 0.05 && !isHuman) {
		await c.mode(person.phone, random() < 0.5 ? 'human' : 'paused');
		person.human.push({ from: hour, to: Infinity });
	} else if (dice < 0.25 && isHuman && person.outAt === Infinity) {
		await c.mode(person.phone, 'agent');
		last.to = hour;
	} else if (dice > 0.97) {
		await c.writes(person.phone, hour);
	}
}

it(`over random weeks nobody gets more than the budget, nor at a closed hour, after an opt-out, or while a person speaks (seed ${seed})`, async () => {
	const random = randomFrom(seed);
	const c = await campaign({ after_talk_hours: 12, a_week: 2 }, OFFICE);
	// Wednesday of the second week is the city's.
	await rpc('set_message_rules', { p_channel: c.channel, p_days: [{ day: '2026-03-11', name: 'Aniversário' }], p_years: [2026] });
	const people: Person[] = Array.from({ length: 12 }, () => ({ phone: newPhone(), outAt: Infinity, human: [], got: [] }));
	await c.plan(people.map(({ phone }, n) => ({ line: n + 1, phone })));
	await c.order('start');
	let lines = people.length;
	for (let hour = 0; hour < DAYS * 24; hour += 3 + random() * 2) {
		for (const person of people) {
			await happens(random, c, person, hour);
			// Campaign, follow-up, reminders and news of a deal all want to write all the time.
			const purpose = ['follow_up', 'onboarding'][Math.floor(random() * 2)];
			if (random() < 0.4) await c.asks(person.phone, hour, { purpose, at: after(hour + random() * 2) });
			if (random() < 0.1) await c.plan([{ line: ++lines, phone: person.phone }]);
		}
		await c.release(hour);
		// n8n was down now and then: what waited goes out hours late.
		const late = hour + (random() < 0.8 ? 0.1 : random() * 20);
		// A person may take over between the release and the sending.
		await happens(random, c, people[Math.floor(random() * people.length)], hour + 0.05);
		for (const effect of await c.claim(late)) {
			await c.finish(effect, late + 1 / 60);
			people.find(({ phone }) => phone === effect.phone)!.got.push(late + 1 / 60);
		}
		hour = Math.max(hour, late);
	}
	for (const { got } of people) got.sort((a, b) => a - b);
	const opens = (hour: number) => {
		const local = new Date(Date.parse(after(hour)) - 3 * HOUR);
		const minute = local.getUTCHours() * 60 + local.getUTCMinutes() + local.getUTCSeconds() / 60;
		return ![0, 6].includes(local.getUTCDay()) && minute >= 540 && minute <= 1080 && local.toISOString().slice(0, 10) !== '2026-03-11';
	};
	/** Each message that broke a rule, with the rule. */
	const broken = people.flatMap(({ got, outAt, human }, person) =>
		got.flatMap((at, n) => {
			const rules: Array<[string, boolean]> = [
				['closed', !opens(at)],
				['opted out', at >= outAt],
				['with a person', inside(human, at)],
				['too soon', n > 0 && at - got[n - 1] < 48 - 1e-6],
				['too many', got.filter((other) => other > at - 168 + 1e-6 && other <= at).length > 2],
			];
			return rules.filter(([, isBroken]) => isBroken).map(([rule]) => ({ person, at, rule, got }));
		}),
	);
	expect(broken).toEqual([]);
	// It says nothing about a house that is silent.
	expect(people.flatMap(({ got }) => got).length).toBeGreaterThan(people.length);
}, 120_000);
