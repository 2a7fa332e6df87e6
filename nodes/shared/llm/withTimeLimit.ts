import { ModelError } from './failure';
import type { Model } from './model';

/** With less time than this nobody is asked any more. */
const LEAST_MS = 500;

/**
 * A model whose calls have one limit of time together, from now on; a call for which nothing is left fails without being made.
 * @param clock epoch milliseconds
 */
export function withTimeLimit(model: Model, limitMs: number, clock: () => number = Date.now): Model {
	const deadline = clock() + limitMs;
	return {
		askForJson: async (request) => {
			const leftMs = deadline - clock();
			if (leftMs < LEAST_MS)
				throw new ModelError('timed_out', {
					name: request.model,
					words: { message: 'The time for this turn is used up: the model was not asked again' },
				});
			return await model.askForJson({ ...request, limitMs: Math.min(leftMs, request.limitMs ?? Infinity) });
		},
	};
}
