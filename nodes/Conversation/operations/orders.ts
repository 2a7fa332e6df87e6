import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Order } from '../../shared/core/session/event';
import type { PauseReason } from '../../shared/core/session/state';
import { order } from '../command';
import type { Orderer } from '../orderer';
import { FIRST, ORDER_OUTPUTS, SECOND, type ConversationOperation } from '../operation';
import { forceProperty, ordererOf, ordererProperties } from '../orderer';
import { foundToChange, placeProperties } from '../place';
import { resumeAfterForm, rulesForm } from '../rulesForm';

/** An attendant's order as an operation: the same machine, the same refusals as over the control API (handoff spec A6, A11). */
function orderOperation(
	wording: Pick<ConversationOperation, 'name' | 'action' | 'description'>,
	own: INodeProperties[],
	event: (who: Orderer, force: boolean, parameter: (name: string) => string) => Order,
): ConversationOperation {
	return {
		...wording,
		outputs: ORDER_OUTPUTS,
		failsTo: SECOND,
		properties: [...placeProperties, ...ordererProperties, ...own, forceProperty, resumeAfterForm, rulesForm],
		run: async (context: IExecuteFunctions, store, itemIndex) => {
			const { at, circumstances } = await foundToChange(context, store, itemIndex);
			const who = ordererOf(context, itemIndex);
			const parameter = (name: string) => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
			const force = context.getNodeParameter('force', itemIndex, false) === true;
			const { result, reason } = await order(store, at, event(who, force, parameter), who, circumstances);
			const json = { channel: at.channel, phone: at.phone, reason, ...result } as IDataObject;
			return { json, output: result.success ? FIRST : SECOND };
		},
	};
}

export const takeOver = orderOperation(
	{
		name: 'Take Over',
		action: 'Take over conversation',
		description: 'A person answers from now on; the agent is quiet, on your other numbers too (see Set Reach of Takeovers)',
	},
	[],
	({ id }, force) => ({ type: 'takeOver', attendant: id, force }),
);

export const release = orderOperation(
	{ name: 'Release', action: 'Release conversation', description: 'Give a conversation back to the agent' },
	[],
	({ id }, force) => ({ type: 'release', attendant: id, force }),
);

export const resume = orderOperation(
	{ name: 'Resume', action: 'Resume agent', description: 'End a pause: the agent answers again' },
	[],
	({ id }, force) => ({ type: 'release', attendant: id, force }),
);

export const pause = orderOperation(
	{ name: 'Pause', action: 'Pause conversation', description: 'Nobody answers by itself until somebody resumes or takes over' },
	[
		{
			displayName: 'Reason',
			name: 'pauseReason',
			type: 'options',
			options: [
				{ name: 'Escalation', value: 'escalation' },
				{ name: 'Manual', value: 'manual' },
				{ name: 'System', value: 'system' },
			],
			default: 'manual',
		},
	],
	({ id }, force, parameter) => ({ type: 'pause', attendant: id, force, reason: parameter('pauseReason') as PauseReason }),
);

export const transfer = orderOperation(
	{ name: 'Transfer', action: 'Transfer conversation', description: 'From one person to another at once' },
	[
		{ displayName: 'To Attendant', name: 'to', type: 'string', default: '', required: true, placeholder: 'e.g. bia@example.com' },
		{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'Why, for the history' },
	],
	({ id }, force, parameter) => ({ type: 'transfer', attendant: id, force, to: parameter('to'), note: parameter('note') }),
);
