import { ModelError, type ModelFailureReason } from './failure';
import type { Model } from './model';

/** The same service would say the same of another model. */
const SAME_FOR_ALL: ModelFailureReason[] = ['wrong_key', 'wrong_address', 'html'];

/**
 * A model with another one of the same service behind it, asked when the first gives nothing, unless what was said is the reason. It has as long again.
 * @param fallback the other model's name; empty is none
 */
export const withFallback = (model: Model, fallback: string): Model =>
	fallback === ''
		? model
		: {
				askForJson: async (request) => {
					try {
						return await model.askForJson(request);
					} catch (error) {
						if (!(error instanceof ModelError) || request.model === fallback || !isWorthIt(error)) throw error;
						const first = error.outcome;
						const rest = { failure: error.failure, instead_of: first.name };
						const answer = await model.askForJson({ ...request, model: fallback }).catch((again: unknown) => {
							if (again instanceof ModelError) error.outcome = { ...again.outcome, ...rest, tries: first.tries + again.outcome.tries };
							throw error;
						});
						return { ...answer, outcome: { ...answer.outcome, ...rest, tries: first.tries + answer.outcome.tries } };
					}
				},
			};

const isWorthIt = ({ failure: { kind, reason } }: ModelError): boolean => kind !== 'content' && !SAME_FOR_ALL.includes(reason);
