import { MEDIA_HOSTS as HOSTS, type Media } from '../shared/core/message/message';
import { download } from '../shared/http/download';
import { VendorError } from '../shared/http/errors';
import type { Source } from '../shared/kit/field';
import { ModelError } from '../shared/llm/failure';
import { fileById } from '../WhatsApp/fileById';

/** As the operator sees them, one a line. */
export const MEDIA_HOSTS = HOSTS.join('\n');
/** Whisper takes no more. */
export const MOST_MEGABYTES = 25;

export interface RecordingOptions {
	maxMegabytes?: number;
	mediaHosts?: string;
	allowPrivate?: boolean;
}

/**
 * The bytes of a recording: by its id where its provider gives files to the owner of the number alone, else from its address.
 * @param model who would hear it: what the operator has to mend first is told as its failure
 * @throws {VendorError | ModelError | RangeError} when it cannot be had
 */
export async function recording(source: Source, media: Media, options: RecordingOptions, limitMs: number, model: string): Promise<Buffer> {
	const maxBytes = Math.min(options.maxMegabytes ?? MOST_MEGABYTES, MOST_MEGABYTES) * 1024 * 1024;
	if (!media.id) {
		const hosts = (options.mediaHosts ?? MEDIA_HOSTS).split(/[\s,]+/).filter(Boolean);
		return (await download(media.url, { hosts, maxBytes, timeoutMs: limitMs, allowPrivate: options.allowPrivate ?? false })).data;
	}
	const { data } = await within(limitMs, fileById(source, media.id)).catch((error: unknown) => {
		throw isOperators(error) ? asFailure(error, model) : error;
	});
	if (data.length > maxBytes)
		throw new RangeError(`The file was not downloaded: it is larger than ${Math.round(maxBytes / 1024 / 1024)} MB`);
	return data;
}

const isOperators = (error: unknown): error is VendorError =>
	error instanceof VendorError && (error.kind === 'unauthorized' || error.kind === 'misaddressed');

/** No audio is heard until somebody mends it: it is told as what is wrong with hearing. */
const asFailure = ({ message, remedy }: VendorError, name: string): ModelError =>
	new ModelError('wrong_key', {
		name,
		words: {
			message,
			remedy,
			sentence: 'Os áudios não podem ser ouvidos: escolha ou corrija a credencial do WhatsApp Cloud no nó que ouve áudios.',
		},
	});

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
	const late = new VendorError({
		kind: 'timedOut',
		message: `The file was not downloaded: it did not come within ${Math.round(limitMs / 1000)} seconds`,
		remedy: 'Ask the customer to send it again, or to write.',
	});
	const signal = AbortSignal.timeout(limitMs);
	return await Promise.race([
		work,
		new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(late), { once: true })),
	]);
}
