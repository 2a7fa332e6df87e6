import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordOf, recordsOf, textOf } from '../shared/core/json/readers';

/** What Meta's interactive messages say beside what an operator gives: kinds of inner parts, places of cards, amounts as objects. */

type Shape = (body: IDataObject) => IDataObject;

/** Changes the `interactive` of a body. */
const inside =
	(change: (interactive: IDataObject, body: IDataObject) => IDataObject): Shape =>
	(body) => ({ ...body, interactive: change(body.interactive as IDataObject, body) });

const action = (interactive: IDataObject): IDataObject => interactive.action as IDataObject;

/** Each button says that it is one to answer with. */
export const asReplies: Shape = inside((interactive) => ({
	...interactive,
	action: { buttons: recordsOf(action(interactive).buttons).map((button) => ({ type: 'reply', ...button })) as IDataObject[] },
}));

const textHeader = (interactive: IDataObject): IDataObject => ({
	...interactive,
	...(isRecord(interactive.header) && { header: { type: 'text', ...interactive.header } }),
});

/** A list's head is a text, if there is one. */
export const asList: Shape = inside(textHeader);
export const asProductHeader: Shape = inside(textHeader);

/** Cards with their places; all show the same kind of file. */
export const asCards: Shape = inside((interactive) => {
	const cards = recordsOf(action(interactive).cards).map((card, card_index) => ({
		card_index,
		type: 'cta_url',
		...card,
		action: { name: 'cta_url', ...recordOf(card.action) },
	}));
	const kinds = new Set(cards.map((card) => textOf(recordOf((card as IDataObject).header).type)));
	if (kinds.size > 1) throw new RangeError('All cards of a carousel show an image, or all show a video');
	return { ...interactive, action: { cards: cards as IDataObject[] } };
});

/** Cards of products, all of one catalog. */
export const asProductCards: Shape = (body) => {
	const { catalog, ...rest } = body;
	return inside((interactive) => ({
		...interactive,
		action: {
			cards: recordsOf(action(interactive).cards).map((card, card_index) => ({
				card_index,
				type: 'product',
				action: { catalog_id: catalog, ...recordOf(card.action) },
			})) as IDataObject[],
		},
	}))(rest);
};

/** Keys that hold an amount of money. */
const AMOUNTS = new Set(['total_amount', 'amount', 'sale_amount', 'subtotal', 'tax', 'shipping', 'discount']);

/** Amounts are told in hundredths, and how the order is paid as a list of one. */
export const asOrder: Shape = ({ pay, setting, ...body }) =>
	inside((interactive) => {
		const { parameters, ...rest } = action(interactive);
		const settings = [{ type: pay, [String(pay)]: setting }] as IDataObject[];
		return {
			...interactive,
			action: { ...rest, parameters: { ...(inHundredths(parameters) as IDataObject), payment_settings: settings } },
		};
	})(body);

function inHundredths(value: unknown, key = ''): unknown {
	if (typeof value === 'number' && AMOUNTS.has(key)) return { value, offset: 100 };
	if (Array.isArray(value)) return value.map((one) => inHundredths(one));
	return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, inHundredths(one, inner)])) : value;
}
