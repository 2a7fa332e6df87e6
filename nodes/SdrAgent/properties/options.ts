/* eslint-disable n8n-nodes-base/node-param-default-missing -- the defaults are those of the rules themselves; the description that they become is linted with its values */
import type { INodeProperties } from 'n8n-workflow';

import { NOTICES } from '../findings';
import { HANDOVER } from '../handover';
import { QUESTION_LIMITS } from '../../shared/core/sdr/questions';
import { THRESHOLDS } from '../../shared/core/sdr/temperature';

const score = (displayName: string, name: string, initial: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
	default: initial,
	description,
});
const count = (displayName: string, name: string, minValue: number, initial: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue },
	default: initial,
	description,
});

const attendance: INodeProperties[] = [
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

const handover: INodeProperties[] = [
	count(
		'Failures Before a Person Is Called',
		'failuresBeforePerson',
		0,
		HANDOVER.failures,
		'After so many turns in a row without an answer of the model the agent pauses and the team is told; 0 never',
	),
	{
		displayName: 'When a Lead Becomes Hot',
		name: 'onHot',
		type: 'options',
		options: [
			{ name: 'Go on Answering', value: 'nothing' },
			{
				name: 'Pause the Agent',
				value: 'pause',
				description: 'Silent after this reply, until somebody of the team gives the conversation back',
			},
		],
		default: HANDOVER.hot,
		description: 'What the agent does besides; the team is told as "Tell the Team" says',
	},
	{
		displayName: 'When the Model Asks for a Person',
		name: 'onTransfer',
		type: 'options',
		options: [
			{ name: 'Do Nothing', value: 'nothing' },
			{ name: 'Pause and Tell the Team', value: 'pause' },
			{ name: 'Tell the Team', value: 'notify' },
		],
		default: HANDOVER.transfer,
		description: 'An angry customer, or a matter for the team alone. Whoever asks for a person in plain words gets one anyway.',
	},
	{
		displayName: 'Tell the Team',
		name: 'tellTeam',
		type: 'multiOptions',
		options: [
			{ name: 'Data Request', value: 'lgpd_request', description: 'A wish about personal data, with its protocol number' },
			{ name: 'Hot Lead', value: 'hot_lead', description: 'Once a lead, with the summary' },
			{ name: 'Promised Answer', value: 'follow_up', description: 'A price or technical question, once a day and lead' },
		],
		default: [...NOTICES],
		description: 'Which notices go out, over the workflow that sends them',
	},
];

export const options: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { operation: ['answer', 'summarize'] } },
		options: [
			...attendance,
			...handover,
			{
				displayName: 'Calls',
				name: 'calls',
				type: 'options' as const,
				options: [
					{ name: 'One for Everything', value: 'one', description: 'Quickest and cheapest' },
					{ name: 'Three', value: 'three', description: 'Extraction, classification and reply, each with its own model' },
				],
				default: 'one',
				description: 'How many calls to the model a turn takes',
			},
			{
				displayName: 'Classification Model',
				name: 'classificationModel',
				type: 'string' as const,
				default: '',
				placeholder: 'e.g. gpt-4o-mini',
				description: 'With three calls: the model that classes the lead; empty is the model of this node',
			},
			{
				displayName: 'Extraction Model',
				name: 'extractionModel',
				type: 'string' as const,
				default: '',
				placeholder: 'e.g. gpt-4o-mini',
				description: 'With three calls: the model that reads the facts; empty is the model of this node',
			},
			{
				displayName: 'Keep Conversation',
				name: 'keepHistory',
				type: 'boolean' as const,
				default: false,
				description: 'Whether the history goes out with the answer, for a Summarize after it',
			},
			score(
				'Hot From',
				'hotFrom',
				THRESHOLDS.hot,
				'Mean of engagement and completeness from which a lead is hot when the model gave no class',
			),
			score('Hot From When Urgent', 'hotWhenUrgentFrom', THRESHOLDS.hotWhenUrgent, 'The same when the urgency is high'),
			score(
				'Warm From',
				'warmFrom',
				THRESHOLDS.warm,
				'Mean of engagement and completeness from which a lead is warm when the model gave no class',
			),
			count('Longest Reply', 'maxLength', 100, 1000, 'Characters after which a reply is cut at the end of a sentence'),
			count('Max Tokens', 'maxTokens', 100, 700, 'Longest answer of the model'),
			count('Questions in a Message', 'questionsPerMessage', 0, QUESTION_LIMITS.perMessage, 'Further questions are taken out of a reply'),
			count(
				'Turns of Questions in a Row',
				'questionTurns',
				1,
				QUESTION_LIMITS.turnsInARow,
				'After so many turns that asked and learnt nothing, a reply without questions',
			),
			{
				displayName: 'Sampling Temperature',
				name: 'temperature',
				type: 'number' as const,
				typeOptions: { minValue: 0, maxValue: 2, numberPrecision: 1 },
				default: 0.4,
				description: 'Low is steady, high is inventive',
			},
			count('Timeout (Seconds)', 'timeoutSeconds', 1, 20, 'How long one call to the model may take. It is tried twice at most.'),
		].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	},
];
