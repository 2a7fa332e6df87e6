import type { IExecuteFunctions } from 'n8n-workflow';

import { recordOf, type JsonRecord } from '../core/json/readers';
import { FULL, requestBody, type Dialect } from './dialect';
import { ModelError, type ModelFailureReason, type ModelOutcome } from './failure';
import { reasonOf } from './judge';
import { GUESSED_MS, LEARNT_MS, Memory } from './memory';
import { departures, mended } from './mend';
import { readCompletion, type Usage } from './reading';
import type { JsonRequest } from './request';
import { Refused, type Refusal } from './refusal';
import { loadRepair } from './repair';
import { messageOf, openService, type Service } from './service';
import { tried, type Tries } from './tries';

export interface JsonAnswer {
	value: JsonRecord;
	usage: Usage;
	/** Milliseconds until the answer was there. */
	tookMs: number;
	outcome: ModelOutcome;
}

export interface Model {
	/**
	 * Asks for one JSON object of a schema.
	 * @throws {ModelError} when there was no answer, or none that is a JSON object
	 */
	askForJson: (request: JsonRequest) => Promise<JsonAnswer>;
}

/** What services take, by address and model. */
const dialects = new Memory<Dialect>();
/** Parts that one request may have refused, one after the other. */
const MOST_MENDS = 8;

/** For tests: as in a new process. */
export const forgetDialects = (): void => dialects.forget();

/**
 * The model service of the node's OpenAI credential; the SDK is loaded at the first use. What a service refuses of a request is left out, asked again within
 * the same limit of time, and remembered.
 * @param timeoutMs for one answer, all tries together
 * @throws {ModelError} when the credential cannot be used
 */
export async function openModel(context: IExecuteFunctions, { timeoutMs }: { timeoutMs: number }): Promise<Model> {
	const service = await openService(context);
	return { askForJson: async (request) => await ask(service, request, timeoutMs) };
}

async function ask(service: Service, request: JsonRequest, timeoutMs: number): Promise<JsonAnswer> {
	const startedAt = Date.now();
	const key = `${service.name} ${request.model}`;
	const keys = Object.keys(recordOf(request.schema.schema.properties));
	let dialect = dialects.recall(key, startedAt) ?? FULL;
	let [mends, guesses] = [0, 0];
	const mend = (refusal: Refusal, { failed }: Tries): boolean => {
		const next = mends < MOST_MENDS ? nextDialect(dialect, refusal, guesses, failed) : null;
		if (!next) return false;
		dialect = next.dialect;
		mends++;
		if (next.guessed) guesses++;
		return true;
	};
	const attempt = async (leftMs: number) => {
		const body = requestBody(request, dialect);
		const text = await service.post((client, options) => client.chat.completions.create(body as never, options), leftMs);
		const answer = await readCompletion(text, keys, loadRepair);
		if (mends > 0) dialects.learn(key, dialect, Date.now() + (guesses > 0 ? GUESSED_MS : LEARNT_MS));
		return answer;
	};
	const shown = () => (Object.keys(departures(dialect)).length > 0 ? { dialect: { ...departures(dialect) } } : {});
	try {
		const { value: answer, tries } = await tried(timeoutMs, attempt, mend);
		const outcome = { ok: true, name: request.model, tries: tries.count, ...shown() };
		return { ...answer, tookMs: Date.now() - startedAt, outcome };
	} catch (error) {
		throw modelError(error, { name: request.model, secrets: service.secrets, timeoutMs, ...shown() });
	}
}

/** What to ask next: more room where thinking took it all, else without what was refused; what Groq calls a failed JSON is only bad luck at first. */
function nextDialect(dialect: Dialect, refusal: Refusal, guesses: number, failed: number) {
	if (refusal.unspoken && dialect.room === 1 && dialect.limit !== 'none')
		return { dialect: { ...dialect, room: 8 as const }, guessed: false };
	const reason = reasonOf(refusal);
	if (reason === 'not_json') return failed > 0 && !refusal.found ? mended(dialect, refusal, guesses) : null;
	return MENDABLE.includes(reason) ? mended(dialect, refusal, guesses) : null;
}

const MENDABLE: ModelFailureReason[] = ['refused_request', 'unavailable', 'wrong_address', 'error_in_200'];

/** A refusal as the error that says who is to do what. */
export function modelError(
	error: unknown,
	given: { name: string; secrets: string[]; timeoutMs: number; dialect?: ModelOutcome['dialect'] },
): ModelError {
	if (error instanceof ModelError) return error;
	if (!(error instanceof Refused)) return new ModelError('unavailable', { ...given, said: messageOf(error) });
	const { refusal } = error;
	const reason = reasonOf(refusal);
	const late = { message: `The model did not answer within ${Number((given.timeoutMs / 1000).toPrecision(2))} seconds` };
	return new ModelError(reason, {
		...given,
		said: refusal.message,
		status: refusal.status,
		tries: (error as { tries?: Tries }).tries?.count ?? 1,
		...(reason === 'timed_out' && { words: late }),
	});
}
