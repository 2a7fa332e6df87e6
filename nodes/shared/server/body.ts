import { parsedJson } from '../core/json/parsedJson';
import { LARGEST_BODY, LARGEST_TOGETHER, SMALL_BODY } from './limits';

/** A call that is refused for its body. */
export class BodyRefused extends Error {
	constructor(
		readonly status: 400 | 413 | 415 | 422 | 503,
		message: string,
	) {
		super(message);
		this.name = 'BodyRefused';
	}
}

/** Bytes of bodies that are being read, of all ports. */
let held = 0;

/**
 * The body of a request as it was before somebody compressed it, read no further than the limit, and not at all when its length says that it is over.
 * @throws {BodyRefused} 400 for one that broke off, 413, 415, 422 for compressed bytes that are none, 503 when too much is being sent to this process at once
 */
export async function bytesOf(request: Request, largest = LARGEST_BODY): Promise<Uint8Array> {
	const tooLarge = () => new BodyRefused(413, `The body is larger than ${Math.floor(largest / 1024)} KB`);
	if (Number(request.headers.get('content-length') ?? 0) > largest) throw tooLarge();
	const chunks: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const chunk of plainOf(request)) {
			length += chunk.byteLength;
			held += chunk.byteLength;
			if (length > largest) throw tooLarge();
			if (length > SMALL_BODY && held > LARGEST_TOGETHER)
				throw new BodyRefused(503, 'Too much is being sent at once; try again in a moment');
			chunks.push(chunk);
		}
	} catch (error) {
		// Who hangs up half-way is no fault of ours, and no line in a log.
		throw error instanceof BodyRefused ? error : new BodyRefused(400, 'The body did not arrive whole');
	} finally {
		held -= length;
	}
	return joined(chunks, length);
}

/** n8n's webhooks read the same two (2.37, body-parser.js). */
const COMPRESSIONS = ['gzip', 'deflate'] as const;

/** @throws {BodyRefused} 415, 422 */
async function* plainOf({ body, headers }: Request): AsyncGenerator<Uint8Array> {
	if (body === null) return;
	const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
	if (encoding === '' || encoding === 'identity') return yield* body as unknown as AsyncIterable<Uint8Array>;
	const compression = COMPRESSIONS.find((one) => one === encoding);
	if (compression === undefined) throw new BodyRefused(415, 'The body is compressed in a way that is not read here: send it as it is');
	try {
		yield* body.pipeThrough(new DecompressionStream(compression)) as unknown as AsyncIterable<Uint8Array>;
	} catch {
		throw new BodyRefused(422, 'The body is not compressed as it says');
	}
}

/**
 * The body as n8n's webhooks read it: JSON that says so is a value, a form an object, anything else the text that came; none is an empty object.
 * @throws {BodyRefused} as above, 422 for JSON that is none
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
