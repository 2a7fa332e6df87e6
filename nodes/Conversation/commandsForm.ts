/* eslint-disable n8n-nodes-base/node-param-default-missing -- the defaults are those of the rules themselves; the description that they become is linted with its values */
import type { INodeProperties } from 'n8n-workflow';

import { TAKEOVER_PREFIXES } from '../shared/core/handoff/commands';
import { CUSTOMER_TEXTS } from '../shared/core/handoff/texts';
import { rowsForm } from '../shared/kit/rows';
import { ROLE_CHOICES } from './orderer';

const text = (displayName: string, name: keyof typeof CUSTOMER_TEXTS, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	typeOptions: { rows: 2 },
	default: CUSTOMER_TEXTS[name],
	description,
});

/** What customers read when the model does not speak. */
export const textsForm: INodeProperties = {
	displayName: 'Texts',
	name: 'texts',
	type: 'collection',
	placeholder: 'Add text',
	default: {},
	options: [
		text('After a Person', 'greeting', 'When the agent takes the turn back'),
		text('Asked for a Person', 'escalation', 'When somebody will answer soon'),
		text('Asked for a Person, Closed', 'after_hours', 'Outside the hours; {quando} is when you open'),
		text('Holding Reply', 'holding', 'To a customer who keeps writing during a pause'),
		text('Nobody Came', 'apology', 'When nobody accepted and the agent resumes'),
	],
};

/** What attendants may type (handoff spec A7, A8, B8). */
export const commandsForm: INodeProperties[] = [
	rowsForm({
		displayName: 'Custom Commands',
		name: 'customCommands',
		row: { displayName: 'Command', name: 'command' },
		columns: [
			{ displayName: 'Command', name: 'command', type: 'string', default: '', placeholder: 'e.g. /prioridade' },
			{ displayName: 'Description', name: 'description', type: 'string', default: '', description: 'Shown in /help' },
			{
				displayName: 'Effect',
				name: 'effect',
				type: 'options',
				options: [
					{
						name: 'Leave by "Command"',
						value: 'emit',
						description: 'The item leaves with the command and its arguments: build what you like',
					},
					{ name: 'Reply', value: 'reply', description: 'Answer the attendant with the value' },
					{ name: 'Set Metadata', value: 'setMetadata', description: 'The value is key=value' },
					{ name: 'Set Mode', value: 'setMode', description: 'The value is agent, human or paused' },
				],
				default: 'emit',
			},
			{
				displayName: 'Requires Role',
				name: 'requiresRole',
				type: 'options',
				options: ROLE_CHOICES,
				default: 'attendant',
			},
			{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. priority=high' },
		],
	}),
	{
		displayName: 'Commands',
		name: 'commands',
		type: 'collection',
		placeholder: 'Add setting',
		default: {},
		options: [
			{
				displayName: 'Pass-Through Words',
				name: 'passThrough',
				type: 'string',
				default: '',
				placeholder: 'e.g. /boleto, /obrigado',
				description: 'Slash words that are ordinary messages here, such as quick replies, separated by commas',
			},
			{
				displayName: 'Takeover Prefixes',
				name: 'prefixes',
				type: 'string',
				default: TAKEOVER_PREFIXES.join(', '),
				description: 'A message of an attendant that starts with one of these takes the conversation over, separated by commas',
			},
		],
	},
];
