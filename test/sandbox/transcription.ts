import type { Refusal } from './modelRequest';
import type { Call } from './server';

/** File formats and models of transcriptions (reference of the vendor). */
const FORMATS = ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm'];
const MODELS = ['whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe'];

/** What a file says to the stand-in: its bytes as text; checked as OpenAI checks. */
export function transcribed({ headers, bytes }: Call): { words: string } | { refusal: Refusal } {
	const parts = partsOf(String(headers['content-type'] ?? ''), bytes);
	const { model, file } = parts;
	if (!model) return refused('you must provide a model parameter', 'model');
	if (!MODELS.includes(model.text)) return refused(`invalid model ID: ${model.text}`, 'model');
	if (!file?.name) return refused('file is a required property', 'file');
	const format = file.name.split('.').at(-1) ?? '';
	if (!FORMATS.includes(format)) return refused(`Invalid file format. Supported formats: ${JSON.stringify(FORMATS)}`, 'file');
	return { words: file.text };
}

/** The fields of a multipart body. */
function partsOf(contentType: string, bytes: Buffer): Record<string, { name: string | null; text: string } | undefined> {
	const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1];
	if (!boundary) return {};
	const fields = bytes
		.toString('utf8')
		.split(`--${boundary}`)
		.map((part) => /^\r\n([\s\S]*?)\r\n\r\n([\s\S]*)\r\n$/.exec(part))
		.filter((part) => part !== null);
	return Object.fromEntries(
		fields.map(([, head, text]) => [
			/[; ]name="([^"]*)"/.exec(head)?.[1] ?? '',
			{ name: /filename="([^"]*)"/.exec(head)?.[1] ?? null, text },
		]),
	);
}

const refused = (message: string, param: string): { refusal: Refusal } => ({ refusal: { status: 400, message, param, code: null } });
