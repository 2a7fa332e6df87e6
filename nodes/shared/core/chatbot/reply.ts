import { flagOf, isRecord, numberOf, textOf, textsOf, type JsonRecord } from '../json/readers';
import { parsedJson } from '../json/parsedJson';
import { UNKNOWN, heardIntent, isVeryAngry } from './heard';
import type { Intent } from './intents';

/** An answer of the assistant, as the attendance API has it. */
export type ChatbotReply = {
	response: string;
	/** Of the operator's list, or what the model calls it: an open set. */
	intent: string;
	category: string;
	confidence: number;
	should_transfer: boolean;
	suggested_actions: string[];
	/** Joined with " | "; null where nobody is wanted. */
	escalation_reason: string | null;
};

/** How sure one is: of a word of the list, of what the model says, of nothing (handoff spec C7). */
const SURE = { word: 0.85, model: 0.7, nothing: 0 };
/** Not above this is low (C7): such a turn came to nothing. */
const LOW = 0.5;
/** So many in a row, and a person is called. */
const FAILURES = 3;

/** What a model said, read. */
export interface Read {
	response: string;
	intent: string | null;
	confidence: number | null;
	transfers: boolean;
	why: string | null;
	actions: string[];
	/** `parse_error`, `empty` or what the agent says of itself; null where it is an answer. */
	failure: string | null;
}

/** Names under which an answer stands: the document's, the agent's own, the other dialect's, a chain's. Not `text`, which is the question's. */
const WORDS = ['response', 'reply', 'message', 'output'];

/** Reads what a model, or the SDR Agent, gave: an object, JSON as text (in a fence too), or plain words. JSON that is none is no answer. */
export function readReply(given: unknown): Read {
	if (typeof given !== 'string') return isRecord(given) ? ofRecord(given) : failed('parse_error');
	const text = given.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1');
	if (!/^[{[]/.test(text)) return text === '' ? failed('empty') : { ...failed(null), response: text };
	const value = parsedJson(text);
	return isRecord(value) ? ofRecord(value) : failed('parse_error');
}

const failed = (failure: string | null): Read => ({
	response: '',
	intent: null,
	confidence: null,
	transfers: false,
	why: null,
	actions: [],
	failure,
});

function ofRecord(said: JsonRecord): Read {
	const inner = WORDS.map((name) => said[name]).find((value) => value !== undefined && value !== null);
	if (isRecord(inner)) return ofRecord(inner);
	const response = textOf(inner).trim();
	// What failed goes on with the item as it came, and says why.
	const fallback = textOf(said.fallback_reason) || textOf(said.error);
	return {
		response,
		intent: textOf(said.intent).trim() || null,
		confidence: numberOf(said.confidence, { min: 0, max: 1 }),
		transfers: flagOf(said.should_transfer ?? said.should_escalate) ?? false,
		why: textOf(said.transfer_reason ?? said.escalation_reason).trim() || null,
		actions: textsOf(said.suggested_actions) ?? [],
		failure: fallback !== '' ? 'technical_error' : response === '' ? 'empty' : null,
	};
}

/** What is known of a message before and after the model: the message, the list, and turns in a row that came to nothing until now. */
export interface Asked {
	message: string;
	intents: readonly Intent[];
	failedTurns: number;
}

/** Whether the turn came to nothing: no answer, or one that nobody is sure of. */
export const cameToNothing = (read: Read, asked: Pick<Asked, 'message' | 'intents'>): boolean =>
	read.failure !== null || judged(read, asked).confidence <= LOW;

function judged(
	read: Read,
	{ message, intents }: Pick<Asked, 'message' | 'intents'>,
): { intent: string; row: Intent | undefined; confidence: number } {
	const heard = heardIntent(message, intents);
	if (read.failure === 'parse_error') return { intent: UNKNOWN, row: undefined, confidence: SURE.nothing };
	const intent = heard?.intent ?? read.intent ?? UNKNOWN;
	const row = heard ?? intents.find((one) => one.intent === intent);
	const confidence = heard ? SURE.word : read.failure !== null ? SURE.nothing : (read.confidence ?? SURE.model);
	return { intent, row, confidence };
}

/**
 * The answer as the API gives it. A person is wanted for what the list says so of, for what the model says so of, for anger, after three turns in a row that came
 * to nothing, and for whatever could not be read.
 * @param asked `failedTurns`: this one included
 */
export function chatbotReply(read: Read, asked: Asked): ChatbotReply {
	const { intent, row, confidence } = judged(read, asked);
	const reasons = [
		read.failure,
		row?.transfers ? row.intent : null,
		read.transfers ? (read.why ?? 'model') : null,
		isVeryAngry(asked.message) ? 'muito_negativo' : null,
		asked.failedTurns >= FAILURES ? 'tentativas' : null,
	].filter((reason) => reason !== null);
	return {
		response: read.response,
		intent,
		category: row?.category ?? 'outros',
		confidence,
		should_transfer: reasons.length > 0,
		suggested_actions: [...new Set([...(row?.actions ?? []), ...read.actions])],
		escalation_reason: reasons.length > 0 ? reasons.join(' | ') : null,
	};
}
