import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { integerOf } from '../../shared/core/json/readers';
import { wasSent } from '../../shared/core/message/delivery';
import { settleText, settleUncertain, uncertainTexts, type UncertainText } from '../../shared/store/outbox';
import type { Store } from '../../shared/store/store';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import { onlyChannel, onlyChannelOf } from '../scope';

const afterSeconds = (initial: number, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'After (Seconds)',
	name: 'afterSeconds',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: initial,
	description: 'How long the outcome must have been unknown',
	...more,
});

export const getUncertain: ConversationOperation = {
	name: 'Get Uncertain',
	action: 'Get uncertain replies',
	description: 'Replies whose sending was cut off by a crash and of which no callback told: nobody knows whether they were sent',
	outputs: ['Uncertain'],
	properties: [afterSeconds(20), onlyChannel],
	run: async (context, store, itemIndex) => {
		const given = {
			afterSeconds: context.getNodeParameter('afterSeconds', itemIndex) as number,
			channel: onlyChannelOf(context, itemIndex),
		};
		return (await uncertainTexts(store, given)).map((text) => ({ json: text, output: FIRST }));
	},
};

/** Finds out about uncertain replies before anything is sent again (handoff spec A14; design 4). */
export const reconcile: ConversationOperation = {
	name: 'Reconcile',
	action: 'Reconcile uncertain replies',
	description: 'Settle a reply of which nobody knows whether it was sent: by the chat at the provider, or by telling the team in the end',
	outputs: ['Settled', 'Still Uncertain'],
	goesOn: true,
	properties: [
		{
			displayName: 'By',
			name: 'by',
			type: 'options',
			options: [
				{
					name: 'Chat',
					value: 'chat',
					description: 'The time of the last message in the chat tells whether the reply is in it; if not, it is sent',
				},
				{
					name: 'Provider',
					value: 'verdict',
					description: 'What the operation Find Out of the WhatsApp node found; if it was not sent, it is sent',
				},
				{ name: 'Time', value: 'time', description: 'All that nothing could be found out about for so long' },
			],
			default: 'chat',
		},
		{
			displayName: 'Uncertain Reply',
			name: 'uncertain',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: 'An item of the operation Get Uncertain',
			displayOptions: { show: { by: ['chat', 'verdict'] } },
		},
		{
			displayName: 'Verdict',
			name: 'verdict',
			type: 'string',
			default: '={{ $json.verdict }}',
			required: true,
			description: 'What was found: sent, not_sent, or unknown',
			displayOptions: { show: { by: ['verdict'] } },
		},
		{
			displayName: 'Last Message Time',
			name: 'lastMessageTime',
			type: 'string',
			default: '={{ $json.lastMessageTime }}',
			required: true,
			description: 'Of the chat, in epoch milliseconds, as the operation Get of the Z-API resource Chat gives it',
			displayOptions: { show: { by: ['chat'] } },
		},
		afterSeconds(180, { displayOptions: { show: { by: ['time'] } } }),
		{
			displayName: 'Then',
			name: 'then',
			type: 'options',
			options: [
				{ name: 'Send Again', value: 'sendAgain', description: 'A customer may get a text twice; never more than three tries' },
				{ name: 'Tell the Team', value: 'tell', description: 'A person looks at WhatsApp; nothing is sent twice' },
			],
			default: 'tell',
			displayOptions: { show: { by: ['time'] } },
		},
		{ ...onlyChannel, displayOptions: { show: { by: ['time'] } } },
	],
	run: async (context, store, itemIndex) => {
		const by = context.getNodeParameter('by', itemIndex);
		if (by === 'chat') return await settled(context, store, itemIndex, verdictOfChat);
		if (by === 'verdict') return await settled(context, store, itemIndex, () => String(context.getNodeParameter('verdict', itemIndex)));
		const done = await settleUncertain(store, {
			afterSeconds: context.getNodeParameter('afterSeconds', itemIndex) as number,
			sendAgain: context.getNodeParameter('then', itemIndex) === 'sendAgain',
			channel: onlyChannelOf(context, itemIndex),
		});
		return done.map((json) => ({ json, output: FIRST }));
	},
};

async function settled(
	context: IExecuteFunctions,
	store: Store,
	itemIndex: number,
	verdictOn: (uncertain: UncertainText, context: IExecuteFunctions, itemIndex: number) => string,
) {
	const uncertain = readUncertain(context.getNodeParameter('uncertain', itemIndex));
	const verdict = verdictOn(uncertain, context, itemIndex);
	if (verdict !== 'sent' && verdict !== 'not_sent') return { json: { ...uncertain, verdict: 'unknown' } as IDataObject, output: SECOND };
	const outcome = await settleText(store, uncertain.outbox_id, verdict === 'sent', {
		attempts: integerOf(uncertain.attempts, { min: 0, max: Number.MAX_SAFE_INTEGER }),
		knownAt: uncertain.last_known_at ?? null,
	});
	return { json: { ...uncertain, verdict, ...outcome } as IDataObject, output: outcome.settled ? FIRST : SECOND };
}

function verdictOfChat(uncertain: UncertainText, context: IExecuteFunctions, itemIndex: number): string {
	const time = Number(context.getNodeParameter('lastMessageTime', itemIndex));
	return Number.isFinite(time) ? wasSent(uncertain.began_at, uncertain.last_known_at, time) : 'unknown';
}

function readUncertain(given: unknown): UncertainText {
	const value = (typeof given === 'string' ? JSON.parse(given) : given) as UncertainText | null;
	if (typeof value?.outbox_id !== 'number')
		throw new RangeError('The field "Uncertain Reply" must be an item of the operation Get Uncertain');
	return value;
}
