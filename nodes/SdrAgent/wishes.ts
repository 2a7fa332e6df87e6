import type { Answer, Intent } from './answer';
import type { Observed } from './observe';

/** From here on what the model heard counts as if code had heard it. */
const CERTAIN = 0.7;

/** Whether the model is sure of what the message is about. */
export const isCertain = ({ intent, confidence }: Pick<Answer, 'intent' | 'confidence'>, wanted: Intent): boolean =>
	intent === wanted && confidence >= CERTAIN;

/** What a message asks of the law: two ears hear more than one. */
export interface Wishes {
	/** Nobody who shows interest in buying is silenced by one ear alone: they are asked. */
	optOut: 'yes' | 'ask' | 'no';
	lgpd: boolean;
}

/** @param answer the model's, or null when it gave none */
export function wishesOf({ labels, isInterested }: Observed, answer: Answer | null): Wishes {
	const byCode = labels.includes('optOut');
	const byModel = answer !== null && isCertain(answer, 'opt_out');
	const agreed = byCode && byModel;
	const optOut = agreed || ((byCode || byModel) && !isInterested) ? 'yes' : byCode || byModel ? 'ask' : 'no';
	return { optOut, lgpd: labels.includes('lgpd') || (answer !== null && isCertain(answer, 'lgpd')) };
}
