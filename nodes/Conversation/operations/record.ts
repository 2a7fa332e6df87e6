import type { IDataObject } from 'n8n-workflow';

import { recordPart, type PartStatus } from '../../shared/store/turns';
import { FIRST, type ConversationOperation } from '../operation';

export const record: ConversationOperation = {
	name: 'Record',
	action: 'Record sent reply',
	description: 'Note what became of a reply: sent with its WhatsApp ID, or not',
	outputs: ['Done', 'Unknown'],
	properties: [
		{
			displayName: 'Outbox ID',
			name: 'outboxId',
			type: 'string',
			default: '={{ $json.outbox_id }}',
			required: true,
			description: 'The outbox_id that the operation Confirm gave',
		},
		{
			displayName: 'Outcome',
			name: 'outcome',
			type: 'options',
			options: [
				{ name: 'Not Sent', value: 'failed', description: 'The provider refused it, or its answer never came' },
				{ name: 'Sent', value: 'sent', description: 'The provider took it' },
			],
			default: 'sent',
		},
	],
	run: async (context, store, itemIndex) => {
		const { json } = context.getInputData()[itemIndex];
		const outboxId = Number(context.getNodeParameter('outboxId', itemIndex));
		if (!Number.isInteger(outboxId)) throw new RangeError('The field "Outbox ID" is empty: hand on the outbox_id of the operation Confirm');
		const status = statusOf(context.getNodeParameter('outcome', itemIndex) as 'sent' | 'failed', json);
		const recorded = await recordPart(store, {
			outboxId,
			status,
			providerMessageId: textOf(json.messageId),
			providerQueueId: textOf(json.zaapId),
			error: status === 'sent' ? undefined : (textOf(json.error) ?? 'Not sent'),
		});
		return {
			json: { outbox_id: outboxId, status, ...recorded, ...(status !== 'sent' && { error: json.error }) } as IDataObject,
			output: FIRST,
		};
	},
};

/** A send without an answer may have arrived: it is neither sent nor failed, and never sent again by itself. */
const statusOf = (outcome: 'sent' | 'failed', json: IDataObject): PartStatus =>
	outcome === 'failed' && (json.details as IDataObject | undefined)?.mayHaveActed === true ? 'uncertain' : outcome;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
