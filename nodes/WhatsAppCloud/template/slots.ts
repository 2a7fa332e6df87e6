import { isRecord, recordsOf, textOf, type JsonRecord } from '../../shared/core/json/readers';

/** A place of a template that something has to be put into when it is sent. */
export interface Slot {
	/** Where it goes, for `componentsOf`: `body.1`, `header.image`, `button.0.url`, `card.1.body.nome`. */
	id: string;
	/** As an operator reads it, with the words around the gap. */
	label: string;
	required: boolean;
	/** The code of an authentication template stands on its button a second time. */
	repeatsCode?: true;
}

const GAP = /\{\{\s*(\w+)\s*\}\}/g;
/** Names of the gaps of a text, in order, each once. */
const gapsIn = (text: unknown): string[] => [...new Set([...textOf(text).matchAll(GAP)].map(([, name]) => name))];

/** Every place of a template, in the order of its parts. */
export function slotsOf(components: unknown, prefix = '', where = ''): Slot[] {
	const parts = recordsOf(components);
	const cards = parts.flatMap(({ type, cards: inner }) => (textOf(type) === 'CAROUSEL' ? recordsOf(inner) : []));
	return [
		...parts.flatMap((part) => ofPart(part, prefix, where)),
		...cards.flatMap((card, n) => slotsOf(card.components, `card.${n}.`, `Card ${n + 1}: `)),
	];
}

function ofPart(part: JsonRecord, prefix: string, where: string): Slot[] {
	const text = textOf(part.text);
	switch (textOf(part.type).toUpperCase()) {
		case 'HEADER': {
			const format = textOf(part.format).toLowerCase() || 'text';
			if (format === 'text')
				return gapsIn(text).map((gap) => ({
					id: `${prefix}header.text.${gap}`,
					label: `${where}Header {{${gap}}} of "${text}"`,
					required: true,
				}));
			return [{ id: `${prefix}header.${format}`, label: `${where}Header: ${HEADERS[format] ?? format}`, required: true }];
		}
		case 'BODY':
			// The text of an authentication template is Meta's own, with one gap for the code.
			return (text === '' && 'add_security_recommendation' in part ? ['1'] : gapsIn(text)).map((gap) => ({
				id: `${prefix}body.${gap}`,
				label: `${where}Text {{${gap}}} of "${text || 'the code'}"`,
				required: true,
			}));
		case 'LIMITED_TIME_OFFER':
			return isRecord(part.limited_time_offer) && part.limited_time_offer.has_expiration === true
				? [{ id: `${prefix}offer.expires`, label: `${where}Offer ends at (date and time)`, required: true }]
				: [];
		case 'BUTTONS':
			return recordsOf(part.buttons).flatMap((button, n) => ofButton(button, n, prefix, where));
		default:
			return [];
	}
}

/** What the head of a template is filled with. */
const HEADERS: Record<string, string> = {
	image: 'image (URL, binary field or media ID)',
	video: 'video (URL, binary field or media ID)',
	document: 'document (URL, binary field or media ID)',
	gif: 'MP4 for a GIF (URL, binary field or media ID)',
	location: 'place, as {"latitude": "-19.92", "longitude": "-43.93", "name": "Loja", "address": "Rua A"}',
	product: 'product, as {"catalog_id": "1", "product_retailer_id": "SKU-42"}',
};

/** Buttons by what they are filled with; those without a gap need nothing. */
function ofButton(button: JsonRecord, n: number, prefix: string, where: string): Slot[] {
	const slot = (kind: string, what: string, required: boolean, more: Partial<Slot> = {}): Slot[] => [
		{
			id: `${prefix}button.${n}.${kind}`,
			label: `${where}Button "${textOf(button.text) || textOf(button.type)}": ${what}`,
			required,
			...more,
		},
	];
	switch (textOf(button.type).toUpperCase()) {
		case 'URL':
			return gapsIn(button.url).length > 0 ? slot('url', `end of ${textOf(button.url)}`, true) : [];
		case 'OTP':
			return slot('url', 'code', false, { repeatsCode: true });
		case 'QUICK_REPLY':
			return slot('quick_reply', 'what comes back', false);
		case 'COPY_CODE':
			return slot('copy_code', 'code to copy', true);
		case 'FLOW':
			return slot('flow', 'flow token, or action as JSON', false);
		case 'CATALOG':
			return slot('catalog', 'code of the product whose picture is shown', false);
		case 'MPM':
			return slot('mpm', 'products, as JSON', true);
		case 'ORDER_DETAILS':
			return slot('order_details', 'order, as JSON', true);
		case 'VOICE_CALL':
			return slot('voice_call', 'minutes that it works', false);
		default:
			return [];
	}
}

/**
 * What stands in the gaps when values come in order alone, as from whoever knows only the template's name.
 * @throws {RangeError} when there are more or fewer values than gaps
 */
export function inOrder(slots: Slot[], values: unknown[]): JsonRecord {
	const wanted = slots.filter(({ required }) => required);
	if (wanted.length !== values.length)
		throw new RangeError(
			`The template has ${wanted.length} gaps${wanted.length > 0 ? ` (${wanted.map(({ label }) => label).join('; ')})` : ''}, and ${values.length} values were given`,
		);
	const filled = Object.fromEntries(wanted.map(({ id }, n) => [id, values[n]]));
	const codes = slots.filter(({ repeatsCode }) => repeatsCode).map(({ id }) => [id, values[0]]);
	return { ...filled, ...Object.fromEntries(codes) };
}
