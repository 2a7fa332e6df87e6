import type { Ad, Content, SharedContact } from '../shared/core/message/content';
import { adIn, orNull } from '../shared/core/message/contentParts';
import { readVCard } from '../shared/core/message/vCard';
import { isRecord, numberOf, recordOf, recordsOf, textOf, textsOf } from '../shared/core/json/readers';

/** Z-API's objects for what a message carries beside its words, as the content that every provider's messages have. None of them throws. */

/** Prices and totals are kept as they come: the vendor names no unit for them. */
export function orderOf(given: unknown): Content {
	const { orderId, orderTitle, message, products, total, currency } = recordOf(given);
	return {
		order: {
			id: orNull(orderId),
			title: orNull(orderTitle),
			note: textOf(message),
			items: recordsOf(products).map(({ name, quantity, retailerId, productId, price }) => ({
				name: textOf(name).trim(),
				quantity: numberOf(quantity, { min: 0 }),
				code: orNull(retailerId) ?? orNull(productId),
				price: numberOf(price),
			})),
			total: numberOf(total),
			currency: orNull(currency) ?? orNull(recordsOf(products)[0]?.currencyCode),
		},
	};
}

export const contactsOf = (given: unknown): Content => ({
	contacts: (Array.isArray(given) ? recordsOf(given) : [recordOf(given)]).map(contactOf),
});

/** The phones are the vendor's where it tells them, else those of the card. */
function contactOf({ displayName, vCard, vcard, phones }: Record<string, unknown>): SharedContact {
	const card = readVCard(textOf(vCard) || textOf(vcard));
	const told = (textsOf(phones) ?? []).filter((phone) => phone.trim() !== '');
	return { ...card, name: textOf(displayName).trim() || card.name, phones: told.length > 0 ? told : card.phones };
}

const optionsOf = (options: unknown): string[] =>
	recordsOf(options)
		.map(({ name }) => textOf(name))
		.filter(Boolean);

export function pollOf(given: unknown): Content {
	const { question, options } = recordOf(given);
	return { poll: { question: textOf(question), options: optionsOf(options) } };
}

export function voteOf(given: unknown): Content {
	const { pollMessageId, options } = recordOf(given);
	return { vote: { pollId: orNull(pollMessageId), options: optionsOf(options) } };
}

export function productOf(given: unknown): Content {
	const { productId, retailerId, title, url } = recordOf(given);
	return { product: { id: orNull(productId), code: orNull(retailerId), title: textOf(title), url: orNull(url) } };
}

/** An answer to buttons or a list. @param titles where what the customer saw may stand, the first that is filled */
export const choiceOf =
	(id: string, titles: string[]) =>
	(given: unknown): Content => {
		const choice = recordOf(given);
		const shown = titles.map((key) => textOf(choice[key]).trim()).filter(Boolean);
		return { choice: { id: orNull(choice[id]), title: shown[0] ?? '', description: shown[1] ?? null } };
	};

/** The ad that the conversation came from; null for a callback without one. */
export function adOf(given: unknown): Ad | null {
	if (!isRecord(given)) return null;
	const { title, body, sourceUrl: url, sourceId, sourceType, ctwaClid: clickId } = given;
	return adIn({ title, body, url, sourceId, sourceType, clickId });
}
