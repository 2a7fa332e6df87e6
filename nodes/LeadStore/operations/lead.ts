import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { cleanLeadUpdates, LEAD_FIELDS, TEMPERATURES, type LeadField, type Temperature } from '../../shared/core/lead/lead';
import { jsonObjectOf } from '../../shared/core/json/parsedJson';
import { claimHandoff } from '../../shared/store/findings';
import { getLead, upsertLead } from '../../shared/store/leads';
import { LABELS } from '../law/correctable';
import { phoneField, phoneOf, type StoreOperations } from '../operation';

const field = (name: LeadField): INodeProperties => ({
	displayName: LABELS[name],
	name,
	type: 'string',
	default: '',
	...(name === 'email' && { placeholder: 'name@email.com' }),
});

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
			{
				displayName: 'Fields',
				name: 'fields',
				type: 'collection',
				placeholder: 'Add field',
				default: {},
				description: 'Only what is given is written; an empty field never erases a stored value',
				options: [
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
				].sort((a, b) => a.displayName.localeCompare(b.displayName)),
			},
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
