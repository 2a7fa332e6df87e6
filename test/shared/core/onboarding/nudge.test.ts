import fc from 'fast-check';

import { isOpen, parseIntervals, type BusinessHours } from '../../../../nodes/shared/core/brazil/businessHours';
import { decideNudge, type NudgeHistory, type NudgeRules, type OnboardingState } from '../../../../nodes/shared/core/onboarding/nudge';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday, 09:00 in São Paulo. */
const MONDAY = Date.parse('2026-03-02T09:00:00-03:00');
const office = parseIntervals('08:00-18:00');
const hours: BusinessHours = {
	timeZone: 'America/Sao_Paulo',
	week: { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office, saturday: [], sunday: [] },
	holidays: [],
};
const rules: NudgeRules = {
	stalledAfterMs: DAY,
	coolDownMs: 2 * DAY,
	mostPerStall: 3,
	mostPerFlow: 5,
	congratulateWithinMs: 2 * DAY,
	forgottenAfterMs: 60 * DAY,
};

const state = (changes: Partial<OnboardingState> = {}): OnboardingState => ({
	status: 'IN_PROGRESS',
	startedAt: MONDAY,
	lastActivityAt: MONDAY,
	completedAt: 0,
	...changes,
});
const history = (changes: Partial<NudgeHistory> = {}): NudgeHistory => ({
	reminders: [],
	congratulatedAt: 0,
	isOptedOut: false,
	isWithHuman: false,
	...changes,
});
const reminder = (number: number) => ({ kind: 'send', nudge: 'reminder', number });

describe('a reminder', () => {
	it.each([
		['comes once the user has stalled', {}, {}, MONDAY + DAY, reminder(1)],
		['waits for a user who is active', {}, {}, MONDAY + DAY - 1, { kind: 'wait', reason: 'active', until: MONDAY + DAY }],
		['counts the start where no activity is known', { lastActivityAt: 0 }, {}, MONDAY + DAY, reminder(1)],
		[
			'waits for the cool-down',
			{},
			{ reminders: [MONDAY + DAY] },
			MONDAY + 3 * DAY - 1,
			{ kind: 'wait', reason: 'cool_down', until: MONDAY + 3 * DAY },
		],
		['comes again after it', {}, { reminders: [MONDAY + DAY] }, MONDAY + 3 * DAY, reminder(2)],
		[
			'comes at most so often in one stall',
			{},
			{ reminders: [1, 3, 5].map((day) => MONDAY + day * DAY) },
			MONDAY + 30 * DAY,
			{ kind: 'stop', reason: 'enough_for_this_stall' },
		],
		[
			'comes again after a sign of life',
			{ lastActivityAt: MONDAY + 6 * DAY },
			{ reminders: [1, 3, 5].map((day) => MONDAY + day * DAY) },
			MONDAY + 7 * DAY,
			reminder(4),
		],
		[
			'is cooled down by one before the sign of life',
			{ lastActivityAt: MONDAY + 5 * DAY + 1 },
			{ reminders: [MONDAY + 5 * DAY] },
			MONDAY + 6 * DAY + 1,
			{ kind: 'wait', reason: 'cool_down', until: MONDAY + 7 * DAY },
		],
		[
			'is cooled down by one to the same person elsewhere',
			{},
			{ remindedElsewhereAt: MONDAY + DAY / 2 },
			MONDAY + DAY,
			{ kind: 'wait', reason: 'cool_down', until: MONDAY + 2.5 * DAY },
		],
		['does not come to one who was gone for too long', {}, {}, MONDAY + 60 * DAY, { kind: 'stop', reason: 'forgotten' }],
		[
			'comes at most so often in one flow',
			{ lastActivityAt: MONDAY + 20 * DAY },
			{ reminders: [1, 3, 5, 8, 12].map((day) => MONDAY + day * DAY) },
			MONDAY + 30 * DAY,
			{ kind: 'stop', reason: 'enough_for_this_flow' },
		],
		[
			'counts from one again after a restart',
			{ startedAt: MONDAY + 20 * DAY, lastActivityAt: MONDAY + 20 * DAY },
			{ reminders: [1, 3, 5, 8, 12].map((day) => MONDAY + day * DAY) },
			MONDAY + 21 * DAY,
			reminder(1),
		],
	] as const)('%s', (_, changes, done, now, decision) => {
		expect(decideNudge(state(changes), history(done as Partial<NudgeHistory>), rules, now)).toEqual(decision);
	});

	it('waits for the opening', () => {
		const evening = MONDAY + DAY + 10 * HOUR;
		expect(decideNudge(state(), history(), { ...rules, hours }, evening)).toEqual({ kind: 'wait', reason: 'outside_hours', until: null });
		expect(decideNudge(state(), history(), { ...rules, hours }, MONDAY + 2 * DAY)).toEqual(reminder(1));
	});
});

describe('a congratulation', () => {
	const done = { status: 'COMPLETED', completedAt: MONDAY + DAY };
	it.each([
		['comes at the end', {}, MONDAY + DAY, { kind: 'send', nudge: 'congratulation', number: 1 }],
		[
			'comes in spite of a reminder just before',
			{ reminders: [MONDAY + DAY - 1] },
			MONDAY + DAY,
			{ kind: 'send', nudge: 'congratulation', number: 1 },
		],
		['comes once', { congratulatedAt: MONDAY + DAY }, MONDAY + DAY + 1, { kind: 'stop', reason: 'congratulated' }],
		['comes again after another run', { congratulatedAt: MONDAY }, MONDAY + DAY, { kind: 'send', nudge: 'congratulation', number: 1 }],
		['does not come too late', {}, MONDAY + 3 * DAY, { kind: 'stop', reason: 'completed' }],
	] as const)('%s', (_, past, now, decision) => {
		expect(decideNudge(state(done), history(past as Partial<NudgeHistory>), rules, now)).toEqual(decision);
	});

	it('does not come where it is not wanted, or at night', () => {
		const at = MONDAY + DAY;
		expect(decideNudge(state(done), history(), { ...rules, congratulateWithinMs: 0 }, at)).toEqual({ kind: 'stop', reason: 'completed' });
		expect(decideNudge(state(done), history(), { ...rules, hours }, at + 12 * HOUR)).toMatchObject({ reason: 'outside_hours' });
	});
});

describe('nothing is sent', () => {
	it.each([
		['to a user who opted out', {}, { isOptedOut: true }, 'opted_out'],
		['while a person has the conversation', {}, { isWithHuman: true }, 'with_human'],
		['to a user who opted out, even at the end', { status: 'COMPLETED', completedAt: MONDAY }, { isOptedOut: true }, 'opted_out'],
		['to one who is with a person, even at the end', { status: 'COMPLETED', completedAt: MONDAY }, { isWithHuman: true }, 'with_human'],
		['before the start', { status: 'NOT_STARTED' }, {}, 'not_started'],
		['after giving up', { status: 'ABANDONED' }, {}, 'abandoned'],
		['in a status that is not known', { status: 'PAUSED' }, {}, 'unknown_status'],
		['where no time is known', { startedAt: 0, lastActivityAt: 0 }, {}, 'unknown_activity'],
	])('%s', (_, changes, past, reason) => {
		expect(decideNudge(state(changes), history(past), rules, MONDAY + DAY)).toEqual({ kind: 'stop', reason });
	});
});

it('keeps every rule over weeks, and reminds whoever they allow', () => {
	const timeline = fc.record({
		activeAfterHours: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }),
		endsAfterHours: fc.option(fc.integer({ min: 1, max: 600 }), { nil: null }),
		optsOutAfterHours: fc.option(fc.integer({ min: 1, max: 600 }), { nil: null }),
		withHuman: fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 100 })),
	});
	fc.assert(
		fc.property(timeline, ({ activeAfterHours, endsAfterHours, optsOutAfterHours, withHuman: [from, length] }) => {
			const strict = { ...rules, hours };
			const sent: number[] = [];
			let congratulatedAt = 0;
			let congratulations = 0;
			for (let hour = 0; hour < 24 * 28; hour++) {
				const now = MONDAY + hour * HOUR;
				const hasEnded = endsAfterHours !== null && hour >= endsAfterHours;
				const past = activeAfterHours.filter((at) => at <= hour && (endsAfterHours === null || at <= endsAfterHours));
				const lastActivityAt = MONDAY + Math.max(0, ...past, hasEnded ? endsAfterHours : 0) * HOUR;
				const isOptedOut = optsOutAfterHours !== null && hour >= optsOutAfterHours;
				const isWithHuman = hour >= from && hour < from + length;
				const current = state({
					lastActivityAt,
					...(hasEnded && { status: 'COMPLETED', completedAt: MONDAY + endsAfterHours * HOUR }),
				});
				const decision = decideNudge(current, history({ reminders: sent, congratulatedAt, isOptedOut, isWithHuman }), strict, now);
				const mayWrite = isOpen(hours, now) && !isOptedOut && !isWithHuman;
				const cooled = sent.every((at) => now - at >= rules.coolDownMs);
				const inStall = sent.filter((at) => at >= lastActivityAt).length;
				const allowed = mayWrite && !hasEnded && cooled && now - lastActivityAt >= rules.stalledAfterMs && inStall < 3 && sent.length < 5;
				expect(decision.kind === 'send' && decision.nudge === 'reminder').toBe(allowed);
				if (allowed) sent.push(now);
				const praised = decision.kind === 'send' && decision.nudge === 'congratulation';
				expect(praised && !(mayWrite && hasEnded)).toBe(false);
				congratulations += Number(praised);
				congratulatedAt = praised ? now : congratulatedAt;
			}
			expect(congratulations).toBeLessThanOrEqual(1);
		}),
		{ numRuns: 20 },
	);
});
