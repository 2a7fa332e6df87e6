/** What WhatsApp takes of each kind of file: size, and types with their endings (vendor page on media, supported types). */
export type MediaKind = 'image' | 'audio' | 'video' | 'document' | 'sticker';

const MEGABYTE = 1024 * 1024;
/** A sticker that stands still; vendor's own bytes, where the moving one has 512,000. */
const STILL_STICKER = 102_400;
const MOVING_STICKER = 512_000;
const RULES: Record<MediaKind, { maxBytes: number; types: Record<string, string[]> }> = {
	image: { maxBytes: 5 * MEGABYTE, types: { 'image/jpeg': ['jpg', 'jpeg'], 'image/png': ['png'] } },
	audio: {
		maxBytes: 16 * MEGABYTE,
		types: {
			'audio/aac': ['aac'],
			'audio/amr': ['amr'],
			'audio/mpeg': ['mp3'],
			'audio/mp4': ['m4a'],
			'audio/ogg': ['ogg', 'opus'],
		},
	},
	video: { maxBytes: 16 * MEGABYTE, types: { 'video/mp4': ['mp4'], 'video/3gpp': ['3gp'] } },
	document: {
		maxBytes: 100 * MEGABYTE,
		types: {
			'text/plain': ['txt'],
			'application/pdf': ['pdf'],
			'application/msword': ['doc'],
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
			'application/vnd.ms-excel': ['xls'],
			'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
			'application/vnd.ms-powerpoint': ['ppt'],
			'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
		},
	},
	sticker: { maxBytes: MOVING_STICKER, types: { 'image/webp': ['webp'] } },
};
/** Ogg without Opus is refused; its first page names the codec. */
const OPUS = Buffer.from('OpusHead');

export interface MediaFile {
	name: string;
	mimeType: string;
	content: Buffer;
}

const ALIASES: Record<string, string> = {
	'image/jpg': 'image/jpeg',
	'audio/mp3': 'audio/mpeg',
	'audio/x-m4a': 'audio/mp4',
	'audio/m4a': 'audio/mp4',
	'audio/opus': 'audio/ogg',
	'application/ogg': 'audio/ogg',
	'audio/x-aac': 'audio/aac',
};

/**
 * The type of a file as WhatsApp knows it: without parameters, and by the name's ending where nobody told more than that it is bytes.
 * @throws {RangeError} with the rule, when WhatsApp does not take the file
 */
export function acceptedType(kind: MediaKind, { name, mimeType, content }: MediaFile): string {
	const { types, maxBytes } = RULES[kind];
	const bare = mimeType.split(';')[0].trim().toLowerCase();
	const ending = /\.(\w{1,5})$/.exec(name)?.[1].toLowerCase() ?? '';
	const byName = Object.keys(types).find((type) => types[type].includes(ending));
	const type = ALIASES[bare] ?? (/^$|octet-stream|^binary/.test(bare) ? (byName ?? bare) : bare);
	if (!(type in types))
		throw new RangeError(
			`WhatsApp takes no ${type || 'file of unknown type'} as ${kind}: ${Object.values(types).flat().join(', ')} it may be`,
		);
	if (content.length === 0) throw new RangeError(`The file "${name}" is empty`);
	const most = kind === 'sticker' && !isMoving(content) ? STILL_STICKER : maxBytes;
	if (content.length > most)
		throw new RangeError(`A file that is sent as ${kind} may have ${shown(most)} at most, and "${name}" has ${shown(content.length)}`);
	if (type === 'audio/ogg' && !content.subarray(0, 4096).includes(OPUS))
		throw new RangeError(`WhatsApp takes Ogg with the codec Opus alone, and "${name}" has another`);
	return type;
}

/** WebP with pictures that move: the flag is in the extended header (WebP container specification). */
const isMoving = (content: Buffer): boolean => content.toString('latin1', 12, 16) === 'VP8X' && (content[20] & 0b10) !== 0;

const shown = (bytes: number): string =>
	bytes >= MEGABYTE ? `${Number((bytes / MEGABYTE).toFixed(1))} MB` : `${Math.ceil(bytes / 1000)} KB`;

/** The kind of file that stands under a key of Meta's objects; a GIF is an MP4. */
export const kindAt = (key: string): MediaKind | undefined => (key === 'gif' ? 'video' : key in RULES ? (key as MediaKind) : undefined);
/** The kind that a type belongs to, for a file that goes up by itself. */
export const kindOfType = (mimeType: string): MediaKind =>
	(Object.keys(RULES) as MediaKind[]).find((kind) => mimeType.split(';')[0].trim().toLowerCase() in RULES[kind].types) ?? 'document';
