import { ModelError, type ModelOutcome } from './failure';
import { fitting, isTight, learnFit, shorter } from './fits';
import type { ModelFailureReason, Reason } from './reasons';
import type { ChatMessage } from './request';

/** The messages of one request, as far as the model reads them. */
export class Prompt {
	messages: ChatMessage[];
	private wasTooLong = false;

	/** @param key names the service and the model; @param now epoch milliseconds */
	constructor(
		private readonly key: string,
		private readonly all: ChatMessage[],
		now: number,
	) {
		this.messages = fitting(key, all, now);
	}

	/** Leaves the older half of the conversation out; false when nothing of it is left. */
	shorten(): boolean {
		const kept = shorter(this.messages);
		if (!kept) return false;
		this.messages = kept;
		this.wasTooLong = true;
		return true;
	}

	/** Keeps how much the model read, once it has answered. @param now epoch milliseconds */
	remember(now: number): void {
		if (this.wasTooLong) learnFit(this.key, this.messages, now);
	}

	/** What is told when it was answered: how much was left out, and that the operator should make room. @param words in place of the usual ones */
	told(now: number, name: string, words?: (reason: ModelFailureReason) => Partial<Reason>): Pick<ModelOutcome, 'left_out' | 'failure'> {
		const leftOut = this.all.length - this.messages.length;
		if (leftOut === 0 && !isTight(this.key, now)) return {};
		const { failure } = new ModelError('context_length', { name, words: words?.('context_length') });
		return { failure, ...(leftOut > 0 && { left_out: leftOut }) };
	}
}
