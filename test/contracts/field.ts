/** One field of a query or body, as the vendor documents it; several types stand with a bar between them. */
export interface Field {
	type?: string;
	oneOf?: Field[];
	required?: boolean;
	min?: number;
	max?: number;
	minLength?: number;
	minItems?: number;
	maxItems?: number;
	enum?: unknown[];
	/** One of `FORMATS`. */
	format?: string;
	/** A regular expression. */
	pattern?: string;
	items?: Field;
	properties?: Record<string, Field>;
}

type Check = (where: string, field: Field, value: unknown) => string[];

/** What is wrong with an object: fields that are not documented, that are missing, or that `check` refuses. */
export function inObject(where: string, fields: Record<string, Field>, value: Record<string, unknown>, check: Check = inField): string[] {
	const unknown = Object.keys(value).filter((key) => !Object.hasOwn(fields, key));
	return [
		...unknown.map((key) => `${where}.${key}: is not documented`),
		...Object.entries(fields).flatMap(([key, field]) => {
			if (value[key] !== undefined) return check(`${where}.${key}`, field, value[key]);
			return field.required ? [`${where}.${key}: is required`] : [];
		}),
	];
}

/** What is wrong with a value of a JSON body. */
export function inField(where: string, field: Field, value: unknown): string[] {
	if (field.oneOf) return best(field.oneOf.map((one) => inField(where, one, value)));
	const { type = 'any' } = field;
	if (!type.split('|').some((one) => isOfType(one, value))) return [`${where}: must be ${type}`];
	if (field.enum && !field.enum.includes(value)) return [`${where}: must be one of ${field.enum.join(', ')}`];
	if (typeof value === 'number') return range(where, value, field.min, field.max, '');
	if (typeof value === 'string')
		return [...range(where, value.length, field.minLength, undefined, ' characters'), ...inFormat(where, field, value), ...inPattern(where, field, value)];
	if (Array.isArray(value)) {
		const inItems = value.flatMap((item, n) => (field.items ? inField(`${where}[${n}]`, field.items, item) : []));
		return [...range(where, value.length, field.minItems, field.maxItems, ' items'), ...inItems];
	}
	return field.properties && isObject(value) ? inObject(where, field.properties, value) : [];
}

/**
 * What is wrong with a value of a query or a form. They carry words only, which are read as the type they should be.
 * @param truths the words that the vendor takes for a boolean
 */
export const inWords =
	(truths = ['true', 'false']): Check =>
	(where, field, value) => {
		const { type = 'any' } = field;
		if (type === 'array') {
			if (!Array.isArray(value)) return [`${where}: must be a list`];
			return value.flatMap((item, n) => inWords(truths)(`${where}[${n}]`, field.items ?? {}, item));
		}
		const word = String(value);
		if (type === 'boolean') return truths.includes(word) ? [] : [`${where}: must be true or false`];
		if (/^(integer|number)/.test(type)) return word === '' ? [`${where}: is empty`] : inField(where, field, Number(word));
		return /string|any/.test(type) ? inField(where, field, word) : [];
	};

/** What is wrong, by the candidate that fits best. */
export const best = (findings: string[][]): string[] => findings.reduce((one, other) => (other.length < one.length ? other : one));

/** `chat`: digits, or an id with its suffix. `https-url`: a test server has no certificate, so plain http is accepted on this machine. `date`: a day, or a day with time, without offset. */
const FORMATS: Record<string, { pattern: RegExp; words: string }> = {
	chat: { pattern: /^(\d+|\d+-group|\d+-\d+|\d+@(lid|newsletter))$/, words: 'digits only, or a chat id' },
	'https-url': { pattern: /^(https:\/\/[^\s/]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\]))(:\d+)?(\/\S*)?$/, words: 'an https URL' },
	date: { pattern: /^(\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4})( \d\d:\d\d:\d\d)?$/, words: 'a date without offset' },
	day: { pattern: /^\d{4}-\d{2}-\d{2}$/, words: 'YYYY-MM-DD' },
	uuid: { pattern: /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i, words: 'a UUID' },
	'date-time': { pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/, words: 'a moment with its offset' },
	uri: { pattern: /^https?:\/\/\S+$/, words: 'a URL' },
	email: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, words: 'an e-mail address' },
};

const inPattern = (where: string, { pattern }: Field, value: string): string[] =>
	pattern !== undefined && !new RegExp(pattern).test(value) ? [`${where}: must match ${pattern}`] : [];

function inFormat(where: string, { format }: Field, value: string): string[] {
	const known = format ? FORMATS[format] : undefined;
	return known && !known.pattern.test(value) ? [`${where}: must be ${known.words}`] : [];
}

function range(where: string, size: number, min = -Infinity, max = Infinity, unit: string): string[] {
	if (size < min) return [`${where}: must be at least ${min}${unit}`];
	return size > max ? [`${where}: must be at most ${max}${unit}`] : [];
}

function isOfType(type: string, value: unknown): boolean {
	if (type === 'any') return true;
	if (type === 'null') return value === null;
	if (type === 'array') return Array.isArray(value);
	if (type === 'object') return isObject(value);
	if (type === 'integer') return Number.isInteger(value);
	return type === 'number' ? Number.isFinite(value) : typeof value === type;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const isEmpty = (body: unknown): boolean => body === undefined || body === '' || (isObject(body) && Object.keys(body).length === 0);
