import type { IDataObject } from 'n8n-workflow';

import { isRecord, type JsonRecord } from '../../shared/core/json/readers';
import { parsedJson } from '../../shared/core/json/parsedJson';
import { toSource } from '../media';

/**
 * Meta's components of a template message, of what was given for its places (`slotsOf` names them). Nothing given for a place leaves it out.
 * @throws {RangeError} for a value that Meta refuses, or a place that no template has
 */
export function componentsOf(values: JsonRecord): IDataObject[] {
	const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
	const own = given.filter(([id]) => !id.startsWith('card.'));
	const inCards = given.flatMap(([id, value]) => {
		const [, card, rest] = /^card\.(\d)\.(.+)$/.exec(id) ?? [];
		return rest === undefined ? [] : [{ card: Number(card), rest, value }];
	});
	const cards = [...new Set(inCards.map(({ card }) => card))].sort((a, b) => a - b);
	return [
		...partsOf(own),
		...(cards.length > 0
			? [
					{
						type: 'carousel',
						cards: cards.map((card) => ({
							card_index: card,
							components: partsOf(inCards.filter((one) => one.card === card).map(({ rest, value }) => [rest, value])),
						})),
					},
				]
			: []),
	];
}

/** Header, text, offer and buttons, in the order of Meta's samples. */
function partsOf(given: Array<[string, unknown]>): IDataObject[] {
	const unknown = given.find(([id]) => !/^(header\.\w+(\.\w+)?|body\.\w+|offer\.expires|button\.\d\.\w+)$/.test(id));
	if (unknown) throw new RangeError(`"${unknown[0]}" is no place of a template: choose the template again, so that its values are shown`);
	const at = (part: string) =>
		given.filter(([id]) => id.startsWith(`${part}.`)).map(([id, value]) => [id.slice(part.length + 1), value] as [string, unknown]);
	const header = at('header').map(headerParameter);
	const body = at('body')
		.sort(byNumber)
		.map(([gap, value]) => textParameter(gap, value, 1024));
	const offer = at('offer').map(([, value]) => ({
		type: 'limited_time_offer',
		limited_time_offer: { expiration_time_ms: momentMs(value) },
	}));
	return [
		...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
		...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
		...(offer.length > 0 ? [{ type: 'limited_time_offer', parameters: offer }] : []),
		...at('button')
			.sort(byNumber)
			.map(([id, value]) => buttonOf(id, value)),
	];
}

/** Gaps are numbered; those with names keep their order. */
const byNumber = ([a]: [string, unknown], [b]: [string, unknown]): number => {
	const [first, second] = [parseInt(a, 10), parseInt(b, 10)];
	return Number.isNaN(first) || Number.isNaN(second) ? 0 : first - second;
};

function headerParameter([kind, value]: [string, unknown]): IDataObject {
	const [format, gap] = kind.split('.');
	if (format === 'text') return textParameter(gap ?? '1', value, 60);
	const object = jsonOf(value);
	if (format === 'location' || format === 'product') return { type: format, [format]: needed(object, format) };
	return { type: format, [format]: (object as IDataObject | undefined) ?? toSource(String(value)) };
}

/** A text, or what stands for an amount or date: those are given as Meta's own object. */
function textParameter(gap: string, value: unknown, most: number): IDataObject {
	const object = jsonOf(value);
	if (object && typeof object.type === 'string') return object as IDataObject;
	// Meta refuses new lines, tabs, and more than four blanks in a row.
	const text = oneLine(value);
	if (text.length > most) throw new RangeError(`What stands in {{${gap}}} may have ${most} characters at most, and has ${text.length}`);
	return { type: 'text', ...(!/^\d+$/.test(gap) && { parameter_name: gap }), text };
}

const oneLine = (value: unknown): string =>
	(typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/[\n\r\t]+| {5,}/g, ' ').trim();

function buttonOf(id: string, value: unknown): IDataObject {
	const [index, sub_type] = id.split('.');
	return { type: 'button', sub_type, index, parameters: [buttonParameter(sub_type, value)] };
}

function buttonParameter(kind: string, value: unknown): IDataObject {
	const text = String(typeof value === 'object' ? JSON.stringify(value) : value);
	const object = jsonOf(value);
	switch (kind) {
		case 'quick_reply':
			return { type: 'payload', payload: within(text, 256, 'What comes back of a button') };
		case 'url':
			return { type: 'text', text: within(text, 2000, 'The end of a link') };
		case 'copy_code':
			if (!/^[A-Za-z0-9]{1,15}$/.test(text))
				throw new RangeError(`A code to copy has 15 letters and digits at most, and "${text}" has not`);
			return { type: 'coupon_code', coupon_code: text };
		case 'flow':
			return { type: 'action', action: (object as IDataObject | undefined) ?? { flow_token: text } };
		case 'catalog':
			return { type: 'action', action: (object as IDataObject | undefined) ?? { thumbnail_product_retailer_id: text } };
		case 'mpm':
		case 'order_details':
			return { type: 'action', action: needed(object, kind) };
		case 'voice_call':
			return { type: 'ttl_minutes', ttl_minutes: Number(text) };
		default:
			throw new RangeError(`"${kind}" is no button of a template`);
	}
}

function within(text: string, most: number, what: string): string {
	if (text.length > most) throw new RangeError(`${what} may have ${most} characters at most, and has ${text.length}`);
	return text;
}

function jsonOf(value: unknown): JsonRecord | undefined {
	const given = typeof value === 'string' && /^\s*\{/.test(value) ? parsedJson(value) : value;
	return isRecord(given) ? given : undefined;
}

function needed(object: JsonRecord | undefined, what: string): IDataObject {
	if (!object) throw new RangeError(`What is given for ${what} must be a JSON object`);
	return object as IDataObject;
}

/** Epoch milliseconds, of a date or of milliseconds. */
function momentMs(value: unknown): number {
	const ms = typeof value === 'number' || /^\d{12,}$/.test(String(value)) ? Number(value) : Date.parse(String(value));
	if (!Number.isFinite(ms)) throw new RangeError(`"${String(value)}" is no date on which an offer could end`);
	return ms;
}
