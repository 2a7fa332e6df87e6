import { between } from '../limits';
import { required, type Field } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { eachPerson } from '../answers';
import { listed } from '../paging';
import { persons } from '../fields';

const people = (): Field =>
	between(1, 1000, required(persons('People', 'Numbers with area code or user IDs, comma-separated', 'block_users')));

export const block: Resource = {
	name: 'Block List',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many blocked people',
			description: 'List who is blocked',
			request: 'GET /:phone/block_users',
			fields: {},
			paging: listed,
		}),
		add: operation({
			name: 'Block',
			action: 'Block people',
			description: 'Block people who wrote in the last 24 hours; each becomes an item that says whether it was done',
			request: 'POST /:phone/block_users',
			fixed: { messaging_product: 'whatsapp' },
			fields: { people: people() },
			repeatable: true,
			output: eachPerson('added_users'),
		}),
		remove: operation({
			name: 'Unblock',
			action: 'Unblock people',
			description: 'Take people off the block list; each becomes an item that says whether it was done',
			request: 'DELETE /:phone/block_users',
			hasBody: true,
			fixed: { messaging_product: 'whatsapp' },
			fields: { people: people() },
			repeatable: true,
			output: eachPerson('removed_users'),
		}),
	},
};
