import { LEARNT_MS, Memory } from './memory';
import type { ChatMessage } from './request';

/** How many characters of messages a model was found to read, where it refused more; by service and model. */
export const fits = new Memory<{ characters: number; refusedAt: number }>();
/** How long after a refusal the operator's fault counts as lasting: conversations that happen to be short in between prove nothing. */
const LASTS_MS = 3 * 3600_000;

const sizeOf = (messages: ChatMessage[]): number => messages.reduce((sum, { content }) => sum + content.length, 0);

/**
 * The messages without the oldest of what was said; instructions and the last message stay.
 * @param most how many of what was said before the last message may stay
 */
function newest(messages: ChatMessage[], most: number): ChatMessage[] {
	const spoken = messages.slice(0, -1).filter(({ role }) => role !== 'system');
	const left = new Set(spoken.slice(0, Math.max(0, spoken.length - most)));
	return messages.filter((message) => !left.has(message));
}
const historyOf = (messages: ChatMessage[]): number => messages.slice(0, -1).filter(({ role }) => role !== 'system').length;

/** Half of the history, the newer one; null when there is none left to leave out. */
export function shorter(messages: ChatMessage[]): ChatMessage[] | null {
	const history = historyOf(messages);
	return history === 0 ? null : newest(messages, Math.floor(history / 2));
}

/** The messages as far as the model is known to read them, so that no call is spent on a refusal; all of them where nothing is known. @param now epoch milliseconds */
export function fitting(key: string, messages: ChatMessage[], now: number): ChatMessage[] {
	const most = fits.recall(key, now)?.characters ?? Infinity;
	let kept = messages;
	while (sizeOf(kept) > most && historyOf(kept) > 0) kept = newest(kept, historyOf(kept) - 1);
	return kept;
}

/** Keeps what a model read, once it had refused more. */
export function learnFit(key: string, messages: ChatMessage[], now: number): void {
	fits.learn(key, { characters: sizeOf(messages), refusedAt: now }, now + LEARNT_MS);
}

/** Whether a model was found too small for its prompts a short time ago. */
export const isTight = (key: string, now: number): boolean => now - (fits.recall(key, now)?.refusedAt ?? -Infinity) < LASTS_MS;
