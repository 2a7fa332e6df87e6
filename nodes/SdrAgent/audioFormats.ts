/** What Whisper takes, by MIME type (SDR spec 1.4; reference of the vendor). AAC and AMR are not among them. */
const EXTENSIONS: Record<string, string> = {
	'audio/ogg': 'ogg',
	'audio/oga': 'ogg',
	'audio/opus': 'ogg',
	'application/ogg': 'ogg',
	'audio/mpeg': 'mp3',
	'audio/mp3': 'mp3',
	'audio/mpga': 'mp3',
	'audio/wav': 'wav',
	'audio/x-wav': 'wav',
	'audio/wave': 'wav',
	'audio/webm': 'webm',
	'audio/m4a': 'm4a',
	'audio/x-m4a': 'm4a',
	'audio/mp4': 'm4a',
	'audio/flac': 'flac',
};

/**
 * The file extension for a MIME type with or without parameters, `audio/ogg; codecs=opus`.
 * @returns null for what cannot be transcribed
 */
export const audioExtension = (mimeType: string | null): string | null =>
	EXTENSIONS[(mimeType ?? '').split(';')[0].trim().toLowerCase()] ?? null;
