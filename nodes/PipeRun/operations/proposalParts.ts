import { count, required } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { byHash } from '../api';
import { code, description, id, ids, name, record } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const counter = noun('proposal counter', 'sigla sequencial de propostas');
const model = noun('proposal model', 'modelo de proposta');
const template = noun('proposal template', 'template de proposta');

const next = () => count('Counter', {}, { description: 'Number that the next proposal adds to the name' });

export const proposalCounter: Resource = {
	name: 'Proposal Counter',
	description: 'Sigla sequencial de propostas',
	operations: {
		create: operation({
			...creates(counter),
			request: 'POST /proposals/counters',
			fields: { name: required(name('e.g. PROP-')), counter: required(next()) },
		}),
		get: operation({
			...gets(counter),
			request: 'GET /proposals/counters/{proposal_counter_id}',
			fields: { proposal_counter_id: record('Counter') },
		}),
		getMany: operation({ ...lists(counter), request: 'GET /proposals/counters', fields: {} }),
		update: operation({
			...updates(counter),
			request: 'PUT /proposals/counters/{proposal_counter_id}',
			fields: { proposal_counter_id: record('Counter') },
			options: { name: name('e.g. PROP-'), counter: next() },
		}),
		delete: operation({
			...deletes(counter),
			request: 'DELETE /proposals/counters/{proposal_counter_id}',
			fields: { proposal_counter_id: record('Counter') },
		}),
	},
};

export const proposalModel: Resource = {
	name: 'Proposal Model',
	description: 'Modelo de proposta',
	operations: {
		create: operation({
			...creates(model),
			request: 'POST /proposals/models',
			fields: { name: required(name('e.g. Padrão')) },
			options: { description: description() },
		}),
		get: operation({ ...gets(model), request: 'GET /proposals/models/{template_id}', fields: { template_id: record('Model') } }),
		getMany: operation({ ...lists(model), request: 'GET /proposals/models', fields: {}, options: { name: name('e.g. Padrão') } }),
		update: operation({
			...updates(model),
			request: 'PUT /proposals/models/{template_id}',
			fields: { template_id: record('Model') },
			options: { name: name('e.g. Padrão'), description: description() },
		}),
		delete: operation({ ...deletes(model), request: 'DELETE /proposals/models/{template_id}', fields: { template_id: record('Model') } }),
	},
};

const parts = () => ids('Template IDs', 'IDs of the templates that it is made of, comma-separated', 'template');
const look = () => ({
	currency_id: code('Currency', { 1: 'Brazilian Real', 2: 'US Dollar', 3: 'Euro' }),
	proposal_model_id: id('Layout ID'),
	brand_id: id('Brand ID'),
});

export const proposalTemplate: Resource = {
	name: 'Proposal Template',
	description: 'Template de proposta',
	operations: {
		create: operation({
			...creates(template),
			request: 'POST /proposals/templates',
			fields: { name: required(name('e.g. Proposta FB300')), template: required(parts()) },
			options: look(),
		}),
		get: operation({ ...gets(template), request: 'GET /proposals/templates/{template_id}', fields: { template_id: record('Template') } }),
		getMany: operation({
			...lists(template),
			paging: byHash,
			request: 'GET /proposals/templates',
			fields: {},
			options: { name: name('e.g. Proposta FB300') },
		}),
		update: operation({
			...updates(template),
			request: 'PUT /proposals/templates/{template_id}',
			fields: { template_id: record('Template') },
			options: { name: name('e.g. Proposta FB300'), template: parts(), ...look() },
		}),
		delete: operation({
			...deletes(template),
			request: 'DELETE /proposals/templates/{template_id}',
			fields: { template_id: record('Template') },
		}),
	},
};
