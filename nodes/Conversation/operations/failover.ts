import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { visible } from '../../shared/core/text/visible';
import { wordsOf } from '../../shared/core/text/words';
import { failBack as takeBack, getFailovers as read, setFailover as write } from '../../shared/store/failovers';
import { FIRST, ORDER_OUTPUTS, SECOND, type ConversationOperation } from '../operation';
import { ordererOf, ordererProperties } from '../orderer';
import { placeOf, placeProperties } from '../place';
import { onlyChannel, onlyChannelOf } from '../scope';

/** A number at Z-API that is cut off is stood in for by one of WhatsApp's own interface (spine, 4): set here, begun by the database, taken back by hand. */

const [, channelProperty] = placeProperties;

function numberIn(context: IExecuteFunctions, itemIndex: number, name: string, label: string): string {
	const given = wordsOf(context.getNodeParameter(name, itemIndex, ''));
	if (!given) throw new RangeError(`The field "${label}" is empty: it needs one of your numbers`);
	return given;
}

const channelField = (more: Partial<INodeProperties>): INodeProperties => ({
	...channelProperty,
	default: '',
	required: true,
	...more,
});

export const setFailover: ConversationOperation = {
	name: 'Set',
	action: 'Set failover',
	description: 'Let a Cloud API number speak for a Z-API number that is disconnected or refused; off until you set it',
	outputs: ORDER_OUTPUTS,
	failsTo: SECOND,
	properties: [
		channelField({ displayName: 'Z-API Number', name: 'failing', description: 'Its instance ID in Z-API, as the conversations name it' }),
		channelField({
			displayName: 'Cloud API Number',
			name: 'standIn',
			description: 'Its phone number ID at Meta. The WhatsApp nodes that send need the credential of this number beside that of Z-API.',
		}),
		{
			displayName: 'After (Minutes)',
			name: 'minutes',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1440 },
			default: 10,
			description:
				'For how long without a break the Z-API number must be of no use. A connection that comes and goes begins anew each time.',
		},
		{
			displayName: 'Sentence for the Customer',
			name: 'sentence',
			type: 'string',
			typeOptions: { rows: 2 },
			default: 'Estamos falando de outro número: o nosso WhatsApp de sempre está fora do ar. A conversa continua por aqui.',
			description: 'Stands once before the first words that a customer gets from the other number; empty says nothing',
		},
		{
			displayName: 'Enabled',
			name: 'enabled',
			type: 'boolean',
			default: true,
			description: 'Whether it may begin. What goes the other way already goes on there until "Fail Back".',
		},
		...ordererProperties.slice(0, 1),
	],
	run: async (context, store, itemIndex) => {
		const minutes = Number(context.getNodeParameter('minutes', itemIndex));
		if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440)
			throw new RangeError('The field "After (Minutes)" must be a whole number from 1 to 1440');
		const sentence = visible(String(context.getNodeParameter('sentence', itemIndex, '') ?? '')).trim();
		if (sentence.length > 500) throw new RangeError('The field "Sentence for the Customer" must be 500 characters at most');
		const set = await write(
			store,
			{
				channel: numberIn(context, itemIndex, 'failing', 'Z-API Number'),
				to_channel: numberIn(context, itemIndex, 'standIn', 'Cloud API Number'),
				minutes,
				sentence,
				enabled: context.getNodeParameter('enabled', itemIndex, true) === true,
			},
			ordererOf(context, itemIndex).id,
		);
		return { json: set, output: set.set ? FIRST : SECOND };
	},
};

export const failBack: ConversationOperation = {
	name: 'Fail Back',
	action: 'Fail back',
	description: 'Let a number speak for itself again: all its conversations, or one of them',
	outputs: ORDER_OUTPUTS,
	failsTo: SECOND,
	properties: [
		channelField({ displayName: 'Z-API Number', name: 'failing', description: 'The one that was stood in for' }),
		{
			displayName: 'Conversations',
			name: 'which',
			type: 'options',
			options: [
				{ name: 'All', value: 'all', description: 'The number works again: the failover is over, and the team is told' },
				{ name: 'One', value: 'one', description: 'Only that of one customer; refused while the number does not work' },
			],
			default: 'all',
		},
		{ ...placeProperties[0], displayOptions: { show: { which: ['one'] } } },
		...ordererProperties.slice(0, 1),
	],
	run: async (context, store, itemIndex) => {
		const channel = numberIn(context, itemIndex, 'failing', 'Z-API Number');
		const phone = context.getNodeParameter('which', itemIndex, 'all') === 'one' ? placeOf(context, itemIndex).phone : null;
		const back = await takeBack(store, channel, phone, ordererOf(context, itemIndex).id);
		return { json: { channel, ...(phone && { phone }), ...back }, output: back.failed_back ? FIRST : SECOND };
	},
};

export const getFailovers: ConversationOperation = {
	name: 'Get Failovers',
	action: 'Get failovers',
	description: 'Which number stands in for which, since when, and how many conversations go that way',
	outputs: ['Failovers'],
	properties: [onlyChannel],
	run: async (context, store, itemIndex) =>
		(await read(store, onlyChannelOf(context, itemIndex))).map((failover) => ({ json: failover, output: FIRST })),
};
