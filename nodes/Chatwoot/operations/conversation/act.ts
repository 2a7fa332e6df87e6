import { choice, flag, required, text } from '../../../shared/kit/field';
import { operation, type Operation, type Operations } from '../../../shared/kit/operation';
import { done, one, statusOutput } from '../../envelopes';
import { onConversation, priority, secondsNumber, STATUSES } from '../../fields';

/** An act on a conversation without further values. */
const plain = (act: string, words: Pick<Operation, 'name' | 'action' | 'description'>): Operation => ({
	...words,
	request: `POST /conversations/{conversation}/${act}`,
	fields: { conversation: onConversation() },
	repeatable: true,
	output: done,
});

export const act: Operations = {
	setStatus: operation({
		name: 'Set Status',
		action: 'Set status of conversation',
		description: 'Open, resolve, snooze or set a conversation to pending. Opening with the token of an agent assigns it to that agent.',
		request: 'POST /conversations/{conversation}/toggle_status',
		fields: { conversation: onConversation(), status: choice('Status', STATUSES) },
		options: { snoozed_until: secondsNumber('Snoozed Until', 'snoozed_until', 'When it opens again; with the next message otherwise') },
		repeatable: true,
		output: statusOutput,
	}),
	setPriority: operation({
		name: 'Set Priority',
		action: 'Set priority of conversation',
		description: 'Change the priority of a conversation',
		request: 'POST /conversations/{conversation}/toggle_priority',
		fields: { conversation: onConversation(), priority: priority() },
		repeatable: true,
		output: done,
	}),
	setTyping: operation({
		name: 'Set Typing',
		action: 'Set typing in conversation',
		description: 'Show or hide that somebody is typing',
		request: 'POST /conversations/{conversation}/toggle_typing_status',
		fields: { conversation: onConversation(), typing_status: choice('Typing', { on: 'On', off: 'Off' }) },
		options: { is_private: flag('Private', 'Whether only agents see it') },
		repeatable: true,
		output: done,
	}),
	mute: plain('mute', { name: 'Mute', action: 'Mute conversation', description: 'Resolve the conversation and block the contact' }),
	unmute: plain('unmute', { name: 'Unmute', action: 'Unmute conversation', description: 'Unblock the contact of a conversation' }),
	markUnread: {
		...plain('unread', { name: 'Mark as Unread', action: 'Mark conversation as unread', description: 'Show a conversation as unread' }),
		output: one(),
	},
	markSeen: {
		...plain('update_last_seen', { name: 'Mark as Seen', action: 'Mark conversation as seen', description: 'Show a conversation as read' }),
		output: one(),
	},
	sendTranscript: operation({
		name: 'Send Transcript',
		action: 'Send transcript of conversation',
		description: 'Send all messages of a conversation by email',
		request: 'POST /conversations/{conversation}/transcript',
		fields: { conversation: onConversation(), email: required(text('Email', { placeholder: 'e.g. mariana@example.com' })) },
		output: done,
	}),
};
