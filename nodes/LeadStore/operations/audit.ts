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

export const audit: StoreOperations = {
	getAll: {
		name: 'Get Many',
		action: 'Get many audit entries of a lead',
		description: 'Read what changed of a lead, with the old values, newest first',
		properties: [phoneField, limitProperty],
		run: ofLead('audit_logs', (id) => ({ entity_type: 'lead', entity_id: id })),
	},
	getTemperatures: {
		name: 'Get Temperature History',
		action: 'Get temperature history of a lead',
		description: 'Read how the temperature of a lead changed and why, newest first',
		properties: [phoneField, limitProperty],
		run: ofLead('temperature_history', (id) => ({ lead_id: id })),
	},
};
