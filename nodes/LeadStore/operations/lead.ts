import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { cleanLeadUpdates, LEAD_FIELDS, TEMPERATURES, type LeadField, type Temperature } from '../../shared/core/lead/lead';
import { jsonObjectOf } from '../../shared/core/json/parsedJson';
import { claimHandoff } from '../../shared/store/findings';
import { getLead, upsertLead } from '../../shared/store/leads';
import { listRecords } from '../../shared/store/records';
import { limitProperty } from '../../shared/kit/limit';
import { timeIn } from '../../shared/kit/timeField';
import { LABELS } from '../law/correctable';
import { fieldsOf } from '../recordFields';
import { asItems, limitOf, phoneField, phoneOf, textOf, type StoreOperations } from '../operation';

const field = (name: LeadField): INodeProperties => ({
	displayName: LABELS[name],
	name,
	type: 'string',
	default: '',
	...(name === 'email' && { placeholder: 'name@email.com' }),
});

/** Columns that words are looked for in. */
const SEARCHED = ['name', 'whatsapp_name', 'company', 'email', 'phone', 'city', 'product', 'need'];
const leadFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{ displayName: 'Changed Since', name: 'since', type: 'dateTime', default: '' },
		{ displayName: 'City', name: 'city', type: 'string', default: '', description: 'As it is stored' },
		{
			displayName: 'CRM Status',
			name: 'crm_sync_status',
			type: 'options',
			options: [
				{ name: 'Failed', value: 'failed' },
				{ name: 'Not Synced', value: 'not_synced' },
				{ name: 'Pending', value: 'pending' },
				{ name: 'Synced', value: 'synced' },
			],
			default: 'synced',
		},
		{ displayName: 'State (UF)', name: 'uf', type: 'string', default: '' },
		{
			displayName: 'Temperature',
			name: 'temperature',
			type: 'options',
			options: TEMPERATURES.map((value) => ({ name: value[0].toUpperCase() + value.slice(1), value })),
			default: 'hot',
		},
		{
			displayName: 'Words',
			name: 'words',
			type: 'string',
			default: '',
			description: 'Looked for anywhere in name, company, email, phone, city, product and need, whatever their case',
		},
	],
};

export const lead: StoreOperations = {
	claimHandoff: {
		name: 'Claim Handoff',
		action: 'Claim handoff of lead',
		description: 'Tell whether this run is the one that hands the lead over: yes once a lead',
		properties: [phoneField],
		run: async (context, store, itemIndex) => {
			const { json } = context.getInputData()[itemIndex];
			return { json: { ...json, ...(await claimHandoff(store, phoneOf(context, itemIndex))) } };
		},
	},
	upsert: {
		name: 'Create or Update',
		action: 'Create or update lead',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		properties: [
			phoneField,
			fieldsOf([
				...LEAD_FIELDS.map(field),
				{
					displayName: 'Custom Fields (JSON)',
					name: 'custom_fields',
					type: 'json' as const,
					default: '{}',
					description: 'Your own fields by key, such as { "lojas": "3" }; keys that are not given stay as they are',
				},
				{
					displayName: 'Temperature',
					name: 'temperature',
					type: 'options' as const,
					options: TEMPERATURES.map((value) => ({ name: value[0].toUpperCase() + value.slice(1), value })),
					default: 'cold',
				},
			]),
		],
		run: async (context, store, itemIndex) => {
			const { custom_fields: given = '', ...fields } = context.getNodeParameter('fields', itemIndex, {}) as IDataObject;
			const custom = jsonObjectOf('Custom Fields (JSON)', given === '' ? {} : given);
			const temperature = TEMPERATURES.find((value) => value === fields.temperature) as Temperature | undefined;
			const updates = { ...cleanLeadUpdates({ ...fields, custom_fields: custom }), ...(temperature && { temperature }) };
			const stored = { ...updates, ...updates.custom_fields };
			const dropped = Object.entries({ ...fields, ...custom }).filter(
				([name, value]) => value !== '' && value !== null && !(name in stored),
			);
			if (dropped.length > 0) throw new RangeError(`The value of "${dropped[0][0]}" cannot be used: ${String(dropped[0][1])}`);
			return { json: await upsertLead(store, phoneOf(context, itemIndex), updates) };
		},
	},
	getAll: {
		name: 'Get Many',
		action: 'Get many leads',
		description: 'Read leads, newest change first, by words and filters',
		properties: [leadFilters, limitProperty],
		run: async (context, store, itemIndex) => {
			const { words, since, ...match } = Object.fromEntries(
				Object.entries(context.getNodeParameter('filters', itemIndex, {}) as IDataObject).filter(([, value]) => value !== ''),
			);
			const wanted = { match: match as Record<string, string>, since: timeIn('Changed Since', since), limit: limitOf(context, itemIndex) };
			const text = textOf(context, itemIndex, 'filters.words');
			return asItems(
				await listRecords(store, 'leads', { ...wanted, ...(words !== undefined && text && { words: { columns: SEARCHED, text } }) }),
			);
		},
	},
	get: {
		name: 'Get',
		action: 'Get lead',
		description: 'Read a lead by phone',
		properties: [phoneField],
		run: async (context, store, itemIndex) => {
			const phone = phoneOf(context, itemIndex);
			const found = await getLead(store, phone);
			return { json: found ? { found: true, ...found } : { found: false, phone } };
		},
	},
};
