import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { campaign, type Campaign } from './campaignForTests';
import { CADENCE, type Due } from './followUpForTests';
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
	/** When they last wrote. */
	wrote: number;
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
		person.wrote = hour;
		// The agent answers most of them, and they fall silent then.
		if (!isHuman && random() < 0.8)
			await sql('update sessions set last_agent_message = $3 where channel = $1 and phone = $2', [
				c.channel,
				person.phone,
				after(hour + 0.01),
			]);
	}
}

/** All who want to write: a follow-up, a reminder of an onboarding, news of a deal, whatever a workflow of the operator's begins. */
async function wants(random: () => number, c: Campaign, { phone }: Person, hour: number): Promise<void> {
	const dice = random();
	if (dice < 0.2) await c.asks(phone, hour, { purpose: 'follow_up', at: after(hour + random() * 2) });
	else if (dice < 0.4) {
		const place = { flow: c.channel, user_id: phone };
		await sql(`update onboardings set status = 'IN_PROGRESS', last_activity_at = $3 where flow = $1 and user_id = $2`, [
			c.channel,
			phone,
			after(hour - 30),
		]);
		const nudge = {
			...place,
			nudge: 'reminder',
			key: `${c.channel}:${phone}:${hour}`,
			activity_at: after(hour - 30),
			send_at: after(hour + random() * 2),
			until: after(hour + 40),
		};
		await rpc('queue_nudge', { p_nudge: nudge, p_text: 'Falta pouco', p_channel: c.channel, p_now: after(hour) });
	} else if (dice < 0.6) {
		const event = { key: `${c.channel}:${phone}:${hour}`, event: 'moved', deal_id: 7, title: 'x', stage_id: Math.floor(random() * 1e6) };
		await rpc('record_deal_event', {
			p_channel: c.channel,
			p_phone: phone,
			p_event: event,
			p_text: 'Seu pedido mudou de etapa',
			p_now: after(hour),
		});
	}
}

it(`over random weeks nobody gets more than the budget, nor at a closed hour, after an opt-out, or while a person speaks (seed ${seed})`, async () => {
	const random = randomFrom(seed);
	const c = await campaign({ after_talk_hours: 12, a_week: 2 }, OFFICE);
	// Wednesday of the second week is the city's.
	await rpc('set_message_rules', { p_channel: c.channel, p_days: [{ day: '2026-03-11', name: 'Aniversário' }], p_years: [2026] });
	const people: Person[] = Array.from({ length: 12 }, () => ({
		phone: newPhone(),
		outAt: Infinity,
		human: [],
		wrote: -Infinity,
		got: [],
	}));
	const follow = async (hour: number) =>
		(await rpc<{ due: Due[] }>('claim_follow_ups', { p_cadence: CADENCE, p_channel: c.channel, p_again_days: 3, p_now: after(hour) })).due;
	await follow(-1);
	for (const { phone } of people) {
		await rpc('upsert_lead', { p_phone: phone, p_fields: { temperature: random() < 0.7 ? 'warm' : 'cold' }, p_now: after(0) });
		await sql(`insert into onboardings (flow, user_id, phone, status, started_at) values ($1, $2, $2, 'IN_PROGRESS', $3)`, [
			c.channel,
			phone,
			after(-99),
		]);
	}
	await c.plan(people.map(({ phone }, n) => ({ line: n + 1, phone })));
	await c.order('start');
	let lines = people.length;
	const purposes = new Map<string, number>();
	const afterAnswer: string[] = [];
	for (let hour = 0; hour < DAYS * 24; hour += 3 + random() * 2) {
		for (const person of people) {
			await happens(random, c, person, hour);
			// All of them want to write all the time.
			await wants(random, c, person, hour);
			if (random() < 0.1) await c.plan([{ line: ++lines, phone: person.phone }]);
		}
		await c.release(hour);
		for (const step of await follow(hour)) await rpc('queue_follow_up', { p_step: step, p_text: 'Oi!', p_now: after(hour) });
		// n8n was down now and then: what waited goes out hours late.
		const late = hour + (random() < 0.8 ? 0.1 : random() * 20);
		// A person may take over between the release and the sending.
		await happens(random, c, people[Math.floor(random() * people.length)], hour + 0.05);
		for (const effect of await c.claim(late)) {
			await c.finish(effect, late + 1 / 60);
			const person = people.find(({ phone }) => phone === effect.phone)!;
			person.got.push(late + 1 / 60);
			const of = String(effect.payload.purpose);
			purposes.set(of, (purposes.get(of) ?? 0) + 1);
			if (effect.payload.follow_up && after(person.wrote) > new Date(String(effect.payload.since)).toISOString())
				afterAnswer.push(effect.phone);
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
	expect(afterAnswer).toEqual([]);
	// It says nothing about a house that is silent.
	expect(people.flatMap(({ got }) => got).length).toBeGreaterThan(people.length);
	expect([...purposes.keys()].filter((purpose) => purpose !== 'undefined').length).toBeGreaterThan(2);
}, 120_000);
