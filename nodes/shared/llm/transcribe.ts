import type { IExecuteFunctions } from 'n8n-workflow';

import { parsedJson } from '../core/json/parsedJson';
import { at, isRecord } from '../core/json/readers';
import type { ModelOutcome } from './failure';
import { reasonOf } from './judge';
import { refusedAs } from './model';
import { found, refusalWithin, Refused } from './refusal';
import { openService } from './service';
import { tried } from './tries';

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
export interface Transcribed {
	/** Empty when nothing was said. */
	words: string;
	outcome: ModelOutcome;
}
/** Puts a recording into words. */
export type Transcriber = (recording: Recording, settings: TranscribeSettings) => Promise<Transcribed>;

/**
 * Speech to text of the node's OpenAI credential (Whisper and its successors).
 * @throws {ModelError} when the service gives no text
 */
export async function openTranscriber(context: IExecuteFunctions): Promise<Transcriber> {
	const service = await openService(context);
	return async ({ data, fileName, mimeType }, { model, language, timeoutMs }) => {
		const { toFile } = await import('../bundled/openai');
		const attempt = async (leftMs: number) => {
			const file = await toFile(data, fileName, { type: mimeType });
			const body = await service.post((client, options) => client.audio.transcriptions.create({ file, model, language }, options), leftMs);
			return wordsIn(body);
		};
		try {
			const { value, tries } = await tried(timeoutMs, attempt, () => false);
			return { words: value, outcome: { ok: true, name: model, tries: tries.count } };
		} catch (error) {
			throw refusedAs(ofThisFile(error), { name: model, secrets: service.secrets, timeoutMs });
		}
	};
}

/** There is nothing in the request that services differ in: what is refused is the recording. */
function ofThisFile(error: unknown): unknown {
	if (error instanceof Refused && reasonOf(error.refusal) === 'refused_request') error.refusal.found = 'unreadable_file';
	return error;
}

/** Words are taken from the field that was promised alone: a bare text may as well be an error, and would become what the customer said. */
function wordsIn(body: string): string {
	const parsed = parsedJson(body.replace(/^\uFEFF/, ''));
	const error = at(parsed, 'error');
	if (isRecord(error) || (typeof error === 'string' && error !== '')) throw new Refused(refusalWithin(error, body));
	const text = at(parsed, 'text');
	if (typeof text === 'string') return text.trim();
	throw new Refused(found(body.trim() === '' || parsed === null || isRecord(parsed) ? 'empty' : 'not_json'));
}
