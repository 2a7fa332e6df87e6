import type { Burst } from './bursts';

/** What was kept of a customer. */
export interface Saved {
	messages: number;
	replies: number;
}

/**
 * What is wrong with the work that was done: a figure is worth nothing when the work was not.
 * @param repliesTo texts that came to a phone
 * @returns a line for each burst that did not get exactly one reply, with the right text, or that was not saved
 */
export function wrongBursts(bursts: Burst[], repliesTo: (phone: string) => string[], savedOf: (phone: string) => Saved): string[] {
	return bursts.flatMap((burst) => {
		const problem = wrongReplies(burst, repliesTo(burst.phone)) ?? wronglySaved(burst, savedOf(burst.phone));
		return problem ? [`${burst.phone}, ${burst.messages.length} messages: ${problem}`] : [];
	});
}

function wrongReplies({ reply }: Burst, got: string[]): string | null {
	if (got.length !== 1)
		return `${got.length} replies instead of one${got.length > 0 ? `: ${got.map((text) => `"${text}"`).join(', ')}` : ''}`;
	return got[0] === reply ? null : `"${got[0]}" instead of "${reply}"`;
}

function wronglySaved({ messages: { length } }: Burst, { messages, replies }: Saved): string | null {
	return messages === length && replies === 1 ? null : `${messages} messages and ${replies} replies were saved`;
}
