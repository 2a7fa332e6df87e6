import { count, decimal, flag, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { code, description, id, name, otherRelations, record, timestamps } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const item = noun('item', 'item: produto ou serviço');
const category = noun('item category', 'categoria de item', 'item categories');
const characteristic = noun('item characteristic', 'característica de item');
const unit = noun('measurement unit', 'unidade de medida');

const TYPES = { 0: 'Product (Produto)', 1: 'Recurring (MRR)', 2: 'Service (Serviço)' };
const keys = (): Fields => ({
	reference: text('Reference', { placeholder: 'e.g. FB300' }),
	code: text('Code', { placeholder: 'e.g. 0300' }),
	category_id: id('Category ID'),
	minimum_value: decimal('Unit Value'),
	description: longText('Description'),
	status: flag('Inactive', 'Whether the item is inactive'),
	brand_id: id('Brand ID'),
});
const itemOptions = (): Fields => ({
	...keys(),
	commission: count('Commission', {}),
	cost: decimal('Cost'),
	ipi_tax: decimal('IPI Tax', { description: 'In percent' }),
	photo: text('Photo URL'),
});

export const itemResource: Resource = {
	name: 'Item',
	description: 'Item (produto, serviço, recorrência)',
	operations: {
		create: operation({
			...creates(item),
			request: 'POST /items',
			fields: { name: required(name('e.g. Formadora FB300')), type: required(code('Type', TYPES)) },
			options: itemOptions(),
		}),
		get: operation({ ...gets(item), request: 'GET /items/{item_id}', fields: { item_id: record('Item') } }),
		getMany: operation({
			...lists(item),
			request: 'GET /items',
			fields: {},
			options: { name: name('e.g. FB300'), type: code('Type', TYPES), ...keys(), ...timestamps() },
		}),
		update: operation({
			...updates(item),
			request: 'PUT /items/{item_id}',
			fields: { item_id: record('Item') },
			options: { name: name('e.g. Formadora FB300'), type: code('Type', TYPES), ...itemOptions() },
		}),
		delete: operation({ ...deletes(item), request: 'DELETE /items/{item_id}', fields: { item_id: record('Item') } }),
	},
};

const categoryOptions = (): Fields => ({
	category_id: id('Parent Category ID'),
	reference: text('Reference'),
	description: description(),
	deleted: flag('Inactive', 'Whether the category is inactive'),
});

export const itemCategory: Resource = {
	name: 'Item Category',
	description: 'Categoria de item',
	operations: {
		create: operation({
			...creates(category),
			request: 'POST /itemCategories',
			fields: { name: required(name('e.g. Formadoras')) },
			options: categoryOptions(),
		}),
		get: operation({
			...gets(category),
			request: 'GET /itemCategories/{item_categories_id}',
			fields: { item_categories_id: record('Category') },
		}),
		getMany: operation({ ...lists(category), request: 'GET /itemCategories', fields: {}, options: timestamps() }),
		update: operation({
			...updates(category),
			request: 'PUT /itemCategories/{item_categories_id}',
			fields: { item_categories_id: record('Category') },
			options: { name: name('e.g. Formadoras'), ...categoryOptions() },
		}),
		delete: operation({
			...deletes(category),
			request: 'DELETE /itemCategories/{item_categories_id}',
			fields: { item_categories_id: record('Category') },
		}),
	},
};

export const itemCharacteristic: Resource = {
	name: 'Item Characteristic',
	description: 'Característica de item',
	operations: {
		create: operation({
			...creates(characteristic),
			request: 'POST /items/characteristics',
			fields: { name: required(name('e.g. Voltagem')) },
			options: { description: description() },
		}),
		addOption: operation({
			...creates(characteristic),
			name: 'Add Option',
			action: 'Add option to item characteristic',
			description: 'Add one choice to a characteristic (opção da característica)',
			request: 'POST /items/characteristics/{char_id}/options',
			fields: { char_id: record('Characteristic'), name: required(name('e.g. 220 V')) },
			options: { description: description() },
		}),
		get: operation({
			...gets(characteristic),
			request: 'GET /items/characteristics/{item_characteristics_id}',
			fields: { item_characteristics_id: record('Characteristic') },
		}),
		getMany: operation({
			...lists(characteristic),
			request: 'GET /items/characteristics',
			fields: {},
			options: { name: name('e.g. Voltagem'), description: text('Description'), ...timestamps() },
		}),
		update: operation({
			...updates(characteristic),
			request: 'PUT /items/characteristics/{item_characteristics_id}',
			fields: { item_characteristics_id: record('Characteristic') },
			options: { name: name('e.g. Voltagem'), description: description() },
		}),
		delete: operation({
			...deletes(characteristic),
			request: 'DELETE /items/characteristics/{item_characteristics_id}',
			fields: { item_characteristics_id: record('Characteristic') },
		}),
	},
};

const abbreviation = () => text('Abbreviation', { placeholder: 'e.g. kg' });
const places = () => count('Decimal Places', {});
const unitActive = () => flag('Active', 'Whether the unit can be chosen', true);

export const measurementUnit: Resource = {
	name: 'Measurement Unit',
	description: 'Unidade de medida',
	operations: {
		create: operation({
			...creates(unit),
			request: 'POST /measurementUnit',
			fields: { name: required(name('e.g. Quilo')), abbreviation: required(abbreviation()), decimal_places: required(places()) },
			options: { active: unitActive() },
		}),
		get: operation({
			...gets(unit),
			request: 'GET /measurementUnit/{measurement_unit_id}',
			fields: { measurement_unit_id: record('Unit') },
			options: { with: otherRelations('items') },
		}),
		getMany: operation({
			...lists(unit),
			request: 'GET /measurementUnit',
			fields: {},
			options: { name: name('e.g. Quilo'), category_id: id('Category ID'), active: unitActive() },
		}),
		update: operation({
			...updates(unit),
			request: 'PUT /measurementUnit/{measurement_unit_id}',
			fields: { measurement_unit_id: record('Unit') },
			options: { name: name('e.g. Quilo'), abbreviation: abbreviation(), decimal_places: places(), active: unitActive() },
		}),
		delete: operation({
			...deletes(unit),
			request: 'DELETE /measurementUnit/{measurement_unit_id}',
			fields: { measurement_unit_id: record('Unit') },
		}),
	},
};
