import type { INodeProperties } from 'n8n-workflow';

import { REPLIES, type ReplyName } from '../replies';
import { REPLIES_ONE } from '../versionOne';
import { TURN_OPERATIONS } from './model';
import { sinceTwo } from './versions';

const FORMS: Record<ReplyName, { displayName: string; description: string }> = {
	audioFailed: { displayName: 'Audio Not Heard', description: 'When only audio came and none of it could be heard' },
	commercial: {
		displayName: 'Commercial',
		description: 'In place of a reply that twice held a price or conditions, and when the model gives nothing on them',
	},
	delivery: { displayName: 'Delivery', description: 'In place of a reply that twice promised a delivery' },
	handedOver: { displayName: 'Handed Over', description: 'When the model gave nothing so many turns in a row that a person is called' },
	lgpd: { displayName: 'LGPD', description: 'Answer to a wish about personal data; {protocolo} is the number of the request' },
	noQuestion: { displayName: 'Without Question', description: 'When the reply was nothing but questions and none may be asked' },
	optOut: { displayName: 'Opt-Out', description: 'Answer to somebody who wants no more messages' },
	optOutQuestion: {
		displayName: 'Opt-Out Question',
		description: 'After the reply, when somebody may want no more messages but shows interest too; a yes is the opt-out',
	},
	safe: { displayName: 'Safe', description: 'In place of a reply that twice held something else that may not be said' },
	technical: { displayName: 'Technical', description: 'When the model gives nothing on a technical question' },
};

const fieldsOf = (texts: Record<ReplyName, string>): INodeProperties[] =>
	Object.entries(FORMS)
		.map(([name, form]): INodeProperties => ({
			...form,
			name,
			type: 'string',
			typeOptions: { rows: 3 },
			default: texts[name as ReplyName],
		}))
		.sort((a, b) => a.displayName.localeCompare(b.displayName));

export const replies: INodeProperties[] = sinceTwo(
	{
		displayName: 'Prepared Replies',
		name: 'replies',
		type: 'collection',
		placeholder: 'Add reply',
		default: {},
		displayOptions: { show: { operation: TURN_OPERATIONS } },
		options: fieldsOf({ ...REPLIES, ...REPLIES_ONE }),
	},
	{ options: fieldsOf(REPLIES) },
);
