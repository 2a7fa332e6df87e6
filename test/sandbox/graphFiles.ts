import type { GraphOptions } from './graph';
import { refusal } from './graphErrors';
import type { GraphState } from './graphState';
import { json, type Answer, type Call } from './server';

const MEGABYTE = 1024 * 1024;
/** What may go up, by the beginning of its type. */
const TYPES: Array<[RegExp, number]> = [
	[/^image\/(jpeg|png)$/, 5 * MEGABYTE],
	[/^image\/webp$/, 512_000],
	[/^audio\/(aac|amr|mpeg|mp4|ogg)$/, 16 * MEGABYTE],
	[/^video\/(mp4|3gpp)$/, 16 * MEGABYTE],
	[/^(text\/plain|application\/(pdf|msword|vnd\.[\w.-]+))$/, 100 * MEGABYTE],
];

/** Takes a file of a form whose part says what it is, as `type` does. */
export async function takeFile({ bytes, headers }: Call, state: GraphState, violations: string[]): Promise<Answer> {
	const refuse = (details: string): Answer => {
		violations.push(`POST /media: ${details}`);
		return refusal(131053, details, 'Media upload error');
	};
	const contentType = headers['content-type'] ?? '';
	if (!contentType.startsWith('multipart/form-data')) return refuse('the body is no form');
	const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
	const [file, type] = [form.get('file'), String(form.get('type'))];
	if (form.get('messaging_product') !== 'whatsapp') return refuse('messaging_product');
	if (!(file instanceof Blob)) return refuse('file is none');
	if (file.type !== type) return refuse(`the part is ${file.type}, and type says ${type}`);
	const [, most = 0] = TYPES.find(([pattern]) => pattern.test(type)) ?? [];
	if (file.size > most) return refuse(`${type} of ${file.size} bytes`);
	return json(200, { id: state.store(type, Buffer.from(await file.arrayBuffer())).id });
}

/** The bytes of a file, for whoever has the token and says who asks. */
export function fileAnswer({ path, headers }: Call, state: GraphState, token: string): Answer {
	const file = state.media.get(path.split('/')[2]);
	const mayHave = headers.authorization === `Bearer ${token}` && Boolean(headers['user-agent']);
	if (!file || !mayHave) return { status: 404, body: '' };
	return { status: 200, headers: { 'content-type': file.mimeType }, body: file.content };
}

export function startUpload(state: GraphState, { file_length, file_type }: Record<string, string>): Answer {
	const id = `upload:${Buffer.from(state.newId()).toString('base64').replace(/=+$/, '')}`;
	state.uploads.set(id, { length: Number(file_length), type: file_type });
	return json(200, { id: `${id}?sig=ARZexample` });
}

export function takeUpload({ bytes, headers, query }: Call, state: GraphState, id: string, violations: string[]): Answer {
	const known = state.uploads.get(id);
	if (known && query.get('sig') === 'ARZexample' && headers.file_offset === '0' && bytes.length === known.length)
		return json(200, { h: `4::${id}` });
	violations.push(`POST /upload: ${bytes.length} bytes of ${known?.length ?? 'no session'}`);
	return refusal(100, 'The upload does not fit its session', 'Invalid parameter');
}

/** What a token may do. */
export function inspected({ token, appId = '900000000000050' }: GraphOptions, { input_token }: Record<string, string>): Answer {
	return json(200, { data: { app_id: appId, is_valid: input_token === token, expires_at: 0, scopes: ['whatsapp_business_messaging'] } });
}
