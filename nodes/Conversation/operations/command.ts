import type { IDataObject } from 'n8n-workflow';

import { readOperatorText } from '../../shared/core/handoff/commands';
import { obey } from '../command';
import { commandsForm } from '../commandsForm';
import { FIRST, ORDER_OUTPUTS, SECOND, type ConversationOperation } from '../operation';
import { ordererOf, ordererProperties } from '../orderer';
import { foundToChange, placeProperties } from '../place';
import { resumeAfterForm, rulesForm } from '../rulesForm';

export const command: ConversationOperation = {
	name: 'Command',
	action: 'Run command',
	description: 'Carry out a command such as /assumir or /status for an attendant; the answer is for the attendant alone',
	outputs: ORDER_OUTPUTS,
	failsTo: SECOND,
	properties: [
		...placeProperties,
		{ displayName: 'Command', name: 'command', type: 'string', default: '', required: true, placeholder: 'e.g. /assumir' },
		...ordererProperties,
		resumeAfterForm,
		rulesForm,
		...commandsForm,
	],
	run: async (context, store, itemIndex) => {
		const { at, circumstances } = await foundToChange(context, store, itemIndex);
		const typed = String(context.getNodeParameter('command', itemIndex)).trim();
		const said = readOperatorText(typed, circumstances.rules.commands);
		if (said.kind === 'plain' || said.kind === 'prefix') throw new RangeError(`"${typed}" is no command: it must start with /`);
		const { result, reason } = await obey(store, at, said, ordererOf(context, itemIndex), circumstances);
		return {
			json: { channel: at.channel, phone: at.phone, reason, ...result } as IDataObject,
			output: result.success ? FIRST : SECOND,
		};
	},
};
