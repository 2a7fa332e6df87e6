import { createHash } from 'node:crypto';

import type { JsonRecord } from '../shared/core/json/readers';
import { asModelError } from '../shared/llm/failure';
import type { Model } from '../shared/llm/model';
import type { JsonRequest } from '../shared/llm/request';

/** One question to a model, and what came of it. A type alias: it travels as JSON. */
export type Call = {
	/** Name of the schema that was asked for. */
	task: string;
	/** The model that answered, or was asked last. */
	model: string;
	/** Which instructions it had. */
	prompt: string;
	tokens_in: number;
	tokens_out: number;
	ms: number;
	tries: number;
	/** What it gave, word for word: with it the turn can be played again without it. Absent where it gave nothing. */
	answer?: JsonRecord;
	/** Why it gave nothing. */
	failure?: string;
};

/** A version of a text: enough of its SHA-256 that two are never taken for one. */
export const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** What a turn asks of its models, as it is asked. */
export class Recorder {
	readonly calls: Call[] = [];
	/** The instructions by their version. */
	readonly prompts: Record<string, string> = {};
	/** What the model was told of this moment, as data; null where no model was asked. */
	situation: string | null = null;

	/** The same model, of which every question is written down. It fails as before. */
	watch(model: Model): Model {
		return {
			askForJson: async (request) => {
				const [asked, startedAt] = [this.asked(request), Date.now()];
				try {
					const { value, usage, tookMs, outcome } = await model.askForJson(request);
					const spent = { tokens_in: usage.input, tokens_out: usage.output, ms: tookMs };
					this.calls.push({ ...asked, model: outcome.name, ...spent, tries: outcome.tries, answer: value });
					return { value, usage, tookMs, outcome };
				} catch (error) {
					const { outcome } = asModelError(error, request.model);
					const failed = { tokens_in: 0, tokens_out: 0, ms: Date.now() - startedAt, failure: outcome.failure?.reason ?? 'unknown' };
					this.calls.push({ ...asked, model: outcome.name || request.model, ...failed, tries: outcome.tries });
					throw error;
				}
			},
		};
	}

	private asked({ messages, schema }: JsonRequest): Pick<Call, 'task' | 'prompt'> {
		const [instructions, situation] = messages;
		const prompt = versionOf(instructions.content);
		this.prompts[prompt] = instructions.content;
		if (situation?.role === 'system') this.situation ??= situation.content;
		return { task: schema.name, prompt };
	}
}
