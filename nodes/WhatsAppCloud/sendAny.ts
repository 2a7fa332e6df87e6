import { choice, longText, required, text } from '../shared/kit/field';
import type { Composite } from '../shared/kit/operation';
import type { Outgoing } from '../shared/provider/provider';
import { atMost } from './limits';
import { sendOutgoing } from './outgoing';
import { recipient } from './recipient';

/** Sends whatever a message is: where texts and files come by one way, one node sends them all. */
export const sendAny: Composite = {
	name: 'Send Text or File',
	action: 'Send text or file message',
	description: 'Send a text, image, audio, video or document: which one may be told by an expression',
	fields: {
		to: recipient(),
		kind: required(choice('Kind', { text: 'Text', image: 'Image', audio: 'Audio', video: 'Video', document: 'Document' })),
		text: longText('Text', { description: 'The text, or the caption of the file' }),
		file: text('File', {
			description: 'Public URL, data URI, name of a binary field of the item (such as data), or ID of an uploaded media',
			placeholder: 'e.g. https://example.com/proposta.pdf',
		}),
		fileName: text('File Name', { description: 'Name that people see of a document', placeholder: 'e.g. proposta.pdf' }),
	},
	options: { key: atMost(512, text('Callback Data', { description: 'Comes back with each status of the message' })) },
	run: async ({ values, ...call }) => ({ json: await sendOutgoing(call, values as unknown as Outgoing) }),
};
