import { numberOf, recordsOf, textOf } from '../shared/core/json/readers';
import { toWhatsApp } from './markup';

type Payload = Record<string, unknown>;

export type AttachmentKind = 'image' | 'audio' | 'video' | 'document' | 'location' | 'contact' | 'other';

/** A file of a message, or a place that was shared. */
export type EventAttachment = {
	kind: AttachmentKind;
	/** Redirects to the storage and needs no token; empty for what is no file. */
	url: string;
	mimeType: string | null;
	fileName: string | null;
	/** Bytes. */
	size: number | null;
	/** Length in seconds, which Chatwoot does not tell. */
	seconds: null;
};

const KINDS: Record<string, AttachmentKind | undefined> = {
	image: 'image',
	audio: 'audio',
	video: 'video',
	file: 'document',
	location: 'location',
	contact: 'contact',
};

/** The files of a message event. */
export const attachmentsOf = ({ attachments }: Payload): EventAttachment[] =>
	recordsOf(attachments).map((given) => {
		const url = textOf(given.data_url);
		return {
			kind: KINDS[textOf(given.file_type)] ?? 'other',
			url,
			mimeType: textOf(given.content_type) || null,
			fileName: url === '' ? null : fileNameOf(url),
			size: numberOf(given.file_size, { min: 0 }),
			seconds: null,
		};
	});

function fileNameOf(url: string): string | null {
	try {
		return decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || null;
	} catch {
		return null;
	}
}

/** The words as they were typed: since 4.13 the editor ends lines with a backslash. */
export const plainText = (content: unknown): string =>
	textOf(content)
		.replace(/\\\r?\n/g, '\n')
		.replace(/\s+$/, '');

/** The words as WhatsApp shows them. */
export const whatsappText = (content: unknown): string => toWhatsApp(plainText(content));
