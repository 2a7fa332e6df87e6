import { at, isRecord, isShallow, listOf, recordsOf, textOf, type JsonRecord } from '../core/json/readers';
import { parsedJson } from '../core/json/parsedJson';
import { withoutThoughts } from './thoughts';

/** Turns text that is JSON but for a slip into JSON, or throws. */
export type Repair = (text: string) => string;

const DEEPEST = 60;
/** Wrapped in a string, under a key, in a list: no deeper than this. */
const MOST_WRAPPINGS = 3;

/**
 * The object in what a model said: in fences, after its thoughts, among words, twice, in a list, in a string, under a key, in parts, or read already. Of several
 * the one with the most of the expected keys, and of equals the last: what a model thinks comes before what it answers.
 * @param keys the keys of the answer that was asked for; empty takes any object
 * @param repair the last means, for what is no JSON; null where the answer was cut and its end is nobody's to invent
 */
export function jsonObject(content: unknown, keys: string[], repair: Repair | null): JsonRecord | null {
	const said = isPart(content) || Array.isArray(content) ? wordsIn(content) : content;
	if (typeof said !== 'string') return best(objectsIn(said, keys, 0), keys);
	const whole = said.replace(/^\uFEFF/, '').trim();
	const text = withoutThoughts(whole);
	const found = [whole, text].flatMap((one) => objectsIn(parsedJson(one), keys, 0));
	if (found.length > 0) return best(found, keys);
	const slices = slicesOf(text);
	const read = slices.flatMap((slice) => objectsIn(parsedJson(slice), keys, 0));
	const good = best(read, keys);
	if (good && fits(good, keys)) return good;
	if (!repair) return good;
	const outer = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
	const repaired = [...slices, outer].filter(Boolean).flatMap((slice) => objectsIn(repairedJson(slice, repair), keys, 0));
	return best(
		[...read, ...repaired].filter((one) => fits(one, keys)),
		keys,
	);
}

/** What is said in content of parts; thoughts are none of it. */
export function wordsIn(content: unknown): unknown {
	if (typeof content === 'string') return content;
	const parts = isPart(content) ? [content] : listOf(content);
	const objects = recordsOf(parts).filter((part) => !isPart(part));
	if (objects.length > 0 && objects.length === parts.length) return objects;
	const words = parts.map((part) =>
		isPart(part) && !/think|reason/i.test(textOf(at(part, 'type')))
			? textOf(at(part, 'text')) || textOf(at(part, 'text', 'value'))
			: textOf(part),
	);
	return words.join('');
}

const isPart = (value: unknown): value is JsonRecord =>
	isRecord(value) && (/^(output_)?text$|thinking|reasoning|refusal/.test(textOf(value.type)) || Object.keys(value).join() === 'text');

/** The objects that a value is, holds, or has as text. */
function objectsIn(value: unknown, keys: string[], wrapped: number): JsonRecord[] {
	if (wrapped > MOST_WRAPPINGS || !isShallow(value, DEEPEST)) return [];
	if (typeof value === 'string') return objectsIn(parsedJson(value), keys, wrapped + 1);
	if (Array.isArray(value)) return value.flatMap((one) => objectsIn(one, keys, wrapped + 1));
	if (!isRecord(value)) return [];
	if (fits(value, keys)) return [value];
	const inner = Object.values(value)
		.filter((one) => typeof one === 'string' || typeof one === 'object')
		.flatMap((one) => objectsIn(one, keys, wrapped + 1))
		.filter((one) => fits(one, keys));
	return inner.length > 0 ? inner : [value];
}

const count = (value: JsonRecord, keys: string[]): number => keys.filter((key) => Object.hasOwn(value, key)).length;
const fits = (value: JsonRecord, keys: string[]): boolean => keys.length === 0 || count(value, keys) > 0;
const best = (found: JsonRecord[], keys: string[]): JsonRecord | null =>
	found.reduce<JsonRecord | null>((kept, one) => (kept && count(kept, keys) > count(one, keys) ? kept : one), null);

/** The outermost `{…}` of a text, braces in strings not counted. */
function slicesOf(text: string): string[] {
	const slices: string[] = [];
	let [start, depth, inString] = [-1, 0, false];
	for (let n = 0; n < text.length; n++) {
		const character = text[n];
		if (depth > 0 && inString) {
			if (character === '\\') n++;
			else if (character === '"') inString = false;
		} else if (character === '{') {
			if (depth++ === 0) start = n;
		} else if (depth > 0 && character === '"') inString = true;
		else if (depth > 0 && character === '}' && --depth === 0) slices.push(text.slice(start, n + 1));
	}
	return slices;
}

function repairedJson(text: string, repair: Repair): unknown {
	try {
		return parsedJson(repair(text));
	} catch {
		// What cannot be repaired is no JSON.
		return undefined;
	}
}
