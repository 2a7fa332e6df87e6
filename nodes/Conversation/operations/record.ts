import { sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { parameterOf } from '../../shared/kit/parameter';
import type { Store } from '../../shared/store/store';
import { nextPart, recordPart } from '../../shared/store/replies';
import type { Outcome } from '../../shared/kit/items';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import { sendOutcome } from '../sendOutcome';

export const record: ConversationOperation = {
	name: 'Record',
	action: 'Record sent reply',
	description: 'Note what became of a part of a reply; the next part, if there is one, leaves by the second output to be sent',
	outputs: ['Done', 'Next Part'],
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
		{
			displayName: 'Pause Before the Next Part (Seconds)',
			name: 'pauseSeconds',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 30 },
			default: 1,
			description: 'Whether the agent may still speak is checked after it',
		},
	],
	run: async (context, store, itemIndex) => {
		const { json } = context.getInputData()[itemIndex];
		const outboxId = Number(parameterOf(context, 'outboxId', itemIndex));
		if (!Number.isInteger(outboxId)) throw new RangeError('The field "Outbox ID" is empty: hand on the outbox_id of the operation Confirm');
		const sent = sendOutcome(context.getNodeParameter('outcome', itemIndex) as 'sent' | 'failed', json);
		const recorded = await recordPart(store, { outboxId, ...sent });
		const done = {
			json: { outbox_id: outboxId, status: sent.status, ...recorded, ...(sent.error && { error: sent.error }) } as IDataObject,
			output: FIRST,
		};
		// Not recorded means that somebody else did: the provider's own callback, or the sweep.
		const more = !recorded.recorded || recorded.more;
		return more && sent.status === 'sent' ? await followedByNext(context, store, itemIndex, outboxId, done) : done;
	},
};

/** The part was sent: the next one goes out if the fence still holds, checked anew for every part (handoff spec A13). */
async function followedByNext(
	context: IExecuteFunctions,
	store: Store,
	itemIndex: number,
	outboxId: number,
	done: Outcome,
): Promise<Outcome | Outcome[]> {
	await sleep(Number(context.getNodeParameter('pauseSeconds', itemIndex, 1)) * 1000);
	const { next, ...part } = await nextPart(store, outboxId);
	return next ? [done, { json: part, output: SECOND }] : { ...done, json: { ...done.json, rest: (part as { reason: string }).reason } };
}
