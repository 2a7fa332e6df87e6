import { choice, converted, entries, longText, required, text, type Field } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { dialled, phone, phones, queueOptions, quote, toDialled } from '../../fields';
import { channel, chat, product } from '../../pickers';

const coordinate = (displayName: string, placeholder: string): Field =>
	required(converted(text(displayName, { description: 'Degrees with decimals', placeholder }), (given) => given.trim().replace(',', '.')));

const businessOnly = 'Works on WhatsApp Business numbers only.';

/** Messages that show something which exists elsewhere: a place, a person, a product, a channel. */
export const cards: Operations = {
	sendLocation: operation({
		name: 'Send Location',
		action: 'Send location message',
		description: 'Send a place on the map',
		request: 'POST /send-location',
		fields: {
			phone: chat(),
			title: required(text('Name', { description: 'What the place is called', placeholder: 'e.g. Nossa loja' })),
			address: required(text('Address', { placeholder: 'e.g. Av. Paulista, 1000, São Paulo - SP' })),
			latitude: coordinate('Latitude', 'e.g. -23.5646'),
			longitude: coordinate('Longitude', 'e.g. -46.6527'),
		},
		options: { messageId: quote(), ...queueOptions() },
	}),
	sendContact: operation({
		name: 'Send Contact',
		action: 'Send contact message',
		description: 'Share one contact card',
		request: 'POST /send-contact',
		fields: {
			phone: chat(),
			contactName: required(text('Contact Name', { placeholder: 'e.g. Maria Souza' })),
			contactPhone: dialled('Contact Phone', 'Number on the card, with area code'),
		},
		options: {
			contactBusinessDescription: text('Business Description', {
				description: 'Short text about the contact; WhatsApp Web does not show it',
			}),
			messageId: quote(),
			...queueOptions(),
		},
	}),
	sendContacts: operation({
		name: 'Send Contacts',
		action: 'Send message with several contacts',
		description: 'Share several contact cards in one message',
		request: 'POST /send-contacts',
		fields: {
			phone: chat(),
			contacts: required(
				entries('Contacts', 'Contact', {
					name: required(text('Name', { placeholder: 'e.g. Maria Souza' })),
					phones: required(phones('Phones', 'Numbers on the card, comma-separated', toDialled)),
					businessDescription: text('Business Description', { description: 'Short text about the contact' }),
				}),
			),
		},
		options: { messageId: quote(), ...queueOptions() },
	}),
	sendProduct: operation({
		name: 'Send Product',
		action: 'Send product message',
		description: 'Show one product of a WhatsApp catalog',
		request: 'POST /send-product',
		notice: businessOnly,
		fields: {
			phone: chat(),
			catalogPhone: phone('Catalog Phone', 'Business number that owns the product'),
			productId: product(),
		},
	}),
	sendCatalog: operation({
		name: 'Send Catalog',
		action: 'Send catalog message',
		description: 'Show a whole WhatsApp catalog',
		request: 'POST /send-catalog',
		notice: businessOnly,
		fields: { phone: chat(), catalogPhone: phone('Catalog Phone', 'Business number that owns the catalog') },
		options: {
			message: longText('Message', { description: 'Text sent with the card' }),
			title: text('Card Title', { placeholder: 'e.g. Nosso catálogo' }),
			catalogDescription: text('Card Description', { description: 'Shown under the title' }),
			translation: choice(
				'Language',
				{ PT: 'Portuguese', EN: 'English' },
				{ description: 'Language of the words that the card has of its own' },
			),
		},
	}),
	sendNewsletterAdminInvite: operation({
		name: 'Send Channel Admin Invite',
		action: 'Send channel admin invite message',
		description: 'Invite a person to administer a channel',
		request: 'POST /send-newsletter-admin-invite',
		fields: {
			phone: phone('Phone', 'Number of the person to invite'),
			newsletterId: channel('adminInviteMessage.newsletterId'),
			caption: required(longText('Invite Text', { at: 'adminInviteMessage.caption' })),
		},
	}),
};
