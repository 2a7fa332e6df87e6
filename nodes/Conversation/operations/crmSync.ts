import type { IDataObject } from 'n8n-workflow';

import type { SyncPolicy } from '../../shared/core/crm/wanted';
import { readCrmJob } from '../../shared/core/crm/job';
import { parseGivenPhone } from '../../shared/core/message/ownIds';
import { holdersOf } from '../../shared/kit/holders';
import { claimCrmSyncs, retryCrmSyncs, saveCrmSync } from '../../shared/store/crm';
import { crmResult } from '../crmResult';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import { batchOf, leaseProperty, onlyChannel, onlyChannelOf } from '../scope';

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
		leaseProperty(300, 'How long one step may take before its worker counts as dead'),
		onlyChannel,
	],
	run: async (context, store, itemIndex) => {
		const claimed = await claimCrmSyncs(store, {
			policy: context.getNodeParameter('policy', itemIndex) as SyncPolicy,
			...batchOf(context, itemIndex, 'batchSize'),
		});
		return claimed.map((job) => ({ json: job as IDataObject, output: FIRST }));
	},
};

export const saveCrm: ConversationOperation = {
	name: 'Save CRM Sync',
	action: 'Save what the CRM sync gave',
	description: 'Keep what the CRM has of a lead now, and what follows: the end, another try later, or giving up',
	outputs: ['Saved', 'Given Up'],
	goesOn: true,
	properties: [
		{
			displayName: 'Claimed Lead',
			name: 'job',
			type: 'json',
			default: '',
			required: true,
			description: 'The item that went into the sync, as Claim Leads for CRM gave it; what the sync gave is the input',
		},
	],
	run: async (context, store, itemIndex) => {
		const job = readCrmJob(context.getNodeParameter('job', itemIndex));
		const { outcome, links, failure } = crmResult(context.getInputData()[itemIndex].json);
		const saved = await saveCrmSync(store, job, { outcome, links, failure }, Math.random());
		const { outbox_id, channel, phone } = job;
		const { links: _, ...ids } = links ?? { links: null };
		const json = { outbox_id, channel, phone, outcome, ...ids, ...saved, ...failure } as IDataObject;
		return { json, output: saved.saved && saved.status === 'failed' ? SECOND : FIRST };
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
		const key = phone ? parseGivenPhone(phone, () => holdersOf(context, itemIndex)).key : null;
		return { json: await retryCrmSyncs(store, key, onlyChannelOf(context, itemIndex)), output: FIRST };
	},
};
