import { noteOnboarding } from '../../shared/store/onboarding';
import type { StoreOperation } from '../operation';
import { readProgress } from './progress';

/** Keeps the store at what AtendeAqui tells: reminders that a sign of life made needless are taken back. */
export const note: StoreOperation = {
	name: 'Note Progress',
	action: 'Note progress of onboarding',
	description: 'Keep how far a user is. Reminders that were not sent yet are taken back when the user went on, finished or gave up.',
	goesOn: true,
	properties: [
		{
			displayName: 'Progress',
			name: 'progress',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: 'An item of the AtendeAqui Trigger, or of an operation of the AtendeAqui resource Progress',
		},
	],
	run: async (context, store, itemIndex) => {
		const progress = readProgress('Progress', context.getNodeParameter('progress', itemIndex));
		return { json: await noteOnboarding(store, progress, new Date().toISOString()) };
	},
};
