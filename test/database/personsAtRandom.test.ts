import { randomUUID } from 'node:crypto';

import fc from 'fast-check';

import { closeSql, sql } from '../setup/supabase';
import { at, rpc } from './client';
import { idsOf, nextTurns, pauses, rowsUnder, says, sessionsOf, somebody, takesOver, type Named, type Person } from './personsForTests';

afterAll(closeSql);

/** How many histories are played, in two minutes at the most; the seed is told by fast-check when one fails. */
const RUNS = Number(process.env.PERSONS_RUNS ?? 200);

type Step =
	| { do: 'writes' | 'teamTypes' | 'twice' | 'atOnce'; by: Named; on: number }
	| { do: 'takesOver' | 'pauses' | 'optsOut' | 'asks'; by: Named; on: number }
	| { do: 'turn' | 'joins'; by: Named; on: number };

const step = fc.record({
	do: fc.constantFrom(
		'writes',
		'writes',
		'writes',
		'twice',
		'atOnce',
		'teamTypes',
		'takesOver',
		'pauses',
		'optsOut',
		'asks',
		'turn',
		'turn',
		'joins',
	),
	by: fc.constantFrom<Named>('phone', 'lid', 'both', 'lidWithPhone'),
	on: fc.integer({ min: 0, max: 1 }),
}) as fc.Arbitrary<Step>;

/** What has to hold at the end, told by the model: nothing of it depends on the order of the ids. */
interface Model {
	/** Every message id, by its channel. */
	said: Map<string, string>;
	answered: Set<string>;
	tookOver: Set<string>;
	paused: Set<string>;
	optedOut: boolean;
}

async function play(person: Person, channels: string[], steps: Step[]): Promise<Model> {
	const model: Model = { said: new Map(), answered: new Set(), tookOver: new Set(), paused: new Set(), optedOut: false };
	let seconds = 0;
	for (const { do: what, by, on } of steps) {
		seconds += 30;
		const place = { ...person, channel: channels[on] };
		const { phone } = idsOf(person, by);
		const message_id = randomUUID();
		switch (what) {
			case 'writes':
			case 'twice':
			case 'atOnce':
				model.said.set(message_id, place.channel);
				if (what === 'atOnce') {
					// Two workers at once, by ids that may be news to both.
					const other = randomUUID();
					model.said.set(other, place.channel);
					await Promise.all([
						says(place, by, seconds, { message_id }),
						says(place, by === 'lid' ? 'both' : 'lid', seconds, { message_id: other }),
					]);
				} else await says(place, by, seconds, { message_id });
				if (what === 'twice') expect(await says(place, 'both', seconds + 1, { message_id })).toMatchObject({ stored: false });
				break;
			case 'teamTypes':
				model.said.set(message_id, place.channel);
				await says(place, by, seconds, { message_id, speaker: 'human' });
				break;
			case 'takesOver':
				// Of a conversation that there is: by an id that leads to it.
				if (!(await isThere(place.channel, phone))) break;
				expect(await takesOver(place.channel, phone, seconds)).toBe(true);
				model.tookOver.add(place.channel);
				break;
			case 'pauses':
				if (!(await isThere(place.channel, phone)) || model.tookOver.has(place.channel) || model.optedOut) break;
				expect(await pauses(place.channel, phone, seconds)).toBe(true);
				model.paused.add(place.channel);
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
			case 'joins':
				await rpc('join_contacts', { p_from: person.lid, p_to: person.phone, p_by: 'ana', p_now: at(seconds), p_by_hand: true });
				break;
			case 'turn':
				for (const turn of await nextTurns(place.channel, seconds)) await answers(turn, seconds, model);
		}
	}
	return model;
}

const isThere = async (channel: string, phone: string): Promise<boolean> =>
	(await rpc<{ session: unknown }>('read_session', { p_channel: channel, p_phone: phone })).session !== null;

/** A worker answers: whoever is not the agent's gets silence. */
async function answers(turn: Awaited<ReturnType<typeof nextTurns>>[number], seconds: number, model: Model): Promise<void> {
	const held = { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token };
	if (turn.session.mode !== 'agent') {
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

it(`is one person at the end of ${RUNS} histories, however their ids came, with nothing lost`, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
			const person = somebody();
			const channels = [person.channel, `test-${randomUUID()}`];
			const model = await play(person, channels, steps);
			const last = randomUUID();
			model.said.set(last, person.channel);
			await says(person, 'both', 900, { message_id: last });

			// One conversation a channel, one lead, and no row under what was another key.
			for (const channel of channels) {
				const sessions = await sessionsOf(channel);
				const wanted = sessions
					.slice(0, 1)
					.map(() => expect.objectContaining({ phone: person.phone, ...modeOf(model, channel) }) as unknown);
				expect(sessions).toEqual(wanted);
			}
			expect(await rowsUnder(person.lid)).toEqual({});
			expect(await sql('select 1 from leads where phone = $1', [person.phone])).toHaveLength(1);
			expect(await rpc('has_opted_out', { p_phone: person.lid })).toBe(model.optedOut);

			// No message is lost, and each was said once.
			const said = await sql<{ message_id: string; channel: string }>(
				'select message_id, channel from conversations where lead_phone = $1 and message_id = any ($2)',
				[person.phone, [...model.said.keys()]],
			);
			expect(new Map(said.map(({ message_id, channel }) => [message_id, channel]))).toEqual(model.said);
			expect(said).toHaveLength(model.said.size);

			// Whoever is the agent's gets an answer to what is left.
			for (const n of [1, 2, 3])
				for (const channel of channels)
					for (const turn of await nextTurns(channel, 900 + 100 * n)) await answers(turn, 900 + 100 * n, model);
			const open = await sql(`select status from inbox where phone = $1 and status in ('waiting', 'claimed')`, [person.phone]);
			expect(open).toEqual([]);
			const [own] = await sessionsOf(person.channel);
			expect(model.answered.has(last)).toBe(own.mode === 'agent');
		}),
		{ numRuns: RUNS, interruptAfterTimeLimit: 120_000 },
	);
}, 300_000);
