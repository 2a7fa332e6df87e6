import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { wordsOf } from '../../shared/core/text/words';
import { reportOf, tellOfDay, type ReportBy } from '../../shared/store/report';
import { FIRST, type ConversationOperation } from '../operation';
import { dayOf, periodOf, type NamedPeriod } from '../report/period';
import { reportText } from '../report/text';
import { timeIn } from '../../shared/kit/timeField';

const moment = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	displayOptions: { show: { period: ['between'] } },
	description,
});

/** The figures that an operator steers by, from the recorder, the conversations and the CRM; and, on request, told to the team once. */
export const report: ConversationOperation = {
	name: 'Report',
	action: 'Report figures',
	description: 'Tell how fast replies are, how far the agent comes alone, what becomes of leads, and what it costs',
	outputs: ['Done'],
	properties: [
		{
			displayName: 'Period',
			name: 'period',
			type: 'options',
			options: [
				{ name: 'Between Two Times', value: 'between' },
				{ name: 'Last 30 Days', value: 'month' },
				{ name: 'Last 7 Days', value: 'week' },
				{ name: 'Today', value: 'today' },
				{ name: 'Yesterday', value: 'yesterday' },
			],
			default: 'yesterday',
			description: 'Days are those of Brasília; the last days end with yesterday',
		},
		moment('From', 'from', 'Empty is thirty days before the end'),
		moment('Until', 'until', 'Empty is now'),
		{
			displayName: 'Group By',
			name: 'groupBy',
			type: 'options',
			options: [
				{ name: 'Channel', value: 'channel' },
				{ name: 'Day', value: 'day' },
				{ name: 'Nothing', value: 'nothing' },
				{ name: 'Prompt Version', value: 'prompt' },
			],
			default: 'nothing',
			description: 'What the figures are told apart by, besides the whole',
		},
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'string',
			default: '',
			description: 'The number of yours; empty is all',
		},
		{
			displayName: 'Tell the Team',
			name: 'tellTeam',
			type: 'boolean',
			default: false,
			description: 'Whether the text goes into the outbox as a notice, once for its day however often this runs',
		},
	],
	run: async (context, store, itemIndex) => {
		const now = Date.now();
		const period = given(context, itemIndex, now);
		const by = context.getNodeParameter('groupBy', itemIndex) as ReportBy | 'nothing';
		const channel = wordsOf(context.getNodeParameter('channel', itemIndex, '')) || null;
		const told = await reportOf(store, { ...period, by: by === 'nothing' ? null : by, channel });
		const text = reportText(`Atendimento de ${period.title}`, told.total);
		const isWanted = context.getNodeParameter('tellTeam', itemIndex, false) === true;
		const team_told = isWanted && (await tellOfDay(store, dayOf(Date.parse(period.until) - 1), text, channel));
		return { json: { ...told, text, ...(isWanted && { team_told }) } as unknown as IDataObject, output: FIRST };
	},
};

function given(context: IExecuteFunctions, itemIndex: number, now: number): NamedPeriod {
	const name = context.getNodeParameter('period', itemIndex) as string;
	const typed = (field: string, key: string) => timeIn(field, context.getNodeParameter(key, itemIndex, ''));
	return periodOf(name, name === 'between' ? { from: typed('From', 'from'), until: typed('Until', 'until') } : {}, now);
}
