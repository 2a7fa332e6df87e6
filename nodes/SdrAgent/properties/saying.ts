import type { INodeProperties } from 'n8n-workflow';

import type { Topic } from '../../shared/core/claims/topic';
import { SECOND_READER_SHARE } from '../settings';
import { count } from './numbers';

const TOPICS: Record<Topic, string> = {
	delivery: 'Delivery Times',
	discount: 'Discounts',
	freight: 'Freight',
	instalment: 'Payment and Instalments',
	price: 'Prices',
};

/** What a reply may say, and who reads it before it goes out. */
export const saying: INodeProperties[] = [
	{
		displayName: 'Topics the Assistant May Speak Of',
		name: 'allowedTopics',
		type: 'multiOptions',
		options: Object.entries(TOPICS).map(([value, name]) => ({ name, value })),
		default: [],
		description:
			'A reply on one of them goes out when Company Profile or Catalogue say the same. On all others a consultant is promised; none is chosen unless you do.',
	},
	{
		displayName: 'First Message Begins With',
		name: 'disclosure',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Você fala com um assistente virtual; os seus dados servem só a este atendimento.',
		description:
			'What stands before the first words that a customer reads from the agent, word for word: that it is an assistant, what happens to the data',
	},
	{
		displayName: 'Second Reader Model',
		name: 'secondReaderModel',
		type: 'string',
		default: '',
		placeholder: 'e.g. gpt-4o-mini',
		description:
			"A model of the same account that reads replies with a promise, or a number of the customer's, that no text carries and no rule holds back; empty for none. It is asked at most once a draft.",
	},
	count(
		'Second Reader Share (%)',
		'secondReaderShare',
		0,
		SECOND_READER_SHARE,
		'Percentage of the turns that may cost a call of the second reader, chosen by the number of the turn',
	),
];
