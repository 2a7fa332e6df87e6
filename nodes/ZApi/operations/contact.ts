import { choice, entries, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { single } from '../answers';
import { withBody } from '../bodies';
import { dialled, toDialled } from '../fields';
import { lines, people } from '../lists';
import { pages } from '../paging';
import { contact as contactPicker } from '../pickers';
import { oneWhatsAppNumber, whatsAppNumber } from '../records';

export const contact: Resource = {
	name: 'Contact',
	description: 'People that the connected number knows',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many contacts',
			description: 'List the people of the address book and of the groups that the number is in',
			request: 'GET /contacts',
			fields: {},
			paging: pages,
		}),
		get: operation({
			name: 'Get',
			action: 'Get contact',
			description: 'Get the names, picture and status text of a person',
			request: 'GET /contacts/{phone}',
			fields: { phone: contactPicker() },
			output: single,
		}),
		add: withBody({
			name: 'Add',
			action: 'Add contacts',
			description: 'Save people in the address book of the phone',
			notice: 'WhatsApp on the phone must be up to date and be allowed to write contacts.',
			request: 'POST /contacts/add',
			fields: {
				contacts: required(
					entries('Contacts', 'Contact', {
						firstName: required(text('First Name', { placeholder: 'e.g. Maria' })),
						lastName: text('Last Name', { placeholder: 'e.g. Souza' }),
						phone: dialled('Phone', 'Number with area code'),
					}),
				),
			},
			body: ({ contacts }) => contacts as unknown[],
		}),
		remove: withBody({
			name: 'Remove',
			action: 'Remove contacts',
			description: 'Take people out of the address book of the phone',
			request: 'DELETE /contacts/remove',
			fields: { phones: people('Contacts', 'Numbers of the people to take out') },
			body: ({ phones }) => phones as unknown[],
		}),
		getProfilePicture: operation({
			name: 'Get Profile Picture',
			action: 'Get profile picture of contact',
			description: 'Get the address of the picture of a person; it works for 48 hours',
			request: 'GET /profile-picture',
			fields: { phone: contactPicker() },
			output: single,
		}),
		checkWhatsapp: operation({
			name: 'Check Number',
			action: 'Check number',
			description: 'Tell whether a number is on WhatsApp, and its lid ID. Not needed before sending: Z-API checks by itself.',
			request: 'GET /phone-exists/{phone}',
			fields: { phone: dialled('Phone', 'Number with area code') },
			output: oneWhatsAppNumber,
		}),
		checkWhatsappBatch: operation({
			name: 'Check Many Numbers',
			action: 'Check many numbers',
			description: 'Tell for up to 50,000 numbers whether they are on WhatsApp, and how WhatsApp writes them',
			request: 'POST /phone-exists-batch',
			fields: {
				phones: required(lines('Phones', { entry: 'Phone', placeholder: 'e.g. 5511999990001', convert: toDialled, max: 50_000 })),
			},
			repeatable: true,
			output: whatsAppNumber,
		}),
		modifyBlocked: operation({
			name: 'Block or Unblock',
			action: 'Block or unblock contact',
			description: 'Stop a person from writing to the connected number, or allow it again',
			request: 'POST /contacts/modify-blocked',
			fields: {
				phone: contactPicker(),
				contactAction: required(choice('Action', { block: 'Block', unblock: 'Unblock' }, { at: 'action' })),
			},
			repeatable: true,
		}),
		report: operation({
			name: 'Report',
			action: 'Report contact',
			description: 'Report a person to WhatsApp for spam or abuse',
			request: 'POST /contacts/{phone}/report',
			fields: { phone: contactPicker() },
		}),
	},
};
