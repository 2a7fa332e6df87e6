import { ModelError, type ModelFailure } from './failure';
import type { JsonAnswer, Model } from './model';
import { noteAnswer, noteOutage, outageOf } from './outages';
import type { ModelFailureReason } from './reasons';
import type { JsonRequest } from './request';

/** The same service would say the same of another model. */
const SAME_FOR_ALL: ModelFailureReason[] = ['wrong_key', 'wrong_address', 'html'];
/** With less time than this nobody is asked any more. */
const LEAST_MS = 500;

export interface Fallback {
	/** The other model's name; empty is none. */
	fallback: string;
	/** Names service and account in memories. */
	account: string;
	/** How long each of the two may take; both together have twice as long, or what the request says. */
	timeoutMs: number;
	/** Epoch milliseconds. */
	clock?: () => number;
}

/**
 * A model with another one of the same service behind it, asked when the first gives nothing, unless what was said is the reason. While the first is known to
 * be out of order the other one is asked first, and the first only if that fails too; `failure` of the outcome goes on telling of it.
 */
export function withFallback(model: Model, { fallback, account, timeoutMs, clock = Date.now }: Fallback): Model {
	if (fallback === '') return model;
	const keyOf = (name: string): string => `${account} ${name}`;
	const ask = async (request: JsonRequest, name: string, deadline: number): Promise<JsonAnswer> => {
		try {
			const answer = await model.askForJson({ ...request, model: name, limitMs: Math.min(timeoutMs, deadline - clock()) });
			noteAnswer(keyOf(name));
			return answer;
		} catch (error) {
			if (error instanceof ModelError) noteOutage(keyOf(name), error.failure, clock());
			throw error;
		}
	};
	return {
		askForJson: async (request) => {
			if (request.model === fallback) return await model.askForJson(request);
			const deadline = clock() + Math.min(2 * timeoutMs, request.limitMs ?? Infinity);
			const known = outageOf(keyOf(request.model), clock());
			const swapped = known !== null && outageOf(keyOf(fallback), clock()) === null;
			const [first, second] = swapped ? [fallback, request.model] : [request.model, fallback];
			try {
				const answer = await ask(request, first, deadline);
				return swapped ? told(answer, request.model, known) : answer;
			} catch (error) {
				if (!(error instanceof ModelError) || !isWorthIt(error) || deadline - clock() < LEAST_MS)
					throw swapped ? blaming(error, request.model, known) : error;
				const { tries } = error.outcome;
				const answer = await ask(request, second, deadline).catch((again: unknown) => {
					throw swapped ? counted(again, tries) : both(error, again);
				});
				const outcome = { ...answer.outcome, tries: tries + answer.outcome.tries };
				return swapped ? { ...answer, outcome } : told({ ...answer, outcome }, request.model, error.failure);
			}
		},
	};
}

const isWorthIt = ({ failure: { kind, reason } }: ModelError): boolean => kind !== 'content' && !SAME_FOR_ALL.includes(reason);

/** An answer in place of the first model's. */
const told = (answer: JsonAnswer, instead_of: string, failure: ModelFailure): JsonAnswer => ({
	...answer,
	outcome: { ...answer.outcome, failure, instead_of },
});

/** No answer of either: what was wrong with the first is told. */
function both(first: ModelError, again: unknown): ModelError {
	if (again instanceof ModelError)
		first.outcome = {
			...again.outcome,
			failure: first.failure,
			instead_of: first.outcome.name,
			tries: first.outcome.tries + again.outcome.tries,
		};
	return first;
}

function counted(error: unknown, tries: number): unknown {
	if (error instanceof ModelError) error.outcome = { ...error.outcome, tries: error.outcome.tries + tries };
	return error;
}

/** The first model was not asked since it is known to be out of order: that is what is to be mended. */
function blaming(error: unknown, instead_of: string, failure: ModelFailure | null): unknown {
	if (error instanceof ModelError && failure && isWorthIt(error)) error.outcome = { ...error.outcome, failure, instead_of };
	return error;
}
