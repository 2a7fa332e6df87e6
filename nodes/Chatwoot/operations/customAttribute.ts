import { choice, list, longText, required, text, type Field, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, one } from '../envelopes';
import { id, numbered } from '../fields';
import { onePage } from '../pages';

const definition = () => required(id('Custom Attribute ID', 'e.g. 21'));
const model = (): Field => choice('Belongs To', { 0: 'Conversation', 1: 'Contact' }, { at: 'attribute_model' });
const type = (): Field =>
	numbered(
		choice(
			'Type',
			{ 0: 'Text', 1: 'Number', 2: 'Currency', 3: 'Percent', 4: 'Link', 5: 'Date', 6: 'List', 7: 'Checkbox' },
			{ at: 'attribute_display_type' },
		),
	);
const name = () => text('Name', { at: 'attribute_display_name', placeholder: 'e.g. Plano' });
const settings = (): Fields => ({
	attribute_description: longText('Description'),
	attribute_values: list('Values', { description: 'Comma-separated, for a list', placeholder: 'e.g. ouro, prata' }),
	regex_pattern: text('Pattern', { description: 'Regular expression that a text must match', placeholder: 'e.g. ^[0-9]+$' }),
	regex_cue: text('Pattern Hint', { description: 'Shown when a text does not match', placeholder: 'e.g. Somente números' }),
});

export const customAttribute: Resource = {
	name: 'Custom Attribute',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many custom attributes',
			description: 'List the custom attributes that are defined',
			request: 'GET /custom_attribute_definitions',
			fields: { attribute_model: model() },
			paging: onePage(),
			output: one(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get custom attribute',
			description: 'Get the definition of a custom attribute',
			request: 'GET /custom_attribute_definitions/{definition}',
			fields: { definition: definition() },
			output: one(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create custom attribute',
			description: 'Define a custom attribute of contacts or conversations',
			request: 'POST /custom_attribute_definitions',
			fields: {
				attribute_model: numbered(model()),
				attribute_display_name: required(name()),
				attribute_key: required(text('Key', { placeholder: 'e.g. plano' })),
				attribute_display_type: type(),
			},
			options: settings(),
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update custom attribute',
			description: 'Change the definition of a custom attribute',
			request: 'PATCH /custom_attribute_definitions/{definition}',
			fields: { definition: definition() },
			options: { attribute_display_name: name(), attribute_display_type: type(), ...settings() },
			repeatable: true,
			output: one(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete custom attribute',
			description: 'Delete the definition of a custom attribute',
			request: 'DELETE /custom_attribute_definitions/{definition}',
			fields: { definition: definition() },
			output: deleted,
		}),
	},
};
