import { choice, count, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { whole } from '../api';
import { code, name, record, sort } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const list = noun('data list', 'lista de dados');
const field = noun('data list field', 'campo de lista de dados');
const choiceNoun = noun('data list option', 'opção de campo de lista de dados');
const reply = noun('data list record', 'resposta de lista de dados');

const ENTITIES = { deals: 'Deals (Oportunidades)', companies: 'Companies (Empresas)', persons: 'Persons (Pessoas)' };
const TYPES = {
	1: 'Number',
	2: 'Decimal Number',
	3: 'Date and Time',
	4: 'Date',
	5: 'Time',
	6: 'Text',
	7: 'Long Text',
	8: 'Single Choice',
	9: 'Multiple Choice',
};
const dataListId = () => record('Data List');

export const dataList: Resource = {
	name: 'Data List',
	description: 'Lista de dados',
	operations: {
		create: operation({
			...creates(list),
			request: 'POST /datalists',
			fields: { name: required(name('e.g. Equipamentos')), entity: required(choice('Belongs To', ENTITIES)) },
		}),
		get: operation({ ...gets(list), request: 'GET /datalists/{id}', fields: { id: dataListId() } }),
		getMany: operation({
			...lists(list),
			paging: whole,
			request: 'GET /datalists',
			fields: {},
			options: { entity: choice('Belongs To', ENTITIES) },
		}),
		update: operation({
			...updates(list),
			request: 'PUT /datalists/{id}',
			fields: { id: dataListId() },
			options: { name: name('e.g. Equipamentos'), entity: choice('Belongs To', ENTITIES) },
		}),
		delete: operation({ ...deletes(list), request: 'DELETE /datalists/{id}', fields: { id: dataListId() } }),
	},
};

export const dataListField: Resource = {
	name: 'Data List Field',
	description: 'Campo de lista de dados',
	operations: {
		create: operation({
			...creates(field),
			request: 'POST /datalists/{id}/fields',
			fields: { id: dataListId(), name: required(name('e.g. Modelo')), datalist_field_type_id: required(code('Type', TYPES)) },
			options: { order: count('Position', {}) },
		}),
		getMany: operation({ ...lists(field), paging: whole, request: 'GET /datalists/{id}/fields', fields: { id: dataListId() } }),
		update: operation({
			...updates(field),
			request: 'PUT /datalists/{datalist_id}/fields/{id}',
			fields: {
				datalist_id: dataListId(),
				id: record('Field'),
				name: required(name('e.g. Modelo')),
				datalist_field_type_id: required(code('Type', TYPES)),
			},
		}),
		delete: operation({
			...deletes(field),
			request: 'DELETE /datalists/{datalist_id}/fields/{id}',
			fields: { datalist_id: dataListId(), id: record('Field') },
		}),
	},
};

export const dataListOption: Resource = {
	name: 'Data List Option',
	description: 'Opção de campo de lista de dados',
	operations: {
		create: operation({
			...creates(choiceNoun),
			request: 'POST /datalists/{datalist_id}/fields/{id}/options',
			fields: { datalist_id: dataListId(), id: record('Field'), name: required(name('e.g. FB300')) },
		}),
		getMany: operation({
			...lists(choiceNoun),
			paging: whole,
			request: 'GET /datalists/{datalist_id}/fields/{id}/options',
			fields: { datalist_id: dataListId(), id: record('Field') },
		}),
		update: operation({
			...updates(choiceNoun),
			request: 'PUT /datalists/{datalist_id}/fields/{field_id}/options/{id}',
			fields: { datalist_id: dataListId(), field_id: record('Field'), id: record('Option'), name: required(name('e.g. FB300')) },
		}),
		delete: operation({
			...deletes(choiceNoun),
			request: 'DELETE /datalists/{datalist_id}/fields/{field_id}/options/{id}',
			fields: { datalist_id: dataListId(), field_id: record('Field'), id: record('Option') },
		}),
	},
};

const position = () => count('Field Position', {}, { description: 'Place of the field in the list, which tells the field', at: 'order' });
const value = () => text('Value', { placeholder: 'e.g. FB300' });
const key = () => text('Custom Field Key', { at: 'key' });

/** PipeRun documents each of these four routes twice, with different names and fields; the rows offer the fields of both. */
export const dataListRecord: Resource = {
	name: 'Data List Record',
	description: 'Registro (resposta) de lista de dados',
	operations: {
		create: operation({
			...creates(reply),
			request: 'POST /datalists/{datalist_id}/records',
			fields: { datalist_id: dataListId(), order: required(position()), value: required(value()) },
			options: { key: key() },
		}),
		get: operation({
			...gets(reply),
			request: 'GET /datalists/{datalist_id}/records/{record_id}',
			fields: { datalist_id: dataListId(), record_id: record('Record') },
		}),
		getMany: operation({
			...lists(reply),
			request: 'GET /datalists/{datalist_id}/records',
			fields: { datalist_id: dataListId() },
			options: { order: position(), sort: sort() },
		}),
		update: operation({
			...updates(reply),
			request: 'PUT /datalists/{datalist_id}/records/{record_id}',
			fields: { datalist_id: dataListId(), record_id: record('Record'), order: required(position()) },
			options: { value: value(), key: key() },
		}),
		delete: operation({
			...deletes(reply),
			request: 'DELETE /datalists/{datalist_id}/records/{record_id}',
			fields: { datalist_id: dataListId(), record_id: record('Record') },
		}),
	},
};
