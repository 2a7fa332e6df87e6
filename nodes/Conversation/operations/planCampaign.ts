import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { reasonShown } from '../../shared/core/campaign/reasons';
import { recordOf, textOf } from '../../shared/core/json/readers';
import type { Outcome } from '../../shared/kit/items';
import { campaignProgress, leadsFor, LINES_A_CALL, planLines, type LeadFilter } from '../../shared/store/campaigns';
import type { Store } from '../../shared/store/store';
import { csvRows, decoded } from '../campaign/csv';
import { planForm } from '../campaign/planForm';
import { campaignGiven, formOf, linesOf, writingFor } from '../campaign/planGiven';
import { shownProgress } from '../campaign/shownProgress';
import { FIRST, SECOND, type ConversationOperation } from '../operation';

/** Who is to get a campaign, and exactly what: kept, shown, and sent to nobody before it is started (handoff spec C11, dry run). */
export const planCampaign: ConversationOperation = {
	name: 'Plan Campaign',
	action: 'Plan campaign',
	description:
		'Keep who is to get it and the exact words for each, with the reason for everybody who is skipped. Nothing is sent before Start Campaign.',
	outputs: ['Summary', 'Lines'],
	properties: planForm,
	run: async (context, store, itemIndex) => {
		// The list is one thing: what comes as its further items is taken with the first.
		if (itemIndex > 0) return [];
		const campaign = campaignGiven(context);
		const form = formOf(context);
		const outcomes: Outcome[] = [];
		let writing: ReturnType<typeof writingFor> | undefined;
		let from = 1;
		for await (const { rows, areKeys } of listOf(context, store)) {
			writing ??= writingFor(form, rows, areKeys);
			const lines = linesOf(rows, from, writing);
			const planned = await planLines(store, campaign, lines);
			if (!planned.planned)
				throw new RangeError(`The campaign "${campaign.id}" has ended (${planned.reason}): a new list needs a name of its own`);
			const byLine = new Map(planned.lines.map((line) => [line.line, line]));
			for (const { line, name, text, consent } of lines) {
				const { phone = '', status = 'skipped', reason = null } = byLine.get(line) ?? {};
				outcomes.push({ json: { line, phone, name, status, reason, because: reasonShown(reason), text, consent }, output: SECOND });
			}
			from += rows.length;
		}
		if (!writing) throw new RangeError('The list is empty: nobody would get the campaign');
		const progress = await campaignProgress(store, campaign.id);
		return [{ json: progress ? shownProgress(progress) : {}, output: FIRST }, ...outcomes];
	},
};

async function* listOf(context: IExecuteFunctions, store: Store): AsyncGenerator<{ rows: IDataObject[]; areKeys: boolean }> {
	const source = context.getNodeParameter('source', 0, 'items');
	if (source === 'leads') {
		const filter = recordOf(context.getNodeParameter('leads', 0, {})) as LeadFilter;
		const temperatures = filter.temperatures?.length ? filter.temperatures : undefined;
		for await (const rows of leadsFor(store, { ...filter, temperatures })) yield { rows, areKeys: true };
		return;
	}
	const rows = source === 'csv' ? await csvRows(decoded(await fileOf(context))) : context.getInputData().map(({ json }) => json);
	for (let at = 0; at < rows.length; at += LINES_A_CALL) yield { rows: rows.slice(at, at + LINES_A_CALL), areKeys: false };
}

const fileOf = async (context: IExecuteFunctions): Promise<Uint8Array> =>
	await context.helpers.getBinaryDataBuffer(0, textOf(context.getNodeParameter('binaryField', 0, 'data')).trim() || 'data');
