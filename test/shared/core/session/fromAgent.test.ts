import { AUTO_DETECTED, newSession } from '../../../../nodes/shared/core/session/state';
import { after, agentSpoke, asks, at, customer, operator, pause, release, step, takeOver } from './story';

const human = () => after([takeOver(0)]);

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
