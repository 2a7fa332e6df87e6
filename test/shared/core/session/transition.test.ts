import { AUTO_DETECTED, later, newSession, OPT_OUT } from '../../../../nodes/shared/core/session/state';
import { after, agentSpoke, asks, at, customer, operator, pause, release, rules, step, takeOver, tick, touch, transfer } from './story';

const human = () => after([takeOver(0)]);
const paused = () => after([pause(0)]);
const escalated = () => after([asks(0)]);

describe('from the agent', () => {
	it('T03: answers a customer', () => {
		expect(step(newSession(), customer(1))).toMatchObject({
			shouldRespond: true,
			reason: 'agent_active',
			canned: null,
			session: { mode: 'agent', modeEpoch: 1, lastCustomerMessage: at(1) },
			history: [],
			notices: [],
		});
	});

	it('T04: nobody answers while the switch for all is off', () => {
		expect(step(newSession(), customer(1), { globallyEnabled: false })).toMatchObject({
			shouldRespond: false,
			reason: 'globally_disabled',
			session: { lastCustomerMessage: at(1) },
		});
	});

	it('F8: switched off, a wish for a person still reaches the team', () => {
		expect(step(newSession(), asks(1), { globallyEnabled: false })).toMatchObject({
			shouldRespond: false,
			session: { mode: 'agent', modeEpoch: 1, metadata: { escalation_requested: true } },
			notices: [{ kind: 'escalation', to: null }],
		});
	});

	it('T05: a wish for a person gets ready words, tells the team and pauses', () => {
		const { session, ...next } = step(newSession(), asks(1));
		expect(next).toMatchObject({
			shouldRespond: true,
			reason: 'escalation_requested',
			canned: 'escalation',
			notices: [{ kind: 'escalation', to: null }],
		});
		expect(next.history.map(({ type }) => type)).toEqual(['escalation', 'mode_changed']);
		expect(session).toMatchObject({ mode: 'paused', pauseReason: 'escalation', modeEpoch: 2 });
		expect(session.metadata).toEqual({
			escalation_requested: true,
			escalation_reason: 'pediu_humano',
			escalation_detail: '',
			escalation_summary: '',
			escalation_at: at(1),
			escalation_message: 'quero falar com um atendente',
			escalation_count: 1,
			escalation_notified_at: at(1),
		});
	});

	it('T05: the agent may go on, by the rules or after hours', () => {
		expect(step(newSession(), asks(1), { escalation: 'keepAgent' }).session).toMatchObject({ mode: 'agent', modeEpoch: 1 });
		const closed = step(newSession(), asks(1), { isOpen: false, keepAgentAfterHours: true });
		expect(closed).toMatchObject({ canned: 'after_hours', session: { mode: 'agent' } });
		expect(step(newSession(), asks(1), { isOpen: false })).toMatchObject({ canned: 'after_hours', session: { mode: 'paused' } });
	});

	it('T05: an agent that gives up escalates with its reason', () => {
		const event = { type: 'escalate', reason: 'erro_consecutivo', detail: '3 falhas', summary: 'quer preço' } as const;
		expect(step(newSession(), [5, event]).session).toMatchObject({
			mode: 'paused',
			metadata: { escalation_reason: 'erro_consecutivo', escalation_detail: '3 falhas', escalation_summary: 'quer preço' },
		});
		expect(step(human(), [5, event])).toMatchObject({ session: { mode: 'human' }, notices: [], shouldRespond: false });
	});

	it.each([
		['T06', false, 'human_message'],
		['T07', true, 'human_prefix'],
	])('%s: an operator who writes takes over', (_row, byPrefix, reason) => {
		expect(step(newSession(), operator(5, 'ana', byPrefix))).toMatchObject({
			reason,
			shouldRespond: false,
			session: { mode: 'human', humanAttendant: 'ana', lastHumanMessage: at(5), lastHumanActivity: at(5), modeEpoch: 2 },
			history: [{ type: 'mode_changed', fromMode: 'agent', toMode: 'human', toOwner: 'ana' }],
		});
	});

	it('T06: not when only prefixes take over; a prefix still does', () => {
		expect(step(newSession(), operator(5), { writingTakesOver: false }).session).toMatchObject({ mode: 'agent', lastHumanMessage: at(5) });
		expect(step(newSession(), operator(5, 'ana', true), { writingTakesOver: false }).session.mode).toBe('human');
	});

	it('T07: nobody in particular owns a conversation taken without a name, and anybody may follow', () => {
		const session = after([operator(0, null, true)]);
		expect(session.humanAttendant).toBe(AUTO_DETECTED);
		expect(step(session, takeOver(9, 'bia'))).toMatchObject({ reason: 'command_processed', session: { humanAttendant: 'bia' } });
	});

	it('T08, T09: takeover and pause', () => {
		expect(step(newSession(), takeOver(5)).session).toMatchObject({
			mode: 'human',
			humanSince: at(5),
			lastHumanActivity: at(5),
			modeEpoch: 2,
		});
		expect(step(newSession(), pause(5)).session).toMatchObject({
			mode: 'paused',
			pausedAt: at(5),
			pausedBy: 'ana',
			pauseReason: 'manual',
			modeEpoch: 2,
		});
	});

	it('T10: giving back what the agent has succeeds and changes nothing', () => {
		expect(step(newSession(), release(5))).toMatchObject({
			reason: 'command_processed',
			refusal: null,
			session: newSession(),
			history: [],
		});
	});

	it('T11: a message of the agent moves its clock alone', () => {
		expect(step(newSession(), agentSpoke(5))).toMatchObject({
			reason: 'agent_echo',
			session: { ...newSession(), lastAgentMessage: at(5) },
		});
	});
});

describe('from a person', () => {
	it.each([
		[300, 'waiting_human', 'human', false], // exactly the limit still counts as active
		[301, 'auto_resumed', 'agent', true],
	])('T12, T13: %i s after the takeover a customer finds %s', (seconds, reason, mode, shouldRespond) => {
		expect(step(human(), customer(seconds))).toMatchObject({ reason, shouldRespond, session: { mode } });
	});

	it('T13: the owner is told, the customer is greeted if wished, and it is in the history once', () => {
		const next = step(human(), customer(400), { greetOnResume: true });
		expect(next).toMatchObject({ greet: true, notices: [{ kind: 'auto_resumed', to: 'ana' }] });
		expect(next.history).toEqual([expect.objectContaining({ type: 'auto_resumed', fromOwner: 'ana', toOwner: null })]);
		expect(step(human(), customer(400)).greet).toBe(false);
	});

	it('T13: the message that resumes may ask for a person', () => {
		expect(step(human(), asks(400))).toMatchObject({
			reason: 'escalation_requested',
			session: { mode: 'paused', modeEpoch: 4 },
			notices: [{ kind: 'auto_resumed' }, { kind: 'escalation' }],
		});
	});

	it('A9: the clock starts at the takeover, not at an old message; each attendant may have a limit; 0 never resumes', () => {
		const again = after([operator(0), release(10), takeOver(1000)]);
		expect(step(again, customer(1100)).reason).toBe('waiting_human');
		expect(step(human(), customer(400), { autoResumeSecondsOf: { ana: 600 } }).reason).toBe('waiting_human');
		expect(step(human(), customer(9999), { autoResumeSeconds: 0 }).reason).toBe('waiting_human');
	});

	it('SDR 5.3: by closing time, inside the hours nothing resumes, outside the next message does at once', () => {
		const byClosing = { resumeBy: 'closing' as const };
		expect(step(human(), customer(9999), byClosing).reason).toBe('waiting_human');
		expect(step(human(), customer(5), { ...byClosing, isOpen: false }).reason).toBe('auto_resumed');
		expect(step(human(), tick(9999), { ...byClosing, isOpen: false }).session.mode).toBe('human');
	});

	it('T14: the sweep resumes without a message, and greets only if wished', () => {
		expect(step(human(), tick(300)).reason).toBe('nothing_due');
		expect(step(human(), tick(301))).toMatchObject({
			reason: 'auto_resumed',
			unasked: null,
			notices: [{ kind: 'auto_resumed', to: 'ana' }],
		});
		expect(step(human(), tick(301), { greetOnSweep: true }).unasked).toBe('greeting');
	});

	it('T15: the owner writes on', () => {
		expect(step(human(), operator(100)).session).toMatchObject({ lastHumanMessage: at(100), lastHumanActivity: at(100), modeEpoch: 2 });
	});

	it('T16, T17: another attendant writes: refused and told, or takes it', () => {
		const kept = step(human(), operator(10, 'bia'));
		expect(kept).toMatchObject({
			session: { humanAttendant: 'ana', lastHumanMessage: at(10), modeEpoch: 2 },
			notices: [{ kind: 'operator_refused', to: 'bia' }],
			refusal: { code: 'OWNED_BY_OTHER', owner: 'ana' },
		});
		expect(kept.session.lastHumanActivity).toBe(human().lastHumanActivity);
		expect(step(human(), operator(10, 'bia'), { conflict: 'steal' })).toMatchObject({
			session: { humanAttendant: 'bia', modeEpoch: 3 },
			history: [{ type: 'owner_changed', fromOwner: 'ana', toOwner: 'bia' }],
			notices: [{ kind: 'owner_changed', to: 'ana' }],
		});
	});

	it("T16: the business phone without a name counts as the owner's sign of life", () => {
		expect(step(human(), operator(10, null))).toMatchObject({
			session: { humanAttendant: 'ana', lastHumanActivity: at(10) },
			refusal: null,
		});
	});

	it('T18: the same attendant again restarts the clock', () => {
		expect(step(human(), takeOver(200)).session).toMatchObject({ modeEpoch: 2, humanSince: at(0), lastHumanActivity: at(200) });
	});

	it('T19, T20, T21: another attendant: refused with the owner and since when, forced, stealing; without a name never', () => {
		expect(step(human(), takeOver(5, 'bia'))).toMatchObject({
			reason: 'command_rejected',
			session: human(),
			refusal: { code: 'OWNED_BY_OTHER', owner: 'ana', since: at(0) },
			history: [{ type: 'command_rejected', actorId: 'bia' }],
		});
		for (const next of [step(human(), takeOver(5, 'bia', true)), step(human(), takeOver(5, 'bia'), { conflict: 'steal' })])
			expect(next).toMatchObject({
				session: { humanAttendant: 'bia', humanSince: at(5), modeEpoch: 3, metadata: { previous_attendant: 'ana' } },
				notices: [{ kind: 'owner_changed', to: 'ana' }],
			});
		expect(step(human(), takeOver(5, null))).toMatchObject({ refusal: { code: 'ATTENDANT_REQUIRED' }, session: { humanAttendant: 'ana' } });
	});

	it('T22, T23: the owner, a supervisor and, by the rules, anyone gives it back; another attendant does not', () => {
		const marked = after([asks(0), takeOver(5)]);
		const given = step(marked, release(9));
		expect(given.session).toMatchObject({ mode: 'agent', humanAttendant: null, humanSince: null, modeEpoch: 4, metadata: {} });
		expect(step(human(), release(5, 'bia', true)).session.mode).toBe('agent');
		expect(step(human(), release(5, 'bia'), { release: 'anyone' }).session.mode).toBe('agent');
		expect(step(human(), release(5, 'bia'))).toMatchObject({
			reason: 'command_rejected',
			refusal: { code: 'NOT_OWNER' },
			session: human(),
		});
	});

	it('T24: the owner pauses and is remembered', () => {
		expect(step(human(), pause(5)).session).toMatchObject({
			mode: 'paused',
			humanAttendant: null,
			metadata: { previous_attendant: 'ana' },
			modeEpoch: 3,
		});
		expect(step(human(), pause(5, 'bia'))).toMatchObject({ reason: 'command_rejected', session: human() });
		expect(step(human(), pause(5, 'bia', true)).session.mode).toBe('paused');
	});

	it('T25: a sign of life of the owner moves the clock, of another it is refused', () => {
		expect(step(human(), touch(50, 'ana')).session.lastHumanActivity).toBe(at(50));
		expect(step(human(), touch(50, 'bia'))).toMatchObject({ reason: 'command_rejected', session: human() });
	});

	it('A11: a transfer changes the owner in one step, and only the owner or a supervisor may', () => {
		expect(step(human(), transfer(5, 'ana', 'bia'))).toMatchObject({
			session: { mode: 'human', humanAttendant: 'bia', modeEpoch: 3 },
			history: [{ type: 'owner_changed', fromMode: 'human', toMode: 'human' }],
			notices: [{ kind: 'owner_changed', to: 'bia' }],
		});
		expect(step(human(), transfer(5, 'bia', 'bia')).refusal?.code).toBe('NOT_OWNER');
		expect(step(human(), transfer(5, 'bia', 'bia', true)).session.humanAttendant).toBe('bia');
		expect(step(human(), transfer(5, 'ana', '')).refusal?.code).toBe('ATTENDANT_REQUIRED');
	});
});

describe('from a pause', () => {
	it('after an opt-out stays silent without end; the team learns once a day that they wrote', () => {
		const optedOut = { ...paused(), pausedBy: OPT_OUT };
		const first = step(optedOut, customer(80_000), { holdingReplyAfter: 1, maxAgeHours: 24 });
		expect(first).toMatchObject({ shouldRespond: false, session: { mode: 'paused' }, notices: [{ kind: 'opted_out_wrote', to: null }] });
		expect(step(first.session, customer(80_060)).notices).toEqual([]);
		expect(step(first.session, customer(180_000)).notices).toEqual([{ kind: 'opted_out_wrote', to: null }]);
		expect(step(optedOut, tick(999_999))).toMatchObject({ session: { mode: 'paused' }, notices: [] });
		expect(step(optedOut, asks(80_000)).notices).toEqual([{ kind: 'escalation', to: null }]);
		expect(step(optedOut, release(80_000)).session.mode).toBe('agent');
	});

	it('T26, T32: stays silent, however long', () => {
		expect(step(paused(), customer(80_000))).toMatchObject({ shouldRespond: false, reason: 'session_paused', session: { mode: 'paused' } });
		expect(step(paused(), tick(80_000)).session.mode).toBe('paused');
	});

	it('T26: a wish for a person is counted, and told again after the cool-down only', () => {
		const twice = step(escalated(), asks(120));
		expect(twice).toMatchObject({ shouldRespond: false, notices: [], session: { metadata: { escalation_count: 2 } } });
		expect(step(twice.session, asks(601)).notices).toEqual([{ kind: 'escalation', to: null }]);
	});

	it('T27: at most one holding reply a pause', () => {
		const given = { holdingReplyAfter: 2 };
		const first = step(paused(), customer(1), given);
		const second = step(first.session, customer(2), given);
		const third = step(second.session, customer(3), given);
		expect([first, second, third].map(({ canned }) => canned)).toEqual([null, 'holding', null]);
		expect(second).toMatchObject({ shouldRespond: true, reason: 'session_paused', session: { mode: 'paused', modeEpoch: 2 } });
		const later = after([release(4), pause(5)], given, third.session);
		expect(later.metadata).not.toHaveProperty('holding_sent');
	});

	it('T28, T29: an operator who writes or takes over ends it; an escalation is accepted', () => {
		for (const next of [step(escalated(), operator(9, 'bia')), step(escalated(), takeOver(9, 'bia'))])
			expect(next.session).toMatchObject({
				mode: 'human',
				humanAttendant: 'bia',
				pausedAt: null,
				pausedBy: null,
				pauseReason: null,
				metadata: { escalation_accepted_at: at(9), escalation_accepted_by: 'bia' },
			});
	});

	it('T30, T31: giving back clears it; a second pause keeps the first', () => {
		expect(step(paused(), pause(5, 'bia'))).toMatchObject({ reason: 'command_processed', session: paused() });
		expect(step(escalated(), release(5, 'bia')).session).toMatchObject({ mode: 'agent', pausedAt: null, modeEpoch: 3, metadata: {} });
	});

	it('T33: an escalation that nobody accepted: told again, or an apology and the agent', () => {
		const limit = { escalationTimeoutSeconds: 60 };
		expect(step(escalated(), tick(60), limit).reason).toBe('nothing_due');
		const told = step(escalated(), tick(61), limit);
		expect(told).toMatchObject({ notices: [{ kind: 'escalation_unaccepted', to: null }], session: { mode: 'paused' } });
		expect(step(told.session, tick(100), limit).notices).toEqual([]);
		const resumed = step(escalated(), tick(61), { ...limit, onEscalationTimeout: 'resume' });
		expect(resumed).toMatchObject({ unasked: 'apology', session: { mode: 'agent', metadata: {} } });
		expect(step(paused(), tick(9999), limit).notices).toEqual([]);
	});
});

describe('from anywhere', () => {
	const DAY = 24 * 3600;

	it('T34: an old conversation starts anew with what is kept; one that was paused is told of', () => {
		const old = { ...paused(), metadata: { ...paused().metadata, tags: ['vip'], draft: 1 } };
		const next = step(old, customer(DAY + 10));
		expect(next).toMatchObject({
			shouldRespond: true,
			reason: 'agent_active',
			session: { mode: 'agent', pausedAt: null, modeEpoch: 3, metadata: { tags: ['vip'] } },
			notices: [{ kind: 'expired_while_paused' }],
		});
		expect(next.history.map(({ type }) => type)).toEqual(['expired']);
		expect(step(next.session, tick(DAY + 20)).history).toEqual([]);
	});

	it('T34: an old conversation of the agent that carries nothing is left alone', () => {
		expect(step(after([customer(0)]), tick(DAY * 9))).toMatchObject({ history: [], reason: 'nothing_due' });
	});

	it('T35: not while its owner is active, measured from the last sign of anybody', () => {
		expect(step(after([takeOver(0), touch(DAY, 'ana')]), customer(DAY + 100))).toMatchObject({ reason: 'waiting_human', history: [] });
	});

	it('T37: an operator message from before the last change is late', () => {
		const session = after([takeOver(0), release(100)]);
		expect(step(session, [110, { type: 'operatorMessage', at: at(90), attendant: 'ana', byPrefix: false }])).toMatchObject({
			reason: 'late_human_message',
			session: { mode: 'agent', lastHumanMessage: at(90) },
		});
	});

	it('D12: a customer who types a command is noted, never obeyed', () => {
		expect(step(newSession(), customer(1, '/assumir'))).toMatchObject({
			reason: 'agent_active',
			session: { mode: 'agent', metadata: { suspicious_command: true } },
		});
	});

	it('the same moment is the same in whatever notation it comes: the database says +00:00, a provider may say -03:00', () => {
		expect(later('2026-01-05T13:00:00+00:00', '2026-01-05T10:00:01-03:00')).toBe('2026-01-05T10:00:01-03:00');
		expect(later('2026-01-05T13:00:00+00:00', '2026-01-05T12:59:59.000Z')).toBe('2026-01-05T13:00:00+00:00');
		const stored = { ...human(), lastHumanActivity: at(0).replace('.000Z', '+00:00') };
		expect([step(stored, customer(300)).reason, step(stored, customer(301)).reason]).toEqual(['waiting_human', 'auto_resumed']);
	});

	it('clocks never go back', () => {
		const session = after([customer(100), agentSpoke(100)]);
		expect(after([customer(5), agentSpoke(5)], {}, session)).toMatchObject({ lastCustomerMessage: at(100), lastAgentMessage: at(100) });
		expect(rules().autoResumeSeconds).toBe(300);
	});
});

describe('a call for a person that the agent goes on with', () => {
	const goesOn = () => after([asks(0)], { escalation: 'keepAgent' });

	it.each([
		['is given back', release(60), {}],
		['is answered, where writing takes nothing over', operator(60), { writingTakesOver: false }],
	])('is over once it %s', (_, next, given) => {
		const { session } = step(goesOn(), next, { escalation: 'keepAgent', ...given });
		expect([session.mode, session.modeEpoch, session.metadata]).toEqual(['agent', 1, {}]);
	});

	it('of Friday is still there on Monday, with the agent and in a pause; one that somebody came to ends', () => {
		const monday = 3 * 24 * 3600;
		expect(step(goesOn(), tick(monday)).session.metadata).toMatchObject({ escalation_requested: true });
		expect(step(escalated(), tick(monday))).toMatchObject({ history: [], session: { mode: 'paused' } });
		expect(step(step(escalated(), takeOver(60)).session, tick(monday)).session).toMatchObject({ mode: 'agent', metadata: {} });
	});
});

it('a mark of a suspicious message is gone with the next', () => {
	const marked = step(newSession(), customer(0, '/desativar')).session;
	expect([marked.metadata, step(marked, customer(60)).session.metadata]).toEqual([{ suspicious_command: true }, {}]);
});

it('a prefix alone takes the conversation over and is no word to the customer', () => {
	const bare = step(newSession(), [5, { type: 'operatorMessage', at: at(5), attendant: null, byPrefix: true, isBare: true }]);
	expect(bare.session).toMatchObject({ mode: 'human', lastHumanMessage: null, lastHumanActivity: at(5) });
});
