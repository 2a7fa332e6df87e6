import { flag, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { active, description, id, links, name, record, timestamps } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const origin = noun('origin', 'origem');
const group = noun('origin group', 'grupo de origens');
const listed = () => flag('Active', 'Whether to list active ones, or the others', true);

export const originResource: Resource = {
	name: 'Origin',
	description: 'Origem de oportunidades',
	operations: {
		create: operation({
			...creates(origin),
			request: 'POST /origins',
			fields: { name: required(name('e.g. WhatsApp')), active: active() },
			options: { description: description() },
		}),
		get: operation({ ...gets(origin), request: 'GET /origins/{origin_id}', fields: { origin_id: record('Origin') } }),
		getMany: operation({
			...lists(origin),
			request: 'GET /origins',
			fields: {},
			options: { name: name('e.g. WhatsApp'), origin_group_id: id('Origin Group ID'), hash: text('Hash'), active: listed() },
		}),
		update: operation({
			...updates(origin),
			request: 'PUT /origins/{origin_id}',
			fields: { origin_id: record('Origin') },
			options: { name: name('e.g. WhatsApp'), active: active(), description: description() },
		}),
		delete: operation({ ...deletes(origin), request: 'DELETE /origins/{origin_id}', fields: { origin_id: record('Origin') } }),
	},
};

export const originGroup: Resource = {
	name: 'Origin Group',
	description: 'Grupo de origens',
	operations: {
		create: operation({
			...creates(group),
			request: 'POST /originGroups',
			fields: { name: required(name('e.g. Redes sociais')), active: active() },
			options: { description: description(), origins: links('Origin IDs') },
		}),
		get: operation({
			...gets(group),
			request: 'GET /originGroups/{origin_group_id}',
			fields: { origin_group_id: record('Origin Group') },
		}),
		getMany: operation({
			...lists(group),
			request: 'GET /originGroups',
			fields: {},
			options: { name: name('e.g. Redes sociais'), active: listed(), ...timestamps() },
		}),
		update: operation({
			...updates(group),
			request: 'PUT /originGroups/{origin_group_id}',
			fields: { origin_group_id: record('Origin Group') },
			options: { name: name('e.g. Redes sociais'), active: active(), description: description(), origins: links('Origin IDs') },
		}),
		delete: operation({
			...deletes(group),
			request: 'DELETE /originGroups/{origin_group_id}',
			fields: { origin_group_id: record('Origin Group') },
		}),
	},
};
