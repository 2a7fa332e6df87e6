import type { INodeProperties } from 'n8n-workflow';

import { reasonShown } from '../../shared/core/campaign/reasons';
import { campaignChart } from '../../shared/core/campaign/progressChart';
import { textOf } from '../../shared/core/json/readers';
import type { Outcome } from '../../shared/kit/items';
import { campaignProgress, campaignResults, orderCampaign, releaseCampaigns, type CampaignOrder } from '../../shared/store/campaigns';
import { campaignIdField } from '../campaign/planForm';
import { campaignIdOf } from '../campaign/planGiven';
import { shownProgress } from '../campaign/shownProgress';
import { pictureOf } from '../followUp/picture';
import { FIRST, ORDER_OUTPUTS, SECOND, type ConversationOperation } from '../operation';
import { onlyChannel, onlyChannelOf } from '../scope';

const order = (given: CampaignOrder, name: string, description: string): ConversationOperation => ({
	name: `${name} Campaign`,
	action: `${name} campaign`,
	description,
	outputs: ORDER_OUTPUTS,
	failsTo: SECOND,
	properties: [campaignIdField],
	run: async (context, store, itemIndex) => {
		const done = await orderCampaign(store, campaignIdOf(context, itemIndex), given);
		const because = reasonShown(done.reason);
		const text = done.done ? `Feito${because && ` (${because})`}` : `Não foi feito: ${because}`;
		return { json: { ...done, because, text }, output: done.done ? FIRST : SECOND };
	},
});

export const startCampaign = order(
	'start',
	'Start',
	'Let a planned campaign begin. Refused while nobody said when people attend (Set Message Rules), or when nobody may get it.',
);
export const pauseCampaign = order(
	'pause',
	'Pause',
	'Let nothing more of it go out until Resume Campaign, what waits in the outbox included',
);
export const resumeCampaign = order('resume', 'Resume', 'Go on where it stood, after a pause or after it stopped by itself');
export const stopCampaign = order('stop', 'Stop', 'End it for good: whoever has not got it does not get it');

const mostProperty: INodeProperties = {
	displayName: 'Messages of Each Campaign',
	name: 'mostOfEach',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 200,
	description: 'How many are released at most by one run',
};

/** What is due of all campaigns that run, once a minute: decided and queued in one transaction; the outbox sends it. */
export const releaseDue: ConversationOperation = {
	name: 'Release Campaigns',
	action: 'Release what is due of campaigns',
	description:
		'Put what is due into the outbox, by the rules of Set Message Rules: at most so many a minute, in hours of attendance, to nobody too often, over no person’s head. Made for a schedule of one minute.',
	outputs: ['Campaigns'],
	properties: [mostProperty, onlyChannel],
	run: async (context, store, itemIndex) => {
		const limit = context.getNodeParameter('mostOfEach', itemIndex, 200) as number;
		const released = await releaseCampaigns(store, onlyChannelOf(context, itemIndex), limit);
		return released.map((campaign) => ({ json: { ...campaign, because: reasonShown(campaign.reason) }, output: FIRST }));
	},
};

export const campaignProgressOf: ConversationOperation = {
	name: 'Get Campaign Progress',
	action: 'Get progress of campaign',
	description:
		'How many wait, were sent, delivered, read, answered, opted out, failed or were skipped and why, when it ends and what it costs; with a chart (SVG) in the field "data"',
	outputs: ['Progress'],
	properties: [campaignIdField],
	run: async (context, store, itemIndex) => {
		const id = campaignIdOf(context, itemIndex);
		const progress = await campaignProgress(store, id);
		if (!progress) throw new RangeError(`There is no campaign "${id}": plan it first, or check its name`);
		const shown = shownProgress(progress);
		const { json, binary } = await pictureOf(context, campaignChart(progress), `campanha-${id}`, textOf(shown.text));
		return { json: { ...shown, ...json }, binary, output: FIRST };
	},
};

export const campaignResultsOf: ConversationOperation = {
	name: 'Get Campaign Results',
	action: 'Get results of campaign',
	description: 'Every line of the list with what became of it, one item each: ready for a CSV file or a sheet',
	outputs: ['Lines'],
	properties: [campaignIdField],
	run: async (context, store, itemIndex) => {
		const outcomes: Outcome[] = [];
		for await (const page of campaignResults(store, campaignIdOf(context, itemIndex)))
			for (const line of page) outcomes.push({ json: { ...line, because: reasonShown(line.reason) }, output: FIRST });
		return outcomes;
	},
};
