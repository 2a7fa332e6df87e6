import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { textOf } from '../../shared/core/json/readers';
import { parseGivenPhone } from '../../shared/core/message/ownIds';
import { wordsOf } from '../../shared/core/text/words';
import { holdersOf } from '../../shared/kit/holders';
import { rowsForm, rowsIn } from '../../shared/kit/rows';
import { messageCosts, modelCosts, setMessagePrices, type MessagePrice } from '../../shared/store/costs';
import { FIRST, type ConversationOperation } from '../operation';
import { refuseUnusable, validFromField } from '../priceField';
import { timeIn } from '../../shared/kit/timeField';

const moment = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description,
});

/** What a conversation, a person or a period cost: messages of the official API, and the models (`models`). */
export const getCost: ConversationOperation = {
	name: 'Get Cost',
	action: 'Get cost',
	description:
		'What messages of the WhatsApp Cloud API and the models cost: a conversation, a person or a period. What is not known is not 0.',
	outputs: ['Done'],
	properties: [
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '={{ $json.phone }}',
			placeholder: 'e.g. 5511999990001',
			description: "The customer's number; empty is everybody",
		},
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'string',
			default: '={{ $json.channel }}',
			description: 'The number of yours; empty is all',
		},
		moment('From', 'from', 'Messages sent since then; empty is from the beginning'),
		moment('Until', 'until', 'Messages sent before then; empty is until now'),
	],
	run: async (context, store, itemIndex) => {
		const phone = wordsOf(context.getNodeParameter('phone', itemIndex, ''));
		const of = {
			phone: phone ? parseGivenPhone(phone, () => holdersOf(context, itemIndex)).key : null,
			channel: wordsOf(context.getNodeParameter('channel', itemIndex, '')) || null,
			from: timeIn('From', context.getNodeParameter('from', itemIndex, '')),
			until: timeIn('Until', context.getNodeParameter('until', itemIndex, '')),
		};
		const [messages, models] = await Promise.all([messageCosts(store, of), modelCosts(store, of)]);
		return { json: { ...of, ...messages, models } as unknown as IDataObject, output: FIRST };
	},
};

/** The prices that Get Cost reckons with. They are the operator's: Meta tells a category with each message, and never an amount. */
export const setPrices: ConversationOperation = {
	name: 'Set Message Prices',
	action: 'Set message prices',
	description: 'Keep what Meta charges you a message, from your rate card in the WhatsApp Manager; replaces the list that was there',
	outputs: ['Done'],
	properties: [
		rowsForm({
			displayName: 'Prices',
			name: 'prices',
			description: 'Keep the older ones in the list: messages are reckoned with what held when they were sent',
			row: { displayName: 'Price', name: 'entry' },
			columns: [
				{
					displayName: 'Category',
					name: 'category',
					type: 'string',
					default: 'service',
					required: true,
					description: 'As Meta names it in the statuses: service, utility, marketing, authentication, …',
				},
				{ displayName: 'Currency', name: 'currency', type: 'string', default: 'USD', required: true },
				{
					displayName: 'Phones Beginning With',
					name: 'prefix',
					type: 'string',
					default: '',
					placeholder: 'e.g. 55',
					description: 'Where countries differ; empty is all. The longest that fits counts.',
				},
				{ displayName: 'Price', name: 'price', type: 'number', typeOptions: { numberPrecision: 6, minValue: 0 }, default: 0 },
				validFromField,
			],
		}),
	],
	run: async (context, store, itemIndex) => {
		const given = rowsIn(context.getNodeParameter('prices', itemIndex, {}), 'entry');
		return { json: (await setMessagePrices(store, given.map(readPrice))) as unknown as IDataObject, output: FIRST };
	},
};

/** @throws {RangeError} for what no message could be reckoned with */
function readPrice(given: IDataObject | Record<string, unknown>): MessagePrice {
	const [category, currency, prefix, day] = [given.category, given.currency, given.prefix, given.validFrom].map((one) =>
		textOf(one).trim(),
	);
	const price = Number(given.price);
	if (category === '') throw new RangeError('A price has no category');
	refuseUnusable(category, currency, day);
	if (!Number.isFinite(price) || price < 0) throw new RangeError(`The price of "${category}" is no number`);
	return {
		category: category.toLowerCase(),
		price,
		currency: currency.toUpperCase(),
		valid_from: day,
		...(prefix && { prefix: prefix.replace(/\D/g, '') }),
	};
}
