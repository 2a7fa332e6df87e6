import type { IDataObject, IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isDay } from '../core/json/day';

/** Turns what the operator typed into what goes over the wire; undefined leaves the key out. Throws a RangeError with a clear sentence. */
export type ToWire = (value: unknown) => unknown;

/** The item that an operation runs for. */
export interface Source {
	context: IExecuteFunctions;
	itemIndex: number;
}

/** One input of an operation: how it looks in the form, and where and how it goes into the request. */
export interface Field {
	form: Omit<INodeProperties, 'name' | 'displayOptions'>;
	/** Key in the request, dots for nested objects; the field's own name when absent. */
	at?: string;
	toWire: ToWire;
	/** Done before `toWire`, for what has to be fetched first, such as a file of the item. */
	load?: (value: unknown, source: Source) => Promise<unknown>;
	/** Sent in the query of a request that would otherwise carry it in the body. */
	inQuery?: true;
	/** Sent as a header, whose name is `at`. */
	inHeader?: true;
	/** Shown, and sent, only while a field beside it has one of these values. */
	shownWhen?: Record<string, string[]>;
}
export type Fields = Record<string, Field>;

interface Wording {
	description?: string;
	placeholder?: string;
	hint?: string;
	at?: string;
	/** What the form starts with. */
	default?: string;
}

const present: ToWire = (value) => (value === '' || value === null || value === undefined ? undefined : value);

function field(form: Field['form'], { at, ...wording }: Wording, toWire: ToWire = present): Field {
	return { form: { ...form, ...wording }, at, toWire };
}

/** One line of text. */
export const text = (displayName: string, wording: Wording = {}): Field =>
	field({ displayName, type: 'string', default: '' }, wording, (value) => present(asText(value)));

/** Several lines of text. */
export const longText = (displayName: string, wording: Wording = {}): Field =>
	field({ displayName, type: 'string', typeOptions: { rows: 4 }, default: '' }, wording, (value) => present(asText(value)));

/** A whole number within bounds. */
export function count(displayName: string, bounds: { min?: number; max?: number; default?: number }, wording: Wording = {}): Field {
	const { min = 0, max, default: initial = min } = bounds;
	return field(
		{ displayName, type: 'number', typeOptions: { minValue: min, ...(max && { maxValue: max }) }, default: initial },
		wording,
		(value) => {
			if (present(value) === undefined) return undefined;
			const number = Number(value);
			if (!Number.isInteger(number) || number < min || (max !== undefined && number > max))
				throw new RangeError(`${displayName} must be a whole number ${max === undefined ? `from ${min}` : `from ${min} to ${max}`}`);
			return number;
		},
	);
}

/** Any number. */
export const decimal = (displayName: string, wording: Wording = {}): Field =>
	field({ displayName, type: 'number', default: 0 }, wording, (value) => {
		if (present(value) === undefined) return undefined;
		if (!Number.isFinite(Number(value))) throw new RangeError(`${displayName} must be a number`);
		return Number(value);
	});

/** A moment, sent as it was given: the picker and expressions both give ISO 8601. */
export const moment = (displayName: string, wording: Wording = {}): Field =>
	field({ displayName, type: 'dateTime', default: '' }, wording, (value) => {
		const given = value instanceof Date ? value.toISOString() : asText(value);
		const day = /^\d{4}-\d{2}-\d{2}/.exec(given)?.[0];
		if (given !== '' && (Number.isNaN(Date.parse(given)) || (day !== undefined && !isDay(day))))
			throw new RangeError(`${displayName} is not a date`);
		return present(given);
	});

/** A switch; its description starts with "Whether". */
export const flag = (displayName: string, description: `Whether ${string}`, initial = false, wording: Wording = {}): Field =>
	field({ displayName, type: 'boolean', default: initial, description }, wording, (value) => value === true || value === 'true');

/** One of a vendor's fixed values, with real words for them. */
export function choice<const V extends string>(displayName: string, options: Record<V, string>, wording: Wording = {}): Field {
	const values = Object.keys(options) as V[];
	return field(
		{
			displayName,
			type: 'options',
			options: values.map((value) => ({ name: options[value], value })).sort((a, b) => a.name.localeCompare(b.name)),
			default: values[0],
		},
		wording,
	);
}

/** A comma-separated list, sent as an array. */
export const list = (displayName: string, wording: Wording = {}, each: (entry: string) => unknown = (entry) => entry): Field =>
	field({ displayName, type: 'string', default: '' }, wording, (value) => {
		const entries = (Array.isArray(value) ? value.map(String) : asText(value).split(',')).map((entry) => entry.trim()).filter(Boolean);
		return entries.length > 0 ? entries.map(each) : undefined;
	});

/** A list whose entries have fields of their own; sent as an array of objects. */
export function entries(displayName: string, entryName: string, fields: Fields, wording: Wording = {}): Field {
	return field(
		{
			displayName,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${entryName}` },
			placeholder: `Add ${entryName}`,
			default: {},
			options: [{ displayName, name: 'entry', values: innerForm(fields) }],
		},
		wording,
		(value) => {
			const rows = ((value as IDataObject)?.entry ?? []) as IDataObject[];
			return rows.length > 0 ? rows.map((row) => wireObject(fields, row)) : undefined;
		},
	);
}

/** Fields that only make sense together; sent as one object, or not at all. */
export const group = (displayName: string, fields: Fields, wording: Wording = {}): Field =>
	field(
		{
			displayName,
			type: 'fixedCollection',
			placeholder: `Add ${displayName}`,
			default: {},
			options: [{ displayName, name: 'entry', values: innerForm(fields) }],
		},
		wording,
		(value) => {
			const row = (value as IDataObject | null | undefined)?.entry as IDataObject | undefined;
			return row && wireObject(fields, row);
		},
	);

/** Fields inside a list or group; n8n wants five or more in alphabetical order. */
function innerForm(fields: Fields): INodeProperties[] {
	const properties = Object.entries(fields).map(([name, { form, shownWhen }]) => ({ ...form, name, ...shownOnly(shownWhen) }));
	return properties.length > 4 ? properties.sort((a, b) => a.displayName.localeCompare(b.displayName)) : properties;
}

/** n8n's condition for showing a field; none when it always shows. */
export const shownOnly = (show?: IDisplayOptions['show']): { displayOptions?: IDisplayOptions } =>
	show ? { displayOptions: { show } } : {};

/** A free JSON value, for the few bodies that no form can hold. */
export const json = (displayName: string, wording: Wording = {}): Field =>
	field({ displayName, type: 'json', default: '{}' }, wording, (value) => {
		if (typeof value !== 'string') return value;
		try {
			return JSON.parse(value) as unknown;
		} catch {
			throw new RangeError(`${displayName} is not valid JSON`);
		}
	});

/** The same field, required in the form. */
export const required = (given: Field): Field => ({
	...given,
	form: { ...given.form, required: true },
	toWire: (value) => {
		const wire = given.toWire(value);
		if (wire === undefined) throw new RangeError(`${given.form.displayName} is empty`);
		return wire;
	},
});

/** The same field with another conversion after its own, e.g. a phone cleaned. */
export const converted = (given: Field, convert: (wire: string) => unknown): Field => ({
	...given,
	toWire: (value) => {
		const wire = given.toWire(value);
		return wire === undefined ? undefined : convert(String(wire));
	},
});

/** The same field, shown and sent only while a field beside it has one of these values. */
export const onlyWhen = (shownWhen: Record<string, string[]>, given: Field): Field => ({ ...given, shownWhen });

/** The wire form of a set of fields: absent ones left out, dotted keys nested. */
export function wireObject(fields: Fields, values: IDataObject): IDataObject {
	const wire: IDataObject = {};
	for (const [name, { at, toWire, form, shownWhen = {} }] of Object.entries(fields)) {
		const isShown = Object.entries(shownWhen).every(([beside, wanted]) => wanted.includes(asText(values[beside])));
		if (!isShown || !(name in values || form.required)) continue;
		const value = toWire(values[name]);
		if (value !== undefined) place(wire, (at ?? name).split('.'), value);
	}
	return wire;
}

function place(target: IDataObject, [key, ...rest]: string[], value: unknown): void {
	if (rest.length === 0) target[key] = value as IDataObject;
	else place((target[key] ??= {}) as IDataObject, rest, value);
}

const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
