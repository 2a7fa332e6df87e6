import { planNudges, type Candidate, type PlanRules } from '../../../../nodes/shared/core/onboarding/plan';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 9, 12);
const rules: PlanRules = {
	stalledAfterMs: 24 * HOUR,
	coolDownMs: 48 * HOUR,
	mostPerStall: 3,
	mostPerFlow: 5,
	congratulateWithinMs: 48 * HOUR,
	mostPerRun: 3,
	gapMs: 20_000,
};

const candidate = (userId: string, idleHours: number, changes: Partial<Candidate> & { status?: string } = {}): Candidate => {
	const { status = 'IN_PROGRESS', ...rest } = changes;
	const at = NOW - idleHours * HOUR;
	return {
		flow: 'onboarding-clientes',
		userId,
		phone: `55119999900${userId.padStart(2, '0')}`,
		state: { status, startedAt: NOW - 500 * HOUR, lastActivityAt: at, completedAt: status === 'COMPLETED' ? at : 0 },
		history: { reminders: [], congratulatedAt: 0, isOptedOut: false, isWithHuman: false },
		...rest,
	};
};
const plan = (...candidates: Candidate[]) => {
	const { due, held } = planNudges(candidates, rules, NOW);
	return {
		due: due.map(({ candidate: { userId }, nudge, sendAt }) => [userId, nudge, sendAt - NOW]),
		held: held.map(({ candidate: { userId }, decision }) => [userId, decision.kind, decision.reason]),
	};
};

it('congratulates first, then reminds those who have waited longest, with a gap in between', () => {
	expect(plan(candidate('1', 30), candidate('2', 90), candidate('3', 5, { status: 'COMPLETED' }))).toEqual({
		due: [
			['3', 'congratulation', 0],
			['2', 'reminder', 20_000],
			['1', 'reminder', 40_000],
		],
		held: [],
	});
});

it('leaves for the next run what is too much for one', () => {
	expect(plan(...['1', '2', '3', '4', '5'].map((id) => candidate(id, 30 + Number(id))))).toEqual({
		due: [
			['5', 'reminder', 0],
			['4', 'reminder', 20_000],
			['3', 'reminder', 40_000],
		],
		held: [
			['2', 'wait', 'next_run'],
			['1', 'wait', 'next_run'],
		],
	});
});

it('does not count those who get nothing', () => {
	const resting = ['1', '2', '3'].map((id) => candidate(id, 100, { history: { ...candidate(id, 0).history, isOptedOut: true } }));
	expect(plan(...resting, candidate('4', 30), candidate('5', 2))).toEqual({
		due: [['4', 'reminder', 0]],
		held: [
			['1', 'stop', 'opted_out'],
			['2', 'stop', 'opted_out'],
			['3', 'stop', 'opted_out'],
			['5', 'wait', 'active'],
		],
	});
});

it('writes to a person once, in however many flows, and to nobody without a phone', () => {
	const phone = '5511999990001';
	expect(plan(candidate('1', 90, { phone }), candidate('2', 60, { phone }), candidate('3', 30, { phone: '' }))).toEqual({
		due: [['1', 'reminder', 0]],
		held: [
			['2', 'wait', 'next_run'],
			['3', 'stop', 'no_phone'],
		],
	});
});

it('names a nudge the same in every run, and differently for each of them', () => {
	const keys = (...candidates: Candidate[]) => planNudges(candidates, rules, NOW).due.map(({ key }) => key);
	const first = candidate('a/b c', 30);
	const second = { ...first, history: { ...first.history, reminders: [NOW - 50 * HOUR] } };
	const again = { ...first, state: { ...first.state, startedAt: NOW - 40 * HOUR } };
	const elsewhere = { ...first, flow: 'outro' };
	expect(keys(first)).toEqual([`onboarding/onboarding-clientes/a%2Fb%20c/${first.state.startedAt}/reminder/1`]);
	expect(planNudges([first], rules, NOW + HOUR).due[0].key).toBe(keys(first)[0]);
	expect(new Set([first, second, again, elsewhere].flatMap((one) => keys(one))).size).toBe(4);
});

it('plans nothing for nobody', () => {
	expect(planNudges([], rules, NOW)).toEqual({ due: [], held: [] });
});
