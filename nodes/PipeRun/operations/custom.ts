import { count, flag, json, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { code, color as colorField, links, name, record, sort, timestamps } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const field = noun('custom field', 'campo customizado');
const formNoun = noun('custom form', 'formulário customizado');

const TYPES = {
	1: 'Text',
	3: 'Single Choice',
	5: 'Long Text',
	6: 'Multiple Choice',
	7: 'Skype Chat',
	8: 'Skype Call',
	9: 'Link',
	10: 'Date',
	11: 'WhatsApp',
	12: 'City',
	13: 'Formula',
	14: 'Number',
	15: 'File',
};
const BELONGS = { 1: 'Deal (Oportunidade)', 2: 'Person (Pessoa)', 3: 'Company (Empresa)' };

export const customField: Resource = {
	name: 'Custom Field',
	description: 'Campo customizado',
	operations: {
		create: operation({
			...creates(field),
			request: 'POST /customFields',
			fields: {
				name: required(name('e.g. Volume diário')),
				type: required(code('Type', TYPES)),
				belongs: required(code('Belongs To', BELONGS)),
			},
			options: {
				values: text('Values', { description: 'Choices of a choice field' }),
				decimal_places: count('Decimal Places', {}),
			},
		}),
		get: operation({ ...gets(field), request: 'GET /customFields/{id}', fields: { id: record('Custom Field') } }),
		getMany: operation({
			...lists(field),
			request: 'GET /customFields',
			fields: {},
			options: { type: code('Type', TYPES), belongs: code('Belongs To', BELONGS), ...timestamps() },
		}),
		update: operation({
			...updates(field),
			request: 'PUT /customFields/{id}',
			fields: { id: record('Custom Field'), name: required(name('e.g. Volume diário')) },
		}),
		delete: operation({ ...deletes(field), request: 'DELETE /customFields/{id}', fields: { id: record('Custom Field') } }),
	},
};

const FORMS = { 1: 'Deals (Oportunidades)', 2: 'Companies (Empresas)', 3: 'Persons (Pessoas)' };
const color = (what: string) => colorField(`${what} Color`);
const formStatus = () => flag('Active', 'Whether the form can be used', true);

const formOptions = (): Fields => ({
	pipelines: links('Pipeline IDs'),
	activityTypes: links('Activity Type IDs'),
	page_title: text('Title'),
	page_content: longText('Text'),
	page_logo_url: text('Logo URL'),
	page_background_color: color('Page Background'),
	page_text_color: color('Page Text'),
	form_background_color: color('Form Background'),
	form_text_color: color('Form Text'),
	form_button_background_color: color('Button Background'),
	form_button_text_color: color('Button Text'),
	form_with_rounded_borders: flag('Rounded Corners', 'Whether the form has round corners'),
	form_show_icons: flag('Icons', 'Whether the fields have icons'),
	fields: json('Fields', {
		description:
			'By position: {"0": {"custom_field_id": 123, "required": false}, "1": {"native_field_type": 100, "native_field_entity": 1}}',
	}),
});

export const customForm: Resource = {
	name: 'Custom Form',
	description: 'Formulário customizado',
	operations: {
		create: operation({
			...creates(formNoun),
			request: 'POST /customForms',
			fields: { name: required(name('e.g. Contato')), type: required(code('Belongs To', FORMS)), status: formStatus() },
			options: formOptions(),
		}),
		get: operation({ ...gets(formNoun), request: 'GET /customForms/{id}', fields: { id: record('Custom Form') } }),
		getMany: operation({
			...lists(formNoun),
			request: 'GET /customForms',
			fields: {},
			options: { name: name('e.g. Contato'), sort: sort(), ...timestamps() },
		}),
		update: operation({
			...updates(formNoun),
			request: 'PUT /customForms/{id}',
			fields: { id: record('Custom Form') },
			options: { name: name('e.g. Contato'), type: code('Belongs To', FORMS), status: formStatus(), ...formOptions() },
		}),
		delete: operation({ ...deletes(formNoun), request: 'DELETE /customForms/{id}', fields: { id: record('Custom Form') } }),
	},
};
