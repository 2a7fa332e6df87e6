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

const KINDS: Record<string, AttachmentKind> = {
	image: 'image',
	audio: 'audio',
	video: 'video',
	file: 'document',
	location: 'location',
	contact: 'contact',
};

/** The files of a message event. */
export const attachmentsOf = ({ attachments }: Payload): EventAttachment[] =>
	(Array.isArray(attachments) ? (attachments as Payload[]) : []).map((given) => {
		const url = typeof given.data_url === 'string' ? given.data_url : '';
		return {
			kind: KINDS[String(given.file_type)] ?? 'other',
			url,
			mimeType: typeof given.content_type === 'string' ? given.content_type : null,
			fileName: url === '' ? null : fileNameOf(url),
			size: typeof given.file_size === 'number' ? given.file_size : null,
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
	typeof content === 'string' ? content.replace(/\\\r?\n/g, '\n').replace(/\s+$/, '') : '';

/** The words as WhatsApp shows them: Chatwoot's editor writes Markdown, where bold has two stars and strike two tildes. */
export const whatsappText = (content: unknown): string =>
	plainText(content)
		.replace(/(?<!\\)\*\*(\S(?:[^*]*\S)?)(?<!\\)\*\*/g, '*$1*')
		.replace(/(?<!\\)~~(\S(?:[^~]*\S)?)(?<!\\)~~/g, '~$1~')
		.replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, (_, label: string, url: string) => (label === url ? url : `${label}: ${url}`))
		.replace(/\\([\\*_~`[\]()#+\-.!>{}|])/g, '$1');
