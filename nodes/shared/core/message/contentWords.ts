import type { Content, Form, Order, Place, SharedContact } from './content';

/** The words by which a model and a person know what a message carries; empty for a content that has none of its own, as an ad beside a text. */
export function contentWords({ order, contacts, place, poll, vote, product, choice, form }: Content): string {
	if (order) return orderWords(order);
	if (contacts) return contacts.map(contactWords).filter(Boolean).join('; ');
	if (place) return placeWords(place);
	if (poll) return [poll.question, poll.options.join(' / ')].filter(Boolean).join(' ');
	if (vote) return vote.options.length > 0 ? vote.options.join(', ') : 'voto retirado';
	if (form) return formWords(form);
	if (product) return [product.title, product.code && `(${product.code})`, product.url].filter(Boolean).join(' ');
	return choice ? choice.title || (choice.id ?? '') : '';
}

/** "20× Broca 10mm (BR10), 5× Disco": prices are left out, since nobody knows their unit. */
function orderWords({ items, note, title }: Order): string {
	const listed = items.map(({ name, quantity, code }) => {
		// A product without a name is told by its code alone.
		const what = name ? [name, code && `(${code})`].filter(Boolean).join(' ') : (code ?? '');
		return what && (quantity === null ? what : `${quantity}× ${what}`);
	});
	return [listed.filter(Boolean).join(', ') || (title ?? ''), note.trim()].filter(Boolean).join(' – ');
}

function contactWords({ name, phones, emails, company }: SharedContact): string {
	const ways = [...phones, ...emails].join(', ');
	const who = [name, company && company !== name ? `(${company})` : ''].filter(Boolean).join(' ');
	return [who, ways].filter(Boolean).join(': ');
}

/** "Obra, Av. …, https://maps.google.com/?q=lat,lon". */
function placeWords({ name, address, latitude, longitude, url }: Place): string {
	const map = latitude !== null && longitude !== null ? `https://maps.google.com/?q=${latitude},${longitude}` : url;
	return [...new Set([name.trim(), address.trim()]), map].filter(Boolean).join(', ');
}

/** "nome: Ana, cidade: Betim"; a form without answers is told by what the customer sees of it. */
const formWords = ({ answers, summary }: Form): string =>
	answers
		.filter(({ value }) => value !== '')
		.map(({ name, value }) => `${name}: ${value}`)
		.join(', ') || summary.trim();
