import { textOf } from '../core/json/readers';
import { VendorError } from '../http/errors';
import { redact } from '../http/redact';
import { REASONS, type ModelFailureKind, type ModelFailureReason, type Reason } from './reasons';

/** Why a model gave no answer, for whoever has to act on it; no secret in it. */
export type ModelFailure = {
	kind: ModelFailureKind;
	reason: ModelFailureReason;
	/** HTTP status, or the one that a body told; null when there was none. */
	status: number | null;
	/** For a notice to the team, in Portuguese. */
	sentence: string;
};

/** What became of asking a model, all tries of a turn together. */
export type ModelOutcome = {
	ok: boolean;
	/** The model that answered, or was asked last. */
	name: string;
	/** How many requests it took. */
	tries: number;
	/** What had to be left out or written otherwise for this service; absent when nothing. */
	dialect?: Record<string, unknown>;
	/** Why there is no answer, or why it had to be given by the fallback model or without the oldest messages. */
	failure?: ModelFailure;
	/** The model that failed, where the fallback model was asked. */
	instead_of?: string;
	/** Earlier messages that did not fit into the model and were left out, the oldest first; absent when none. */
	left_out?: number;
};

/** No answer of a model, and all that is known of why. */
export class ModelError extends VendorError {
	readonly failure: ModelFailure;
	outcome: ModelOutcome;

	/** @param said what the service said, or how it was found out; secrets go */
	constructor(
		reason: ModelFailureReason,
		given: {
			name: string;
			tries?: number;
			status?: number | null;
			said?: string;
			secrets?: string[];
			dialect?: ModelOutcome['dialect'];
			/** In place of the usual words for the reason. */
			words?: Partial<Pick<Reason, 'message' | 'remedy' | 'sentence'>>;
		},
	) {
		const { kind, vendorKind, message, remedy, sentence } = { ...REASONS[reason], ...given.words };
		const said = redact(given.said ?? '', given.secrets)
			.trim()
			.slice(0, LONGEST_SAID);
		const status = given.status ?? null;
		const facts = [status === null ? '' : `status ${status}`, said].filter(Boolean).join(', ');
		super({ kind: vendorKind, message: facts ? `${message} (${facts})` : message, remedy, ...(status !== null && { status }) });
		this.failure = { kind, reason, status, sentence };
		this.outcome = {
			ok: false,
			name: given.name,
			tries: given.tries ?? 0,
			...(given.dialect && { dialect: given.dialect }),
			failure: this.failure,
		};
	}
}
const LONGEST_SAID = 300;

/** Whatever was thrown as the failure of the model of that name. */
export const asModelError = (error: unknown, name: string): ModelError =>
	error instanceof ModelError ? error : new ModelError('unavailable', { name, said: messageOf(error) });

/** Whether the operator has to mend something before any request can succeed; one that was too long is alone in it. */
export const isSetUpWrong = ({ failure: { kind, reason } }: ModelError): boolean =>
	kind === 'operator' && reason !== 'length' && reason !== 'context_length';

/** Stands in for a model that could not be opened: it fails when it is asked, as any other failure of a model. */
export async function failing(error: unknown, name: string): Promise<never> {
	const known = asModelError(error, name);
	known.outcome = { ...known.outcome, name };
	return await Promise.reject(known);
}

/** Read by shape: an error may come from another realm. */
export const messageOf = (error: unknown): string =>
	textOf((error as { message?: unknown } | null | undefined)?.message) || textOf(error) || 'unknown failure';
