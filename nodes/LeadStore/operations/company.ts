import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { asLines } from '../../shared/core/company/productLines';
import { asTyped, COMPANY_KEYS, FIELDS, readTyped } from '../../shared/core/company/typed';
import type { CompanyKey, CompanySettings } from '../../shared/core/company/settings';
import { readCompany, saveCatalogue, saveCompany, type CompanyTold } from '../../shared/store/company';
import { givenProducts, pastedField, readPasted } from '../company/catalogue';
import { keepOpenHours } from '../company/openHours';
import { CompanyProblem } from '../company/problem';
import { textOf, type StoreOperations } from '../operation';

const channelField: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'string',
	default: '',
	placeholder: 'e.g. 3C67AB641C8AA0412F4A3242D1AE6BDB',
	description:
		'The number of yours that is different in this: for Z-API the instance ID, for the official API the phone number ID. Empty is the whole company.',
};
const actorField: INodeProperties = {
	displayName: 'Changed By',
	name: 'actor',
	type: 'string',
	default: '',
	placeholder: 'e.g. ana@example.com',
	description: 'Who is kept as having changed it',
};

/** What a long text is typed into. */
const ROWS: Partial<Record<CompanyKey, number>> = {
	profile: 6,
	phrases: 4,
	model_prices: 2,
	privacy_notice: 2,
	lgpd_text: 2,
	opt_out_text: 2,
};

const settingsField: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	description: 'Those that are added are saved; an empty one is taken back. The nodes use them where their own field is empty.',
	options: COMPANY_KEYS.map((key): INodeProperties => ({
		displayName: FIELDS[key].label,
		name: key,
		type: 'string',
		...(ROWS[key] && { typeOptions: { rows: ROWS[key] } }),
		default: '',
		description: `"${FIELDS[key].inForm}" in the form of the workflow Configurar a empresa`,
	})).sort((a, b) => a.displayName.localeCompare(b.displayName)),
};

/** As a form shows it: every setting as it is typed, and the catalogue as lines. */
function shown({ channel, told, in_force, products }: CompanyTold): IDataObject {
	const typed = (settings: CompanySettings) => Object.fromEntries(COMPANY_KEYS.map((key) => [key, asTyped(key, settings[key])]));
	return { channel, told: typed(told), in_force: typed(in_force), products_text: asLines(products), products: products as IDataObject[] };
}

/** Everything that was typed is read before anything is stored. */
async function typedOf(context: IExecuteFunctions, itemIndex: number) {
	const { settings, problems } = readTyped(context.getNodeParameter('settings', itemIndex, {}) as Partial<Record<CompanyKey, unknown>>);
	const saysProducts = context.getNodeParameter('withProducts', itemIndex, false) === true;
	const pasted = saysProducts ? await readPasted(textOf(context, itemIndex, 'products')) : null;
	const all = [...problems, ...(pasted?.problems ?? [])];
	if (all.length > 0) throw new CompanyProblem(all);
	return { settings, products: pasted?.products ?? null };
}

export const company: StoreOperations = {
	get: {
		name: 'Get',
		action: 'Get settings of the company',
		description: 'Read what the company told of itself, and its catalogue',
		properties: [channelField],
		run: async (context, store, itemIndex) => ({ json: shown(await readCompany(store, textOf(context, itemIndex, 'channel'))) }),
	},
	save: {
		name: 'Save',
		action: 'Save settings of the company',
		description: 'Save what every node uses where its own field is empty; what is wrong is told, and then nothing is stored',
		properties: [
			channelField,
			settingsField,
			{
				displayName: 'Save Products Too',
				name: 'withProducts',
				type: 'boolean',
				default: false,
				description: 'Whether the field below is the whole catalogue: what is not in it any more is taken out',
			},
			pastedField,
			actorField,
		],
		run: async (context, store, itemIndex) => {
			const typed = await typedOf(context, itemIndex);
			const at = { channel: textOf(context, itemIndex, 'channel'), actor: textOf(context, itemIndex, 'actor') };
			await keepOpenHours(store, at.channel, typed.settings, Date.now());
			const { changed, catalogue, ...told } = await saveCompany(store, { ...at, ...typed });
			return { json: { saved: true, changed, catalogue: catalogue as IDataObject | null, ...shown(told) } };
		},
	},
	saveProducts: {
		name: 'Save Products',
		action: 'Save products of the company',
		description: 'Save the catalogue from pasted lines, CSV or rows: all of them, or none and which line is wrong',
		properties: [
			{
				displayName: 'Products As',
				name: 'productsAs',
				type: 'options',
				options: [
					{ name: 'Lines or CSV', value: 'text' },
					{ name: 'Rows (JSON)', value: 'json' },
				],
				default: 'text',
			},
			{ ...pastedField, description: `${pastedField.description} Read where Products As says so.` },
			{
				displayName: 'Rows',
				name: 'productList',
				type: 'json',
				default: '[]',
				placeholder: 'e.g. [{"name": "Bolo de cenoura", "price": "45,00", "facts": ["serve 20 pessoas"]}]',
				description: 'A list with the keys of the catalogue of the SDR Agent node. Read where Products As says so.',
			},
			{
				displayName: 'These Are All',
				name: 'all',
				type: 'boolean',
				default: false,
				description: 'Whether products that are not among them are taken out',
			},
			actorField,
		],
		run: async (context, store, itemIndex) => {
			const products = await givenProducts(context, itemIndex);
			const all = context.getNodeParameter('all', itemIndex, false) === true;
			if (products.length === 0 && !all) throw new RangeError('The field "Products" holds no product');
			return { json: { ...(await saveCatalogue(store, products, all, textOf(context, itemIndex, 'actor'))) } };
		},
	},
};
