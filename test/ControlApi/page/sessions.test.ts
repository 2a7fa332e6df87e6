import { buttonsOf } from '../../../nodes/ControlApi/page/client/actions';
import { counts, FILTERS } from '../../../nodes/ControlApi/page/client/filters';
import { newlyWaiting, newRequests } from '../../../nodes/ControlApi/page/client/requests';
import { asksForPerson, inOrder, isWaiting, keyOf, merged, waitingSince } from '../../../nodes/ControlApi/page/client/sessions';
import type { Action, Session } from '../../../nodes/ControlApi/page/client/types';
import { ago, NOW, session } from './sample';

const held = (...sessions: Session[]) => new Map(sessions.map((one) => [keyOf(one), one]));
const versions = (map: ReadonlyMap<string, Session>) => [...map.values()].map(({ phone, version }) => [phone, version]);

describe('merging an answer', () => {
	const known = held(session({ phone: '1', version: 5 }), session({ phone: '2', version: 2 }));

	it('takes what changed and keeps the rest', () => {
		const next = merged(known, [session({ phone: '2', version: 3 }), session({ phone: '3', version: 1 })], false);
		expect(versions(next)).toEqual([
			['1', 5],
			['2', 3],
			['3', 1],
		]);
	});

	it('drops what a complete answer no longer names', () => {
		expect(versions(merged(known, [session({ phone: '2', version: 2 })], true))).toEqual([['2', 2]]);
	});

	it('keeps what changed after a complete answer was made, though it is not named there', () => {
		const held2 = held(session({ phone: '1', updated_at: ago(1) }), session({ phone: '2', updated_at: ago(3) }));
		expect([...merged(held2, [], true, { at: NOW - 2000, isLate: true }).values()].map(({ phone }) => phone)).toEqual(['1']);
	});

	it('never goes back to an older version', () => {
		expect(versions(merged(known, [session({ phone: '1', version: 4 })], false))).toContainEqual(['1', 5]);
		expect(versions(merged(known, [session({ phone: '1', version: 4 })], true))).toEqual([['1', 5]]);
	});

	it('takes the same version again, since its buttons may differ', () => {
		const next = merged(known, [session({ phone: '1', version: 5, actions: ['release'] })], false);
		expect(next.get(keyOf({ channel: 'loja', phone: '1' }))?.actions).toEqual(['release']);
	});

	it('takes nothing of a version that is known from an answer that was overtaken, and what is newer all the same', () => {
		const old = [session({ phone: '1', version: 5, actions: ['release'] }), session({ phone: '2', version: 3 })];
		const next = merged(known, old, false, { at: NOW, isLate: true });
		expect(next.get(keyOf({ channel: 'loja', phone: '1' }))?.actions).toEqual(['takeover']);
		expect(versions(next)).toEqual([
			['1', 5],
			['2', 3],
		]);
	});

	it('keeps the same phone apart on two channels, and leaves what it was given as it was', () => {
		expect(merged(known, [session({ phone: '1', channel: 'filial' })], false).size).toBe(3);
		expect(versions(known)).toEqual([
			['1', 5],
			['2', 2],
		]);
	});
});

describe('what is waiting', () => {
	it.each<[string, Partial<Session>, string | null]>([
		['the robot answered', {}, null],
		['nobody answered', { last_customer_message: ago(30) }, ago(30)],
		['a person answered', { last_customer_message: ago(30), last_human_message: ago(20) }, null],
		['nobody ever spoke', { last_customer_message: null, last_agent_message: null }, null],
		['the first message', { last_customer_message: ago(30), last_agent_message: null }, ago(30)],
	])('%s', (_, more, since) => expect(waitingSince(session(more))).toBe(since === null ? null : Date.parse(since)));

	it('gives the robot a minute to think, a person none', () => {
		expect(isWaiting(session({ last_customer_message: ago(59) }), NOW)).toBe(false);
		expect(isWaiting(session({ last_customer_message: ago(60), last_agent_message: ago(80) }), NOW)).toBe(true);
		expect(isWaiting(session({ mode: 'human', last_customer_message: ago(1) }), NOW)).toBe(true);
	});

	it('a request for a person stands until one has taken over', () => {
		const metadata = { escalation_requested: true };
		expect(asksForPerson(session({ mode: 'paused', metadata }))).toBe(true);
		expect(asksForPerson(session({ mode: 'agent', metadata }))).toBe(true);
		expect(asksForPerson(session({ mode: 'human', metadata }))).toBe(false);
		expect(asksForPerson(session({ mode: 'paused', metadata: { escalation_requested: 'true' } }))).toBe(false);
		expect(asksForPerson(session({ mode: 'paused', metadata: { ...metadata, escalation_accepted_at: ago(5) } }))).toBe(false);
	});
});

it('puts one’s own waiting customers first, then requests for a person, then who waits longest, then the most recent', () => {
	const asking = (phone: string, seconds: number) =>
		session({ phone, mode: 'paused', paused_at: ago(seconds), metadata: { escalation_requested: true, escalation_at: ago(seconds) } });
	const sessions = [
		session({ phone: 'old', last_customer_message: ago(9000), last_agent_message: ago(8000) }),
		session({ phone: 'recent' }),
		session({ phone: 'waits 2 min', mode: 'human', last_customer_message: ago(120), last_agent_message: ago(500) }),
		asking('asked 1 min ago', 60),
		session({ phone: 'waits 5 min', mode: 'human', last_customer_message: ago(300), last_agent_message: ago(500) }),
		asking('asked 4 min ago', 240),
		session({
			phone: 'mine, answered',
			mode: 'human',
			human_attendant: 'ana@loja.example',
			last_customer_message: ago(4000),
			last_human_message: ago(3900),
			last_agent_message: null,
		}),
		session({
			phone: 'mine, waits 1 s',
			mode: 'human',
			human_attendant: 'ana@loja.example',
			last_customer_message: ago(1),
			last_agent_message: ago(500),
		}),
		session({
			phone: 'mine, waits 20 s',
			mode: 'human',
			human_attendant: 'ana@loja.example',
			last_customer_message: ago(20),
			last_agent_message: ago(500),
		}),
	];
	const expected = [
		'mine, waits 20 s',
		'mine, waits 1 s',
		'asked 4 min ago',
		'asked 1 min ago',
		'waits 5 min',
		'waits 2 min',
		'recent',
		'mine, answered',
		'old',
	];
	expect(inOrder(sessions, NOW, 'ana@loja.example').map(({ phone }) => phone)).toEqual(expected);
	expect(inOrder([...sessions].reverse(), NOW, 'ana@loja.example').map(({ phone }) => phone)).toEqual(expected);
});

it('counts what passes each filter', () => {
	const sessions = [
		session(),
		session({ mode: 'human', human_attendant: 'ana@loja.example' }),
		session({ mode: 'human', human_attendant: 'bia@loja.example' }),
		session({ mode: 'paused', human_attendant: null }),
		session({ mode: 'paused', metadata: { escalation_requested: true } }),
	];
	expect(counts(sessions, 'ana@loja.example')).toEqual({ all: 5, agent: 1, human: 2, paused: 2, mine: 1, asked: 1 });
	expect(FILTERS.map(({ label }) => label)).toEqual(['Todas', 'Robô', 'Pessoa', 'Pausadas', 'Minhas', 'Pediram pessoa']);
});

describe('buttons', () => {
	it.each<[Action[], string[]]>([
		[[], []],
		[
			['takeover', 'pause'],
			['Assumir', 'Pausar'],
		],
		[
			['resume', 'takeover'],
			['Assumir', 'Retomar'],
		],
		[
			['release', 'transfer', 'pause'],
			['Liberar', 'Transferir', 'Pausar'],
		],
		[['force_takeover'], ['Assumir à força']],
	])('%j', (actions, labels) => expect(buttonsOf({ actions }).map(({ label }) => label)).toEqual(labels));

	it('leaves out what it does not know', () => {
		expect(buttonsOf({ actions: ['delete' as Action, 'pause'] }).map(({ verb }) => verb)).toEqual(['pause']);
	});
});

it('tells of a request for a person once, of the same customer again only when they ask again, and of none that was there before', () => {
	const asking = (phone: string, at: string) =>
		session({ phone, mode: 'paused', metadata: { escalation_requested: true, escalation_at: at } });
	const fresh = newRequests();
	const phones = (...sessions: Session[]) => fresh(sessions).map(({ phone }) => phone);
	expect(phones(asking('1', ago(60)))).toEqual([]);
	expect(phones(asking('1', ago(60)), asking('2', ago(5)))).toEqual(['2']);
	expect(phones(asking('1', ago(60)), asking('2', ago(5)))).toEqual([]);
	// Taken over, given back; missing from one answer; and asked anew.
	expect(phones(session({ phone: '1' }))).toEqual([]);
	expect(phones(asking('1', ago(60)), asking('2', ago(5)))).toEqual([]);
	expect(phones(asking('1', ago(1)))).toEqual(['1']);
});

it('tells once of a customer who begins to wait: again only after an answer, never of those that waited before, nor of those of others', () => {
	const tell = newlyWaiting();
	const phones = (now: number, ...sessions: Session[]) => tell(sessions, now, 'ana').map(({ phone }) => phone);
	const mine = (phone: string, customer: number, human: number, owner = 'ana') =>
		session({
			phone,
			mode: 'human',
			human_attendant: owner,
			last_customer_message: ago(customer),
			last_agent_message: null,
			last_human_message: ago(human),
		});
	const robots = session({ phone: '5', last_customer_message: ago(30), last_agent_message: ago(90) });
	expect(phones(NOW, mine('1', 5, 60), mine('2', 60, 50), mine('3', 60, 50, 'bia'), robots)).toEqual([]);
	// The second begins; the third is Bia's; the robot still thinks.
	expect(phones(NOW, mine('1', 5, 60), mine('2', 10, 50), mine('3', 5, 50, 'bia'), robots)).toEqual(['2']);
	// They go on writing, and an answer of the server misses one of them.
	expect(phones(NOW, mine('1', 1, 60), mine('2', 2, 50))).toEqual([]);
	expect(phones(NOW, mine('1', 1, 60))).toEqual([]);
	expect(phones(NOW, mine('2', 1, 50))).toEqual([]);
	// By the clock alone: nobody answered for a minute.
	expect(phones(NOW + 31_000, robots)).toEqual(['5']);
	// Answered, and written to again.
	expect(phones(NOW, mine('2', 9, 8))).toEqual([]);
	expect(phones(NOW, mine('2', 1, 8))).toEqual(['2']);
	// Who asked for a person is told by that, whatever they write.
	expect(
		phones(NOW, session({ phone: '6', mode: 'paused', last_customer_message: ago(1), metadata: { escalation_requested: true } })),
	).toEqual([]);
});
