import type { IDataObject } from 'n8n-workflow';

import { json, required } from '../../shared/kit/field';
import { isRecord, textOf } from '../../shared/core/json/readers';
import { providerField } from '../fields';
import type { WhatsAppOperation } from '../operation';
import { providerFor } from '../providers';

/** Asks the provider about a reply of which nobody knows whether it was sent (handoff spec A14; design 4). */
export const findOut: WhatsAppOperation = {
	name: 'Find Out',
	action: 'Find out whether message was sent',
	description: 'Ask the provider whether a reply arrived of which nobody knows: for the operation Reconcile of the Conversation node',
	fields: {
		uncertain: required(
			json('Uncertain Reply', { default: '={{ $json }}', description: 'An item of the operation Get Uncertain of the Conversation node' }),
		),
		provider: providerField,
	},
	run: async ({ context, itemIndex, values }) => {
		const { uncertain } = values;
		if (!isRecord(uncertain) || textOf(uncertain.send_to) === '' || textOf(uncertain.began_at) === '')
			throw new RangeError('The field "Uncertain Reply" must be an item of the operation Get Uncertain');
		const provider = providerFor(context, itemIndex);
		const verdict = await provider.findOut(
			{ context, itemIndex },
			{ to: textOf(uncertain.send_to), beganAt: textOf(uncertain.began_at), lastKnownAt: textOf(uncertain.last_known_at) || null },
		);
		return { json: { ...(uncertain as IDataObject), verdict } };
	},
};
