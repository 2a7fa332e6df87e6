import { createHash } from 'node:crypto';

import { numberOf, recordOf, textOf, type JsonRecord } from '../shared/core/json/readers';
import { VendorError } from '../shared/http/errors';
import type { VendorRequest } from '../shared/http/send';

type Send = (request: VendorRequest) => Promise<unknown>;

/** What Meta lets through of what people send; more than that is no file of theirs. */
const MOST_BYTES = 100 * 1024 * 1024;

export interface DownloadedMedia {
	content: Buffer;
	mimeType: string;
	/** What Meta says of the file, without its address: that is good for 5 minutes, and needs the token. */
	facts: JsonRecord;
}

/**
 * A file by its media id. The address that Meta gives is one of its own hosts or it is not asked: the credential holds the token back from any other.
 * An address that is out of date is asked for once more.
 * @throws {VendorError} when what came is not the file that Meta told of
 */
export async function downloadMedia(id: string, send: Send): Promise<DownloadedMedia> {
	try {
		return await once(id, send);
	} catch (error) {
		if (error instanceof VendorError && error.kind === 'notFound' && error.facts === undefined) return await once(id, send);
		throw error;
	}
}

async function once(id: string, send: Send): Promise<DownloadedMedia> {
	const {
		url,
		messaging_product: _,
		...facts
	} = recordOf(await send({ method: 'GET', path: `/${encodeURIComponent(id)}`, repeatable: true }));
	if (!textOf(url))
		throw new VendorError({ kind: 'notFound', message: `WhatsApp has no file with the ID ${id}`, remedy: TOO_OLD, facts: {} });
	if ((numberOf(facts.file_size) ?? 0) > MOST_BYTES) throw new RangeError('The file is larger than 100 MB');
	// The CDN refuses calls without a name (reports of users).
	const headers = { 'User-Agent': 'n8n-nodes-atendeaqui' };
	const content = (await send({ method: 'GET', path: textOf(url), headers, answersBytes: true, repeatable: true })) as Buffer;
	checkSum(content, textOf(facts.sha256));
	return { content, mimeType: textOf(facts.mime_type).split(';')[0] || 'application/octet-stream', facts };
}

const TOO_OLD = 'Files that people send are kept for 7 days, those that went up for 30.';

/** The sum is hexadecimal here, and base64 in webhooks; it may be missing. */
function checkSum(content: Buffer, expected: string): void {
	if (!expected) return;
	const sum = createHash('sha256').update(content);
	const digest = sum.digest();
	if (digest.toString('hex') === expected.toLowerCase() || digest.toString('base64') === expected) return;
	throw new VendorError({
		kind: 'unavailable',
		message: 'The file that came is not the one that WhatsApp told of: its sum is another',
		remedy: 'Run it again: it was cut off or changed on the way.',
	});
}
