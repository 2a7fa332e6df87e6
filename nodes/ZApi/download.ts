import { MEDIA_HOSTS, type Media } from '../shared/core/message/message';
import { download } from '../shared/http/download';
import { count, flag, list, text, type Fields } from '../shared/kit/field';
import type { Composite } from '../shared/kit/operation';

const MEGABYTE = 1024 * 1024;

const options: Fields = {
	fileName: text('File Name', {
		description: 'Name of the file; that of the message, or of the address, when empty',
		placeholder: 'e.g. proposta.pdf',
	}),
	hosts: list('Other Hosts', {
		description: `Files are fetched from ${MEDIA_HOSTS.join(', ')} alone; further hosts that links may be on, comma-separated, or * for all public ones`,
		placeholder: 'e.g. media.example.com',
	}),
	maxMegabytes: count('Largest Size', { min: 1, max: 2048, default: 100 }, { description: 'In megabytes; a larger file is an error' }),
	timeoutSeconds: count('Longest Time', { min: 1, max: 3600, default: 120 }, { description: 'Seconds for the whole download' }),
	allowPrivate: flag('Allow Private Networks', 'Whether files may also come over plain HTTP and from addresses of private networks'),
};

/** A file that somebody sent, as binary data: Z-API keeps it for 30 days (vendor page tips/file-expiration). */
export const downloadMedia: Composite = {
	name: 'Download Media',
	action: 'Download media of message',
	description: 'Get the file of a received message as binary data; Z-API keeps it for 30 days',
	fields: {
		url: text('File URL', {
			default: '={{ $json.media?.url }}',
			description: 'Address of the file: that of the message of the Z-API Trigger unless told otherwise',
			placeholder: 'e.g. https://example.com/foto.jpg',
		}),
		binaryField: text('Put File In', { default: 'data', description: 'Name of the binary field of the output' }),
	},
	options,
	run: async ({ context, itemIndex, values }) => {
		const wanted = values as unknown as Wanted;
		if (!wanted.url) throw new RangeError('File URL is empty: the message holds no file');
		const { json, binary } = context.getInputData()[itemIndex];
		const { data, mimeType } = await download(wanted.url, {
			hosts: [...MEDIA_HOSTS, ...(wanted.hosts ?? []).map((host) => host.toLowerCase())],
			maxBytes: (wanted.maxMegabytes ?? 100) * MEGABYTE,
			timeoutMs: (wanted.timeoutSeconds ?? 120) * 1000,
			allowPrivate: wanted.allowPrivate ?? false,
		});
		const media = (json.media ?? {}) as Partial<Media>;
		const its = media.url === wanted.url ? media : {};
		const fileName = wanted.fileName ?? its.fileName ?? nameIn(wanted.url);
		// The server of the files does not always know what they are; WhatsApp does.
		const type = its.mimeType?.split(';')[0] ?? mimeType ?? undefined;
		const file = await context.helpers.prepareBinaryData(data, fileName, type);
		return { json, binary: { ...binary, [wanted.binaryField ?? 'data']: file } };
	},
};

interface Wanted {
	url?: string;
	binaryField?: string;
	fileName?: string;
	hosts?: string[];
	maxMegabytes?: number;
	timeoutSeconds?: number;
	allowPrivate?: boolean;
}

/** The last part of an address; decoded the forgiving way, as somebody else wrote it. */
function nameIn(url: string): string | undefined {
	const last = new URL(url).pathname.split('/').at(-1) ?? '';
	return new URLSearchParams(`name=${last.replace(/[+&]/g, encodeURIComponent)}`).get('name') || undefined;
}
