import { randomUUID } from 'node:crypto';

import fc from 'fast-check';

import { closeSql, sql } from '../setup/supabase';
import { at, rpc } from './client';
import { idsOf, nextTurns, pauses, rowsUnder, says, sessionsOf, somebody, takesOver, type Named, type Person } from './personsForTests';

afterAll(closeSql);

/** How many histories are played; the long proof (`npm run test:persons`) sets more. The seed is told by fast-check when one fails. */
const RUNS = Number(process.env.PERSONS_RUNS ?? 60);

const KINDS = [
	'writes',
	'writes',
	'writes',
	'twice',
	'teamTypes',
	'takesOver',
	'pauses',
	'optsOut',
	'asks',
	'receipt',
	'turn',
	'turn',
	'joins',
] as const;
interface Step {
	do: (typeof KINDS)[number];
	by: Named;
	on: number;
}
const step: fc.Arbitrary<Step> = fc.record({
	do: fc.constantFrom(...KINDS),
	by: fc.constantFrom<Named>('phone', 'lid', 'both', 'lidWithPhone'),
	on: fc.integer({ min: 0, max: 1 }),
});
/** What happens at one moment: two workers at once, each over a connection of its own, or one alone. */
const moment = fc.oneof(fc.tuple(step), fc.tuple(step, step), fc.tuple(step, step));

/** What has to hold at the end, told by the model: nothing of it depends on the order of the ids. */
interface Model {
	/** Every message id, by its channel. */
	said: Map<string, string>;
	/** Those of the customer. */
	asked: Set<string>;
	answered: Set<string>;
	tookOver: Set<string>;
	paused: Set<string>;
	optedOut: boolean;
}

async function play(person: Person, channels: string[], moments: Step[][]): Promise<Model> {
	const model: Model = {
		said: new Map(),
		asked: new Set(),
		answered: new Set(),
		tookOver: new Set(),
		paused: new Set(),
		optedOut: false,
	};
	for (const [n, steps] of moments.entries()) {
		// A pause of whoever has it in hand, or who opts out at that very moment, would be told by who was faster.
		const isOwned = steps.some(({ do: what }) => what === 'takesOver' || what === 'optsOut');
		const played = steps.filter(({ do: what }) => !(isOwned && what === 'pauses'));
		await Promise.all(played.map(async (one) => await happens({ ...person, channel: channels[one.on] }, one, 30 * (n + 1), model)));
	}
	return model;
}

async function happens(place: Person, { do: what, by }: Step, seconds: number, model: Model): Promise<void> {
	const { phone } = idsOf(place, by);
	const message_id = randomUUID();
	switch (what) {
		case 'writes':
		case 'twice':
			model.said.set(message_id, place.channel);
			model.asked.add(message_id);
			await says(place, by, seconds, { message_id });
			if (what === 'twice') expect(await says(place, 'both', seconds + 1, { message_id })).toMatchObject({ stored: false });
			break;
		case 'teamTypes':
			model.said.set(message_id, place.channel);
			await says(place, by, seconds, { message_id, speaker: 'human' });
			break;
		case 'takesOver':
			// Of a conversation that there is: by an id that leads to it.
			if (await decided(place, phone, async () => await takesOver(place.channel, phone, seconds))) model.tookOver.add(place.channel);
			break;
		case 'pauses':
			if (model.tookOver.has(place.channel) || model.optedOut) break;
			if (await decided(place, phone, async () => await pauses(place.channel, phone, seconds))) model.paused.add(place.channel);
			break;
		case 'optsOut':
			await rpc('register_opt_out', { p_phone: phone, p_words: 'parem', p_now: at(seconds) });
			model.optedOut = true;
			break;
		case 'asks':
			await rpc('register_findings', {
				p_phone: phone,
				p_findings: { technical_questions: ['Tem NR12?'], interests: ['Forno'] },
				p_now: at(seconds),
			});
			break;
		case 'receipt':
			await receipt(place, phone, seconds);
			break;
		case 'joins':
			await rpc('join_contacts', { p_from: place.lid, p_to: place.phone, p_by: 'ana', p_now: at(seconds), p_by_hand: true });
			break;
		case 'turn':
			for (const turn of await nextTurns(place.channel, seconds)) await answers(turn, seconds, model);
	}
}

/** A person's decision, made again from what is there where somebody else was faster. False where there is no conversation. */
async function decided(place: Person, phone: string, decide: () => Promise<boolean>): Promise<boolean> {
	for (let tries = 0; tries < 5; tries++) {
		const { session } = await rpc<{ session: unknown }>('read_session', { p_channel: place.channel, p_phone: phone });
		if (session === null) return false;
		if (await decide()) return true;
	}
	throw new Error('The conversation changed five times while it was decided on');
}

/** The provider tells of a message of ours that it arrived, by whichever id. */
async function receipt(place: Person, phone: string, seconds: number): Promise<void> {
	const [sent] = await sql<{ id: string }>(
		`select provider_message_id as id from outbox where channel = $1 and provider_message_id is not null order by id desc limit 1`,
		[place.channel],
	);
	if (!sent) return;
	const told = { p_channel: place.channel, p_phone: phone, p_message_id: sent.id, p_now: at(seconds) };
	expect(await rpc('settle_delivery', told)).toMatchObject({ settled: false, reason: 'known' });
}

/** A worker answers: whoever is not the agent's, or is somebody's on another number, gets silence. */
async function answers(turn: Awaited<ReturnType<typeof nextTurns>>[number], seconds: number, model: Model): Promise<void> {
	const held = { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token };
	if (turn.session.mode !== 'agent' || turn.guard !== null) {
		await rpc('finish_turn', { ...held, p_status: 'silent', p_now: at(seconds) });
		return;
	}
	const { confirmed, parts } = await rpc<{ confirmed: boolean; parts: Array<{ outbox_id: number }> }>('confirm_send', {
		...held,
		p_mode_epoch: turn.session.mode_epoch,
		p_send_to: turn.send_to,
		p_parts: ['Olá!'],
		p_lead: {},
		p_now: at(seconds),
	});
	if (!confirmed) return;
	for (const { message_id } of turn.messages) {
		expect([...model.answered]).not.toContain(message_id);
		model.answered.add(message_id);
	}
	const sent = { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: randomUUID() };
	await rpc('record_part', { ...sent, p_now: at(seconds + 1) });
}

/** Whose the conversation is in the end: the guarded mode wins, and of two pauses the one that has no end. */
function modeOf({ tookOver, paused, optedOut }: Model, channel: string): Record<string, unknown> {
	if (tookOver.has(channel)) return { mode: 'human', owner: 'ana' };
	if (paused.has(channel)) return { mode: 'paused' };
	return optedOut ? { mode: 'paused', paused_by: 'opt_out' } : { mode: 'agent' };
}

/** One conversation a channel, one lead, and no row under what was another key. */
async function isOnePerson(person: Person, channels: string[], model: Model): Promise<void> {
	for (const channel of channels) {
		const sessions = await sessionsOf(channel);
		const wanted = sessions.slice(0, 1).map(() => expect.objectContaining({ phone: person.phone, ...modeOf(model, channel) }) as unknown);
		expect(sessions).toEqual(wanted);
	}
	expect(await rowsUnder(person.lid)).toEqual({});
	expect(await sql('select 1 from leads where phone = $1', [person.phone])).toHaveLength(1);
	expect(await rpc('has_opted_out', { p_phone: person.lid })).toBe(model.optedOut);
}

/** No message is lost, and each was said once. */
async function nothingIsLost(person: Person, model: Model): Promise<void> {
	const said = await sql<{ message_id: string; channel: string }>(
		'select message_id, channel from conversations where lead_phone = $1 and message_id = any ($2)',
		[person.phone, [...model.said.keys()]],
	);
	expect(new Map(said.map(({ message_id, channel }) => [message_id, channel]))).toEqual(model.said);
	expect(said).toHaveLength(model.said.size);
}

it(
	`is one person at the end of ${RUNS} histories with two workers at once, however their ids came, with nothing lost`,
	async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(moment, { minLength: 2, maxLength: 7 }), async (moments) => {
				const person = somebody();
				const channels = [person.channel, `test-${randomUUID()}`];
				const model = await play(person, channels, moments);
				// A minute later: what somebody wrote under another key at the very moment of a join has followed.
				await rpc('finish_joins', { p_now: at(300) });
				// They write once more to each number: an opt-out at the moment of a first message is heard by then.
				const last = channels.map((channel) => ({ channel, message_id: randomUUID() }));
				for (const { channel, message_id } of last) {
					model.said.set(message_id, channel);
					model.asked.add(message_id);
					await says({ ...person, channel }, 'both', 900, { message_id });
				}
				await isOnePerson(person, channels, model);
				await nothingIsLost(person, model);

				// Whoever is the agent's gets an answer to what is left; whom somebody of the team has, on whichever number, gets none from it.
				for (const n of [1, 2, 3])
					for (const channel of channels)
						for (const turn of await nextTurns(channel, 900 + 100 * n)) await answers(turn, 900 + 100 * n, model);
				const open = await sql(`select status from inbox where phone = $1 and status in ('waiting', 'claimed')`, [person.phone]);
				expect(open).toEqual([]);
				const isTeams = model.tookOver.size > 0 || model.paused.size > 0;
				for (const { message_id } of last) expect(model.answered.has(message_id)).toBe(!isTeams && !model.optedOut);
				// Each message was answered once, or for a reason not: somebody of the team wrote or took it over, or they wanted no messages.
				const typed = [...model.said.keys()].some((id) => !model.asked.has(id));
				const unanswered = [...model.asked].filter((id) => !model.answered.has(id));
				expect(isTeams || model.optedOut || typed ? [] : unanswered).toEqual([]);
			}),
			{ numRuns: RUNS, interruptAfterTimeLimit: RUNS * 2000, markInterruptAsFailure: true },
		);
	},
	RUNS * 2500,
);
