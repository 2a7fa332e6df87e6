import { findingsIn, registerFindings } from '../../shared/store/findings';
import { getHistory } from '../../shared/store/leads';
import { limitProperty } from '../../shared/kit/limit';
import { asItems, limitOf, phoneField, phoneOf, type StoreOperations } from '../operation';

export const conversation: StoreOperations = {
	getHistory: {
		name: 'Get History',
		action: 'Get conversation history',
		description: 'Read the newest messages, oldest first',
		properties: [phoneField, limitProperty],
		run: async (context, store, itemIndex) => asItems(await getHistory(store, phoneOf(context, itemIndex), limitOf(context, itemIndex))),
	},
	registerFindings: {
		name: 'Register Findings',
		action: 'Register findings of a turn',
		description:
			"Store what a turn of the SDR Agent left behind: questions, interests, opt-out, data request, the agent's memory. Confirm of the Conversation node does the same.",
		properties: [phoneField],
		run: async (context, store, itemIndex) => {
			const { json } = context.getInputData()[itemIndex];
			const findings = findingsIn(json);
			if (findings === null)
				throw new RangeError('The item has no field "findings": connect this node after the SDR Agent, or hand its fields through');
			const at = { phone: phoneOf(context, itemIndex), channel: typeof json.channel === 'string' ? json.channel : null };
			return { json: { ...json, ...(await registerFindings(store, at, findings)) } };
		},
	},
};
