import fc from 'fast-check';

import { ownDatabase } from '../setup/ownDatabase';
import { closeSql, sql } from '../setup/supabase';
import { BACK, play, step, TAKEN, type World } from './openQuestions.ways';
import { world } from './openQuestions.world';

// The switch is for all conversations, also for those of the tests that run beside this one.
let stop: () => Promise<void>;
beforeAll(async () => {
	stop = await ownDatabase();
}, 60_000);
afterAll(async () => {
	await closeSql();
	await stop();
});

describe('a question that nobody answered', () => {
	const combinations = Object.keys(TAKEN).flatMap((taken) => Object.keys(BACK).map((back) => [taken, back] as const));

	it.each(combinations)('taken %s, given back %s: it is answered, once', async (taken, back) => {
		const one = world();
		await one.asks();
		one.pass(2);
		await TAKEN[taken](one);
		one.pass(1);
		await one.asks('alguém?');
		await one.works();
		expect(one.asked.map(({ answers }) => answers)).toEqual([0, 0]);
		one.pass(5);
		await BACK[back](one);
		const isBefore = back === 'by a revoked opt-out';
		for (let n = 0; n < 3; n++) {
			one.pass(30);
			await one.works();
		}
		// What was written before an opt-out is over with it.
		expect(one.asked.map(({ answers }) => answers)).toEqual(isBefore ? [0, 0] : [1, 1]);
	});

	it('is the sweep’s: by idleness alone, within its next minute', async () => {
		const one = world();
		await one.asks();
		await TAKEN['on the page'](one);
		one.pass(301);
		await one.order({ type: 'tick' });
		const [claimed] = (
			await sql<{ turns: Array<{ phone: string; messages: object[]; history: object[] }> }>(
				`select claim_due_turns(1000, 6, 20, 90, 20, (select updated_at from sessions where channel = $1)) as turns`,
				[one.place.channel],
			)
		)[0].turns.filter(({ phone }) => phone === one.place.phone);
		expect([claimed.messages.length, claimed.history]).toEqual([1, []]);
		expect(
			await sql(`select payload -> 'customerWaiting' as waits from outbox where channel = $1 and kind = 'notice'`, [one.place.channel]),
		).toEqual([{ waits: true }]);
	});

	it('that a person answered is none, nor is one that the agent answered before they came', async () => {
		const one = world();
		await one.asks();
		one.pass(1);
		await one.works();
		one.pass(1);
		await TAKEN['on the page'](one);
		await one.asks('e preço?');
		await one.works();
		one.pass(1);
		await one.types('Oi, sou a Ana');
		one.pass(1);
		await BACK['by /liberar'](one);
		one.pass(60);
		await one.works();
		expect(one.asked.map(({ answers }) => answers)).toEqual([1, 0]);
	});

	it('that came while a reply was under way is not answered by it', async () => {
		const one = world();
		await one.asks();
		await one.works({
			meanwhile: async () => {
				one.pass(1);
				await one.asks('e de 80 g?');
				one.pass(1);
			},
		});
		await TAKEN['on the page'](one);
		one.pass(1);
		await BACK['on the page'](one);
		one.pass(60);
		await one.works();
		expect(one.asked.map(({ answers }) => answers)).toEqual([1, 1]);
	});

	it('taken over and given back while the model thinks: the stale reply is not sent, and the question is answered', async () => {
		const one = world();
		await one.asks();
		await one.works({
			meanwhile: async () => {
				await TAKEN['on the page'](one);
				await BACK['on the page'](one);
			},
		});
		expect(one.asked[0].answers).toBe(0);
		one.pass(60);
		await one.works();
		expect(one.asked[0].answers).toBe(1);
	});

	it('decided to be a person’s, and given back before that was noted: it is answered', async () => {
		const one = world();
		await TAKEN['on the page'](one);
		await one.asks();
		await one.works({ meanwhile: async () => await BACK['on the page'](one) });
		one.pass(60);
		await one.works();
		expect(one.asked[0].answers).toBe(1);
	});

	it('of more than a day ago is left to a person, who is told, once', async () => {
		const one = world();
		await TAKEN['on the page'](one);
		await one.asks('ainda tem?');
		await one.works();
		one.pass(25 * 3600);
		for (let n = 0; n < 2; n++) {
			await BACK['on the page'](one);
			one.pass(60);
			await one.works();
			await TAKEN['on the page'](one);
		}
		expect([one.asked[0].answers, await one.told()]).toEqual([0, [one.asked[0].id]]);
		expect(
			await sql(`select payload ->> 'message' as message, payload -> 'minutes' as minutes from outbox where channel = $1`, [
				one.place.channel,
			]),
		).toEqual([{ message: 'ainda tem?', minutes: 1500 }]);
	});

	it('of a customer who wrote on and on is answered as one, by the newest twenty', async () => {
		const one = world();
		await TAKEN['on the page'](one);
		for (let n = 0; n < 25; n++) {
			await one.asks(`linha ${n}`);
			one.pass(1);
		}
		await one.works();
		await BACK['on the page'](one);
		one.pass(60);
		await one.works();
		expect([one.replies.length, one.asked.filter(({ answers }) => answers === 1).length]).toEqual([1, 20]);
	});

	it('asked while the agent was off is answered when it is on', async () => {
		const one = world();
		await one.isSwitched(false);
		await one.asks();
		await one.works();
		one.pass(60);
		await one.isSwitched(true);
		one.pass(60);
		await one.works();
		expect(one.asked[0].answers).toBe(1);
	});

	it('that another workflow took for itself is left to it', async () => {
		const one = world();
		await one.asks('sim, pode ser');
		await sql(`select finish_answer(id) from inbox where channel = $1`, [one.place.channel]);
		await TAKEN['on the page'](one);
		await BACK['on the page'](one);
		one.pass(60);
		await one.works();
		expect(one.asked[0].answers).toBe(0);
	});
});

describe('a customer of the agent’s who waits', () => {
	const waiting = async (one: World, seconds: number) =>
		(
			await sql<{ found: { sessions: object[] } }>(
				`select waiting_customers($1, (select last_customer_message from sessions where channel = $1) + make_interval(secs => $2)) as found`,
				[one.place.channel, seconds],
			)
		)[0].found.sessions;

	it('is found while nobody is at work on it, and by nothing else', async () => {
		const one = world();
		await one.asks();
		expect(await waiting(one, 300)).toHaveLength(1);
		await one.works({ dies: 'decided' });
		expect([await waiting(one, 60), (await waiting(one, 300)).length]).toEqual([[], 0]);
		one.pass(91);
		await one.works();
		expect(await waiting(one, 300)).toEqual([]);
		await one.asks('obrigado');
		await TAKEN['on the page'](one);
		await one.works();
		expect(await waiting(one, 300)).toEqual([]);
	});
});

it('over 1,000 random histories every customer is answered once, or told to a person', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
			const one = world();
			let optedOutAt = -1;
			for (const given of steps) {
				await play(one, given);
				if ((given as readonly unknown[]).includes('by a revoked opt-out')) optedOutAt = one.asked.at(-1)?.at ?? -1;
			}
			await one.isSwitched(true);
			await BACK['on the page'](one);
			for (let n = 0; n < 4; n++) {
				one.pass(95);
				await one.works();
			}
			const told = await one.told();
			for (const [n, { id, at, answers }] of one.asked.entries()) {
				const later = one.asked.slice(n);
				const isSeenTo =
					one.personSpokeAt() >= at ||
					at <= optedOutAt ||
					later.some((next) => next.answers > 0) ||
					later.some((next) => told.includes(next.id));
				expect({ id, isSeenTo, twice: answers > 1 }).toEqual({ id, isSeenTo: true, twice: false });
			}
			await one.ends();
		}),
		{ numRuns: 1000 },
	);
}, 600_000);
