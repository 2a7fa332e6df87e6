import type { INodeProperties } from 'n8n-workflow';

import { readHours, type TypedHours } from '../../shared/core/brazil/businessHours';
import { nationalHolidays, type Holiday } from '../../shared/core/brazil/holidays';
import { isDay } from '../../shared/core/json/day';
import { recordOf, textOf } from '../../shared/core/json/readers';
import { noteQuality, setMessageRules as write, type MessageLimits } from '../../shared/store/messageRules';
import { FIRST, type ConversationOperation } from '../operation';

const hours = (displayName: string, name: string, initial: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: initial,
	placeholder: 'e.g. 08:00-12:00, 13:00-18:00',
	description: 'Empty is a day without attendance. All three empty: the hours stay as they are, e.g. as the workflow configurar has them.',
});
const limit = (displayName: string, name: string, initial: number, minValue: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue, numberPrecision: 2 },
	default: initial,
	description,
});

/** The name in the form and the column of each limit; 0 is none where a limit may be absent. */
const LIMITS: Record<string, { column: keyof MessageLimits; divide?: number; mayBeNone?: true }> = {
	apartHours: { column: 'apart_hours' },
	aWeek: { column: 'a_week' },
	afterTalkHours: { column: 'after_talk_hours' },
	aMinute: { column: 'a_minute' },
	firstDay: { column: 'first_day', mayBeNone: true },
	aDay: { column: 'a_day', mayBeNone: true },
	refusedPercent: { column: 'refused_share', divide: 100 },
};

/** When and how much of what nobody asked for goes out: campaigns, follow-ups, reminders. The gate in the database holds all of them to it. */
export const setMessageRules: ConversationOperation = {
	name: 'Set Message Rules',
	action: 'Set rules for messages that nobody asked for',
	description:
		'When people attend, which days are closed, and how much a person gets at most of campaigns, follow-ups and reminders together',
	outputs: ['Rules'],
	properties: [
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'string',
			default: '',
			description: 'One of your numbers; empty is all that have no rules of their own',
		},
		hours('Monday to Friday', 'weekdayHours', '09:00-18:00'),
		hours('Saturday', 'saturdayHours', ''),
		hours('Sunday', 'sundayHours', ''),
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'America/Sao_Paulo',
			description: 'Of the hours above; without them it stays as it is',
		},
		{
			displayName: 'National Holidays Are Closed',
			name: 'nationalHolidays',
			type: 'boolean',
			default: true,
			description:
				'Whether nothing goes out on the holidays of the country, carnival and Corpus Christi included, of this year and the next',
		},
		{
			displayName: 'Other Closed Days',
			name: 'closedDays',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. 2026-07-09 Revolução Constitucionalista',
			description: 'Holidays of your state and city, one a line: the date and a name',
		},
		{
			displayName: 'Limits',
			name: 'limits',
			type: 'collection',
			placeholder: 'Add limit',
			default: {},
			description: 'What is not here stays as it is',
			options: [
				limit('Messages a Day', 'aDay', 1000, 0, 'Of this number; 0 is no limit'),
				limit('Messages a Minute', 'aMinute', 6, 0.01, 'Of this number'),
				limit('Messages a Week', 'aWeek', 3, 1, 'To one person, over all numbers and purposes. A day on which you spoke counts as one.'),
				limit(
					'Messages on the First Day',
					'firstDay',
					50,
					0,
					'A young number may send twice as many on each further day; 0 is no such limit',
				),
				limit('Refusals (%)', 'refusedPercent', 10, 1, 'Nothing goes out from a number of which more was refused lately'),
				limit('Rest After a Conversation (Hours)', 'afterTalkHours', 12, 0, 'Since its last word'),
				limit('Rest Between Messages (Hours)', 'apartHours', 48, 0, 'To one person'),
			],
		},
		{
			displayName: 'Quality Rating',
			name: 'quality',
			type: 'string',
			default: '',
			placeholder: 'e.g. ={{ $json.quality_rating }}',
			description: 'What Meta says of the number: YELLOW halves its pace, RED stops it. Empty changes nothing.',
		},
	],
	run: async (context, store, itemIndex) => {
		const given = (name: string) => textOf(context.getNodeParameter(name, itemIndex, '')).trim();
		const typed = Object.fromEntries(['weekdayHours', 'saturdayHours', 'sundayHours', 'timeZone'].map((name) => [name, given(name)]));
		const week = readHours(typed as TypedHours);
		const quality = given('quality').toUpperCase();
		if (quality) await noteQuality(store, given('channel'), quality);
		const limits = { ...limitsOf(recordOf(context.getNodeParameter('limits', itemIndex, {}))), ...(week && { time_zone: week.timeZone }) };
		const holidays = context.getNodeParameter('nationalHolidays', itemIndex, true) === true;
		const days = closedDays(given('closedDays'), holidays, new Date().getFullYear());
		// With hours that stay, the closed days of whoever told those stay too: what is here comes on top.
		const rules = { hours: week?.week ?? null, days: week ? days : { ...days, years: [] } };
		return { json: await write(store, { channel: given('channel'), ...rules, limits }), output: FIRST };
	},
};

function limitsOf(given: Record<string, unknown>): MessageLimits {
	const limits = Object.entries(LIMITS).flatMap(([name, { column, divide = 1, mayBeNone }]) => {
		if (given[name] === undefined) return [];
		const value = Number(given[name]);
		if (!Number.isFinite(value) || value < 0) throw new RangeError(`The limit "${name}" must be a number`);
		return [[column, mayBeNone && value === 0 ? null : value / divide] as const];
	});
	return Object.fromEntries(limits);
}

/** Those of the country for this year and the next, and the operator's own. */
function closedDays(typed: string, national: boolean, year: number): { list: Holiday[]; years: number[] } {
	const own = typed
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean)
		.map((line) => {
			const [day, ...name] = line.split(/\s+/);
			if (!isDay(day))
				throw new RangeError(`"${line}" does not begin with a date. Write closed days like 2026-07-09 Revolução Constitucionalista.`);
			return { day, name: name.join(' ') };
		});
	const years = [year, year + 1, ...own.map(({ day }) => Number(day.slice(0, 4)))];
	return { list: [...(national ? [year, year + 1].flatMap(nationalHolidays) : []), ...own], years: [...new Set(years)] };
}
