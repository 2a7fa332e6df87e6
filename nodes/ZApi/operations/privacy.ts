import { choice, entries, onlyWhen, required, type Field } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';
import { phone } from '../fields';

const AUDIENCE = { ALL: 'Everyone', CONTACTS: 'My Contacts', CONTACT_BLACKLIST: 'My Contacts Except …', NONE: 'Nobody' };

/** Sent as a difference: each of the settings has a list of its own, which only changes by what is given here. */
const exceptions = (beside: string): Field =>
	onlyWhen(
		{ [beside]: ['CONTACT_BLACKLIST'] },
		entries(
			'Exceptions',
			'Contact',
			{
				action: required(choice('Action', { add: 'Add', remove: 'Remove' })),
				phone: phone('Phone', 'Number with area code'),
			},
			{ description: 'Changes to the list of excluded contacts of this setting; the others stay on it' },
		),
	);

const audience = (request: `POST /${string}`, what: string, does: string): Operation => ({
	name: `Set ${what} Audience`,
	action: `Set audience of ${what.toLowerCase()}`,
	description: `Choose who may see ${does}`,
	request,
	fields: {
		visualizationType: required(choice('Visible To', AUDIENCE)),
		contactsBlacklist: exceptions('visualizationType'),
	},
});

/** These two take their value in the query although they change something. */
const inQuery = (field: Field): Field => ({ ...required(field), inQuery: true });

export const privacy: Resource = {
	name: 'Privacy',
	description: 'Who sees what of the connected number',
	operations: {
		getDisallowedContacts: operation({
			name: 'Get Exceptions',
			action: 'Get exceptions of privacy setting',
			description: 'List the contacts that one of the settings excludes',
			request: 'GET /privacy/disallowed-contacts',
			fields: {
				type: required(
					choice('Setting', {
						lastSeen: 'Last Seen',
						photo: 'Profile Picture',
						description: 'Profile Description',
						groupAdd: 'Adding to Groups',
					}),
				),
			},
		}),
		setLastSeen: audience('POST /privacy/last-seen', 'Last Seen', 'when the number was last online'),
		setPhoto: audience('POST /privacy/photo', 'Profile Picture', 'the profile picture'),
		setDescription: audience('POST /privacy/description', 'Profile Description', 'the profile description'),
		setGroupAdd: operation({
			name: 'Set Who May Add to Groups',
			action: 'Set who may add to groups',
			description: 'Choose who may put the connected number into groups',
			request: 'POST /privacy/group-add',
			fields: {
				type: required(choice('Allowed To', { ALL: 'Everyone', CONTACTS: 'My Contacts', CONTACT_BLACKLIST: 'My Contacts Except …' })),
				contactsBlacklist: exceptions('type'),
			},
		}),
		setOnline: operation({
			name: 'Set Online Audience',
			action: 'Set audience of online',
			description: 'Choose who may see that the number is online now',
			request: 'POST /privacy/online',
			fields: { visualizationType: required(choice('Visible To', { ALL: 'Everyone', SAME_LAST_SEEN: 'Same as Last Seen' })) },
			repeatable: true,
		}),
		setReadReceipts: operation({
			name: 'Set Read Receipts',
			action: 'Set read receipts',
			description: 'Choose if people see that their messages were read. Without, theirs are not seen either; groups always show them.',
			request: 'POST /privacy/read-receipts',
			fields: { value: inQuery(choice('Read Receipts', { enable: 'Show', disable: 'Hide' })) },
			repeatable: true,
		}),
		setMessagesDuration: operation({
			name: 'Set Default Disappearing Messages',
			action: 'Set default disappearing messages',
			description: 'Choose how long messages stay in new chats with one person; chats that exist are left as they are',
			request: 'POST /privacy/messages-duration',
			fields: {
				value: inQuery(choice('Messages Disappear After', { hours24: '24 Hours', days7: '7 Days', days90: '90 Days', disable: 'Never' })),
			},
			repeatable: true,
		}),
	},
};
