import type { IExecuteFunctions } from 'n8n-workflow';

import { modelFailure } from './failure';
import { openClient } from './model';

export interface Recording {
	data: Buffer;
	fileName: string;
	mimeType: string;
}
export interface TranscribeSettings {
	model: string;
	/** ISO 639-1. */
	language: string;
	/** For all tries together. */
	timeoutMs: number;
}
/** Puts a recording into words. */
export type Transcriber = (recording: Recording, settings: TranscribeSettings) => Promise<string>;

/**
 * Speech to text of the node's OpenAI credential (Whisper and its successors).
 * @throws {VendorError} when the service gives no text
 */
export async function openTranscriber(context: IExecuteFunctions): Promise<Transcriber> {
	const { client, secrets } = await openClient(context);
	const { toFile } = await import('../bundled/openai');
	return async ({ data, fileName, mimeType }, { model, language, timeoutMs }) => {
		const file = await toFile(data, fileName, { type: mimeType });
		const signal = AbortSignal.timeout(timeoutMs);
		const { text } = await client.audio.transcriptions
			.create({ file, model, language }, { signal, maxRetries: 1 })
			.catch((error: unknown) => {
				throw modelFailure(signal.aborted ? { name: 'Timeout' } : error, timeoutMs, secrets);
			});
		return text.trim();
	};
}
