import { VendorError } from '../shared/http/errors';
import type { ChatMessage, Model } from '../shared/llm/model';
import { ANSWER_SCHEMA, fallbackAnswer, readAnswer, type Answer } from './answer';

export interface TurnSettings {
	model: string;
	temperature: number;
	maxTokens: number;
	/** What the customer gets when the model gives nothing. */
	fallback: string;
}

export type TurnResult = Answer & {
	/** Why the prepared text was used; null when the model answered. */
	fallback_reason: string | null;
	usage: { input: number; output: number };
	model_ms: number;
};

/**
 * One turn of the agent: one model call, one answer. A model that is down, slow, empty or broken never leaves the customer without a reply
 * (SDR spec F072); only a wrong credential or model name stops the turn, since it is the operator who has to know.
 */
export async function answerTurn(model: Model, messages: ChatMessage[], settings: TurnSettings): Promise<TurnResult> {
	try {
		const { value, usage, tookMs } = await model.askForJson({ ...settings, messages, schema: ANSWER_SCHEMA });
		const answer = readAnswer(value);
		return {
			...(answer ?? fallbackAnswer(settings.fallback)),
			fallback_reason: answer ? null : 'The model gave an empty reply',
			usage,
			model_ms: tookMs,
		};
	} catch (error) {
		if (!(error instanceof VendorError) || error.kind === 'unauthorized' || error.kind === 'notFound') throw error;
		return { ...fallbackAnswer(settings.fallback), fallback_reason: error.message, usage: { input: 0, output: 0 }, model_ms: 0 };
	}
}
