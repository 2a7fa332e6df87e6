import { choice, flag, list, longText, required, text, type Fields } from '../../../shared/kit/field';
import type { Operations } from '../../../shared/kit/operation';
import { mirrorMessage } from '../../composites/mirror';
import { mirrorWord } from '../../composites/mirrorWord';
import { handOff, returnToBot } from '../../composites/turn';
import { agent, agentBot, inbox, itemFiles, labels, onConversation, priority, secondsNumber, takenAway, team } from '../../fields';

/** Where files may be fetched from. */
const fileHosts = (): Fields => ({
	hosts: list('Other Hosts', {
		description: 'Files are fetched from Z-API and WhatsApp alone; further hosts, comma-separated, or * for all public ones',
		placeholder: 'e.g. media.example.com',
	}),
	allowPrivate: flag('Allow Private Networks', 'Whether files may also come over plain HTTP and from addresses of private networks'),
});

/** The acts of several requests that a handoff is made of. */
export const composites: Operations = {
	mirrorMessage: {
		name: 'Mirror Message',
		action: 'Mirror message into conversation',
		description:
			'Write a message of WhatsApp into the conversation of that person, once however often it runs; contact and conversation are made as needed',
		fields: {
			inbox: required(inbox({ description: 'An API inbox; private notes may go into any' })),
			phone: required(
				text('Phone or Chat ID', { description: 'Number with area code, or a lid or group ID', placeholder: 'e.g. 5511999990001' }),
			),
			direction: choice('Direction', {
				incoming: 'Incoming (Customer)',
				outgoing: 'Outgoing (Bot)',
				note: 'Private Note',
			}),
			messageId: required(
				text('Message ID', { description: 'ID at the provider: by it a repetition is known', placeholder: 'e.g. 3EB00000000000000002' }),
			),
			text: longText('Text', { description: 'May be empty when there are files' }),
		},
		options: {
			name: text('Contact Name', { description: 'For a new contact', placeholder: 'e.g. Mariana Duarte' }),
			sentAt: secondsNumber('Sent At', 'sentAt', 'When it was written; a repetition is then found however long ago that was'),
			files: itemFiles(),
			fileUrl: text('File URL', {
				description:
					'Address of a file that goes with it, such as that of a received message; where it cannot be fetched the address is written',
				placeholder: 'e.g. https://example.com/foto.jpg',
			}),
			fileName: text('File Name', { description: 'Name of the file at that address', placeholder: 'e.g. foto.jpg' }),
			...fileHosts(),
			isVoice: flag('Voice Message', 'Whether the audio is shown as recorded by voice', true),
		},
		run: mirrorMessage,
	},
	mirrorWord: {
		name: 'Mirror Word',
		action: 'Mirror word into conversation',
		description:
			'Write what the operation Claim Mirror of the node Conversation gives into the conversation of that person, once and in order; the items go on to Finish Outbox',
		fields: { inbox: required(inbox({ description: 'An API inbox' })) },
		options: fileHosts(),
		run: mirrorWord,
	},
	handOff: {
		name: 'Hand Off',
		action: 'Hand off conversation',
		description:
			'Give a conversation to people: status, team or agent, priority, labels and a private summary. What is already so is left alone.',
		fields: {
			conversation: onConversation(),
			status: choice('Status', { open: 'Open', pending: 'Pending', keep: 'Leave as It Is' }),
			note: longText('Summary', { description: 'Written as a private note, once' }),
		},
		options: {
			team: team(),
			agent: agent(),
			priority: priority(),
			addLabels: labels('Label Names or IDs to Add'),
			removeLabels: labels('Label Names or IDs to Remove'),
			noteKey: text('Summary Key', {
				description: 'Another summary with the same key is not written, even if its words differ',
				placeholder: 'e.g. lead-quente-2026-03-02',
			}),
		},
		run: handOff,
	},
	returnToBot: {
		name: 'Return to Bot',
		action: 'Return conversation to bot',
		description:
			'Take a conversation back from people: agent and team are taken away, the status is set, a note tells of it if something changed',
		fields: {
			conversation: onConversation(),
			status: choice('Status', { pending: 'Pending', open: 'Open', resolved: 'Resolved', keep: 'Leave as It Is' }),
			agent: takenAway('Take Agent Away', 'Whether the conversation is no longer assigned to an agent'),
			team: takenAway('Take Team Away', 'Whether the conversation is no longer assigned to a team'),
			note: longText('Note', { placeholder: 'e.g. Conversa devolvida ao robô.' }),
		},
		options: {
			agentBot: agentBot({ description: 'Chatwoot bot that gets the conversation' }),
			addLabels: labels('Label Names or IDs to Add'),
			removeLabels: labels('Label Names or IDs to Remove'),
		},
		run: returnToBot,
	},
};
