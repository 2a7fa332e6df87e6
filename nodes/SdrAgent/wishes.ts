import { refusalIn } from '../shared/core/hearing/refusal';
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

/** Where a lead stands on buying, as far as a turn tells; none of it is a wish to get no messages. */
export type Stance = 'declined' | 'postponed' | 'interested';
const WANTING: Intent[] = ['product_interest', 'commercial', 'delivery', 'technical_question'];

/**
 * The model tells where the lead stands; code hears it by the words alone, and tells where the model is not sure. Where the two differ the lead is lost least: who asks for a
 * price is interested, and who may only put it off does.
 * @param answer the model's, or null when it gave none
 */
export function stanceOf(
	{ labels, isInterested }: Pick<Observed, 'labels' | 'isInterested'>,
	text: string,
	answer: Answer | null,
): Stance | null {
	const byCode = refusalIn(text);
	const certain = (wanted: Intent) => answer !== null && isCertain(answer, wanted);
	const byModel = certain('not_interested') ? 'declined' : certain('postponed') ? 'postponed' : null;
	if (byCode !== null && byCode === byModel) return byCode;
	if (isInterested || WANTING.some(certain)) return 'interested';
	if (byCode !== null && byModel !== null) return 'postponed';
	return byModel ?? byCode ?? (labels.includes('technical') ? 'interested' : null);
}
