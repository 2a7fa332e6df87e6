import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { textOf } from '../../shared/core/json/readers';
import { rowsForm, rowsIn } from '../../shared/kit/rows';
import { setModelPrices as keep, type ModelPrice } from '../../shared/store/costs';
import { FIRST, type ConversationOperation } from '../operation';
import { refuseUnusable, validFromField } from '../priceField';

const price = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 2.20',
	description,
});

/** The prices that costs of models are reckoned with. They are the operator's: what a vendor charges differs by account, tax and currency. */
export const setModelPrices: ConversationOperation = {
	name: 'Set Model Prices',
	action: 'Set model prices',
	description:
		'Keep what the models cost you, from the list of their vendor, in the currency of your choice; replaces the list that was there',
	outputs: ['Done'],
	properties: [
		rowsForm({
			displayName: 'Model Prices',
			name: 'modelPrices',
			description: 'Keep the older ones in the list: turns are reckoned with what held when they were answered',
			row: { displayName: 'Price', name: 'entry' },
			columns: [
				price('Audio (a Minute)', 'audio', 'For models that transcribe; empty is not known'),
				{ displayName: 'Currency', name: 'currency', type: 'string', default: 'BRL', required: true },
				price('Input (a Million Tokens)', 'input', 'Empty is not known'),
				{
					displayName: 'Model',
					name: 'model',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. gpt-4.1-mini',
					description: 'As it stands in the SDR Agent, or as Get Cost names it',
				},
				price('Output (a Million Tokens)', 'output', 'Empty is not known'),
				validFromField,
			],
		}),
	],
	run: async (context, store, itemIndex) => {
		const given = rowsIn(context.getNodeParameter('modelPrices', itemIndex, {}), 'entry');
		return { json: (await keep(store, given.map(readPrice))) as unknown as IDataObject, output: FIRST };
	},
};

/** @throws {RangeError} for what no turn could be reckoned with */
function readPrice(given: Record<string, unknown>): ModelPrice {
	const [model, currency, day] = [given.model, given.currency, given.validFrom].map((one) => textOf(one).trim());
	if (model === '') throw new RangeError('A price has no model');
	refuseUnusable(model, currency, day);
	const [input, output, audio] = [given.input, given.output, given.audio].map((one) => amountOf(model, one));
	if (input === null && output === null && audio === null) throw new RangeError(`The price of "${model}" is empty`);
	return { model, input, output, audio, currency: currency.toUpperCase(), valid_from: day };
}

/** As people write it: with a comma or a point. Empty is null. */
function amountOf(model: string, given: unknown): number | null {
	const text = textOf(given).trim();
	if (text === '') return null;
	const amount = Number(text.replace(',', '.'));
	if (!Number.isFinite(amount) || amount < 0) throw new RangeError(`The price of "${model}" is no number: ${text}`);
	return amount;
}
