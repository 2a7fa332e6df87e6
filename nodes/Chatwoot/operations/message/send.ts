import { choice, entries, json, longText, required, text, type Fields } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { one } from '../../envelopes';
import { attributes, externalTime, id, jsonList, onConversation } from '../../fields';

const REQUEST = 'POST /conversations/{conversation}/messages';
const content = () => required(longText('Text'));
const freeValues = () =>
	json('Content Attributes', { at: 'content_attributes', description: 'Free values that come back with the message, as JSON' });

/** What goes with a public message. */
export const messageOptions = (): Fields => ({
	message_type: choice('Direction', { outgoing: 'Outgoing', incoming: 'Incoming (API Inboxes Only)' }),
	source_id: text('Source ID', {
		description: 'ID of the message at its origin. On real channels an outgoing message with one is stored and not delivered.',
		placeholder: 'e.g. 3EB00000000000000002',
	}),
	content_attributes: freeValues(),
	external_created_at: externalTime(),
});

const asBot = (): Fields => ({
	sender_type: choice('Sender', { AgentBot: 'Agent Bot' }),
	sender_id: id('Sender ID', 'e.g. 9', { description: 'ID of the bot that the message is shown as written by' }),
});

export const send: Operations = {
	send: operation({
		name: 'Send',
		action: 'Send message',
		description: 'Write a public message into a conversation; on real channels it goes to the customer',
		request: REQUEST,
		fields: { conversation: onConversation(), content: content() },
		options: {
			...messageOptions(),
			...asBot(),
			cc_emails: text('CC', { placeholder: 'e.g. gerente@example.com' }),
			bcc_emails: text('BCC', { placeholder: 'e.g. arquivo@example.com' }),
			to_emails: text('To', { placeholder: 'e.g. mariana@example.com' }),
			email_html_content: longText('Email HTML'),
			campaign_id: id('Campaign ID', 'e.g. 1'),
		},
		fixed: { private: false },
		output: one(),
	}),
	sendNote: operation({
		name: 'Send Private Note',
		action: 'Send private note',
		description: 'Write a note that only agents see',
		request: REQUEST,
		fields: { conversation: onConversation(), content: content() },
		options: { content_attributes: freeValues(), ...asBot() },
		fixed: { private: true, message_type: 'outgoing' },
		output: one(),
	}),
	sendOptions: operation({
		name: 'Send Options',
		action: 'Send options message',
		description: 'Send a question with answers to choose from, where the channel can show them',
		request: REQUEST,
		fields: {
			conversation: onConversation(),
			content: content(),
			items: required(
				entries(
					'Answers',
					'Answer',
					{
						title: required(text('Title', { placeholder: 'e.g. Orçamento' })),
						value: required(text('Value', { placeholder: 'e.g. orcamento' })),
					},
					{ at: 'content_attributes.items' },
				),
			),
		},
		fixed: { content_type: 'input_select' },
		output: one(),
	}),
	sendRich: operation({
		name: 'Send Rich Content',
		action: 'Send rich content message',
		description: 'Send cards, a form, articles or a question for the email address; for websites',
		request: REQUEST,
		fields: {
			conversation: onConversation(),
			content: content(),
			content_type: choice('Content', { cards: 'Cards', form: 'Form', article: 'Articles', input_email: 'Email Question' }),
			items: jsonList('Items', 'content_attributes.items', 'The cards, form fields or articles, as JSON'),
		},
		output: one(),
	}),
	sendTemplate: operation({
		name: 'Send Template',
		action: 'Send template message',
		description: 'Send an approved template; for WhatsApp inboxes',
		request: REQUEST,
		fields: {
			conversation: onConversation(),
			content: content(),
			name: required(text('Template Name', { at: 'template_params.name', placeholder: 'e.g. retorno_orcamento' })),
			category: choice(
				'Category',
				{
					UTILITY: 'Utility',
					MARKETING: 'Marketing',
					SHIPPING_UPDATE: 'Shipping Update',
					TICKET_UPDATE: 'Ticket Update',
					ISSUE_RESOLUTION: 'Issue Resolution',
				},
				{ at: 'template_params.category' },
			),
			language: required(text('Language', { at: 'template_params.language', placeholder: 'e.g. pt_BR' })),
			parameters: attributes('Parameters', 'template_params.processed_params'),
		},
		output: one(),
	}),
};
