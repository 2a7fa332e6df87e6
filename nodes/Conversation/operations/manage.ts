import type { IDataObject } from 'n8n-workflow';

import { jsonObjectOf } from '../../shared/core/json/parsedJson';
import { deleteConversation, setTakeoverReach, switchAgent as setSwitch, type TakeoverReach } from '../../shared/store/session';
import { change } from '../change';
import { setMetadata as write, type MetadataWay } from '../metadata';
import { FIRST, ORDER_OUTPUTS, SECOND, type ConversationOperation } from '../operation';
import { ordererOf, ordererProperties } from '../orderer';
import { foundToChange, placeOf, placeProperties } from '../place';

export const touch: ConversationOperation = {
	name: 'Touch',
	action: 'Touch conversation',
	description: 'A sign of life of the person who has the conversation: typing, a look, a heartbeat',
	outputs: ORDER_OUTPUTS,
	failsTo: SECOND,
	properties: [...placeProperties, ...ordererProperties],
	run: async (context, store, itemIndex) => {
		const { at, circumstances } = await foundToChange(context, store, itemIndex);
		const attendant = ordererOf(context, itemIndex).id ?? '';
		const changed = await change(store, at, { type: 'touch', attendant }, circumstances);
		const refused = changed.transition.refusal !== null;
		return {
			json: { success: !refused, reason: changed.transition.reason, ...changed.at } as IDataObject,
			output: refused ? SECOND : FIRST,
		};
	},
};

export const setMetadata: ConversationOperation = {
	name: 'Set Metadata',
	action: 'Set metadata',
	description: "Keep facts of your own with a conversation; two workflows cannot lose each other's keys",
	outputs: ['Done'],
	properties: [
		...placeProperties,
		{
			displayName: 'Way',
			name: 'way',
			type: 'options',
			options: [
				{ name: 'Delete Keys', value: 'delete', description: 'The keys of the JSON are removed' },
				{ name: 'Merge', value: 'merge', description: 'Other keys stay' },
				{ name: 'Replace', value: 'replace', description: 'Other keys go, but for those of an escalation' },
			],
			default: 'merge',
		},
		{ displayName: 'Metadata', name: 'metadata', type: 'json', default: '{}', required: true, description: 'A JSON object, 16 KB at most' },
	],
	run: async (context, store, itemIndex) => {
		const { at, circumstances } = await foundToChange(context, store, itemIndex);
		const given = jsonObjectOf('Metadata', context.getNodeParameter('metadata', itemIndex));
		const after = await write(store, at, given, context.getNodeParameter('way', itemIndex) as MetadataWay, circumstances);
		return { json: after as IDataObject, output: FIRST };
	},
};

export const switchAgent: ConversationOperation = {
	name: 'Switch Agent',
	action: 'Switch the agent on or off',
	description: 'For all conversations at once; what people do goes on',
	outputs: ['Done'],
	properties: [
		{ displayName: 'Enabled', name: 'enabled', type: 'boolean', default: true, description: 'Whether the agent answers at all' },
		...ordererProperties.slice(0, 1),
	],
	run: async (context, store, itemIndex) => ({
		json: await setSwitch(store, context.getNodeParameter('enabled', itemIndex) === true, ordererOf(context, itemIndex).id),
		output: FIRST,
	}),
};

export const takeoverReach: ConversationOperation = {
	name: 'Set Reach of Takeovers',
	action: 'Set reach of takeovers',
	description: 'Whether a takeover, or a pause by a person, keeps the agent quiet on all numbers of yours or only on one',
	outputs: ['Done'],
	properties: [
		{
			displayName: 'Takeovers Hold',
			name: 'reach',
			type: 'options',
			options: [
				{
					name: 'On All Numbers',
					value: 'all_numbers',
					description: 'Whoever has a customer has them everywhere; giving them back frees all numbers',
				},
				{ name: 'On One Number', value: 'one_number', description: 'Only where it was made; the agent goes on answering on the others' },
			],
			default: 'all_numbers',
			description: 'Kept in the database, for all workflows; it is so from now on, also for what was taken over before',
		},
		...ordererProperties.slice(0, 1),
	],
	run: async (context, store, itemIndex) => ({
		json: await setTakeoverReach(
			store,
			context.getNodeParameter('reach', itemIndex, 'all_numbers') as TakeoverReach,
			ordererOf(context, itemIndex).id,
		),
		output: FIRST,
	}),
};

export const remove: ConversationOperation = {
	name: 'Delete',
	action: 'Delete conversation',
	description: 'Delete a conversation with its messages, turns, history and lead. This cannot be undone.',
	outputs: ['Done'],
	properties: placeProperties,
	run: async (context, store, itemIndex) => {
		const { channel, phone } = placeOf(context, itemIndex);
		if (channel === null) throw new RangeError('The field "Channel" is empty: name the channel of the conversation to delete');
		return { json: { channel, phone, ...(await deleteConversation(store, channel, phone)) }, output: FIRST };
	},
};
