import { flag, list, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Operations, type Resource } from '../../shared/kit/operation';
import { createdContact, deleted, labelsOutput, one } from '../envelopes';
import { attributes, contact as contactPicker, inbox, labels, ofContact, phone } from '../fields';
import { conditions, contactSort } from '../filters';
import { filterPages, onePage, pages } from '../pages';
import { erasePerson } from '../composites/erasePerson';
import { exportPerson } from '../composites/exportPerson';
import { changeLabels } from '../composites/labels';
import { notes } from './contactNote';

const email = () => text('Email', { placeholder: 'e.g. mariana@example.com' });
const settings = (): Fields => ({
	identifier: text('Identifier', { description: 'ID of the person in your own system, unique', placeholder: 'e.g. cliente-501' }),
	avatar_url: text('Avatar URL', { placeholder: 'e.g. https://example.com/foto.jpg' }),
	blocked: flag('Blocked', 'Whether messages of the person are ignored'),
	additional_attributes: attributes('Additional Attributes', 'additional_attributes'),
	custom_attributes: attributes('Custom Attributes', 'custom_attributes'),
});
const sourceId = () =>
	text('Source ID', {
		at: 'source_id',
		description: 'ID of the person in that inbox; Chatwoot makes one up otherwise',
		placeholder: 'e.g. 5511999990001',
	});

const reading: Operations = {
	getMany: operation({
		name: 'Get Many',
		action: 'Get many contacts',
		description: 'List the contacts that have an email, phone or identifier',
		request: 'GET /contacts',
		fields: {},
		options: { sort: contactSort() },
		paging: pages(),
		output: one(),
	}),
	get: operation({
		name: 'Get',
		action: 'Get contact',
		description: 'Get a contact',
		request: 'GET /contacts/{contact}',
		fields: { contact: ofContact() },
		output: one(),
	}),
	search: operation({
		name: 'Search',
		action: 'Search contacts',
		description: 'Find contacts whose name, email, phone or identifier holds a text; at most 100 searches a minute',
		request: 'GET /contacts/search',
		fields: { q: required(text('Text', { placeholder: 'e.g. mariana' })) },
		options: { sort: contactSort() },
		paging: pages(),
		output: one(),
	}),
	filter: operation({
		name: 'Filter',
		action: 'Filter contacts',
		description: 'Find contacts by conditions on their fields and custom attributes',
		request: 'POST /contacts/filter',
		fields: { payload: conditions('e.g. phone_number') },
		paging: filterPages,
		repeatable: true,
		output: one(),
	}),
	getActive: operation({
		name: 'Get Active',
		action: 'Get active contacts',
		description: 'List the contacts that are online now',
		request: 'GET /contacts/active',
		fields: {},
		paging: pages(),
		output: one(),
	}),
	getConversations: operation({
		name: 'Get Conversations',
		action: 'Get conversations of contact',
		description: 'List the conversations of a contact',
		request: 'GET /contacts/{contact}/conversations',
		fields: { contact: ofContact() },
		paging: onePage(),
		output: one(),
	}),
};

const writing: Operations = {
	create: operation({
		name: 'Create',
		action: 'Create contact',
		description: 'Add a contact; email, phone and identifier must be new in the account',
		request: 'POST /contacts',
		fields: { name: required(text('Name', { placeholder: 'e.g. Mariana Duarte' })), phone: phone(), email: email() },
		options: { inbox_id: inbox(), source_id: sourceId(), ...settings() },
		output: createdContact,
	}),
	update: operation({
		name: 'Update',
		action: 'Update contact',
		description: 'Change a contact; attributes that are not named stay',
		request: 'PUT /contacts/{contact}',
		fields: { contact: ofContact() },
		options: { name: text('Name', { placeholder: 'e.g. Mariana Duarte' }), phone: phone(), email: email(), ...settings() },
		repeatable: true,
		output: one(),
	}),
	delete: operation({
		name: 'Delete',
		action: 'Delete contact',
		description: 'Delete a contact with all its conversations',
		request: 'DELETE /contacts/{contact}',
		fields: { contact: ofContact() },
		output: deleted,
	}),
	merge: operation({
		name: 'Merge',
		action: 'Merge contacts',
		description: 'Join two contacts: the second one disappears and what it had goes to the first',
		request: 'POST /actions/contact_merge',
		fields: {
			base_contact_id: required(contactPicker({}, 'Contact to Keep')),
			mergee_contact_id: required(contactPicker({}, 'Contact to Join')),
		},
		output: one(),
	}),
	deleteAttributes: operation({
		name: 'Delete Custom Attributes',
		action: 'Delete custom attributes of contact',
		description: 'Take custom attributes off a contact',
		request: 'POST /contacts/{contact}/destroy_custom_attributes',
		fields: {
			contact: ofContact(),
			custom_attributes: required(list('Keys', { description: 'Comma-separated', placeholder: 'e.g. plano, origem' })),
		},
		repeatable: true,
		output: one(),
	}),
	deleteAvatar: operation({
		name: 'Delete Avatar',
		action: 'Delete avatar of contact',
		description: 'Take the picture off a contact',
		request: 'DELETE /contacts/{contact}/avatar',
		fields: { contact: ofContact() },
		output: deleted,
	}),
};

const labelling: Operations = {
	getLabels: operation({
		name: 'Get Labels',
		action: 'Get labels of contact',
		description: 'List the labels of a contact',
		request: 'GET /contacts/{contact}/labels',
		fields: { contact: ofContact() },
		output: labelsOutput,
	}),
	setLabels: operation({
		name: 'Set Labels',
		action: 'Set labels of contact',
		description: 'Replace the labels of a contact: those not named here are taken off',
		request: 'POST /contacts/{contact}/labels',
		fields: { contact: ofContact(), labels: required(labels()) },
		repeatable: true,
		output: labelsOutput,
	}),
	changeLabels: {
		name: 'Change Labels',
		action: 'Change labels of contact',
		description: 'Add labels and take labels off; the others stay',
		fields: {
			contact: ofContact(),
			add: labels('Label Names or IDs to Add', 'add'),
			remove: labels('Label Names or IDs to Remove', 'remove'),
		},
		run: changeLabels('contacts', 'contact'),
	},
};

const inboxes: Operations = {
	getInboxes: operation({
		name: 'Get Inboxes',
		action: 'Get inboxes of contact',
		description: 'List the inboxes in which a contact can be written to, with the source ID for each',
		request: 'GET /contacts/{contact}/contactable_inboxes',
		fields: { contact: ofContact() },
		paging: onePage(),
		output: one(),
	}),
	addInbox: operation({
		name: 'Add Inbox',
		action: 'Add inbox to contact',
		description: 'Make a contact known in an inbox',
		request: 'POST /contacts/{contact}/contact_inboxes',
		fields: { contact: ofContact(), inbox_id: required(inbox()) },
		options: { source_id: sourceId() },
		output: one(),
	}),
	findBySource: operation({
		name: 'Find by Source ID',
		action: 'Find contact by source id',
		description: 'Find the contact that has an ID in an inbox',
		request: 'POST /contact_inboxes/filter',
		fields: { inbox_id: required(inbox()), source_id: required(sourceId()) },
		repeatable: true,
		output: one(),
	}),
};

const wholePerson = (): Fields => ({
	ids: list('IDs of the Person', {
		description: 'All numbers and chat IDs of the person, comma-separated',
		placeholder: 'e.g. 5511999990001, 123456789@lid',
	}),
	conversations: list('Conversations', {
		description: 'Known to be with the person: account and number, comma-separated',
		placeholder: 'e.g. 7/88, 7/91',
	}),
});

/** What the law lets a person ask for. */
const law: Operations = {
	exportPerson: {
		name: 'Export Person',
		action: 'Export everything of a person',
		description: 'Read all contacts, conversations, messages and notes of a person as one item',
		fields: wholePerson(),
		run: exportPerson,
	},
	erasePerson: {
		name: 'Erase Person',
		action: 'Erase a person',
		description:
			'Delete all contacts and conversations of a person, look for each again, and tell what became of it; needs the token of an administrator',
		fields: wholePerson(),
		run: erasePerson,
	},
};

export const contact: Resource = { name: 'Contact', operations: { ...reading, ...writing, ...labelling, ...inboxes, ...notes, ...law } };
