import { FULL, requestBody, type Dialect } from './dialect';
import type { ModelOutcome } from './failure';
import { reasonOf } from './judge';
import { DOUBTFUL_MS, GUESSED_MS, LEARNT_MS, Memory } from './memory';
import { departures, mended, type Certainty } from './mend';
import { Prompt } from './prompt';
import type { ModelFailureReason } from './reasons';
import type { Refusal } from './refusal';
import type { JsonRequest } from './request';

/** What services take, by address and model. */
export const dialects = new Memory<Dialect>();
/** Parts that one request may have refused, one after the other. */
const MOST_MENDS = 8;
/** How long what was found out is kept, by the least certain of its steps. */
const KEPT_MS: Record<Certainty, number> = { certain: LEARNT_MS, guessed: GUESSED_MS, doubtful: DOUBTFUL_MS };

/** One request on its way to a service: how it is written, which of its messages go along, and what is changed after a refusal. */
export class Adaptation {
	private dialect: Dialect;
	private readonly prompt: Prompt;
	private readonly mends: Certainty[] = [];

	/** @param key names the service and the model; @param now epoch milliseconds */
	constructor(
		private readonly key: string,
		private readonly request: JsonRequest,
		now: number,
	) {
		this.dialect = dialects.recall(key, now) ?? FULL;
		this.prompt = new Prompt(key, request.messages, now);
	}

	/** The body of the next try. */
	body(): Record<string, unknown> {
		return requestBody({ ...this.request, messages: this.prompt.messages }, this.dialect);
	}

	/** Changes the next try after a refusal; false when there is nothing to change. @param failed how many tries failed in a way that may pass */
	change(refusal: Refusal, failed: number): boolean {
		if (this.mends.length >= MOST_MENDS) return false;
		const reason = reasonOf(refusal);
		if (reason === 'context_length' && this.shorten()) return true;
		const next = this.next(reason, refusal, failed);
		if (!next) return false;
		this.dialect = next.dialect;
		this.mends.push(next.certainty);
		return true;
	}

	/** Keeps what was found out, once the service has answered. @param now epoch milliseconds */
	remember(now: number): void {
		if (this.mends.length > 0) dialects.learn(this.key, this.dialect, now + Math.min(...this.mends.map((one) => KEPT_MS[one])));
		this.prompt.remember(now);
	}

	/** What is told of it: what was written otherwise, and that the model reads too little. */
	told(now: number): Pick<ModelOutcome, 'dialect' | 'left_out' | 'failure'> {
		const otherwise = departures(this.dialect);
		return { ...(Object.keys(otherwise).length > 0 && { dialect: { ...otherwise } }), ...this.prompt.told(now, this.request.model) };
	}

	private shorten(): boolean {
		const { limit, room } = this.dialect;
		// The room for the answer counts too: what was tried for one that was cut goes first.
		if (room > 1 && limit !== 'none') {
			this.dialect = { ...this.dialect, limit: 'none', room: 1 };
			this.mends.push('guessed');
			return true;
		}
		return this.prompt.shorten();
	}

	/** More room for an answer that was cut, else without what was refused; what Groq calls a failed JSON is only bad luck at first. */
	private next(reason: ModelFailureReason, refusal: Refusal, failed: number): { dialect: Dialect; certainty: Certainty } | null {
		const { dialect } = this;
		if (reason === 'length')
			return dialect.room === 1 && dialect.limit !== 'none' ? { dialect: { ...dialect, room: 8 }, certainty: 'certain' } : null;
		const guesses = this.mends.filter((one) => one === 'guessed').length;
		if (reason === 'not_json') return failed > 0 && !refusal.found ? mended(dialect, refusal, guesses) : null;
		return MENDABLE.includes(reason) ? mended(dialect, refusal, guesses) : null;
	}
}

const MENDABLE: ModelFailureReason[] = ['refused_request', 'unavailable', 'wrong_address', 'error_in_200'];
