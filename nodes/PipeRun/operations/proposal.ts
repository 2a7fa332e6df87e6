import { count, decimal, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { byPage } from '../api';
import { done } from '../answer';
import { code, day, id, otherRelations, record, sort, timestamps, user } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';
import { discountType, proposalOptions, STATUSES } from './proposalFields';

const proposal = noun('proposal', 'proposta');
const proposalId = () => record('Proposal');

const filters = (): Fields => ({
	id: id('Proposal ID'),
	deal_id: id('Deal ID'),
	user_id: user('Created By'),
	status: code('Status', STATUSES),
	proposal_model_id: id('Model ID'),
	payment_method_id: id('Payment Method ID (P&S)'),
	payment_method_mrr_id: id('Payment Method ID (MRR)'),
	proposal_counter_id: id('Counter ID (Sigla)'),
	value_mrr: decimal('Value (MRR)'),
	introduction: text('Introduction'),
	observation: text('Observation'),
	delivery_forecast_date: count('Delivery Day', {}),
	payment_method: text('Payment Method'),
	version: text('Version'),
	shipping_type: text('Freight'),
	shipping_value: text('Freight Value'),
	due_date: count('Due Day (P&S)', {}),
	due_date_mrr: count('Due Day (MRR)', {}),
	hash: text('Hash'),
	...timestamps(),
});

export const proposalResource: Resource = {
	name: 'Proposal',
	description: 'Proposta',
	operations: {
		create: operation({
			...creates(proposal),
			request: 'POST /proposals',
			fields: { deal_id: record('Deal') },
			options: { ...proposalOptions(), template: id('Template ID'), discount_type: discountType() },
		}),
		createFromTemplate: operation({
			...creates(proposal),
			name: 'Create From Template',
			action: 'Create proposal from template',
			description: 'Add a proposal to a deal from a template (template de proposta)',
			request: 'POST /deals/{deal_id}/proposals',
			fields: { deal_id: record('Deal'), user_id: required(user('Responsible User')), template: required(id('Template ID')) },
		}),
		get: operation({
			...gets(proposal),
			request: 'GET /proposals/{proposal_id}',
			fields: { proposal_id: proposalId() },
			options: { with: otherRelations('items') },
		}),
		getMany: operation({
			...lists(proposal),
			request: 'GET /proposals',
			fields: {},
			options: filters(),
		}),
		getManyOfDeal: operation({
			...lists(proposal),
			name: 'Get Many of Deal',
			action: 'Get many proposals of deal',
			description: 'List the proposals of one deal (oportunidade)',
			paging: byPage,
			request: 'GET /deals/{deal_id}/proposals',
			fields: { deal_id: record('Deal') },
			options: { filter: text('Filter'), sort: sort() },
		}),
		update: operation({
			...updates(proposal),
			request: 'PUT /proposals/{proposal_id}',
			fields: { proposal_id: proposalId() },
			options: { ...proposalOptions(), deal_id: id('Deal ID'), due_date: day('Due Date') },
		}),
		delete: operation({ ...deletes(proposal), request: 'DELETE /proposals/{proposal_id}', fields: { proposal_id: proposalId() } }),
		generatePdf: operation({
			name: 'Generate PDF',
			action: 'Generate PDF of proposal',
			description: 'Make the PDF of a proposal (gerar PDF)',
			request: 'PUT /proposals/generatePdf/{hash}',
			repeatable: true,
			output: done,
			fields: { hash: required(text('Proposal Hash', { placeholder: 'e.g. ccef1438a94a1987539f0767bbda403c' })) },
		}),
	},
};
