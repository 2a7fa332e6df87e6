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
/** By which name each container goes out. */
const MIME_TYPES: Record<string, string> = {
	ogg: 'audio/ogg',
	mp3: 'audio/mpeg',
	wav: 'audio/wav',
	webm: 'audio/webm',
	m4a: 'audio/mp4',
	flac: 'audio/flac',
};

export interface AudioFormat {
	extension: string;
	mimeType: string;
}

/**
 * The file extension for a MIME type with or without parameters, `audio/ogg; codecs=opus`.
 * @returns null for what cannot be transcribed
 */
export const audioExtension = (mimeType: string | null): string | null =>
	EXTENSIONS[(mimeType ?? '').split(';')[0].trim().toLowerCase()] ?? null;

/**
 * The format of a recording. What its first bytes say counts, since providers name a file by what was sent and not by what it is; only bytes that say nothing
 * leave it to the MIME type.
 * @returns null for what cannot be transcribed
 */
export function audioFormat(data: Buffer, mimeType: string | null): AudioFormat | null {
	const extension = containerOf(data) ?? audioExtension(mimeType);
	return extension === null || !(extension in MIME_TYPES) ? null : { extension, mimeType: MIME_TYPES[extension] };
}

/**
 * The container by its first bytes: RFC 3533 (Ogg), ISO 14496-12 (`ftyp`), RFC 9559 (EBML), RFC 9639 (FLAC), RIFF/WAVE, ID3v2 and the frame sync of
 * ISO 11172-3 (MPEG audio) and 13818-7 (ADTS, whose layer is 0), RFC 4867 (AMR), Apple's CAF. Six formats are sent to be transcribed, the rest is named so
 * that it is not taken for one of them.
 */
function containerOf(data: Buffer): string | null {
	const text = (from: number, to: number): string => data.toString('latin1', from, to);
	if (text(0, 4) === 'OggS') return 'ogg';
	if (text(4, 8) === 'ftyp') return 'm4a';
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'wav';
	if (text(0, 4) === 'fLaC') return 'flac';
	if (text(0, 4) === '\x1A\x45\xDF\xA3') return 'webm';
	if (text(0, 3) === 'ID3') return 'mp3';
	if (text(0, 5) === '#!AMR') return 'amr';
	if (text(0, 4) === 'caff') return 'caf';
	if (data.length < 2 || data[0] !== 0xff || (data[1] & 0xe0) !== 0xe0) return null;
	return (data[1] & 0x06) === 0 ? 'aac' : 'mp3';
}
