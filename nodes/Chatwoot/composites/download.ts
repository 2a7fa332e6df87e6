import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { entriesOf, withoutSecrets } from '../envelopes';

/** Longest wait for one file. */
const TIMEOUT_MS = 60_000;

interface Attachment {
	id: number;
	data_url?: string;
	file_type?: string;
	content_type?: string;
}

/**
 * The files of a message as binary data `file_0`, `file_1` …
 * @throws {RangeError} when the message is not there, or a link leads to a host that was not allowed
 */
export async function downloadAttachments({ context, itemIndex, values, send }: Call): Promise<Outcome> {
	const { conversation, message, prefix = 'file', hosts = [] } = values as unknown as Wanted;
	// The message itself cannot be asked for: the page that ends with it can.
	const page = await send({
		method: 'GET',
		path: `/conversations/${conversation}/messages`,
		query: { before: message + 1 },
		repeatable: true,
	});
	const found = entriesOf(page).find(({ id }) => id === message);
	if (!found) throw new RangeError(`Conversation ${conversation} has no message ${message}`);
	const { baseUrl } = await context.getCredentials('atendeAquiChatwootApi', itemIndex);
	const allowed = [hostOf(String(baseUrl)), ...hosts.map((host) => host.toLowerCase())];
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const [n, attachment] of ((found.attachments ?? []) as unknown as Attachment[]).entries()) {
		const url = attachment.data_url ?? '';
		if (url === '') continue;
		if (!allowed.includes(hostOf(url)))
			throw new RangeError(`The file is on ${hostOf(url)}, not on the server of the credential: add that host under "Other Hosts"`);
		// No token here: links to files need none, and they redirect to a storage that must not get it.
		const content = (await context.helpers.httpRequest({ url, encoding: 'arraybuffer', timeout: TIMEOUT_MS })) as Buffer;
		binary[`${prefix}_${n}`] = await context.helpers.prepareBinaryData(Buffer.from(content), nameOf(url), attachment.content_type);
	}
	return { json: withoutSecrets(found) as IDataObject, binary };
}

interface Wanted {
	conversation: number;
	message: number;
	prefix?: string;
	hosts?: string[];
}

function hostOf(url: string): string {
	try {
		return new URL(/^https?:\/\//i.test(url) ? url : `https://${url}`).host.toLowerCase();
	} catch {
		return 'an address that cannot be read';
	}
}

const nameOf = (url: string): string => decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? 'file');
