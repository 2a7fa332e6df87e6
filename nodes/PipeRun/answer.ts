import type { IDataObject } from 'n8n-workflow';

import { withOffset } from '../shared/core/brazil/wallClock';
import { objectOf, TIME_ZONE } from './api';

/** Keys that PipeRun gives as 0 and 1, as false and true, or as text, depending on the route. */
const FLAGS =
	/^(is_\w+|allow_\w+|action_\w+|deleted|freezed|active|important|foreign_contact|send_integration|form_show_icons|form_with_rounded_borders|block_emails)$/;
/** Keys that it gives as numbers or as text. */
const NUMBERS =
	/^(id|\w+_id|value|value_mrr|\w+_value|cost|ipi_tax|quantity|order|probability|temperature|duration|belongs|parcels|parcels_mrr)$/;

/**
 * One record with regular types: flags true or false, amounts and ids numbers, times with their offset. What is inside is treated the same.
 * Texts in number or flag places stay as they are.
 */
export function entry(record: unknown): IDataObject {
	const given = objectOf(record);
	// The value of a custom field is whatever was typed there: "007" is no number.
	const isTyped = 'custom_field_id' in given || 'raw_value' in given;
	const keep = (key: string): boolean => isTyped && /value$/.test(key);
	return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, keep(key) ? value : regular(key, value)])) as IDataObject;
}

function regular(key: string, value: unknown): unknown {
	if (Array.isArray(value)) return value.map((one: unknown) => (typeof one === 'object' ? regular(key, one) : one));
	if (typeof value === 'object' && value !== null) return entry(value);
	if (FLAGS.test(key)) return flag(value);
	if (NUMBERS.test(key) && typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value)) return Number(value);
	return typeof value === 'string' ? (withOffset(value, TIME_ZONE) ?? value) : value;
}

const flag = (value: unknown): unknown =>
	value === 1 || value === '1' || value === 'true' ? true : value === 0 || value === '0' || value === 'false' ? false : value;

/** The record of an answer: some routes give it as a list of one. */
export function one(answer: unknown): IDataObject {
	const { data } = objectOf(answer);
	return entry(Array.isArray(data) ? data[0] : (data ?? answer));
}

export const deleted = (): IDataObject => ({ deleted: true });

/** For operations that answer without a record. */
export const done = (answer: unknown): IDataObject => ({ success: true, ...one(answer) });
