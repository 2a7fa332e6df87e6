import { choice, json, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, one } from '../envelopes';
import { id } from '../fields';
import { onePage } from '../pages';

const filter = () => required(id('Custom Filter ID', 'e.g. 6'));
const type = (displayName: string, at: string) =>
	choice(displayName, { conversation: 'Conversations', contact: 'Contacts', report: 'Reports' }, { at });
const query = () => json('Query', { description: 'The filter as JSON: {"payload": [conditions]}' });

export const customFilter: Resource = {
	name: 'Custom Filter',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many custom filters',
			description: 'List the saved filters of the user of the token',
			request: 'GET /custom_filters',
			fields: { filter_type: type('Type', 'filter_type') },
			paging: onePage(),
			output: one(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get custom filter',
			description: 'Get a saved filter',
			request: 'GET /custom_filters/{filter}',
			fields: { filter: filter() },
			output: one(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create custom filter',
			description: 'Save a filter',
			request: 'POST /custom_filters',
			fields: { name: required(text('Name', { placeholder: 'e.g. Leads quentes' })), type: type('Type', 'type'), query: query() },
			options: { filter_type: { ...type('List', 'filter_type'), inQuery: true } },
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update custom filter',
			description: 'Change a saved filter',
			request: 'PATCH /custom_filters/{filter}',
			fields: { filter: filter() },
			options: { name: text('Name', { placeholder: 'e.g. Leads quentes' }), type: type('Type', 'type'), query: query() },
			repeatable: true,
			output: one(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete custom filter',
			description: 'Delete a saved filter',
			request: 'DELETE /custom_filters/{filter}',
			fields: { filter: filter() },
			output: deleted,
		}),
	},
};
