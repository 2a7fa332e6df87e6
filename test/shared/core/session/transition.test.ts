import { later, newSession, OPT_OUT } from '../../../../nodes/shared/core/session/state';
import { after, agentSpoke, asks, at, customer, operator, pause, release, rules, step, takeOver, tick, touch } from './story';

const human = () => after([takeOver(0)]);
const paused = () => after([pause(0)]);
const escalated = () => after([asks(0)]);

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
