import { count, decimal, flag, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import {
	code,
	color,
	description,
	id,
	links,
	name,
	origin,
	period,
	pipeline as pipelineField,
	record,
	sort,
	timestamps,
	user,
} from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const pipeline = noun('pipeline', 'funil');
const stage = noun('stage', 'etapa');

const TYPES = {
	0: 'Sales (Vendas)',
	1: 'Pre-Sales (Pré-Vendas)',
	2: 'After-Sales (Pós-Vendas)',
	3: 'Customer Success',
	4: 'Marketing',
	5: 'Contracts',
	6: 'Projects',
	7: 'Administrative',
};
const VISIBILITIES = { 0: 'Public', 1: 'Private', 2: 'Chosen Users' };

const pipelineOptions = (): Fields => ({
	description: description(),
	is_main: flag('Main', 'Whether it is the main pipeline of the account'),
	limit_time: count('Stagnation Alert', {}, { description: 'Days without movement until a card is marked' }),
	order: count('Position', {}),
	visibility: code('Visibility', VISIBILITIES),
	allowedUsers: links('Allowed User IDs'),
});

export const pipelineResource: Resource = {
	name: 'Pipeline',
	description: 'Funil',
	operations: {
		create: operation({
			...creates(pipeline),
			request: 'POST /pipelines',
			fields: {
				name: required(name('e.g. Vendas')),
				funnel_type: required(code('Type', TYPES)),
				user_id: required(user('Responsible User')),
			},
			options: pipelineOptions(),
		}),
		get: operation({ ...gets(pipeline), request: 'GET /pipelines/{id}', fields: { id: record('Pipeline') } }),
		getMany: operation({
			...lists(pipeline),
			request: 'GET /pipelines',
			fields: {},
			options: {
				name: name('e.g. Vendas'),
				account_id: id('Account ID'),
				visibility: code('Visibility', VISIBILITIES),
				funnel_type: code('Type', TYPES),
				sort: sort(),
				...timestamps(),
			},
		}),
		update: operation({
			...updates(pipeline),
			request: 'PUT /pipelines/{id}',
			fields: { id: record('Pipeline') },
			options: { name: name('e.g. Vendas'), funnel_type: code('Type', TYPES), user_id: user('Responsible User'), ...pipelineOptions() },
		}),
		delete: operation({ ...deletes(pipeline), request: 'DELETE /pipelines/{id}', fields: { id: record('Pipeline') } }),
	},
};

const stageOptions = (): Fields => ({
	description: longText('Description'),
	origin_id: origin('Origin (Origem)'),
	color: color('Color'),
	order: count('Position', {}),
	allow_win_deal: flag('Allow Winning', 'Whether deals can be won in this stage', true),
	allow_create_deal: flag('Allow Creating', 'Whether deals can be created in this stage', true),
});

export const stageResource: Resource = {
	name: 'Stage',
	description: 'Etapa do funil',
	operations: {
		create: operation({
			...creates(stage),
			request: 'POST /stages',
			fields: { pipeline_id: required(pipelineField('Pipeline (Funil)')), name: required(name('e.g. Proposta')) },
			options: stageOptions(),
		}),
		get: operation({ ...gets(stage), request: 'GET /stages/{stage_id}', fields: { stage_id: record('Stage') } }),
		getMany: operation({
			...lists(stage),
			request: 'GET /stages',
			fields: {},
			options: {
				pipeline_id: pipelineField('Pipeline (Funil)'),
				name: name('e.g. Proposta'),
				id: id('Stage ID'),
				hash: text('Hash'),
				allow_create_deal: flag('Allows Creating', 'Whether deals can be created in it', true),
				allow_win_deal: flag('Allows Winning', 'Whether deals can be won in it', true),
				...timestamps(),
			},
		}),
		update: operation({
			...updates(stage),
			request: 'PUT /stages/{stage_id}',
			fields: { stage_id: record('Stage') },
			options: { name: name('e.g. Proposta'), pipeline_id: pipelineField('Pipeline (Funil)'), ...stageOptions() },
		}),
		delete: operation({ ...deletes(stage), request: 'DELETE /stages/{stage_id}', fields: { stage_id: record('Stage') } }),
		getManyMovements: operation({
			...lists(stage),
			name: 'Get Many Movements',
			action: 'Get many stage movements',
			description: 'List when deals came into stages and left them (histórico de etapas)',
			request: 'GET /stageHistories',
			fields: {},
			options: {
				deal_id: id('Deal ID'),
				in_stage_id: id('Entered Stage ID'),
				out_stage_id: id('Left Stage ID'),
				in_user_id: user('Moved Here By'),
				out_user_id: user('Moved Away By'),
				in_value: decimal('Value on Entering'),
				out_value: decimal('Value on Leaving'),
				...period('in_date', 'Entered'),
				...period('out_date', 'Left'),
			},
		}),
	},
};
