import { longText, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, one } from '../envelopes';
import { id } from '../fields';
import { onePage } from '../pages';

const response = () => required(id('Canned Response ID', 'e.g. 4'));
const content = () => longText('Content', { placeholder: 'e.g. Olá! Como podemos ajudar?' });
const shortCode = () => text('Short Code', { description: 'What agents type after the slash', placeholder: 'e.g. ola' });

export const cannedResponse: Resource = {
	name: 'Canned Response',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many canned responses',
			description: 'List the canned responses',
			request: 'GET /canned_responses',
			fields: {},
			paging: onePage(),
			output: one(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create canned response',
			description: 'Add a text that agents can insert',
			request: 'POST /canned_responses',
			fields: { short_code: required(shortCode()), content: required(content()) },
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update canned response',
			description: 'Change a canned response',
			request: 'PATCH /canned_responses/{response}',
			fields: { response: response() },
			options: { short_code: shortCode(), content: content() },
			repeatable: true,
			output: one(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete canned response',
			description: 'Delete a canned response',
			request: 'DELETE /canned_responses/{response}',
			fields: { response: response() },
			output: deleted,
		}),
	},
};
