import fc from 'fast-check';

import { newSession, transition, type Session, type SessionEvent, type SessionRules } from '../../../nodes/shared/core/session';

const T0 = Date.parse('2026-01-05T13:00:00.000Z');
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();
const rules: SessionRules = { autoResumeSeconds: 300, globallyEnabled: true };
const play = (session: Session, ...events: Array<[number, SessionEvent]>): Session =>
	events.reduce((state, [seconds, event]) => transition(state, event, at(seconds), rules).session, session);
const customer = (seconds: number): [number, SessionEvent] => [seconds, { type: 'customerMessage', at: at(seconds) }];

const human = (): Session => play(newSession(), [0, { type: 'takeOver', attendant: 'ana' }]);
const paused = (): Session => play(newSession(), [0, { type: 'pause', by: 'ana', reason: 'manual' }]);

describe('transition', () => {
	it('T03: the agent answers a customer', () => {
		expect(transition(newSession(), customer(1)[1], at(1), rules)).toMatchObject({
			shouldRespond: true,
			reason: 'agent_active',
			session: { mode: 'agent', modeEpoch: 1, lastCustomerMessage: at(1) },
		});
	});

	it('T04: nobody answers while the switch for all is off', () => {
		expect(transition(newSession(), customer(1)[1], at(1), { ...rules, globallyEnabled: false })).toMatchObject({
			shouldRespond: false,
			reason: 'globally_disabled',
		});
	});

	it('T06: an operator who writes takes over', () => {
		const { session, reason } = transition(newSession(), { type: 'operatorMessage', at: at(5), attendant: 'ana' }, at(5), rules);
		expect(reason).toBe('human_message');
		expect(session).toMatchObject({ mode: 'human', humanAttendant: 'ana', humanSince: at(5), lastHumanMessage: at(5), modeEpoch: 2 });
	});

	it.each([
		[300, 'waiting_human', 'human', false], // exactly the limit still counts as active
		[301, 'auto_resumed', 'agent', true],
	])('T12, T13: %i s after the takeover a customer finds %s', (seconds, reason, mode, shouldRespond) => {
		expect(transition(human(), customer(seconds)[1], at(seconds), rules)).toMatchObject({ reason, shouldRespond, session: { mode } });
	});

	it('A9: the idle clock starts at the takeover, not at an old message', () => {
		const session = play(
			newSession(),
			[0, { type: 'operatorMessage', at: at(0), attendant: 'ana' }],
			[10, { type: 'release', attendant: 'ana' }],
			[1000, { type: 'takeOver', attendant: 'ana' }],
		);
		expect(transition(session, customer(1100)[1], at(1100), rules).reason).toBe('waiting_human');
	});

	it('0 seconds never resumes', () => {
		expect(transition(human(), customer(9999)[1], at(9999), { ...rules, autoResumeSeconds: 0 }).reason).toBe('waiting_human');
	});

	it('T16, T19, T23: another operator changes nothing', () => {
		const before = human();
		expect(transition(before, { type: 'takeOver', attendant: 'bia' }, at(1), rules)).toEqual({
			session: before,
			shouldRespond: false,
			reason: 'command_rejected',
		});
		expect(transition(before, { type: 'release', attendant: 'bia' }, at(1), rules).session).toEqual(before);
		const spoke = transition(before, { type: 'operatorMessage', at: at(1), attendant: 'bia' }, at(1), rules).session;
		expect(spoke).toMatchObject({ humanAttendant: 'ana', modeEpoch: before.modeEpoch, lastHumanActivity: before.lastHumanActivity });
	});

	it('T18: the same operator again succeeds and restarts the clock', () => {
		const session = play(human(), [200, { type: 'takeOver', attendant: 'ana' }]);
		expect(session).toMatchObject({ modeEpoch: 2, humanSince: at(0), lastHumanActivity: at(200) });
	});

	it('T26, T32: paused stays silent, however long', () => {
		expect(transition(paused(), customer(999_999)[1], at(999_999), rules)).toMatchObject({
			shouldRespond: false,
			reason: 'session_paused',
		});
	});

	it('T28: an operator who writes ends a pause and clears it', () => {
		expect(play(paused(), [9, { type: 'operatorMessage', at: at(9), attendant: 'bia' }])).toMatchObject({
			mode: 'human',
			pausedAt: null,
			pausedBy: null,
			pauseReason: null,
		});
	});

	it('T30, T31: resume clears a pause; a second pause keeps the first', () => {
		expect(play(paused(), [5, { type: 'pause', by: 'bia', reason: 'system' }])).toEqual(paused());
		expect(play(paused(), [5, { type: 'resume' }])).toMatchObject({ mode: 'agent', pausedAt: null, modeEpoch: 3 });
	});
});

describe('invariants, over random histories', () => {
	const attendant = fc.constantFrom('ana', 'bia');
	const when = fc.integer({ min: 0, max: 2000 }).map(at);
	const event: fc.Arbitrary<SessionEvent> = fc.oneof(
		fc.record({ type: fc.constant('customerMessage' as const), at: when }),
		fc.record({ type: fc.constant('agentMessage' as const), at: when }),
		fc.record({ type: fc.constant('operatorMessage' as const), at: when, attendant }),
		fc.record({ type: fc.constant('takeOver' as const), attendant }),
		fc.record({ type: fc.constant('release' as const), attendant }),
		fc.record({ type: fc.constant('pause' as const), by: attendant, reason: fc.constant('manual' as const) }),
		fc.record({ type: fc.constant('resume' as const) }),
	);
	const CLOCKS = ['lastCustomerMessage', 'lastAgentMessage', 'lastHumanMessage', 'lastHumanActivity'] as const;

	it('owner ⇔ human, pause ⇔ paused, clocks forward, epoch ⇔ change, customers change nothing but T13', () => {
		fc.assert(
			fc.property(fc.array(event, { maxLength: 40 }), (events) => {
				let session = newSession();
				events.forEach((next, index) => {
					const { session: after, reason, shouldRespond } = transition(session, next, at(index * 60), rules);
					expect(after.humanAttendant !== null).toBe(after.mode === 'human');
					expect(after.pausedAt !== null).toBe(after.mode === 'paused');
					for (const clock of CLOCKS) expect((after[clock] ?? '') >= (session[clock] ?? '')).toBe(true);
					const changed = after.mode !== session.mode || after.humanAttendant !== session.humanAttendant;
					expect(after.modeEpoch - session.modeEpoch).toBe(changed ? 1 : 0);
					expect(next.type === 'customerMessage' && reason !== 'auto_resumed' && changed).toBe(false);
					expect(shouldRespond && after.mode !== 'agent').toBe(false);
					session = after;
				});
			}),
			{ numRuns: 500 },
		);
	});
});
