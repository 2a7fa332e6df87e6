import type { IDataObject } from 'n8n-workflow';

import type { EscalationReason } from '../../shared/core/session/event';
import { change } from '../change';
import { textsForm } from '../commandsForm';
import { asDecision } from '../decided';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import { foundToChange, placeProperties } from '../place';
import { resumeAfterForm, rulesForm } from '../rulesForm';

export const escalate: ConversationOperation = {
	name: 'Escalate',
	action: 'Escalate to a person',
	description: 'Ask the team for a person: the agent pauses and the team is told. Works as a tool of an agent too.',
	outputs: ['Done', 'Refused'],
	failsTo: SECOND,
	properties: [
		...placeProperties,
		{
			displayName: 'Reason',
			name: 'escalationReason',
			type: 'options',
			options: [
				{ name: 'Agent Asks', value: 'agent_request', description: 'A matter for the team alone; why is in "Detail"' },
				{ name: 'Agent Failed', value: 'erro_agente' },
				{ name: 'Agent Failed Several Times', value: 'erro_consecutivo' },
				{ name: 'Customer Asked', value: 'pediu_humano' },
				{ name: 'Customer Is Upset', value: 'frustration' },
				{ name: 'Lead Became Hot', value: 'hot' },
				{ name: 'Support', value: 'support', description: 'The customer has a problem with what they bought' },
			],
			default: 'pediu_humano',
		},
		{ displayName: 'Detail', name: 'detail', type: 'string', default: '', description: 'A short sentence for the team' },
		{
			displayName: 'Summary',
			name: 'summary',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			description: 'What was said so far, for whoever takes over',
		},
		resumeAfterForm,
		rulesForm,
		textsForm,
	],
	run: async (context, store, itemIndex) => {
		const { at, circumstances } = await foundToChange(context, store, itemIndex);
		const text = (name: string) => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
		const reason = text('escalationReason') as EscalationReason;
		const changed = await change(
			store,
			at,
			{ type: 'escalate', reason, detail: text('detail'), summary: text('summary') },
			{ ...circumstances, emptyBuffer: true },
		);
		return {
			json: { channel: at.channel, phone: at.phone, ...asDecision(changed, circumstances.rules) } as IDataObject,
			output: FIRST,
		};
	},
};
