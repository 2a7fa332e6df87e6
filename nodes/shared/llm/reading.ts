import { at, isRecord, listOf, numberOf, recordOf, recordsOf, textOf, type JsonRecord } from '../core/json/readers';
import type { ModelFailureReason } from './reasons';
import { jsonObject, wordsIn } from './jsonObject';
import { found, isHtml, refusalWithin, Refused } from './refusal';
import { jsonIn } from './streamed';
import { withoutThoughts } from './thoughts';

export interface Usage {
	input: number;
	output: number;
}
/** What a model said, wherever its service put it. */
interface Said {
	/** Where the words may be, the likeliest first. */
	contents: unknown[];
	refusal: string;
	/** Why it stopped, small letters. */
	finish: string;
	usage: Usage;
}

/** Kept whole, since the bundle is loaded only where it is needed. */
export type LoadRepair = () => Promise<(text: string) => string>;

/**
 * Reads the body of a chat completion.
 * @param keys the keys of the answer that was asked for
 * @throws {Refused} with the reason when there is no answer in it
 */
export async function readCompletion(body: string, keys: string[], repair: LoadRepair): Promise<{ value: JsonRecord; usage: Usage }> {
	const said = completionIn(body);
	return { value: await readSaid(said, keys, repair), usage: said.usage };
}

/** @throws {Refused} with the reason when there is no answer in it */
export async function readSaid(
	{ contents, refusal, finish }: Omit<Said, 'usage'>,
	keys: string[],
	repair: LoadRepair,
): Promise<JsonRecord> {
	for (const content of contents) {
		const value = jsonObject(content, keys, null);
		if (value && (keys.length === 0 || keys.some((key) => Object.hasOwn(value, key)))) return value;
	}
	const words = withoutThoughts(contents.map((content) => textOf(wordsIn(content)).trim()).join(''));
	const cut = ENDINGS.find(({ sign }) => sign.test(finish))?.reason ?? null;
	// What was cut, for whatever reason, has no end that could be made up.
	if (words && cut === null) {
		const fix = await repair();
		for (const content of contents) {
			const value = jsonObject(content, keys, fix);
			if (value) return value;
		}
	}
	throw new Refused(found(refusal ? 'refusal' : (cut ?? (words ? 'not_json' : 'empty')), refusal));
}

/** Why a model stopped before its end, in the words of the services; whoever meets another adds it. */
const ENDINGS: Array<{ sign: RegExp; reason: ModelFailureReason }> = [
	{ sign: /filter|safety|blocked|blocklist|prohibited|recitation|moderation|sensitive|spii/, reason: 'content_filter' },
	{ sign: /refus/, reason: 'refusal' },
	{ sign: /model_context|context_window/, reason: 'context_length' },
	{ sign: /length|max_?tokens/, reason: 'length' },
	{ sign: /error|abort|cancel|insufficient_system/, reason: 'error_in_200' },
];

function completionIn(body: string): Said {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text === '') throw new Refused(found('empty'));
	if (isHtml(text)) throw new Refused(found('html'));
	const parsed = jsonIn(text);
	if (parsed === null) throw new Refused(found('empty'));
	const [completion] = recordsOf(Array.isArray(parsed) ? parsed : [parsed]);
	if (!completion) throw new Refused(found('not_json', text));
	// Ollama's own form has the one message where others have choices.
	const [choice] = [...recordsOf(listOf(completion.choices)), ...(isRecord(completion.message) ? [completion] : [])];
	for (const error of [completion.error, choice?.error]) if (isError(error)) throw new Refused(refusalWithin(error, text));
	if (!choice) throw new Refused(isSaid(completion) ? refusalWithin(completion, text) : found('empty'));
	const message = recordOf(choice.message);
	const called = [
		...recordsOf(message.tool_calls).map((call) => at(call, 'function', 'arguments')),
		at(message, 'function_call', 'arguments'),
	];
	const parts = recordsOf(message.content).map((part) => textOf(part.refusal));
	return {
		contents: [message.content, message.parsed, ...called, choice.text].filter((one) => one !== undefined && one !== null),
		refusal: [textOf(message.refusal), ...parts].join('').trim(),
		finish: (textOf(choice.finish_reason) || textOf(choice.done_reason)).toLowerCase(),
		usage: {
			input: numberOf(at(completion, 'usage', 'prompt_tokens'), { min: 0 }) ?? 0,
			output: numberOf(at(completion, 'usage', 'completion_tokens'), { min: 0 }) ?? 0,
		},
	};
}

/** What a service says where it has neither choices nor a place for errors. */
const isSaid = ({ message, detail, msg }: JsonRecord): boolean =>
	[message, detail, msg].some((one) => textOf(one) !== '' || listOf(one).length > 0);

const isError = (value: unknown): boolean => (isRecord(value) && Object.keys(value).length > 0) || textOf(value) !== '';
