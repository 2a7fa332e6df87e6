import type { IDataObject } from 'n8n-workflow';

import { withHints } from '../../shared/core/handoff/actionHints';
import { readHistory } from '../../shared/store/session';
import { limitProperty } from '../../shared/kit/limit';
import { obey } from '../command';
import { guardedBy } from '../guard';
import { FIRST, type ConversationOperation } from '../operation';
import { ordererOf, ordererProperties } from '../orderer';
import { found, placeProperties } from '../place';
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
			...withHints(at, who),
			exists: isStored,
			name: circumstances.name ?? null,
			...(circumstances.window && { window: circumstances.window }),
			...(circumstances.guard && { guarded_by: guardedBy(circumstances.guard) }),
			agent_enabled: circumstances.rules.session.globallyEnabled,
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
	properties: [...placeProperties, limitProperty],
	run: async (context, store, itemIndex) => {
		const { at } = await found(context, store, itemIndex);
		const history = await readHistory(store, at.channel, at.phone, context.getNodeParameter('limit', itemIndex) as number);
		return { json: { channel: at.channel, ...history } as IDataObject, output: FIRST };
	},
};
