import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { dealText, type DealText } from '../../shared/core/crm/dealText';
import { parsedJson } from '../../shared/core/json/parsedJson';
import { parseGivenPhone } from '../../shared/core/message/ownIds';
import { holdersOf } from '../../shared/kit/holders';
import { rowsForm } from '../../shared/kit/rows';
import { claimEvent as claim, recordDealEvent, type DealEventRow } from '../../shared/store/crm';
import { getLead } from '../../shared/store/leads';
import { FIRST, SECOND, THIRD, type ConversationOperation } from '../operation';
import { isManual, keyOfRun } from '../manualRun';
import { placeProperties } from '../place';

const eventKey: INodeProperties = {
	displayName: 'Event Key',
	name: 'eventKey',
	type: 'string',
	default: '={{ $json.eventKey }}',
	required: true,
	description: 'What tells this happening from all others; the same key again changes nothing',
};

const texts: INodeProperties = rowsForm({
	displayName: 'Texts for the Customer',
	name: 'texts',
	description:
		'Sent by the outbox, once a deal and happening; nobody who wants no messages gets one, and none is sent while a person has the conversation',
	row: { displayName: 'Text', name: 'text' },
	columns: [
		{
			displayName: 'When',
			name: 'event',
			type: 'options',
			options: [
				{ name: 'Deal Created', value: 'created' },
				{ name: 'Deal Lost', value: 'lost' },
				{ name: 'Deal Moved to Stage', value: 'moved' },
				{ name: 'Deal Won', value: 'won' },
			],
			default: 'won',
		},
		{
			displayName: 'Stage ID',
			name: 'stageId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 647558',
			description: 'Only for a deal in this stage; empty is any',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'With {nome} (the first name) and {titulo}; empty tells the customer nothing',
		},
	],
});

/** What a CRM tells of a deal comes back into the conversation, whichever worker hears of it first. */
export const recordDeal: ConversationOperation = {
	name: 'Record Deal Event',
	action: 'Record deal event',
	description: 'Note in the conversation what the CRM tells of a deal, and tell the customer if a text is given: both once',
	outputs: ['Customer Is Told', 'Noted', 'Nothing New'],
	goesOn: true,
	properties: [
		...placeProperties,
		{ displayName: 'Event', name: 'event', type: 'string', default: '={{ $json.event }}', required: true },
		eventKey,
		{
			displayName: 'Deal',
			name: 'deal',
			type: 'json',
			default: '={{ $json.deal }}',
			required: true,
			description: 'With ID, title and stage_id, as the PipeRun triggers give it',
		},
		texts,
	],
	run: async (context, store, itemIndex) => {
		const parameter = (name: string): string => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
		const phone = parameter('phone') ? parseGivenPhone(parameter('phone'), () => holdersOf(context, itemIndex)).key : null;
		const event = readEvent(parameter('event'), parameter('eventKey'), context.getNodeParameter('deal', itemIndex));
		const entries = (context.getNodeParameter('texts.text', itemIndex, []) as IDataObject[]).map(readText);
		const lead = phone ? await getLead(store, phone) : null;
		const name = lead?.name ?? lead?.whatsapp_name ?? null;
		const text = dealText(entries, { event: event.event, stageId: event.stage_id, title: event.title, name });
		const place = { channel: parameter('channel') || null, phone };
		let recorded = await recordDealEvent(store, place, event, text);
		if (!recorded.recorded && recorded.reason === 'known_event' && isManual(context))
			recorded = await recordDealEvent(store, place, { ...event, key: keyOfRun(context, event.key) }, text);
		const output = !recorded.recorded ? THIRD : recorded.message_queued ? FIRST : SECOND;
		return { json: { phone, ...event, ...recorded } as IDataObject, output };
	},
};

const readText = ({ event, stageId, text }: IDataObject): DealText => ({
	event: String(event),
	stageId: Number(stageId) || null,
	text: String(text ?? ''),
});

function readEvent(event: string, key: string, given: unknown): DealEventRow {
	const deal = (typeof given === 'string' ? parsedJson(given) : given) as IDataObject | null | undefined;
	if (!Number.isInteger(Number(deal?.id)) || Number(deal?.id) < 1) throw new RangeError('The field "Deal" has no ID of a deal');
	if (!key) throw new RangeError('The field "Event Key" is empty');
	return { key, event, deal_id: Number(deal?.id), title: String(deal?.title ?? ''), stage_id: Number(deal?.stage_id) || null };
}

export const claimEvent: ConversationOperation = {
	name: 'Claim Event',
	action: 'Claim event',
	description: 'Tell whether this run is the first to hear of a happening, among all workers: a trigger may be called twice',
	outputs: ['First', 'Known'],
	properties: [eventKey],
	run: async (context, store, itemIndex) => {
		const { json } = context.getInputData()[itemIndex];
		const key = String(context.getNodeParameter('eventKey', itemIndex) ?? '').trim();
		if (!key) throw new RangeError('The field "Event Key" is empty');
		const isFirst = (await claim(store, key)) || (isManual(context) && (await claim(store, keyOfRun(context, key))));
		return { json, output: isFirst ? FIRST : SECOND };
	},
};
