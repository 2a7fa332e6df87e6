import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { limitProperty } from '../../shared/kit/limit';
import { getLead } from '../../shared/store/leads';
import { createRecord, listRecords } from '../../shared/store/records';
import { asItems, limitOf, phoneField, phoneOf, type StoreOperations } from '../operation';
import { changeRecord, column, fieldsOf, getRecord, givenIn, searchRecords, sinceField } from '../recordFields';
import { timeIn } from '../../shared/kit/timeField';

const FIELDS: INodeProperties[] = [
	column('Daily Volume', 'volume_diario', { description: 'Units a day, a whole number' }),
	column('Deal ID', 'oportunidade_pipe_id', { description: 'Of the deal (oportunidade) in PipeRun' }),
	column('Product', 'produto'),
	column('Segment', 'segmento'),
	column('Summary', 'resumo', { typeOptions: { rows: 3 } }),
	column('Urgency', 'urgencia_compra'),
];

/** Of whom; empty is everybody. */
const anyPhone: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	default: '={{ $json.phone }}',
	placeholder: 'e.g. 5511999990001',
	description: 'Empty is all',
};

/** @throws {RangeError} for a volume that is none */
function read({ volume_diario, ...texts }: IDataObject): Record<string, string | number> {
	const words = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, String(value).trim()]));
	if (volume_diario === undefined) return words;
	const volume = Number(volume_diario);
	if (!Number.isInteger(volume) || volume < 0 || volume > 2_000_000_000)
		throw new RangeError(`The field "Daily Volume" is no whole number: ${String(volume_diario)}`);
	return { ...words, volume_diario: volume };
}

/** Quote requests (`orcamentos`): one comes by itself for each deal of a qualified lead; people add theirs. */
export const quote: StoreOperations = {
	create: {
		name: 'Create',
		action: 'Create quote',
		description: 'Add a quote request (orçamento) of a lead',
		properties: [phoneField, fieldsOf(FIELDS)],
		run: async (context, store, itemIndex) => {
			const phone = phoneOf(context, itemIndex);
			const lead = await getLead(store, phone);
			if (lead === null) throw new RangeError(`There is no lead with the phone ${phone}: create it first`);
			return { json: await createRecord(store, 'orcamentos', { ...read(givenIn(context, itemIndex)), lead: lead.id }) };
		},
	},
	get: getRecord('orcamentos', 'quote'),
	getAll: {
		name: 'Get Many',
		action: 'Get many quotes',
		description: 'Read quote requests, newest first: all, or those of a lead',
		properties: [anyPhone, sinceField, limitProperty],
		run: async (context, store, itemIndex) => {
			const wanted = { since: timeIn('Since', context.getNodeParameter('since', itemIndex, '')), limit: limitOf(context, itemIndex) };
			if (!context.getNodeParameter('phone', itemIndex, '')) return asItems(await listRecords(store, 'orcamentos', wanted));
			const lead = await getLead(store, phoneOf(context, itemIndex));
			return lead ? asItems(await listRecords(store, 'orcamentos', { ...wanted, match: { lead: lead.id } })) : [];
		},
	},
	search: searchRecords(
		'orcamentos',
		'quotes',
		['resumo', 'produto', 'segmento', 'oportunidade_pipe_id'],
		'summary, product, segment and deal ID',
	),
	update: changeRecord('orcamentos', 'quote', FIELDS, read),
};
