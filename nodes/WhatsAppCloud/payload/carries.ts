import type { Ad, Content, Form, SharedContact } from '../../shared/core/message/content';
import { adIn, orNull } from '../../shared/core/message/contentParts';
import { readVCard } from '../../shared/core/message/vCard';
import { parsedJson } from '../../shared/core/json/parsedJson';
import { isRecord, isShallow, numberOf, recordOf, recordsOf, textOf } from '../../shared/core/json/readers';

/** Meta's objects for what a message carries beside its words, as the content that every provider's messages have. None of them throws. */

/** A product has no name here: the catalogue has it, by the seller's number. */
export function orderOf(given: unknown): Content {
	const { catalog_id, text, product_items } = recordOf(given);
	const items = recordsOf(product_items);
	return {
		order: {
			id: orNull(catalog_id),
			title: null,
			note: textOf(text),
			items: items.map(({ product_retailer_id, quantity, item_price }) => ({
				name: '',
				quantity: numberOf(quantity, { min: 0 }),
				code: orNull(product_retailer_id),
				price: numberOf(item_price),
			})),
			total: null,
			currency: orNull(items[0]?.currency),
		},
	};
}

export const contactsOf = (given: unknown): Content => ({ contacts: recordsOf(given).map(contactOf) });

/** WhatsApp's own number of a person goes before what was typed into the card. */
function contactOf({ name, phones, emails, org, vcard }: Record<string, unknown>): SharedContact {
	const card = readVCard(textOf(vcard));
	const { formatted_name, first_name, last_name } = recordOf(name);
	const full = [first_name, last_name].map(textOf).filter(Boolean).join(' ');
	const told = recordsOf(phones)
		.map(({ wa_id, phone }) => textOf(wa_id) || textOf(phone))
		.filter(Boolean);
	const written = recordsOf(emails)
		.map(({ email }) => textOf(email))
		.filter(Boolean);
	return {
		name: textOf(formatted_name) || full || card.name,
		phones: told.length > 0 ? told : card.phones,
		emails: written.length > 0 ? written : card.emails,
		company: orNull(recordOf(org).company) ?? card.company,
	};
}

export const choiceOf = (id: unknown, title: unknown, description?: unknown): Content => ({
	choice: { id: orNull(id), title: textOf(title).trim(), description: orNull(description) },
});

/** What was filled in: text of JSON that whoever made the flow laid out, so that it is kept as names and values, one level of groups below. */
export function formOf(given: unknown): Content {
	const { name, body, response_json } = recordOf(given);
	const parsed = typeof response_json === 'string' ? parsedJson(response_json) : response_json;
	const { flow_token, ...said } = isShallow(parsed) ? recordOf(parsed) : {};
	// An address has its parts in there, beside ids of the vendor's.
	const answers = name === 'address_message' ? recordOf(said.values) : said;
	const form: Form = {
		name: textOf(name),
		token: orNull(flow_token),
		summary: textOf(body),
		answers: Object.entries(answers).flatMap(([key, value]) =>
			isRecord(value)
				? Object.entries(value).map(([inner, part]) => ({ name: `${key}.${inner}`, value: answerOf(part) }))
				: [{ name: key, value: answerOf(value) }],
		),
	};
	return { form };
}

const answerOf = (value: unknown): string => {
	if (Array.isArray(value)) return value.map(answerOf).filter(Boolean).join('; ');
	return typeof value === 'boolean' ? String(value) : isRecord(value) ? JSON.stringify(value) : textOf(value);
};

/** The ad that the conversation came from; null for a message without one. */
export function adOf(given: unknown): Ad | null {
	if (!isRecord(given)) return null;
	const { headline: title, body, source_url: url, source_id: sourceId, source_type: sourceType, ctwa_clid: clickId } = given;
	return adIn({ title, body, url, sourceId, sourceType, clickId });
}
