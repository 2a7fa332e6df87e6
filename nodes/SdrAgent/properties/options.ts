import type { INodeProperties } from 'n8n-workflow';

import { QUESTION_LIMITS } from '../../shared/core/sdr/questions';
import { THRESHOLDS } from '../../shared/core/sdr/temperature';
import { schemaOption } from '../../shared/store/schemaOption';
import { attendance } from './attendance';
import { handover } from './handover';
import { count, score } from './numbers';
import { TURN_OPERATIONS } from './model';
import { saying } from './saying';

export const options: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { operation: [...TURN_OPERATIONS, 'summarize'] } },
		options: [
			...attendance,
			...handover,
			...saying,
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
			{ ...schemaOption, displayOptions: { show: { '/catalogueSource': ['supabase'] } } },
			count(
				'Timeout (Seconds)',
				'timeoutSeconds',
				1,
				20,
				'How long one call to the model may take, all its tries together; all calls of a turn together may take twice as long',
			),
		].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	},
];
