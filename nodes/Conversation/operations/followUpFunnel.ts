import type { IDataObject } from 'n8n-workflow';

import { funnelChart } from '../../shared/core/followUp/funnelChart';
import { funnelText } from '../../shared/core/followUp/funnelText';
import { followUpFunnel } from '../../shared/store/followUps';
import { pictureOf } from '../followUp/picture';
import { FIRST, type ConversationOperation } from '../operation';
import { onlyChannel, onlyChannelOf } from '../scope';

const DAY_MS = 86_400_000;

/** What follow-ups bring: of each step how many got it, read it and answered, in figures, in words and as a picture. */
export const getFunnel: ConversationOperation = {
	name: 'Get Follow-Up Funnel',
	action: 'Get funnel of follow ups',
	description:
		'Of each step how many got it, read it, answered or opted out, who is being followed up now, and how many promises were kept: as figures, in words, and as a chart (SVG) in the field "data"',
	outputs: ['Funnel'],
	properties: [
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'Steps of so many days until now',
		},
		onlyChannel,
	],
	run: async (context, store, itemIndex) => {
		const now = Date.now();
		const days = context.getNodeParameter('days', itemIndex, 30) as number;
		const period = { from: new Date(now - days * DAY_MS).toISOString(), until: new Date(now).toISOString() };
		const funnel = await followUpFunnel(store, period, onlyChannelOf(context, itemIndex));
		const text = funnelText(funnel);
		const { json, binary } = await pictureOf(context, funnelChart(funnel), 'acompanhamento', text);
		return { json: { ...funnel, text, ...json } as unknown as IDataObject, binary, output: FIRST };
	},
};
