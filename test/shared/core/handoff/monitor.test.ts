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

it('tells of a person after 3 minutes, also of one who never wrote, and whether the customer waits', () => {
	expect([types(human, 2.9), types(human, 3)]).toEqual([[], ['human_inactive']]);
	const waiting = { ...human, last_human_activity: null, last_customer_message: minute(1) };
	expect(
		alertsOf([human, waiting], minute(4), MONITOR_RULES).map(({ customerWaiting, attendant }) => [customerWaiting, attendant]),
	).toEqual([
		[false, 'ana'],
		[true, 'ana'],
	]);
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
