import type { IExecuteFunctions } from 'n8n-workflow';

import { recordOf, type JsonRecord } from '../core/json/readers';
import { Adaptation, dialects } from './adaptation';
import { asModelError, ModelError, type ModelOutcome } from './failure';
import { fits } from './fits';
import { reasonOf } from './judge';
import { outages } from './outages';
import { readCompletion, type Usage } from './reading';
import type { ModelFailureReason, Reason } from './reasons';
import { Refused } from './refusal';
import { loadRepair } from './repair';
import type { JsonRequest } from './request';
import { openService, type Service } from './service';
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

/** For tests: as in a new process. */
export function forgetDialects(): void {
	for (const memory of [dialects, fits, outages]) memory.forget();
}

/**
 * The model service of the node's OpenAI credential; the SDK is loaded at the first use. What a service refuses of a request is left out, asked again within
 * the same limit of time, and remembered; so is the oldest of a conversation that does not fit.
 * @param timeoutMs for one answer, all tries together
 * @returns the model, and a name of its service and account for memories
 * @throws {ModelError} when the credential cannot be used
 */
export async function openModel(context: IExecuteFunctions, { timeoutMs }: { timeoutMs: number }): Promise<Model & { account: string }> {
	const service = await openService(context);
	return { account: service.account, askForJson: async (request) => await ask(service, request, timeoutMs) };
}

async function ask(service: Service, request: JsonRequest, mostMs: number): Promise<JsonAnswer> {
	const startedAt = Date.now();
	const timeoutMs = Math.min(mostMs, request.limitMs ?? Infinity);
	const asking = new Adaptation(`${service.name} ${request.model}`, request, startedAt);
	const keys = Object.keys(recordOf(request.schema.schema.properties));
	const attempt = async (leftMs: number) => {
		const text = await service.post((client, options) => client.chat.completions.create(asking.body() as never, options), leftMs);
		const answer = await readCompletion(text, keys, loadRepair);
		asking.remember(Date.now());
		return answer;
	};
	try {
		const { value: answer, tries } = await tried(timeoutMs, attempt, (refusal, { failed }) => asking.change(refusal, failed));
		const outcome = { ok: true, name: request.model, tries: tries.count, ...asking.told(Date.now()) };
		return { ...answer, tookMs: Date.now() - startedAt, outcome };
	} catch (error) {
		const { dialect } = asking.told(Date.now());
		throw refusedAs(error, { name: request.model, secrets: service.secrets, timeoutMs, dialect });
	}
}

/** A refusal as the error that says who is to do what. @param given `words` in place of the usual ones, by reason */
export function refusedAs(
	error: unknown,
	given: {
		name: string;
		secrets: string[];
		timeoutMs: number;
		dialect?: ModelOutcome['dialect'];
		words?: (reason: ModelFailureReason) => Partial<Reason>;
	},
): ModelError {
	if (!(error instanceof Refused)) return asModelError(error, given.name);
	const { refusal } = error;
	const reason = reasonOf(refusal);
	const late = { message: `The model did not answer within ${Number((given.timeoutMs / 1000).toPrecision(2))} seconds` };
	return new ModelError(reason, {
		...given,
		said: refusal.message,
		status: refusal.status,
		tries: (error as { tries?: Tries }).tries?.count ?? 1,
		words: { ...given.words?.(reason), ...(reason === 'timed_out' && late) },
	});
}
