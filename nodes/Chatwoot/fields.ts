import { parseTypedPhone } from '../shared/core/brazil/phone';
import { choice, converted, flag, json, list, moment, required, text, type Field } from '../shared/kit/field';
import { knowingOurIds } from '../shared/kit/ownIds';
import { picker } from '../shared/kit/picker';
import { readFiles } from './files';

type Wording = NonNullable<Parameters<typeof picker>[2]>;

/** A record's number, as Chatwoot wants it in a body. */
const toId =
	(displayName: string) =>
	(given: string): number => {
		const id = given.replace(/^#/, '');
		if (!/^\d+$/.test(id)) throw new RangeError(`${displayName} must be a number`);
		return Number(id);
	};

const picked =
	(name: string, lookup: string, placeholder: string) =>
	(wording: Wording = {}, displayName = name): Field =>
		converted(picker(displayName, lookup, { placeholder, ...wording }), toId(displayName));

export const inbox = picked('Inbox', 'searchInboxes', 'e.g. 12');
export const agent = picked('Agent', 'searchAgents', 'e.g. 3');
export const team = picked('Team', 'searchTeams', 'e.g. 2');
export const label = picked('Label', 'searchLabels', 'e.g. 5');
export const contact = picked('Contact', 'searchContacts', 'e.g. 501');
export const conversation = picked('Conversation', 'searchConversations', 'e.g. 88');
export const agentBot = picked('Agent Bot', 'searchAgentBots', 'e.g. 9');

/** A record that is named by its number alone. */
export const id = (displayName: string, placeholder: string, wording: Wording = {}): Field =>
	converted(text(displayName, { placeholder, ...wording }), toId(displayName));

export const onConversation = (): Field => required(conversation());
export const ofContact = (): Field => required(contact());

const CHOOSE_MANY = 'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Several of a list, also given by an expression as an array or with commas between. */
const severalOf = (displayName: string, loadOptionsMethod: string, each: (entry: string) => unknown, at?: string): Field => ({
	form: { displayName, type: 'multiOptions', typeOptions: { loadOptionsMethod }, default: [], description: CHOOSE_MANY },
	at,
	toWire: list(displayName, {}, each).toWire,
});

export const agents = (): Field => required(severalOf('Agent Names or IDs', 'getAgents', toId('Agent'), 'user_ids'));

/** Labels by title; Chatwoot keeps them in lower case. */
export const labels = (displayName = 'Label Names or IDs', at?: string): Field =>
	severalOf(displayName, 'getLabels', (title) => title.toLowerCase(), at);

/** A phone in E.164 with plus, as Chatwoot wants it; Brazilian numbers may be given without country code. */
export const phone = (displayName = 'Phone'): Field =>
	knowingOurIds(
		converted(
			text(displayName, { at: 'phone_number', description: 'Number with area code', placeholder: 'e.g. 5511999990001' }),
			(given) => `+${parseTypedPhone(given).sendTo}`,
		),
	);

/** Free values by key. */
export const attributes = (displayName: string, at: string): Field =>
	json(displayName, { at, description: 'Values by key, as JSON, e.g. {"plano": "ouro"}' });

/** A list of objects, as JSON. */
export function jsonList(displayName: string, at: string, description: string): Field {
	const given = json(displayName, { at, description, default: '[]' });
	return {
		...given,
		toWire: (value) => {
			const parsed = given.toWire(value);
			if (!Array.isArray(parsed)) throw new RangeError(`${displayName} must be a list`);
			return parsed;
		},
	};
}

/** A moment as unix seconds: text in queries, a number in bodies. */
export const since = (): Field => secondsText('Since', 'since', 'Start of the time that counts');
export const until = (): Field => secondsText('Until', 'until', 'End of the time that counts');
const seconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000);
const secondsText = (displayName: string, at: string, description: string): Field =>
	converted(moment(displayName, { at, description }), (iso) => String(seconds(iso)));
export const secondsNumber = (displayName: string, at: string, description: string): Field =>
	converted(moment(displayName, { at, description }), seconds);

/** A priority; the server wants null for none, whatever its document says. */
export function priority(displayName = 'Priority'): Field {
	const given = choice(displayName, { urgent: 'Urgent', high: 'High', medium: 'Medium', low: 'Low', none: 'None' });
	return { ...given, toWire: (value) => (value === 'none' ? null : given.toWire(value)) };
}

export const STATUSES = { open: 'Open', pending: 'Pending', resolved: 'Resolved', snoozed: 'Snoozed' };

/** The same choice, sent as a number. */
export const numbered = (given: Field): Field => converted(given, Number);

export const conversationIds = (): Field =>
	required(
		list(
			'Conversation IDs',
			{ at: 'conversation_ids', description: 'Comma-separated', placeholder: 'e.g. 88, 89' },
			toId('Conversation ID'),
		),
	);

/** What Chatwoot accepts as the title of a label: lower case, no spaces. */
export const labelTitle = (): Field =>
	converted(text('Title', { description: 'Kept in lower case, without spaces', placeholder: 'e.g. lead-quente' }), (title) =>
		title.trim().toLowerCase().replace(/\s+/g, '-'),
	);

/** Every event that an account webhook can have, with its words. */
export const EVENTS = {
	contact_created: 'Contact Created',
	contact_updated: 'Contact Updated',
	conversation_created: 'Conversation Created',
	conversation_status_changed: 'Conversation Status Changed',
	conversation_typing_off: 'Typing Stopped',
	conversation_typing_on: 'Typing Started',
	conversation_updated: 'Conversation Updated',
	inbox_created: 'Inbox Created',
	inbox_updated: 'Inbox Updated',
	message_created: 'Message Created',
	message_updated: 'Message Updated',
	webwidget_triggered: 'Website Widget Opened',
};

export const subscriptions = (): Field => ({
	form: {
		displayName: 'Events',
		type: 'multiOptions',
		options: Object.entries(EVENTS)
			.map(([value, name]) => ({ name, value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: [],
	},
	toWire: list('Events').toWire,
});

/** Names of binary fields of the item, each read as a file. */
export const itemFiles = (displayName = 'Input Binary Fields'): Field => ({
	form: {
		displayName,
		type: 'string',
		default: 'data',
		description: 'Names of the binary fields with the files, comma-separated',
	},
	at: 'files',
	load: readFiles,
	toWire: (files) => (Array.isArray(files) && files.length > 0 ? files : undefined),
});

/** When the message was written at its origin. */
export const externalTime = (): Field => secondsNumber('Written At', 'external_created_at', 'When the message was written at its origin');

export const color = (): Field => ({
	form: { displayName: 'Color', type: 'color', default: '#1F93FF' },
	toWire: (value) => (value === '' ? undefined : value),
});

/** A switch that takes an assignment away: 0 to Chatwoot. */
export const takenAway = (displayName: string, description: `Whether ${string}`): Field => ({
	...flag(displayName, description, true),
	toWire: (value) => (value === true || value === 'true' ? 0 : undefined),
});
