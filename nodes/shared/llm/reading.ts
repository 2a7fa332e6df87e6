import { parsedJson } from '../core/json/parsedJson';
import { at, isRecord, listOf, numberOf, recordOf, recordsOf, textOf, type JsonRecord } from '../core/json/readers';
import type { ModelFailureReason } from './failure';
import { jsonObject, wordsIn } from './jsonObject';
import { found, isHtml, refusalWithin, Refused } from './refusal';

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
	const isCut = /length|max_?tokens|model_context/.test(finish);
	for (const content of contents) {
		const value = jsonObject(content, keys, null);
		if (value && (keys.length === 0 || keys.some((key) => Object.hasOwn(value, key)))) return value;
	}
	const words = contents.map((content) => textOf(wordsIn(content)).trim()).join('');
	if (words && !isCut) {
		const fix = await repair();
		for (const content of contents) {
			const value = jsonObject(content, keys, fix);
			if (value) return value;
		}
	}
	const reason = missing({ words, refusal, finish, isCut });
	throw new Refused({ ...found(reason, refusal), ...(reason === 'length' && words === '' && { unspoken: true }) });
}

function missing(given: { words: string; refusal: string; finish: string; isCut: boolean }): ModelFailureReason {
	if (given.refusal) return 'refusal';
	if (/filter|safety|blocked|prohibited|recitation|moderation|sensitive/.test(given.finish)) return 'content_filter';
	if (/refus/.test(given.finish)) return 'refusal';
	if (given.isCut) return 'length';
	return given.words ? 'not_json' : 'empty';
}

function completionIn(body: string): Said {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text === '') throw new Refused(found('empty'));
	if (isHtml(text)) throw new Refused(found('html'));
	const parsed = parsedJson(text);
	if (parsed === null) throw new Refused(found('empty'));
	const [completion] = recordsOf(Array.isArray(parsed) ? parsed : [parsed]);
	if (!completion) throw new Refused(found('not_json', text));
	const [choice] = recordsOf(listOf(completion.choices));
	for (const error of [completion.error, choice?.error]) if (isError(error)) throw new Refused(refusalWithin(error, text));
	if (!choice) throw new Refused(found('empty'));
	const message = recordOf(choice.message);
	const called = [
		...recordsOf(message.tool_calls).map((call) => at(call, 'function', 'arguments')),
		at(message, 'function_call', 'arguments'),
	];
	const parts = recordsOf(message.content).map((part) => textOf(part.refusal));
	return {
		contents: [message.content, message.parsed, ...called, choice.text].filter((one) => one !== undefined && one !== null),
		refusal: [textOf(message.refusal), ...parts].join('').trim(),
		finish: textOf(choice.finish_reason).toLowerCase(),
		usage: {
			input: numberOf(at(completion, 'usage', 'prompt_tokens'), { min: 0 }) ?? 0,
			output: numberOf(at(completion, 'usage', 'completion_tokens'), { min: 0 }) ?? 0,
		},
	};
}

const isError = (value: unknown): boolean => (isRecord(value) && Object.keys(value).length > 0) || textOf(value) !== '';
