import { alertsOf, MONITOR_RULES, type MonitoredSession } from '../../../../nodes/shared/core/handoff/monitor';
import { DEFAULT_RULES } from '../../../../nodes/shared/core/session/rules';

const T0 = Date.parse('2026-01-05T13:00:00.000Z');
const minute = (minutes: number): string => new Date(T0 + minutes * 60_000).toISOString();
const session = (given: Partial<MonitoredSession>): MonitoredSession => ({
	channel: 'C1',
	phone: '5511900000001',
	mode: 'agent',
	mode_epoch: 3,
	human_attendant: null,
	human_since: null,
	last_customer_message: null,
	last_human_activity: null,
	paused_at: null,
	paused_by: null,
	pause_reason: null,
	metadata: {},
	...given,
});
const paused = session({ mode: 'paused', paused_at: minute(0), pause_reason: 'manual' });
const human = session({ mode: 'human', human_attendant: 'ana', human_since: minute(0), last_human_activity: minute(0) });
const types = (given: MonitoredSession, minutes: number) => alertsOf([given], minute(minutes), MONITOR_RULES).map(({ type }) => type);

it('tells of a pause of 10 minutes, also days later, with the right minutes', () => {
	expect([types(paused, 9.9), types(paused, 10)]).toEqual([[], ['paused_too_long']]);
	expect(alertsOf([paused], minute(3000), MONITOR_RULES)).toEqual([expect.objectContaining({ minutes: 3000, since: minute(0) })]);
});

it('says nothing of whoever wanted no more messages', () => {
	expect(types({ ...paused, paused_by: 'opt_out' }, 3000)).toEqual([]);
});

it('tells of an escalation after 5 minutes, and of the pause after 10', () => {
	const escalated = { ...paused, pause_reason: 'escalation' as const };
	expect([types(escalated, 4.9), types(escalated, 5)]).toEqual([[], ['escalation_unaccepted']]);
	expect(types(escalated, 10)).toEqual(['paused_too_long', 'escalation_unaccepted']);
});

describe('of a person', () => {
	const waiting = { ...human, last_customer_message: minute(0) };

	it('tells after 3 minutes in which the customer waits, also where they never wrote', () => {
		expect([types(waiting, 2.9), types(waiting, 3)]).toEqual([[], ['human_inactive']]);
		const never = { ...human, last_human_activity: null, last_customer_message: minute(1) };
		expect([types(never, 3.9), types(never, 4)]).toEqual([[], ['human_inactive']]);
		expect(alertsOf([never], minute(4), MONITOR_RULES)).toMatchObject([
			{ customerWaiting: true, attendant: 'ana', since: minute(1), minutes: 3 },
		]);
	});

	it.each([
		['who wrote last', { last_customer_message: minute(1), last_human_message: minute(2), last_human_activity: minute(2) }],
		['to whom nobody wrote', {}],
		['after whose customer the agent spoke', { last_customer_message: minute(1), last_agent_message: minute(2) }],
	])('says nothing of one %s', (_, given) => {
		expect(types({ ...human, ...given }, 9999)).toEqual([]);
	});

	it('tells of one who came to a call and did not write: the agent’s word that somebody comes is no answer', () => {
		const called = { last_customer_message: minute(-2), last_agent_message: minute(-1), metadata: { escalation_accepted_at: minute(0) } };
		expect(types({ ...human, ...called }, 3)).toEqual(['human_inactive']);
		expect(types({ ...human, ...called, last_human_message: minute(1) }, 9)).toEqual([]);
	});

	it('tells again, under the same owner, of a customer who waits again; the wait begins with their first message', () => {
		const again = { ...waiting, last_human_activity: minute(20), last_human_message: minute(20), last_customer_message: minute(29) };
		const [first] = alertsOf([waiting], minute(5), MONITOR_RULES);
		const [second] = alertsOf([{ ...again, waiting_since: minute(21) }], minute(30), MONITOR_RULES);
		expect([second.since, second.minutes, second.key === first.key]).toEqual([minute(21), 9, false]);
		expect(alertsOf([waiting], minute(400), MONITOR_RULES)[0].key).toBe(first.key);
	});

	it('loses no reminder when the wait begins anew', () => {
		const key = (since: number, now: number) =>
			alertsOf([{ ...waiting, last_human_activity: minute(since), waiting_since: minute(since) }], minute(now), {
				...MONITOR_RULES,
				repeatMinutes: 10,
			})[0].key;
		expect(new Set([key(0, 3), key(0, 13), key(0, 23), key(30, 33), key(30, 43)]).size).toBe(5);
	});
});

describe('of a call for a person', () => {
	const called = session({
		mode: 'paused',
		paused_at: minute(0),
		pause_reason: 'escalation',
		metadata: { escalation_requested: true, escalation_reason: 'support' },
	});

	it('tells why, and once a day for as long as nobody comes', () => {
		const keys = (minutes: number) =>
			alertsOf([called], minute(minutes), MONITOR_RULES).filter(({ type }) => type === 'escalation_unaccepted');
		expect(keys(6)).toMatchObject([{ reason: 'support' }]);
		expect([keys(6)[0].key === keys(1400)[0].key, keys(6)[0].key === keys(1446)[0].key]).toEqual([true, false]);
	});

	it('tells too where the agent goes on meanwhile', () => {
		const goesOn = session({ metadata: { escalation_requested: true, escalation_at: minute(0) } });
		expect([types(goesOn, 4), types(goesOn, 5)]).toEqual([[], ['escalation_unaccepted']]);
	});
});

it('tells of a customer of the agent’s whom nobody is at work on', () => {
	const silent = session({ last_customer_message: minute(0), unanswered_since: minute(0) });
	expect([types(silent, 4), types(silent, 5)]).toEqual([[], ['agent_silent']]);
	expect(alertsOf([silent], minute(60), { ...MONITOR_RULES, agentMinutes: 0 })).toEqual([]);
});

it('has one key an episode, and another for a reminder', () => {
	const keys = (minutes: number, repeatMinutes = 0) =>
		alertsOf([paused], minute(minutes), { ...MONITOR_RULES, repeatMinutes }).map(({ key }) => key);
	expect(keys(10)).toEqual(keys(500));
	expect(keys(10, 30)).not.toEqual(keys(41, 30));
	expect(keys(10)).not.toEqual(alertsOf([{ ...paused, mode_epoch: 5 }], minute(10), MONITOR_RULES).map(({ key }) => key));
});

it('says nothing of the agent', () => {
	expect(types(session({}), 9999)).toEqual([]);
});

it('looks at a silent person before the agent takes the turn back, as the settings are', () => {
	expect(MONITOR_RULES.humanMinutes * 60).toBeLessThan(DEFAULT_RULES.autoResumeSeconds);
});
