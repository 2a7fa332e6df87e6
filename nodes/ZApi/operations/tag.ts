import { count, required, text, type Field, type Fields } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';
import { deleted } from '../answers';
import { whole } from '../paging';
import { chat, tag as picker } from '../pickers';
import { tagColors } from '../records';

const BUSINESS_ONLY = 'Works on WhatsApp Business numbers only.';

const name = (): Field => required(text('Name', { placeholder: 'e.g. Cliente novo' }));

const options = (): Fields => ({
	color: count('Color', { min: 0 }, { description: 'Number of one of the colors that "Get Colors" lists' }),
});

const onChat = (request: `PUT /${string}`, words: Pick<Operation, 'name' | 'action' | 'description'>): Operation => ({
	...words,
	request,
	notice: BUSINESS_ONLY,
	fields: { phone: chat('Chat', 'Number with area code, or a group or lid ID'), tagId: picker() },
	repeatable: true,
});

export const tag: Resource = {
	name: 'Tag',
	description: 'Labels (etiquetas) of WhatsApp Business',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many tags',
			description: 'List the tags',
			request: 'GET /tags',
			notice: BUSINESS_ONLY,
			fields: {},
			paging: whole,
		}),
		getColors: operation({
			name: 'Get Colors',
			action: 'Get colors of tags',
			description: 'List the colors that a tag can have, by their numbers',
			request: 'GET /business/tags/colors',
			notice: BUSINESS_ONLY,
			fields: {},
			output: tagColors,
		}),
		create: operation({
			name: 'Create',
			action: 'Create tag',
			description: 'Make a tag',
			request: 'POST /business/create-tag',
			notice: BUSINESS_ONLY,
			fields: { name: name() },
			options: options(),
		}),
		edit: operation({
			name: 'Update',
			action: 'Update tag',
			description: 'Change the name or color of a tag',
			request: 'POST /business/edit-tag/{tagId}',
			notice: BUSINESS_ONLY,
			fields: { tagId: picker(), name: name() },
			options: options(),
			repeatable: true,
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete tag',
			description: 'Delete a tag; it goes from all chats that have it',
			request: 'DELETE /business/tag/{tagId}',
			notice: BUSINESS_ONLY,
			fields: { tagId: picker() },
			output: deleted,
		}),
		addToChat: onChat('PUT /chats/{phone}/tags/{tagId}/add', {
			name: 'Add to Chat',
			action: 'Add tag to chat',
			description: 'Put a tag on a conversation',
		}),
		removeFromChat: onChat('PUT /chats/{phone}/tags/{tagId}/remove', {
			name: 'Remove From Chat',
			action: 'Remove tag from chat',
			description: 'Take a tag off a conversation',
		}),
	},
};
