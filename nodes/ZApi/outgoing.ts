import type { IDataObject } from 'n8n-workflow';

import type { Outgoing } from '../shared/provider/provider';
import { ending } from './media';

/**
 * The route of a message and what it wants beside the phone (vendor pages message/send-…).
 * @throws {RangeError} when there is nothing of that kind to send, or Z-API has no such kind
 */
export function requestOf({ replyTo, ...message }: Omit<Outgoing, 'to'>): { path: string; content: IDataObject } {
	const { path, content } = contentOf(message);
	return { path, content: { ...content, ...(replyTo && QUOTING.includes(message.kind) && { messageId: replyTo }) } };
}

/** Kinds that Z-API sends as an answer to a message (vendor pages message/send-…: messageId). */
const QUOTING: ReadonlyArray<Outgoing['kind']> = ['text', 'image', 'video', 'document'];

function contentOf({ kind, text: words, file, fileName, buttons, list }: Omit<Outgoing, 'to' | 'replyTo'>): {
	path: string;
	content: IDataObject;
} {
	switch (kind) {
		case 'text':
			return { path: '/send-text', content: { message: worded(words) } };
		case 'buttons':
			if (!buttons?.length) throw new RangeError('Buttons are empty');
			return { path: '/send-button-list', content: { message: worded(words), buttonList: { buttons } } };
		case 'list': {
			if (!list?.rows.length) throw new RangeError('Rows are empty');
			const { rows: options, ...heading } = list;
			return { path: '/send-option-list', content: { message: worded(words), optionList: { ...heading, options } } };
		}
		case 'template':
			throw new RangeError('Z-API has no templates: send a text instead');
		default:
			return withFile(kind, filled(file), words, fileName);
	}
}

function withFile(kind: string, file: string, words?: string, fileName?: string): { path: string; content: IDataObject } {
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

function worded(words: string | undefined): string {
	if (!words) throw new RangeError('Text is empty');
	return words;
}

function filled(file: string | undefined): string {
	if (!file) throw new RangeError('File is empty');
	return file;
}
