import { received, receivedNotification, type Envelope, type ReceivedCallback } from './zapiPayloads';

/** Callbacks of messages that carry more than words, and of what happens to a message afterwards; keys and nesting as in the vendor's samples. */

/** A cart of the catalogue; the vendor's own prices say nothing of their unit. */
export const receivedOrder = ({
	products = [{ quantity: 20, name: 'Broca 10mm', productId: '5000000000000001', retailerId: 'BR10', price: 2000, currencyCode: 'BRL' }],
	message = '',
	...given
}: Envelope & { products?: object[]; message?: string } = {}): ReceivedCallback =>
	received(given, {
		order: {
			itemCount: products.length,
			orderId: '400000000000001',
			message,
			orderTitle: 'Loja Exemplo',
			sellerJid: '5511999990000',
			thumbnailUrl: 'https://media.example.com/thumb/prod.jpg',
			token: 'TOKEN-DO-PEDIDO-EXEMPLO',
			currency: 'BRL',
			total: 40_000,
			subTotal: 40_000,
			products,
		},
	});

export const receivedContact = ({
	contact = { displayName: 'Bruno Compras', vCard: '', phones: ['5511999990002'] },
	...given
}: Envelope & { contact?: unknown } = {}): ReceivedCallback => received(given, { contact });

export const receivedLocation = ({
	location = { latitude: -23.56, longitude: -46.65, address: 'Av. Exemplo, 1000, São Paulo, SP', url: '' },
	...given
}: Envelope & { location?: object } = {}): ReceivedCallback => received(given, { location });

export const receivedPollVote = ({ options = ['Manhã'], ...given }: Envelope & { options?: string[] } = {}): ReceivedCallback =>
	received(given, { pollVote: { pollMessageId: '3EB0AAAAAAAAAAAA0002', options: options.map((name) => ({ name })) } });

export const receivedButtonReply = ({
	buttonId = 'quero_orcamento',
	message,
	...given
}: Envelope & { buttonId?: string; message?: string } = {}): ReceivedCallback =>
	received(given, { buttonsResponseMessage: { buttonId, ...(message !== undefined && { message }) } });

/** The first message of somebody who clicked an ad; without a text it is the click alone. */
export const receivedFromAd = ({ text, ...given }: Envelope & { text?: string } = {}): ReceivedCallback =>
	received(given, {
		...(text !== undefined && { text: { message: text } }),
		externalAdReply: {
			title: 'Misturador em oferta',
			body: 'Fale com um consultor',
			mediaType: 1,
			thumbnailUrl: 'https://media.example.com/ad/thumb.jpg',
			sourceType: 'ad',
			sourceId: '10000000000000001',
			ctwaClid: 'CTWA-EXEMPLO-0001',
			sourceUrl: 'https://fb.example.com/ad/1',
			containsAutoReply: false,
		},
	});

/** A message was deleted for everybody: under its own id, or under one of the notification's own with a reference. */
export const receivedRevoke = ({ of, ...given }: Envelope & { of?: string } = {}): ReceivedCallback => ({
	...receivedNotification({ ...given, notification: 'REVOKE' }),
	...(of !== undefined && { referenceMessageId: of }),
});
