import { after, asks, at, customer, operator, pause, release, step, takeOver, tick, touch, transfer } from './story';

const human = () => after([takeOver(0)]);

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
