import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { SyncPolicy } from '../../shared/core/crm';
import { phoneKey } from '../../shared/core/phone';
import { claimCrmSyncs, retryCrmSyncs, saveCrmSync } from '../../shared/store/crm';
import { crmResult, readJob } from '../crmResult';
import { FIRST, SECOND, THIRD, type ConversationOperation } from '../operation';
import { onlyChannel } from './sweepSessions';

const lease: INodeProperties = {
	displayName: 'Lease (Seconds)',
	name: 'leaseSeconds',
	type: 'number',
	typeOptions: { minValue: 15 },
	default: 300,
	description: 'How long one step may take before its worker counts as dead',
};

/** The queue of leads for a CRM (SDR spec 7.7, TO-BE): each lead for one worker, in its newest state. */
export const claimCrm: ConversationOperation = {
	name: 'Claim Leads for CRM',
	action: 'Claim leads for the CRM',
	description:
		'Take leads that changed and that the CRM should know of. Asking is what switches this on: leads are queued from the first time on, until nobody has asked for a day.',
	outputs: ['Leads'],
	properties: [
		{
			displayName: 'Leads to Sync',
			name: 'policy',
			type: 'options',
			options: [
				{ name: 'All With Name, Product and City', value: 'allWithMinimum' },
				{ name: 'Hot Ones Only', value: 'hotOnly' },
				{ name: 'Hot Ones, and Warm Ones With Name and Product', value: 'hotWarm' },
			],
			default: 'hotWarm',
			description: 'Which leads enter the queue; those that the CRM has already are kept up to date in any case',
		},
		{
			displayName: 'Batch Size',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 5,
			description: 'Leads at a time. A new one takes about 15 requests, and accounts are said to have 100 a minute.',
		},
		lease,
		onlyChannel,
	],
	run: async (context, store, itemIndex) => {
		const claimed = await claimCrmSyncs(store, {
			policy: context.getNodeParameter('policy', itemIndex) as SyncPolicy,
			limit: context.getNodeParameter('batchSize', itemIndex) as number,
			leaseSeconds: context.getNodeParameter('leaseSeconds', itemIndex) as number,
			channel: (context.getNodeParameter('onlyChannel', itemIndex, '') as string).trim() || null,
		});
		return claimed.map((job) => ({ json: job as IDataObject, output: FIRST }));
	},
};

export const saveCrm: ConversationOperation = {
	name: 'Save CRM Sync',
	action: 'Save what the CRM sync gave',
	description: 'Keep the IDs of a lead in the CRM, and what follows: the next step, the end, or another try later',
	outputs: ['Next Step', 'Saved', 'Given Up'],
	properties: [
		{
			displayName: 'Claimed Lead',
			name: 'job',
			type: 'json',
			default: '',
			required: true,
			description: 'The item that went into the sync, as Claim Leads for CRM gave it; what the sync gave is the input',
		},
		lease,
	],
	run: async (context, store, itemIndex) => {
		const job = readJob(context.getNodeParameter('job', itemIndex));
		const result = crmResult(context.getInputData()[itemIndex].json);
		const leaseSeconds = context.getNodeParameter('leaseSeconds', itemIndex) as number;
		const saved = await saveCrmSync(store, { outboxId: job.outbox_id, leaseToken: job.lease_token, leaseSeconds }, result, Math.random());
		if (saved.saved && result.outcome === 'step') return { json: { ...job, links: result.links?.links as IDataObject }, output: FIRST };
		const { outbox_id, channel, phone } = job;
		const json = { outbox_id, channel, phone, outcome: result.outcome, ...saved, ...result.failure } as IDataObject;
		return { json, output: saved.saved && saved.status === 'failed' ? THIRD : SECOND };
	},
};

export const retryCrm: ConversationOperation = {
	name: 'Retry Leads for CRM',
	action: 'Queue leads that were given up for the CRM again',
	description: 'After the cause was mended: leads that the CRM refused are due at once',
	outputs: ['Done'],
	properties: [
		{
			displayName: 'Lead Phone',
			name: 'leadPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5511999990001',
			description: 'One lead; empty is all of them',
		},
		onlyChannel,
	],
	run: async (context, store, itemIndex) => {
		const phone = (context.getNodeParameter('leadPhone', itemIndex, '') as string).trim();
		const channel = (context.getNodeParameter('onlyChannel', itemIndex, '') as string).trim() || null;
		return { json: await retryCrmSyncs(store, phone ? phoneKey(phone) : null, channel), output: FIRST };
	},
};
