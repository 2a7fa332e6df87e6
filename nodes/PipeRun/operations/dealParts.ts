import { count, decimal, flag, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { done } from '../answer';
import { code, id, ids, links, pipeline, record, sort } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const person = noun('deal person', 'outro contato da oportunidade');
const item = noun('deal item', 'item da oportunidade');
const rule = noun('required field rule', 'regra de preenchimento');

export const dealPerson: Resource = {
	name: 'Deal Person',
	description: 'Outros contatos da oportunidade',
	operations: {
		getMany: operation({ ...lists(person), request: 'GET /deals/{deal_id}/persons', fields: { deal_id: record('Deal') } }),
		add: operation({
			name: 'Add',
			action: 'Add person to deal',
			description: 'Make a person another contact of a deal (outro contato)',
			request: 'PUT /deals/{deal_id}/persons/{person_id}',
			repeatable: true,
			output: done,
			fields: { deal_id: record('Deal'), person_id: record('Person') },
		}),
		remove: operation({
			...deletes(person),
			name: 'Remove',
			action: 'Remove person from deal',
			description: 'Take another contact off a deal; the person stays',
			request: 'DELETE /deals/{deal_id}/persons/{person_id}',
			fields: { deal_id: record('Deal'), person_id: record('Person') },
		}),
	},
};

const itemAmounts = (): Fields => ({
	custom_field_id: id('Custom Field ID'),
	ipi_tax: decimal('IPI Tax', { description: 'In percent' }),
	discount_type: code('Discount Type', { 0: 'Percent', 1: 'Amount' }),
	discount_value: decimal('Discount'),
	cost: decimal('Cost', { description: 'Used when markup is on' }),
	markup_type: code('Markup Type', { 1: 'Amount', 2: 'Percent' }),
	markup_value: decimal('Markup'),
	duration: count('Duration', {}, { description: 'Months of a recurring item (MRR)' }),
});

export const dealItem: Resource = {
	name: 'Deal Item',
	description: 'Itens da oportunidade',
	operations: {
		create: operation({
			...creates(item),
			name: 'Add',
			action: 'Add item to deal',
			request: 'POST /deals/{deal_id}/product',
			fields: {
				deal_id: record('Deal'),
				product_id: record('Item'),
				quantity: required(count('Quantity', { min: 1 })),
				value: required(decimal('Unit Value')),
				status: flag('Linked', 'Whether the item counts for the deal', true),
			},
			options: { ...itemAmounts(), option_ids: links('Characteristic Option IDs') },
		}),
		get: operation({
			...gets(item),
			request: 'GET /deals/{deal_id}/product/{id}',
			fields: { deal_id: record('Deal'), id: record('Link') },
		}),
		getMany: operation({ ...lists(item), request: 'GET /deals/{deal_id}/product', fields: { deal_id: record('Deal') } }),
		update: operation({
			...updates(item),
			request: 'PUT /deals/{deal_id}/product/{id}',
			fields: { deal_id: record('Deal'), id: record('Link') },
			options: {
				product_id: id('Item ID'),
				quantity: count('Quantity', { min: 1 }),
				value: decimal('Unit Value'),
				status: flag('Linked', 'Whether the item counts for the deal', true),
				...itemAmounts(),
				option_ids: ids('Characteristic Option IDs'),
				formula_text: text('Formula', { description: 'Formula of the custom field of this link' }),
			},
		}),
		delete: operation({
			...deletes(item),
			name: 'Remove',
			action: 'Remove item from deal',
			description: 'Take an item off a deal',
			request: 'DELETE /deals/{deal_id}/product/{id}',
			fields: { deal_id: record('Deal'), id: record('Link') },
		}),
	},
};

const blocks = (what: string) => flag(`Block ${what}`, `Whether ${what.toLowerCase()} is refused while the field is empty`);
const ruleFields = (): Fields => ({
	stage_id: { ...links('Stage IDs'), toWire: (value) => wrapped('stage_id', value) },
	native_field: count('Native Field', {}, { description: "PipeRun's number of a built-in field" }),
	custom_field_id: id('Custom Field ID'),
	custom_forms: { ...links('Custom Form IDs'), toWire: (value) => wrapped('custom_forms', value) },
	action_win: blocks('Winning'),
	action_lose: blocks('Losing'),
	action_freeze: blocks('Freezing'),
	action_duplicate: blocks('Duplicating'),
	action_change_stage: blocks('Changing the Stage'),
});

/** These two lists wrap each id in an object with the list's own name. */
function wrapped(key: string, value: unknown): unknown {
	const given = ids('IDs').toWire(value) as number[] | undefined;
	return given?.map((one) => ({ [key]: one }));
}

export const requiredFieldRule: Resource = {
	name: 'Required Field Rule',
	description: 'Regras de preenchimento de campos',
	operations: {
		create: operation({
			...creates(rule),
			request: 'POST /deals/requiredFieldRules',
			fields: { pipeline_id: required(pipeline('Pipeline (Funil)')) },
			options: ruleFields(),
		}),
		get: operation({
			...gets(rule),
			request: 'GET /deals/requiredFieldRules/{required_field_rule_id}',
			fields: { required_field_rule_id: record('Rule') },
		}),
		getMany: operation({
			...lists(rule),
			request: 'GET /deals/requiredFieldRules',
			fields: {},
			options: { filter: longText('Filter'), sort: sort() },
		}),
		update: operation({
			...updates(rule),
			request: 'PUT /deals/requiredFieldRules/{required_field_rule_id}',
			fields: { required_field_rule_id: record('Rule') },
			options: { pipeline_id: pipeline('Pipeline (Funil)'), ...ruleFields() },
		}),
		delete: operation({
			...deletes(rule),
			request: 'DELETE /deals/requiredFieldRules/{required_field_rule_id}',
			fields: { required_field_rule_id: record('Rule') },
		}),
	},
};
