import type { IDataObject } from 'n8n-workflow';

import { choice, longText, text } from '../shared/kit/field';
import type { Composite } from '../shared/kit/operation';
import { answered } from './answers';
import { queueOptions } from './fields';
import { ending, optionalMedia } from './media';
import { chat } from './pickers';

interface Wanted {
	phone: string;
	kind: string;
	text?: string;
	file?: string;
	fileName?: string;
}

/** Sends whatever a message is: where texts and files come by one way, one node sends them all. */
export const sendAny: Composite = {
	name: 'Send Text or File',
	action: 'Send text or file message',
	description: 'Send a text, image, audio, video or document: which one may be told by an expression',
	fields: {
		phone: chat(),
		kind: choice('Kind', { text: 'Text', image: 'Image', audio: 'Audio', video: 'Video', document: 'Document' }),
		text: longText('Text', { description: 'The text, or the caption of the file' }),
		file: optionalMedia('File', 'file', 'proposta.pdf'),
		fileName: text('File Name', { description: 'Name that people see of a document', placeholder: 'e.g. proposta.pdf' }),
	},
	options: queueOptions(),
	run: async ({ values, send }) => {
		const { phone, kind, text: words, file, fileName, ...queue } = values as unknown as Wanted;
		const { path, content } = requestOf({ phone, kind, text: words, file, fileName });
		const body = { phone, ...content, ...queue } as IDataObject;
		return { json: answered(await send({ method: 'POST', path, body, repeatable: false })) as IDataObject };
	},
};

/**
 * The route of a kind and what it wants (vendor pages message/send-…).
 * @throws {RangeError} when there is nothing of that kind to send
 */
function requestOf({ kind, text: words, file, fileName }: Wanted): { path: string; content: IDataObject } {
	if (kind === 'text') {
		if (!words) throw new RangeError('Text is empty');
		return { path: '/send-text', content: { message: words } };
	}
	if (!file) throw new RangeError('File is empty');
	const caption = words && { caption: words };
	switch (kind) {
		case 'image':
		case 'video':
			return { path: `/send-${kind}`, content: { [kind]: file, ...caption } };
		case 'audio':
			if (words) throw new RangeError('WhatsApp shows no text under an audio: send the text by itself');
			return { path: '/send-audio', content: { audio: file } };
		default: {
			const extension = ending(fileName ?? '') ?? ending(/^https?:/i.test(file) ? new URL(file).pathname : '') ?? 'bin';
			const name = fileName && { fileName: fileName.replace(/\.\w{1,8}$/, '') };
			return { path: `/send-document/${extension}`, content: { document: file, ...name, ...caption } };
		}
	}
}
