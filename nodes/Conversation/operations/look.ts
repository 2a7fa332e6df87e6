import type { IDataObject } from 'n8n-workflow';

import { actionHints } from '../../shared/core/actionHints';
import type { Mode } from '../../shared/core/session/state';
import { readHistory } from '../../shared/store/session';
import { obey } from '../command';
import { FIRST, type ConversationOperation } from '../operation';
import { ordererOf, ordererProperties } from '../orderer';
import { found, placeOf, placeProperties } from '../place';
import { resumeAfterForm, rulesForm } from '../rulesForm';

/** Reads one conversation; one that does not exist is shown as it would start, and is not made by looking (handoff spec T02). */
export const getStatus: ConversationOperation = {
	name: 'Get Status',
	action: 'Get status',
	description: 'Who answers in a conversation, since when, and what may be done',
	outputs: ['Done'],
	properties: [...placeProperties, ...ordererProperties, resumeAfterForm, rulesForm],
	run: async (context, store, itemIndex) => {
		const { at, isStored, circumstances } = await found(context, store, itemIndex);
		const who = ordererOf(context, itemIndex);
		const panel = await obey(store, at, { kind: 'builtIn', word: '/status', command: 'status', args: '' }, who, circumstances);
		const json = {
			...at,
			exists: isStored,
			name: circumstances.name ?? null,
			agent_enabled: circumstances.rules.session.globallyEnabled,
			actions: actionHints({ mode: at.mode as Mode, human_attendant: at.human_attendant }, { id: who.id ?? '', role: who.role }),
			text: panel.result.message,
		};
		return { json: json as IDataObject, output: FIRST };
	},
};

export const getHistory: ConversationOperation = {
	name: 'Get History',
	action: 'Get history',
	description: 'The messages and the events of a conversation, oldest first',
	outputs: ['Done'],
	properties: [
		...placeProperties,
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
		},
	],
	run: async (context, store, itemIndex) => {
		const { at } = await found(context, store, itemIndex);
		const { phone } = placeOf(context, itemIndex);
		const history = await readHistory(store, at.channel, phone, context.getNodeParameter('limit', itemIndex) as number);
		return { json: { channel: at.channel, ...history } as IDataObject, output: FIRST };
	},
};
