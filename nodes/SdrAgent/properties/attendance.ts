import type { INodeProperties } from 'n8n-workflow';

/** When people attend; read by `readHours`. */
export const attendance: INodeProperties[] = [
	{
		displayName: 'Holidays',
		name: 'holidays',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-12-25, 2027-01-01',
		description: 'Days without attendance, separated by commas',
	},
	{
		displayName: 'Hours on Saturday',
		name: 'saturdayHours',
		type: 'string',
		default: '08:00-12:00',
		placeholder: 'e.g. 08:00-12:00',
		description: 'When people attend; empty is closed',
	},
	{
		displayName: 'Hours on Sunday',
		name: 'sundayHours',
		type: 'string',
		default: '',
		placeholder: 'e.g. 08:00-12:00',
		description: 'When people attend; empty is closed',
	},
	{
		displayName: 'Hours on Weekdays',
		name: 'weekdayHours',
		type: 'string',
		default: '08:00-12:00, 13:00-18:00',
		placeholder: 'e.g. 08:00-12:00, 13:00-18:00',
		description: 'When people attend, Monday to Friday. The assistant answers at any time, but knows whether a colleague is there.',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: 'America/Sao_Paulo',
		placeholder: 'e.g. America/Manaus',
		description: 'Time zone of the hours and holidays',
	},
];
