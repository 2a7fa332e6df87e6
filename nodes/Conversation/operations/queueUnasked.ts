import type { IDataObject } from 'n8n-workflow';

import { reasonShown } from '../../shared/core/campaign/reasons';
import { parseGivenPhone } from '../../shared/core/message/ownIds';
import { LONGEST_PART } from '../../shared/core/message/splitReply';
import { wordsOf } from '../../shared/core/text/words';
import { holdersOf } from '../../shared/kit/holders';
import { queueUnasked as queue } from '../../shared/store/messageRules';
import { FIRST, SECOND, THIRD, type ConversationOperation } from '../operation';
import { placeProperties } from '../place';

/** One message that a workflow of the operator's own begins: through the gate like a campaign's, and sent by the outbox. */
export const queueUnasked: ConversationOperation = {
	name: 'Queue Message Within the Rules',
	action: 'Queue a message that nobody asked for',
	description:
		'Hand a text that the company begins to the outbox, if the person may get it now; otherwise tell until when it waits, or why it never goes',
	outputs: ['Queued', 'Wait', 'Never'],
	failsTo: THIRD,
	properties: [
		placeProperties[0],
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. ={{ $json.phone }}/retorno/1',
			description: 'What tells this message from all others: the same key again is the same message, which goes out once',
		},
		{ displayName: 'Text', name: 'text', type: 'string', typeOptions: { rows: 4 }, default: '', required: true },
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'string',
			default: '',
			description: "Your number that writes. Empty is that of the person's newest conversation.",
		},
	],
	run: async (context, store, itemIndex) => {
		const given = (name: string) => wordsOf(context.getNodeParameter(name, itemIndex, ''));
		const phone = parseGivenPhone(given('phone'), () => holdersOf(context, itemIndex)).key;
		const [key, text] = [given('key'), given('text')];
		if (!key) throw new RangeError('The field "Key" is empty: without one the same message could go out twice');
		if (!text) throw new RangeError('The field "Text" is empty: there is nothing to send');
		const message = { key: `own:${key}`, phone, channel: given('channel') || null, text: text.slice(0, 4 * LONGEST_PART) };
		const said = await queue(store, message);
		const output = said.verdict === 'wait' ? SECOND : said.verdict === 'never' ? THIRD : FIRST;
		return { json: { phone, ...said, because: reasonShown(said.reason) } as IDataObject, output };
	},
};
