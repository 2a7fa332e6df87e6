import type { IDataObject } from 'n8n-workflow';

import { parseGivenPhone } from '../../shared/core/message/ownIds';
import { holdersOf } from '../../shared/kit/holders';
import { giveTurnBack, retryFailed as retry } from '../../shared/store/turns';
import { failedTurn } from '../givingBack';
import { inputItem } from '../item';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import { onlyChannel, onlyChannelOf } from '../scope';
import type { Turn } from '../turn';

/** For workflows whose answer comes from other nodes than ours: Confirm does this by itself with a failed item of ours. */
export const giveBack: ConversationOperation = {
	name: 'Give Back',
	action: 'Give a turn back',
	description: 'The turn cannot be answered now: its messages wait, and the sweep claims them again later',
	outputs: ['Waiting', 'Given Up'],
	properties: [
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '={{ $json.error ?? "" }}',
			description: 'What went wrong, for the team',
		},
		{
			displayName: 'Counts as a Try',
			name: 'counts',
			type: 'boolean',
			default: true,
			description:
				'Whether messages may be given up for it, after five tries. Off for what you have to mend, such as a key or a parameter: they wait for as long as it takes.',
		},
	],
	run: async (context, store, itemIndex) => {
		const { json } = context.getInputData()[itemIndex];
		const turn = failedTurn(json) ?? inputItem<Turn>(context, itemIndex, ['turn_id', 'lease_token'], 'the operation Claim Turn');
		const given = await giveTurnBack(store, turn, {
			reason: context.getNodeParameter('reason', itemIndex, '') as string,
			counts: context.getNodeParameter('counts', itemIndex, true) as boolean,
		});
		const output = given.given_back && given.due_at === null ? SECOND : FIRST;
		return { json: { turn_id: turn.turn_id, ...given } as IDataObject, output };
	},
};

export const retryFailed: ConversationOperation = {
	name: 'Retry Failed',
	action: 'Retry what was given up',
	description: 'Take up again what was given up: messages without an answer, and texts that the provider did not take',
	outputs: ['Done'],
	properties: [
		{
			displayName: 'Customer Phone',
			name: 'customerPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5511999990001',
			description: 'One customer; empty is all of them',
		},
		onlyChannel,
	],
	run: async (context, store, itemIndex) => {
		const phone = (context.getNodeParameter('customerPhone', itemIndex, '') as string).trim();
		return {
			json: await retry(
				store,
				phone ? parseGivenPhone(phone, () => holdersOf(context, itemIndex)).key : null,
				onlyChannelOf(context, itemIndex),
			),
			output: FIRST,
		};
	},
};
