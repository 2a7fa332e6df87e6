import type { IDataObject } from 'n8n-workflow';

import { regular } from '../shared/kit/execute';
import { isRow, type Operation, type Resources } from '../shared/kit/operation';

export type Output = NonNullable<Operation['output']>;

/**
 * What Z-API answers, as one object or several. An empty body, a plain OK and a bare `value` or `success` all say the same: it was done.
 */
export const answered: Output = (answer) => {
	if (isDone(answer)) return { success: true };
	return Array.isArray(answer) ? answer.map((entry) => regular(entry) as IDataObject) : regular(answer);
};

function isDone(answer: unknown): boolean {
	if (typeof answer === 'string') return /^("?OK"?)?$/i.test(answer.trim());
	if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return false;
	const facts = Object.entries(answer);
	return facts.length === 0 || (facts.length === 1 && /^(value|success)$/.test(facts[0][0]) && facts[0][1] === true);
}

/** One record, which Z-API gives as an object or as an array of one. */
export const single: Output = (answer) => answered(Array.isArray(answer) ? (answer[0] ?? {}) : answer);

/** For a deletion, whatever the answer says: a failed one never gets here. */
export const deleted: Output = () => ({ deleted: true });

type Convert = (value: unknown) => unknown;

/** Records whose values come as words although they are none: each named key is converted, absent ones stay absent. */
export const typed =
	(conversions: Record<string, Convert>, output: Output = answered): Output =>
	(answer) => {
		const convert = (record: IDataObject): IDataObject => ({
			...record,
			...(Object.fromEntries(
				Object.entries(conversions)
					.filter(([key]) => record[key] !== undefined && record[key] !== null)
					.map(([key, conversion]) => [key, conversion(record[key])]),
			) as IDataObject),
		});
		const found = output(answer);
		return Array.isArray(found) ? found.map(convert) : convert(found);
	};

/** `"true"`, `"1"` and the like; anything else that is said is false. */
export const asBoolean: Convert = (value) => value === true || value === 1 || /^(true|1|on)$/i.test(String(value));

/** `"12"` as a number; words that are none stay as they are. */
export const asNumber: Convert = (value) => (String(value).trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value);

/** Epoch milliseconds, of a word or number in seconds or milliseconds: Z-API mixes both (seconds stay below 10¹¹ until the year 5138). */
export const asMs: Convert = (value) => {
	const time = asNumber(value);
	return typeof time === 'number' && time > 0 && time < 1e11 ? time * 1000 : time;
};

/** An answer without the keys that hold a secret. */
export const without =
	(...secrets: string[]): Output =>
	(answer) => {
		const strip = (record: IDataObject) => Object.fromEntries(Object.entries(record).filter(([key]) => !secrets.includes(key)));
		const found = answered(answer);
		return Array.isArray(found) ? found.map(strip) : strip(found);
	};

/** The same resources; rows that say nothing else about their answer get `answered`. */
export const withRegularAnswers = (resources: Resources): Resources =>
	Object.fromEntries(
		Object.entries(resources).map(([key, resource]) => [
			key,
			{
				...resource,
				operations: Object.fromEntries(
					Object.entries(resource.operations).map(([name, found]) => [name, isRow(found) ? { output: answered, ...found } : found]),
				),
			},
		]),
	);
