import type { INodeProperties } from 'n8n-workflow';

import { readHours, type TypedHours } from '../../shared/core/brazil/businessHours';
import type { PlanRules } from '../../shared/core/onboarding/plan';

const HOUR_MS = 3_600_000;

const DEFAULTS = {
	congratulateWithinHours: 48,
	forgottenAfterDays: 60,
	gapSeconds: 20,
	mostPerFlow: 5,
	mostPerRun: 20,
	mostPerStall: 3,
	holidays: '',
	saturdayHours: '',
	sundayHours: '',
	timeZone: 'America/Sao_Paulo',
	weekdayHours: '09:00-18:00',
};
type Rules = typeof DEFAULTS;

/**
 * The rules as the form has them; absent ones keep their defaults.
 * @throws {RangeError} naming what cannot be used
 */
export function planRules(given: Partial<Rules>, stalledAfterHours: number, coolDownHours: number): PlanRules {
	if (!(stalledAfterHours > 0)) throw new RangeError('"Stalled After" must be more than 0 hours');
	if (!(coolDownHours >= 1)) throw new RangeError('"Cool-Down" must be at least 1 hour');
	const rules = { ...DEFAULTS, ...given };
	return {
		stalledAfterMs: stalledAfterHours * HOUR_MS,
		coolDownMs: coolDownHours * HOUR_MS,
		congratulateWithinMs: rules.congratulateWithinHours * HOUR_MS,
		forgottenAfterMs: rules.forgottenAfterDays * 24 * HOUR_MS,
		mostPerStall: rules.mostPerStall,
		mostPerFlow: rules.mostPerFlow,
		mostPerRun: rules.mostPerRun,
		gapMs: rules.gapSeconds * 1000,
		hours: readHours(rules as TypedHours) ?? undefined,
	};
}

const count = (
	name: keyof Rules,
	displayName: string,
	minValue: number,
	description: string,
	initial = DEFAULTS[name],
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue },
	default: initial,
	description,
});
const words = (
	name: keyof Rules,
	displayName: string,
	placeholder: string,
	description: string,
	initial = DEFAULTS[name],
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: initial,
	placeholder,
	description,
});

export const rulesProperties: INodeProperties[] = [
	{
		displayName: 'Stalled After (Hours)',
		name: 'stalledAfterHours',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 24,
		description: 'How long a user must have done nothing',
	},
	{
		displayName: 'Cool-Down (Hours)',
		name: 'coolDownHours',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 48,
		description: 'The least time between two reminders to one person',
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'collection',
		placeholder: 'Add rule',
		default: {},
		options: [
			count('congratulateWithinHours', 'Congratulate Within (Hours)', 0, 'How late a congratulation still makes sense; 0 for none at all'),
			count('forgottenAfterDays', 'Forgotten After (Days)', 1, 'Users who did nothing for so long are left alone'),
			count('gapSeconds', 'Gap (Seconds)', 0, 'The least time between two messages of one run: WhatsApp takes bursts for spam'),
			words('holidays', 'Holidays', 'e.g. 2026-12-25, 2027-01-01', 'Days without messages, separated by commas'),
			words('saturdayHours', 'Hours on Saturday', 'e.g. 09:00-12:00', 'When messages may be sent; empty is never'),
			words('sundayHours', 'Hours on Sunday', 'e.g. 09:00-12:00', 'When messages may be sent; empty is never'),
			words('weekdayHours', 'Hours on Weekdays', 'e.g. 09:00-12:00, 13:00-18:00', 'When messages may be sent, Monday to Friday'),
			count('mostPerRun', 'Messages per Run', 1, 'Further ones wait for the next run'),
			count('mostPerFlow', 'Reminders per Flow', 0, 'The most in one run of a user through the flow'),
			count('mostPerStall', 'Reminders per Stall', 0, 'The most without a sign of life in between'),
			words('timeZone', 'Time Zone', 'e.g. America/Manaus', 'Time zone of the hours and holidays'),
		],
	},
];
