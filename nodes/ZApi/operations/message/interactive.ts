import { choice, entries, longText, onlyWhen, required, text, type Field, type Fields } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { dialled, queueOptions } from '../../fields';
import { media, optionalMedia, withFiles } from '../../media';
import { chat } from '../../pickers';

export const UNSTABLE =
	'WhatsApp may stop showing buttons and lists at any time, on some devices or for some accounts. Accept the terms for buttons in the Z-API panel first.';

const buttonId = (): Field => text('Button ID', { at: 'id', description: 'Comes back with the answer; Z-API makes one up if it is empty' });
const label = (): Field => required(text('Label', { description: 'Text on the button', placeholder: 'e.g. Quero saber mais' }));

const actionButtons = (): Fields => ({
	type: required(choice('Type', { REPLY: 'Answer', URL: 'Open Link', CALL: 'Call Number' })),
	label: label(),
	url: onlyWhen({ type: ['URL'] }, required(text('Link URL', { placeholder: 'e.g. https://example.com/oferta' }))),
	phone: onlyWhen({ type: ['CALL'] }, dialled('Phone', 'Number to dial, with area code')),
	id: buttonId(),
});

const replyButtons = (): Field => required(entries('Buttons', 'Button', { label: label(), id: buttonId() }, { at: 'buttonList.buttons' }));

const cards = (): Fields => ({
	text: required(longText('Text')),
	image: media('Image', 'image', 'produto.jpg'),
	buttons: entries('Buttons', 'Button', actionButtons()),
});

const message = (): Field => required(longText('Message'));

export const interactive: Operations = {
	sendButtonActions: operation({
		name: 'Send Action Buttons',
		action: 'Send message with action buttons',
		description: 'Send a text with buttons that answer, open a link or dial a number',
		request: 'POST /send-button-actions',
		notice: UNSTABLE,
		fields: {
			phone: chat(),
			message: message(),
			buttonActions: required(
				entries('Buttons', 'Button', actionButtons(), {
					description: 'Answer buttons must stand alone: together with links or calls they do not show on WhatsApp Web',
				}),
			),
		},
		options: {
			title: text('Title', { description: 'Shown above the message' }),
			footer: text('Footer', { description: 'Shown below the message' }),
			...queueOptions(),
		},
	}),
	sendButtonList: operation({
		name: 'Send Buttons',
		action: 'Send message with buttons',
		description: 'Send a text with buttons to answer with',
		request: 'POST /send-button-list',
		notice: UNSTABLE,
		fields: { phone: chat(), message: message(), buttons: replyButtons() },
		options: queueOptions(),
	}),
	sendButtonListImage: operation({
		name: 'Send Buttons with Image',
		action: 'Send message with buttons and image',
		description: 'Send an image and a text with buttons to answer with',
		request: 'POST /send-button-list',
		notice: UNSTABLE,
		fields: { phone: chat(), message: message(), image: media('Image', 'image', 'foto.jpg', 'buttonList.image'), buttons: replyButtons() },
		options: queueOptions(),
	}),
	sendButtonListVideo: operation({
		name: 'Send Buttons with Video',
		action: 'Send message with buttons and video',
		description: 'Send a video and a text with buttons to answer with',
		request: 'POST /send-button-list',
		notice: UNSTABLE,
		fields: { phone: chat(), message: message(), video: media('Video', 'video', 'video.mp4', 'buttonList.video'), buttons: replyButtons() },
		options: queueOptions(),
	}),
	sendOptionList: operation({
		name: 'Send Option List',
		action: 'Send message with option list',
		description: 'Send a text with a button that opens a list to choose from',
		request: 'POST /send-option-list',
		notice: UNSTABLE,
		fields: {
			phone: chat('Phone', 'Number with area code; lists do not work in groups'),
			message: message(),
			title: required(text('List Title', { at: 'optionList.title', placeholder: 'e.g. Escolha um assunto' })),
			buttonLabel: required(
				text('Button Label', {
					at: 'optionList.buttonLabel',
					description: 'Text on the button that opens the list',
					placeholder: 'e.g. Ver opções',
				}),
			),
			rows: required(
				entries(
					'Rows',
					'Row',
					{
						title: required(text('Title', { placeholder: 'e.g. Segunda via do boleto' })),
						description: required(text('Description', { description: 'Shown under the title of the row' })),
						id: text('Row ID', { description: 'Comes back with the choice; Z-API makes one up if it is empty' }),
					},
					{ at: 'optionList.options' },
				),
			),
		},
		options: queueOptions(),
	}),
	sendButtonOtp: operation({
		name: 'Send Code Button',
		action: 'Send message with code button',
		description: 'Send a text with a button that copies a code',
		request: 'POST /send-button-otp',
		notice: UNSTABLE,
		fields: {
			phone: chat(),
			message: message(),
			code: required(text('Code', { description: 'What the button copies', placeholder: 'e.g. 482913' })),
		},
		options: {
			buttonText: text('Button Label', { default: 'Copiar código', description: 'Text on the button' }),
			image: optionalMedia('Image', 'image', 'foto.jpg'),
		},
	}),
	sendCarousel: operation({
		name: 'Send Carousel',
		action: 'Send carousel message',
		description: 'Send a text and cards to swipe through, each with an image and buttons',
		request: 'POST /send-carousel',
		notice: UNSTABLE,
		fields: {
			phone: chat(),
			message: message(),
			carousel: withFiles(required(entries('Cards', 'Card', cards())), 'image'),
		},
		options: queueOptions(),
	}),
};
