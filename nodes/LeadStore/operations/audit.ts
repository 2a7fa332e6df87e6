import { listRows } from '../../shared/store/findings';
import { getLead } from '../../shared/store/leads';
import { limitProperty } from '../../shared/kit/limit';
import { asItems, limitOf, phoneField, phoneOf, type StoreOperations } from '../operation';

export const audit: StoreOperations = {
	getAll: {
		name: 'Get Many',
		action: 'Get many audit entries of a lead',
		description: 'Read what changed of a lead, with the old values, newest first',
		properties: [phoneField, limitProperty],
		run: async (context, store, itemIndex) => {
			const lead = await getLead(store, phoneOf(context, itemIndex));
			if (!lead) return [];
			return asItems(await listRows(store, 'audit_logs', { entity_type: 'lead', entity_id: lead.id }, limitOf(context, itemIndex)));
		},
	},
	getTemperatures: {
		name: 'Get Temperature History',
		action: 'Get temperature history of a lead',
		description: 'Read how the temperature of a lead changed and why, newest first',
		properties: [phoneField, limitProperty],
		run: async (context, store, itemIndex) => {
			const lead = await getLead(store, phoneOf(context, itemIndex));
			if (!lead) return [];
			return asItems(await listRows(store, 'temperature_history', { lead_id: lead.id }, limitOf(context, itemIndex)));
		},
	},
};
