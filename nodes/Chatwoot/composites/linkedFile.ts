import { MEDIA_HOSTS } from '../../shared/core/message/message';
import { download } from '../../shared/http/download';
import { VendorError } from '../../shared/http/errors';
import type { OutgoingFile } from '../files';

/** A file that is known by its address. */
export interface Linked {
	fileUrl?: string;
	fileName?: string;
	hosts?: string[];
	allowPrivate?: boolean;
}

/** Chatwoot takes no larger file unless told otherwise. */
const MAX_BYTES = 40 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** The file behind an address; the address itself, to be shown, where the file cannot be had: no message waits for a file that is gone. */
export async function linkedFile({ fileUrl, fileName, hosts = [], allowPrivate = false }: Linked): Promise<{
	files: OutgoingFile[];
	link?: string;
}> {
	if (!fileUrl) return { files: [] };
	const limits = {
		hosts: [...MEDIA_HOSTS, ...hosts.map((host) => host.toLowerCase())],
		maxBytes: MAX_BYTES,
		timeoutMs: TIMEOUT_MS,
		allowPrivate,
	};
	try {
		const { data, mimeType } = await download(fileUrl, limits);
		const name = fileName ?? new URL(fileUrl).pathname.split('/').at(-1);
		return { files: [{ name: name || 'arquivo', mimeType: mimeType ?? 'application/octet-stream', content: data }] };
	} catch (error) {
		if (error instanceof VendorError) return { files: [], link: `📎 ${fileUrl}` };
		throw error;
	}
}
