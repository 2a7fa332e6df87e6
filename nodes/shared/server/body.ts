import { parsedJson } from '../core/json/parsedJson';
import { LARGEST_BODY } from './limits';

/** A call that is refused for its body. */
export class BodyRefused extends Error {
	constructor(
		readonly status: 413 | 422,
		message: string,
	) {
		super(message);
		this.name = 'BodyRefused';
	}
}

/**
 * The body of a request, read no further than the limit, and not at all when its length says that it is over.
 * @throws {BodyRefused} 413
 */
export async function bytesOf(request: Request, largest = LARGEST_BODY): Promise<Uint8Array> {
	const tooLarge = () => new BodyRefused(413, `The body is larger than ${Math.floor(largest / 1024)} KB`);
	if (Number(request.headers.get('content-length') ?? 0) > largest) throw tooLarge();
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
		length += chunk.byteLength;
		if (length > largest) throw tooLarge();
		chunks.push(chunk);
	}
	return joined(chunks, length);
}

/**
 * The body as n8n's webhooks read it: JSON that says so is a value, a form an object, anything else the text that came; none is an empty object.
 * @throws {BodyRefused} 413, 422 for JSON that is none
 */
export const bodyOf = async (request: Request): Promise<unknown> =>
	readBody(await bytesOf(request), request.headers.get('content-type') ?? '');

/** @throws {BodyRefused} 422 */
export function readBody(bytes: Uint8Array, contentType: string): unknown {
	const text = new TextDecoder().decode(bytes);
	if (text === '') return {};
	if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return Object.fromEntries(new URLSearchParams(text));
	if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType)) return text;
	const value = parsedJson(text);
	if (value === undefined) throw new BodyRefused(422, 'Failed to parse the body: it is not JSON');
	return value;
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.byteLength;
	}
	return whole;
}
