import type { INodeProperties } from 'n8n-workflow';

import { timeIn } from '../../shared/kit/timeField';
import { listRecords } from '../../shared/store/records';
import { listRows } from '../../shared/store/findings';
import { getLead, type LeadRow } from '../../shared/store/leads';
import { limitProperty } from '../../shared/kit/limit';
import { asItems, limitOf, phoneField, phoneOf, type StoreOperation, type StoreOperations } from '../operation';

/** Rows of a table about one lead; of a phone that is no lead's there are none. */
const ofLead =
	(table: 'audit_logs' | 'temperature_history', whose: (id: LeadRow['id']) => Record<string, string>): StoreOperation['run'] =>
	async (context, store, itemIndex) => {
		const lead = await getLead(store, phoneOf(context, itemIndex));
		return lead ? asItems(await listRows(store, table, whose(lead.id), limitOf(context, itemIndex))) : [];
	};

const auditFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Action',
			name: 'action',
			type: 'options',
			options: [
				{ name: 'API Call', value: 'API_CALL' },
				{ name: 'Create', value: 'CREATE' },
				{ name: 'Delete', value: 'DELETE' },
				{ name: 'Update', value: 'UPDATE' },
			],
			default: 'UPDATE',
		},
		{ displayName: 'Done By', name: 'changed_by', type: 'string', default: '' },
		{ displayName: 'ID', name: 'entity_id', type: 'string', default: '', description: 'Of what it was done to' },
		{ displayName: 'Kind', name: 'entity_type', type: 'string', default: '', placeholder: 'e.g. lead' },
		{ displayName: 'Since', name: 'since', type: 'dateTime', default: '' },
	],
};

export const audit: StoreOperations = {
	getAll: {
		name: 'Get Many',
		action: 'Get many audit entries of a lead',
		description: 'Read who changed what of a lead, newest first; names, numbers and addresses are masked',
		properties: [phoneField, limitProperty],
		run: ofLead('audit_logs', (id) => ({ entity_type: 'lead', entity_id: id })),
	},
	search: {
		name: 'Search',
		action: 'Search audit entries',
		description: 'Read what was changed of anybody, newest first: by who did it, what it was done to, and when',
		properties: [auditFilters, limitProperty],
		run: async (context, store, itemIndex) => {
			const { since, ...match } = Object.fromEntries(
				Object.entries(context.getNodeParameter('filters', itemIndex, {}) as Record<string, string>).filter(([, value]) => value !== ''),
			);
			return asItems(await listRecords(store, 'audit_logs', { match, since: timeIn('Since', since), limit: limitOf(context, itemIndex) }));
		},
	},
	getTemperatures: {
		name: 'Get Temperature History',
		action: 'Get temperature history of a lead',
		description: 'Read how the temperature of a lead changed and why, newest first',
		properties: [phoneField, limitProperty],
		run: ofLead('temperature_history', (id) => ({ lead_id: id })),
	},
};
