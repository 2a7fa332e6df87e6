import { choice, count, longText, required, text, type Field } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';
import { chatRecord, oneChat } from '../records';
import { pages } from '../paging';
import { chat as chatPicker } from '../pickers';

const chatId = (): Field => chatPicker('Chat', 'Number with area code, or a group or lid ID');

/** One route does ten things with a chat: a pair of them is one operation with a choice. */
const modify = (words: Pick<Operation, 'name' | 'action' | 'description'>, actions: Record<string, string>): Operation => ({
	...words,
	request: 'POST /modify-chat',
	fields: { phone: chatId(), chatAction: required(choice('Action', actions, { at: 'action' })) },
	repeatable: true,
});

const onlyModify = (action: string, words: Pick<Operation, 'name' | 'action' | 'description'>): Operation => ({
	...words,
	request: 'POST /modify-chat',
	fields: { phone: chatId() },
	fixed: { action },
	repeatable: true,
});

export const chat: Resource = {
	name: 'Chat',
	description: 'Conversations of the connected number',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many chats',
			description: 'List the conversations, groups included',
			request: 'GET /chats',
			fields: {},
			paging: pages,
			output: chatRecord,
		}),
		get: operation({
			name: 'Get',
			action: 'Get chat',
			description: 'Get what is known of one conversation, e.g. unread messages and notes',
			request: 'GET /chats/{phone}',
			fields: { phone: chatId() },
			output: oneChat,
		}),
		getMessages: operation({
			name: 'Get Messages',
			action: 'Get messages of chat',
			description: 'List messages of a conversation',
			request: 'GET /chat-messages/{phone}',
			notice:
				'WhatsApp numbers of today (multi-device) refuse this: Z-API keeps no messages. Store what the AtendeAqui Z-API Trigger receives instead.',
			fields: {
				phone: chatId(),
				amount: required(count('Amount', { min: 1, default: 10 }, { description: 'How many messages; Z-API advises 10 at a time' })),
				lastMessageId: required(
					text('Last Message ID', {
						description: 'ID of the last message that was fetched: the ones before it are listed',
						placeholder: 'e.g. 3EB00000000000000002',
					}),
				),
			},
		}),
		markRead: modify(
			{ name: 'Mark as Read or Unread', action: 'Mark chat as read or unread', description: 'Mark a whole conversation as read or unread' },
			{ read: 'Mark as Read', unread: 'Mark as Unread' },
		),
		archive: modify(
			{ name: 'Archive or Unarchive', action: 'Archive or unarchive chat', description: 'Move a conversation to the archive, or back' },
			{ archive: 'Archive', unarchive: 'Unarchive' },
		),
		pin: modify(
			{ name: 'Pin or Unpin', action: 'Pin or unpin chat', description: 'Keep a conversation at the top of the list, or let it go' },
			{ pin: 'Pin', unpin: 'Unpin' },
		),
		mute: modify(
			{
				name: 'Mute or Unmute',
				action: 'Mute or unmute chat',
				description: 'Silence the notifications of a conversation, or hear them again',
			},
			{ mute: 'Mute', unmute: 'Unmute' },
		),
		clear: onlyModify('clear', {
			name: 'Clear',
			action: 'Clear chat',
			description: 'Remove all messages of a conversation on this number',
		}),
		delete: {
			...onlyModify('delete', { name: 'Delete', action: 'Delete chat', description: 'Remove a conversation from the list of this number' }),
			output: () => ({ deleted: true }),
		},
		setExpiration: operation({
			name: 'Set Disappearing Messages',
			action: 'Set disappearing messages of chat',
			description: 'Choose how long new messages of a conversation stay',
			request: 'POST /send-chat-expiration',
			fields: {
				phone: chatId(),
				chatExpiration: required(
					choice('Messages Disappear After', { '24_HOURS': '24 Hours', '7_DAYS': '7 Days', '90_DAYS': '90 Days', OFF: 'Never' }),
				),
			},
			repeatable: true,
		}),
		saveNote: operation({
			name: 'Save Note',
			action: 'Save note of chat',
			description: 'Write the note that the team sees beside a conversation; it replaces the one before',
			request: 'POST /chats/{phone}/notes',
			notice: 'Works on WhatsApp Business numbers only.',
			fields: {
				phone: chatId(),
				notes: required(longText('Note', { placeholder: 'e.g. Prefere falar depois das 14h' })),
			},
			repeatable: true,
		}),
	},
};
