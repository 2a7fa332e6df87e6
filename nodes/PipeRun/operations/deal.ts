import { count, decimal, flag, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, one } from '../answer';
import {
	code,
	customFields,
	dateTime,
	day,
	id,
	lostReason,
	origin,
	period,
	pipeline,
	record,
	relations,
	span,
	stage,
	tags,
	timestamps,
	user,
} from '../fields';
import { creates, deletes, gets, lists, listsCustomFieldValues, noun, updates } from '../rows';
import { duplicate } from './dealDuplicate';

const deal = noun('deal', 'oportunidade');
const RELATED = {
	items: 'Items',
	persons: 'Persons',
	companies: 'Companies',
	customForms: 'Custom Forms',
	customFields: 'Custom Fields',
	tags: 'Tags',
	users: 'Users',
};
const TEMPERATURES = { 1: 'Very Hot (Muito Quente)', 2: 'Hot (Quente)', 3: 'Warm (Morna)', 4: 'Cold (Fria)' };
const STATUSES = { 0: 'Open (Aberta)', 1: 'Won (Ganha)', 3: 'Lost (Perdida)' };

const people = (): Fields => ({ owner_id: user('Owner (Dono)'), person_id: id('Person ID'), company_id: id('Company ID') });

const common = (): Fields => ({
	...people(),
	origin_id: origin('Origin (Origem)'),
	temperature: code('Temperature', TEMPERATURES),
	probability: count('Probability', { max: 90 }, { description: 'Chance of closing, in percent' }),
	value: decimal('Value (P&S)', { description: 'Products and services' }),
	value_mrr: decimal('Value (MRR)', { description: 'Recurring, per month' }),
	probably_closed_at: day('Expected Closing (Previsão)'),
	custom_fields: customFields('custom_fields'),
	tags: tags(),
	reference: text('Reference', { description: 'Key of this deal in another system', placeholder: 'e.g. lead-42' }),
	last_contact_at: dateTime('Last Contact'),
	order: count('Position', {}, { description: 'Place among the cards of the stage' }),
	status: code('Status', STATUSES),
	lost_reason_id: lostReason('Lost Reason (Motivo)'),
	reason_close: longText('Comment on the Loss'),
	deleted: flag('In the Bin', 'Whether the deal is in the bin (lixeira)'),
	freezed: flag('Frozen', 'Whether the deal is frozen (congelada)'),
	frozen_at: dateTime('Frozen At'),
	created_at: dateTime('Created At'),
	closed_at: dateTime('Closed At'),
	started_in_stage_id: stage('Created in Stage'),
});

const filters = (): Fields => ({
	...people(),
	pipeline_id: pipeline('Pipeline (Funil)'),
	stage_id: stage('Stage (Etapa)'),
	status: code('Status', STATUSES),
	origin_id: origin('Origin (Origem)'),
	lost_reason_id: lostReason('Lost Reason (Motivo)'),
	temperature: code('Temperature', TEMPERATURES),
	title: text('Title', { placeholder: 'e.g. Lead - FB300' }),
	hash: text('Hash'),
	deleted: flag('In the Bin', 'Whether to list the deals in the bin (lixeira)'),
	freezed: flag('Frozen', 'Whether to list frozen deals (congeladas)'),
	started_in_stage_id: stage('Created in Stage'),
	with: relations(RELATED),
	sort: text('Sort By', { description: 'Column to sort by, such as ID', placeholder: 'e.g. title' }),
	desc: flag('Sort Descending', 'Whether the highest comes first'),
	...span('value', 'Value (P&S)'),
	...span('value_mrr', 'Value (MRR)'),
	...timestamps(),
	...period('closed_at', 'Closed'),
	...period('probably_closed_at', 'Expected Closing', day),
	...period('stage_movement_at', 'Moved'),
	...period('last_contact_at', 'Last Contact'),
});

const dealId = () => record('Deal');
const closing = { repeatable: true, output: one };

export const dealResource: Resource = {
	name: 'Deal',
	description: 'Oportunidade',
	operations: {
		create: operation({
			...creates(deal),
			request: 'POST /deals',
			fields: {
				title: required(text('Title', { placeholder: 'e.g. Lead - FB300 - São Paulo/SP' })),
				pipeline_id: required(pipeline('Pipeline (Funil)')),
				stage_id: required(stage('Stage (Etapa)')),
			},
			options: common(),
		}),
		get: operation({
			...gets(deal),
			request: 'GET /deals/{deal_id}',
			fields: { deal_id: dealId() },
			options: { with: relations(RELATED) },
		}),
		getMany: operation({ ...lists(deal), request: 'GET /deals', fields: {}, options: filters() }),
		update: operation({
			...updates(deal),
			request: 'PUT /deals/{deal_id}',
			fields: { deal_id: dealId() },
			options: { title: text('Title'), pipeline_id: pipeline('Pipeline (Funil)'), stage_id: stage('Stage (Etapa)'), ...common() },
		}),
		delete: operation({ ...deletes(deal), request: 'DELETE /deals/{deal_id}', fields: { deal_id: dealId() }, output: deleted }),
		win: operation({
			...closing,
			name: 'Win',
			action: 'Win deal',
			description: 'Mark a deal as won (ganhar)',
			request: 'PUT /deals/{deal_id}',
			fixed: { status: 1 },
			fields: { deal_id: dealId() },
			options: { value: decimal('Value (P&S)'), value_mrr: decimal('Value (MRR)'), closed_at: dateTime('Closed At') },
		}),
		lose: operation({
			...closing,
			name: 'Lose',
			action: 'Lose deal',
			description: 'Mark a deal as lost (perder), with the reason',
			request: 'PUT /deals/{deal_id}',
			fixed: { status: 3 },
			fields: { deal_id: dealId(), lost_reason_id: required(lostReason('Lost Reason (Motivo)')) },
			options: { reason_close: longText('Comment on the Loss'), closed_at: dateTime('Closed At') },
		}),
		moveStage: operation({
			...closing,
			name: 'Move Stage',
			action: 'Move deal to stage',
			description: 'Move a deal to another stage (etapa), of its own or of another pipeline (funil)',
			request: 'PUT /deals/{deal_id}',
			fields: {
				deal_id: dealId(),
				pipeline_id: pipeline('Pipeline (Funil)', 'Where the stage is; only to be given when the deal changes the pipeline'),
				stage_id: required(stage('Stage (Etapa)')),
			},
		}),
		reopen: operation({
			...closing,
			name: 'Reopen',
			action: 'Reopen deal',
			description: 'Make a won or lost deal open again (reabrir)',
			request: 'PUT /deals/{deal_id}',
			fixed: { status: 0 },
			fields: { deal_id: dealId() },
		}),
		duplicate,
		getManyCustomFieldValues: operation({
			...listsCustomFieldValues(deal),
			request: 'GET /deals/custom-fields',
			fields: {},
			options: { deal_id: id('Deal ID'), custom_field_id: id('Custom Field ID'), ...timestamps() },
		}),
	},
};
