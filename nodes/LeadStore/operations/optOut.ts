import { hasOptedOut, registerOptOut, revokeOptOut } from '../../shared/store/findings';
import { phoneField, phoneOf, textOf, type StoreOperations } from '../operation';

export const optOut: StoreOperations = {
	check: {
		name: 'Check',
		action: 'Check opt out',
		description: 'Tell whether a person wants no messages; asked before anything is sent unasked',
		properties: [phoneField],
		run: async (context, store, itemIndex) => {
			const { json } = context.getInputData()[itemIndex];
			const phone = phoneOf(context, itemIndex);
			return { json: { ...json, phone, opted_out: await hasOptedOut(store, phone) } };
		},
	},
	register: {
		name: 'Register',
		action: 'Register opt out',
		description: 'Stop everything for a person: the agent no longer answers, campaigns leave them out',
		properties: [
			phoneField,
			{ displayName: 'Words', name: 'words', type: 'string', default: '', description: 'What the person said, or who asked for it' },
		],
		run: async (context, store, itemIndex) => ({
			json: await registerOptOut(store, phoneOf(context, itemIndex), textOf(context, itemIndex, 'words')),
		}),
	},
	revoke: {
		name: 'Revoke',
		action: 'Revoke opt out',
		description: 'Take an opt-out back because the person wants to hear from us again',
		properties: [phoneField],
		run: async (context, store, itemIndex) => ({ json: await revokeOptOut(store, phoneOf(context, itemIndex)) }),
	},
};
