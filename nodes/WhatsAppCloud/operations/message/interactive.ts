import { choice, converted, entries, json, onlyWhen, required, text, type Field } from '../../../shared/kit/field';
import type { Operations } from '../../../shared/kit/operation';
import { body, buttons, footer, header, headerFields, sections, textHeader } from '../../interactive';
import { atMost, between } from '../../limits';
import { message } from '../../message';
import { asCards, asList, asReplies } from '../../shapes';

const label = (displayName: string, at: string, most = 20): Field =>
	atMost(most, required(text(displayName, { at, description: 'Text on the button', placeholder: 'e.g. Abrir' })));

const link = (at: string): Field =>
	required(
		converted(text('Link URL', { at, placeholder: 'e.g. https://example.com/catalogo' }), (given) => {
			if (!/^https?:\/\/\S+$/i.test(given)) throw new RangeError(`Link URL must start with https://, and "${given}" does not`);
			return given;
		}),
	);

const parameters = 'interactive.action.parameters';

/** Messages to tap on. */
export const interactive: Operations = {
	sendButtons: message({
		name: 'Send Buttons',
		action: 'Send message with buttons',
		description: 'Send a text with up to three buttons to answer with',
		type: 'interactive',
		fixed: { interactive: { type: 'button' } },
		shape: asReplies,
		fields: { text: body(), buttons: buttons() },
		options: { header: header(), footer: footer() },
	}),
	sendList: message({
		name: 'Send List',
		action: 'Send message with list',
		description: 'Send a text with a button that opens a list of up to ten rows',
		type: 'interactive',
		fixed: { interactive: { type: 'list' } },
		shape: asList,
		fields: {
			text: body(4096),
			button: label('Button Label', 'interactive.action.button'),
			sections: sections(),
		},
		options: { header: textHeader(), footer: footer() },
	}),
	sendLinkButton: message({
		name: 'Send Link Button',
		action: 'Send message with link button',
		description: 'Send a text with a button that opens a page',
		type: 'interactive',
		fixed: { interactive: { type: 'cta_url', action: { name: 'cta_url' } } },
		fields: { text: body(), label: label('Button Label', `${parameters}.display_text`), url: link(`${parameters}.url`) },
		options: { header: header(), footer: footer() },
	}),
	sendFlow: message({
		name: 'Send Flow',
		action: 'Send flow message',
		description: 'Send a text with a button that opens a flow of Meta',
		type: 'interactive',
		fixed: { interactive: { type: 'flow', action: { name: 'flow', parameters: { flow_message_version: '3' } } } },
		fields: {
			text: body(),
			label: label('Button Label', `${parameters}.flow_cta`),
			by: choice('Flow By', { id: 'ID', name: 'Name' }, { at: 'by' }),
			flowId: onlyWhen({ by: ['id'] }, required(text('Flow ID', { at: `${parameters}.flow_id`, placeholder: 'e.g. 900000000000030' }))),
			flowName: onlyWhen({ by: ['name'] }, required(text('Flow Name', { at: `${parameters}.flow_name`, placeholder: 'e.g. agendamento' }))),
			opens: choice('Opens', { navigate: 'Open Screen', data_exchange: 'Ask Endpoint' }, { at: `${parameters}.flow_action` }),
			screen: onlyWhen(
				{ opens: ['navigate'] },
				required(text('Screen', { at: `${parameters}.flow_action_payload.screen`, placeholder: 'e.g. INICIO' })),
			),
		},
		shape: ({ by: _by, ...rest }) => rest,
		options: {
			header: header(),
			footer: footer(),
			reference: text('Flow Token', {
				at: `${parameters}.flow_token`,
				description: 'Comes back with the answer',
				placeholder: 'e.g. lead-42',
			}),
			mode: choice('Mode', { published: 'Published', draft: 'Draft' }, { at: `${parameters}.mode` }),
			data: json('Data', {
				at: `${parameters}.flow_action_payload.data`,
				default: '{"nome": "Ana"}',
				description: 'What the first screen gets',
			}),
		},
	}),
	sendCarousel: message({
		name: 'Send Carousel',
		action: 'Send carousel message',
		description: 'Send a text and two to ten cards to swipe through, each with a picture and a link',
		type: 'interactive',
		fixed: { interactive: { type: 'carousel' } },
		shape: asCards,
		fields: {
			text: body(),
			cards: between(
				2,
				10,
				required(
					entries(
						'Cards',
						'Card',
						{
							...Object.fromEntries(Object.entries(headerFields(false)).map(([name, field]) => [name, { ...field, at: `header.${name}` }])),
							text: atMost(160, text('Text', { at: 'body.text' })),
							label: atMost(20, required(text('Button Label', { at: 'action.parameters.display_text', placeholder: 'e.g. Ver' }))),
							url: link('action.parameters.url'),
						},
						{ at: 'interactive.action.cards', description: 'All with an image, or all with a video' },
					),
				),
			),
		},
	}),
	requestLocation: message({
		name: 'Request Location',
		action: 'Request location from person',
		description: 'Send a text with a button to share where one is',
		type: 'interactive',
		fixed: { interactive: { type: 'location_request_message', action: { name: 'send_location' } } },
		fields: { text: body() },
	}),
	requestPhone: message({
		name: 'Request Phone Number',
		action: 'Request phone number from person',
		description: 'Ask a person who is known by a user ID alone for the number',
		type: 'interactive',
		fixed: { interactive: { type: 'request_contact_info', action: { name: 'request_contact_info' } } },
		fields: { text: body() },
	}),
	requestCallPermission: message({
		name: 'Request Call Permission',
		action: 'Request permission to call person',
		description: 'Ask whether the company may call, for numbers with the Calling API',
		type: 'interactive',
		fixed: { interactive: { type: 'call_permission_request', action: { name: 'call_permission_request' } } },
		fields: { text: body() },
	}),
	requestAddress: message({
		name: 'Request Address',
		action: 'Request address from person',
		description: 'Ask for the address on a form',
		notice: 'WhatsApp has this for companies and customers of India and Singapore, not of Brazil.',
		type: 'interactive',
		fixed: { interactive: { type: 'address_message', action: { name: 'address_message' } } },
		fields: { text: body(), country: choice('Country', { IN: 'India', SG: 'Singapore' }, { at: `${parameters}.country` }) },
		options: {
			header: header(),
			footer: footer(),
			values: json('Known Values', { at: `${parameters}.values`, default: '{"name": "Ana"}', description: 'What the form is filled with' }),
			savedAddresses: json('Saved Addresses', { at: `${parameters}.saved_addresses`, default: '[]' }),
			validationErrors: json('Validation Errors', { at: `${parameters}.validation_errors`, default: '{}', description: 'Texts by field' }),
		},
	}),
};
