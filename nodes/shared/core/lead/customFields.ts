import { numbersIn } from '../text/numbers';
import { said } from './said';
import { acquaintanceOf } from './acquaintance';
import { BadParameter } from '../text/badParameter';
import { regularExpression } from '../text/regularExpression';
import { plain, wordsOf } from '../text/words';

/** What a value of a field has to be. */
export const CUSTOM_KINDS = ['text', 'number', 'yesNo', 'oneOf', 'pattern'] as const;
export type CustomKind = (typeof CUSTOM_KINDS)[number];

/** A field of the operator's own that the agent learns of a lead (SDR spec 9.6). */
export interface CustomField {
	key: string;
	/** For the model, in the operator's words. */
	label: string;
	kind: CustomKind;
	/** The values of `oneOf`. */
	choices: string[];
	/** What a value of `pattern` looks like. */
	pattern: RegExp | null;
	/** How the agent may ask for it. */
	question: string;
	/** Whether the agent asks for it; others are learned when the lead tells. */
	required: boolean;
}
/** Values by key: the column `custom_fields` of `leads`. */
export type CustomValues = Record<string, string>;

const MOST = 30;
const KEY = /^[a-z][a-z0-9_]{0,39}$/;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the rows of the form.
 * @param taken keys that mean something else already
 * @throws {BadParameter} naming the field and the row
 */
export function readCustomFields(name: string, rows: unknown, taken: readonly string[]): CustomField[] {
	const given = (Array.isArray(rows) ? rows : []).filter(isObject);
	if (given.length > MOST) throw new BadParameter(name, `there are more than ${MOST}`, 'A conversation cannot ask for so much.');
	const fields = given.flatMap((row, n) => (isUntouched(row) ? [] : [readField(name, row, n + 1)]));
	const keys = [...taken];
	for (const { key } of fields) {
		if (keys.includes(key))
			throw new BadParameter(name, `there are two fields "${key}"`, 'Give each a "Key" of its own; the usual fields are there anyway.');
		keys.push(key);
	}
	return fields;
}

/** A row that was added and left as it was says nothing. */
const isUntouched = (row: Record<string, unknown>): boolean =>
	['label', 'key', 'choices', 'pattern', 'question'].every((field) => !wordsOf(row[field]));

function readField(name: string, row: Record<string, unknown>, n: number): CustomField {
	const label = wordsOf(row.label);
	if (!label) throw new BadParameter(name, `field ${n} has no "Description"`, 'Say in a few words what is to be learned.');
	const key = wordsOf(row.key) || keyFrom(label);
	if (!KEY.test(key)) throw new BadParameter(name, `"${key}" cannot be a key`, 'Small letters, digits and _ alone, at most 40.');
	const kind = CUSTOM_KINDS.find((one) => one === row.kind) ?? 'text';
	const choices = wordsOf(row.choices)
		.split(/[\n,;]/)
		.map((choice) => choice.trim())
		.filter(Boolean);
	if (kind === 'oneOf' && choices.length === 0)
		throw new BadParameter(name, `"${label}" has no "List of Values"`, 'List them, one a line.');
	const pattern = kind === 'pattern' ? patternOf(name, label, wordsOf(row.pattern)) : null;
	return { key, label, kind, choices, pattern, question: wordsOf(row.question), required: row.required === true };
}

const keyFrom = (label: string): string =>
	plain(label)
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^[_\d]+|_+$/g, '')
		.slice(0, 40);

/** The whole value has to fit. */
const patternOf = (field: string, label: string, source: string): RegExp =>
	regularExpression(`^(?:${source})$`, { field, what: `the pattern of "${label}"`, remedy: 'Leave it empty to take any text.' });

const CONVERSIONS: Record<CustomKind, (text: string, field: CustomField) => string | null> = {
	text: (text) => text,
	number: (text) => numbersIn(text)[0]?.value.toString() ?? null,
	yesNo: (text) => {
		const answer = acquaintanceOf(text);
		return answer === 'desconhecido' ? null : answer;
	},
	oneOf: (text, { choices }) => choices.find((choice) => plain(choice) === plain(text)) ?? null,
	pattern: (text, { pattern }) => (pattern?.test(text) ? text : null),
};

const known = (values: Array<[string, string | null]>): CustomValues =>
	Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== null));

/** What a model gave for the fields, those that can be stored: nothing is overwritten by what is no value of its field. */
export function cleanCustomValues(fields: CustomField[], given: Record<string, unknown>): CustomValues {
	return known(
		fields.map((field) => {
			const text = said(given[field.key]);
			return [field.key, text === null ? null : CONVERSIONS[field.kind](text, field)];
		}),
	);
}

/** Custom values as they are stored or handed on, whatever their fields are. */
export const customValuesOf = (given: unknown): CustomValues =>
	known(Object.entries(isObject(given) ? given : {}).map(([key, value]) => [key, KEY.test(key) ? said(value) : null]));

const FORMS: Record<CustomKind, (field: CustomField) => string> = {
	text: () => 'em poucas palavras',
	number: () => 'só o número',
	yesNo: () => '"sim" ou "não"',
	oneOf: ({ choices }) => `um destes: ${choices.join(', ')}`,
	pattern: () => 'como o cliente escreveu',
};
/** What the model is told of the fields, a line each. */
export const customRules = (fields: CustomField[]): string[] =>
	fields.map((field) => `  ${field.key}: ${field.label} (${FORMS[field.kind](field)}).`);

/** What the agent is to ask for, as long as it is not known; a line, or none. */
export function customWanted(fields: CustomField[], values: CustomValues): string[] {
	const wanted = fields
		.filter(({ key, required }) => required && !values[key])
		.map(({ label, question }) => (question ? `${label} ("${question}")` : label));
	return wanted.length > 0 ? [`Ainda precisamos saber (pergunte quando couber, um por vez): ${wanted.join('; ')}.`] : [];
}

/** For the team: each value on a line of its own, with the line break before it. */
export const customShown = (values: CustomValues): string =>
	Object.entries(values)
		.map(([key, value]) => `\n${key[0].toUpperCase()}${key.slice(1).replaceAll('_', ' ')}: ${value.replace(/\s+/g, ' ')}`)
		.join('');
