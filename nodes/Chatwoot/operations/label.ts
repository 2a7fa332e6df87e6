import { flag, longText, required, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, one } from '../envelopes';
import { color, label as labelPicker, labelTitle } from '../fields';
import { onePage } from '../pages';

const options = (): Fields => ({
	description: longText('Description'),
	color: color(),
	show_on_sidebar: flag('Show on Sidebar', 'Whether the label stands in the sidebar', true),
});

export const label: Resource = {
	name: 'Label',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many labels',
			description: 'List the labels of the account',
			request: 'GET /labels',
			fields: {},
			paging: onePage(),
			output: one(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get label',
			description: 'Get a label of the account',
			request: 'GET /labels/{label}',
			fields: { label: required(labelPicker()) },
			output: one(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create label',
			description: 'Add a label to the account',
			request: 'POST /labels',
			fields: { title: required(labelTitle()) },
			options: options(),
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update label',
			description: 'Change a label of the account',
			request: 'PATCH /labels/{label}',
			fields: { label: required(labelPicker()) },
			options: { title: labelTitle(), ...options() },
			repeatable: true,
			output: one(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete label',
			description: 'Delete a label of the account',
			request: 'DELETE /labels/{label}',
			fields: { label: required(labelPicker()) },
			output: deleted,
		}),
	},
};
