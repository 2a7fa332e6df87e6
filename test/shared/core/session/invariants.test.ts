import fc from 'fast-check';

import type { SessionEvent } from '../../../../nodes/shared/core/session/event';
import type { SessionRules } from '../../../../nodes/shared/core/session/rules';
import { newSession, type Session } from '../../../../nodes/shared/core/session/state';
import { transition } from '../../../../nodes/shared/core/session/transition';
import { at, rules } from './story';

const attendant = fc.constantFrom('ana', 'bia');
const maybe = fc.constantFrom('ana', 'bia', null);
const force = fc.boolean();
const when = fc.integer({ min: 0, max: 4000 }).map(at);
const constant = <T extends SessionEvent['type']>(type: T) => fc.constant(type);

const event: fc.Arbitrary<SessionEvent> = fc.oneof(
	fc.record({
		type: constant('customerMessage'),
		at: when,
		text: fc.constantFrom('oi', '/assumir', 'quero um atendente'),
		asksForHuman: fc.boolean(),
		looksLikeCommand: fc.boolean(),
	}),
	fc.record({ type: constant('agentMessage'), at: when }),
	fc.record({ type: constant('operatorMessage'), at: when, attendant: maybe, byPrefix: fc.boolean() }),
	fc.record({ type: constant('takeOver'), attendant: maybe, force }),
	fc.record({ type: constant('release'), attendant: maybe, force }),
	fc.record({ type: constant('pause'), attendant: maybe, reason: fc.constantFrom('manual' as const, 'system' as const), force }),
	fc.record({ type: constant('transfer'), attendant: maybe, to: attendant, note: fc.constant(''), force }),
	fc.record({ type: constant('touch'), attendant }),
	fc.record({
		type: constant('escalate'),
		reason: fc.constantFrom('erro_agente' as const, 'pediu_humano' as const),
		detail: fc.string(),
		summary: fc.string(),
	}),
	fc.record({ type: constant('tick') }),
);
const someRules: fc.Arbitrary<Partial<SessionRules>> = fc.record({
	globallyEnabled: fc.boolean(),
	autoResumeSeconds: fc.constantFrom(0, 60, 300),
	resumeBy: fc.constantFrom('idleness' as const, 'closing' as const),
	isOpen: fc.boolean(),
	conflict: fc.constantFrom('reject' as const, 'steal' as const),
	release: fc.constantFrom('owner' as const, 'anyone' as const),
	writingTakesOver: fc.boolean(),
	escalation: fc.constantFrom('pause' as const, 'keepAgent' as const),
	escalationTimeoutSeconds: fc.constantFrom(0, 120),
	onEscalationTimeout: fc.constantFrom('resume' as const, 'notify' as const),
	holdingReplyAfter: fc.constantFrom(0, 2),
	maxAgeHours: fc.constantFrom(1, 24),
});
const CLOCKS = ['lastCustomerMessage', 'lastAgentMessage', 'lastHumanMessage', 'lastHumanActivity'] as const;
/** What may change the mode in a customer's message: the wish for a person, the resume, the age. */
const CHANGES_OF_CUSTOMERS = ['escalation', 'auto_resumed', 'expired', 'mode_changed'];

/** Plays the events a minute apart and looks at every step. */
function walk(
	events: SessionEvent[],
	given: Partial<SessionRules>,
	look: (before: Session, event: SessionEvent, next: ReturnType<typeof transition>) => void,
) {
	let session = newSession();
	events.forEach((one, index) => {
		const next = transition(session, one, at(index * 60), rules(given));
		look(session, one, next);
		session = next.session;
	});
}

const always = (look: Parameters<typeof walk>[2]) =>
	fc.assert(
		fc.property(fc.array(event, { maxLength: 40 }), someRules, (events, given) => walk(events, given, look)),
		{ numRuns: 1000 },
	);

describe('over 1,000 random histories and rules', () => {
	it('owner ⇔ human, pause ⇔ paused', () => {
		always((_, __, { session }) => {
			expect(session.humanAttendant !== null).toBe(session.mode === 'human');
			expect(session.humanSince !== null).toBe(session.mode === 'human');
			expect(session.pausedAt !== null).toBe(session.mode === 'paused');
			expect(session.pauseReason !== null).toBe(session.mode === 'paused');
		});
	});

	it('clocks only move forward', () => {
		always((before, _, { session }) => {
			for (const clock of CLOCKS) expect((session[clock] ?? '') >= (before[clock] ?? '')).toBe(true);
		});
	});

	it('the epoch moves exactly when mode or owner do, and each such change is in the history', () => {
		always((before, _, { session, history }) => {
			const moved = history.filter(({ fromMode, toMode, fromOwner, toOwner }) => fromMode !== toMode || fromOwner !== toOwner).length;
			const differs = session.mode !== before.mode || session.humanAttendant !== before.humanAttendant;
			expect(session.modeEpoch - before.modeEpoch).toBe(moved);
			expect(moved > 0 || !differs).toBe(true);
		});
	});

	it('the agent speaks only where it may: as the agent, or with ready words while nobody has the conversation', () => {
		always((_, __, { session, shouldRespond, canned }) => {
			expect(shouldRespond && session.mode === 'human').toBe(false);
			expect(shouldRespond && session.mode === 'paused' && canned === null).toBe(false);
		});
	});

	it('a customer changes the mode by a wish for a person, by the end of a person’s idleness, or by age: by nothing else', () => {
		always((_, one, { history }) => {
			const found = one.type === 'customerMessage' ? history.map(({ type }) => type) : [];
			expect(found.filter((type) => !CHANGES_OF_CUSTOMERS.includes(type))).toEqual([]);
			expect(found.includes('mode_changed') && !found.includes('escalation')).toBe(false);
		});
	});

	it('what was refused changes neither mode nor owner', () => {
		always((before, _, { session, refusal, history }) => {
			const same = session.mode === before.mode && session.humanAttendant === before.humanAttendant;
			expect(refusal !== null && !same && !history.some(({ type }) => type === 'expired')).toBe(false);
		});
	});
});
