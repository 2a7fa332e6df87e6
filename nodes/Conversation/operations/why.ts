import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseGivenPhone } from '../../shared/core/message/ownIds';
import { wordsOf } from '../../shared/core/text/words';
import { holdersOf } from '../../shared/kit/holders';
import { whyTurn, type TurnMeant } from '../../shared/store/facts';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import { timeIn } from '../../shared/kit/timeField';
import { explained } from '../why/explained';

const shownBy = (by: string) => ({ show: { turnBy: [by] } });
const given = (displayName: string, name: string, by: string, rest: Partial<INodeProperties>): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	displayOptions: shownBy(by),
	...rest,
});

/** Everything that is known of one turn: what was asked and said, who said it and why, what it took; and what it takes to play it again but for the model. */
export const why: ConversationOperation = {
	name: 'Why Did It Say That',
	action: 'Explain why it said that',
	description: 'Tell everything of one turn: what was heard, held back and learnt, who spoke, how long it took and what it cost',
	outputs: ['Found', 'Unknown'],
	failsTo: SECOND,
	properties: [
		{
			displayName: 'By',
			name: 'turnBy',
			type: 'options',
			options: [
				{ name: 'Message ID', value: 'message', description: 'A message of the customer or of the agent, by the ID of the provider' },
				{ name: 'Phone and Time', value: 'phone', description: 'The newest turn of a person that had begun by then' },
				{ name: 'Turn ID', value: 'turn' },
			],
			default: 'message',
		},
		given('Message ID', 'messageId', 'message', { required: true, placeholder: 'e.g. 3EB0…' }),
		given('Turn ID', 'turnId', 'turn', { required: true, placeholder: 'e.g. 4f6c0c3e-…' }),
		given('Phone', 'phone', 'phone', {
			required: true,
			placeholder: 'e.g. 5511999990001',
			description: "The customer's number, or their ID",
		}),
		given('Time', 'at', 'phone', { type: 'dateTime', description: 'Empty is now' }),
		given('Channel', 'channel', 'phone', { description: 'The number of yours; empty is all' }),
	],
	run: async (context, store, itemIndex) => {
		const told = await whyTurn(store, meantBy(context, itemIndex));
		if (!told.found) return { json: { found: false, summary: 'Não há turno do robô com esses dados.' }, output: SECOND };
		return { json: explained(told) as unknown as IDataObject, output: FIRST };
	},
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws {RangeError} for a field that names no turn */
function meantBy(context: IExecuteFunctions, itemIndex: number): TurnMeant {
	const typed = (label: string, name: string): string => {
		const words = wordsOf(context.getNodeParameter(name, itemIndex, ''));
		if (!words) throw new RangeError(`The field "${label}" is empty`);
		return words;
	};
	switch (context.getNodeParameter('turnBy', itemIndex)) {
		case 'turn': {
			const turnId = typed('Turn ID', 'turnId');
			if (!UUID.test(turnId)) throw new RangeError(`The field "Turn ID" is no ID of a turn: ${turnId}`);
			return { turnId };
		}
		case 'phone': {
			const { key: phone } = parseGivenPhone(typed('Phone', 'phone'), () => holdersOf(context, itemIndex));
			const at = timeIn('Time', context.getNodeParameter('at', itemIndex, '')) ?? new Date().toISOString();
			return { phone, at, channel: wordsOf(context.getNodeParameter('channel', itemIndex, '')) || null };
		}
		default:
			return { messageId: typed('Message ID', 'messageId') };
	}
}
