import { Invalid } from './chatwootContactActs';
import { contactOf, inboxOf, pageOf, picked, recordOf, type Account, type Routes } from './chatwootRoute';
import type { Contact, Values } from './chatwootState';

const PAGE = 15;
const SEARCHES_PER_MINUTE = 100;

interface Condition {
	attribute_key: string;
	filter_operator: string;
	values: unknown[];
	query_operator: 'AND' | 'OR' | null;
}

/** Contacts, their inboxes and labels. */
export function contactRoutes(account: Account): Routes {
	const { state, acts, show } = account;
	const list = (contacts: Contact[], query: URLSearchParams) => ({
		meta: { count: contacts.length, current_page: Number(query.get('page') ?? 1) },
		payload: pageOf(contacts, query, PAGE).map(show.restContact),
	});
	const known = ({ email, phone_number: phone, identifier }: Contact) => Boolean(email ?? phone ?? identifier);
	const searches: number[] = [];
	const FIELDS = ['name', 'email', 'phone_number', 'identifier', 'blocked'];

	return {
		'GET /contacts': { run: ({ query }) => list(state.contacts.filter(known), query) },
		'GET /contacts/active': { run: ({ query }) => list([], query) },
		'GET /contacts/search': {
			run: ({ query }) => {
				const now = state.now();
				if (searches.push(now) && searches.filter((at) => at > now - 60_000).length > SEARCHES_PER_MINUTE) throw new Throttled();
				const q = (query.get('q') ?? '').toLowerCase();
				if (!q) throw new Invalid('Specify search string with parameter q');
				const texts = ({ name, email, phone_number: phone, identifier }: Contact) => [name, email, phone, identifier];
				const hits = state.contacts.filter((contact) => texts(contact).some((text) => text?.toLowerCase().includes(q)));
				const { meta, payload } = list(hits, query);
				return { meta: { ...meta, count: payload.length, has_more: hits.length > meta.current_page * PAGE }, payload };
			},
		},
		'POST /contacts/filter': {
			run: ({ query, body }) =>
				list(
					state.contacts.filter((contact) => known(contact) && meets(contact, body.payload as Condition[], state.doublesPlus)),
					query,
				),
		},
		'GET /contacts/{id}': { run: ({ params }) => ({ payload: show.restContact(contactOf(account, params.id)) }) },
		'POST /contacts': {
			run: ({ body }) => {
				const inbox = body.inbox_id === undefined ? undefined : inboxOf(account, body.inbox_id);
				const contact = acts.createContact(picked(body, [...FIELDS, 'additional_attributes', 'custom_attributes']) as Partial<Contact>);
				const link = inbox && acts.link(contact, inbox.id, body.source_id as string | undefined);
				return {
					payload: {
						contact: show.restContact(contact),
						contact_inbox: link ? show.contactInboxRest(link) : { inbox: null, source_id: null },
					},
				};
			},
		},
		'PUT /contacts/{id}': {
			run: ({ params, body }) => {
				const contact = contactOf(account, params.id);
				const merged = ['additional_attributes', 'custom_attributes'].filter((key) => key in body);
				const attributes = merged.map((key) => [key, { ...(contact as unknown as Record<string, Values>)[key], ...(body[key] as Values) }]);
				acts.updateContact(contact, { ...picked(body, FIELDS), ...Object.fromEntries(attributes) } as Partial<Contact>);
				return { payload: show.restContact(contact) };
			},
		},
		'DELETE /contacts/{id}': {
			admin: true,
			run: ({ params }) => {
				const contact = contactOf(account, params.id);
				state.contacts.splice(state.contacts.indexOf(contact), 1);
				state.conversations = state.conversations.filter(({ contactInbox }) => contactInbox.contact_id !== contact.id);
				state.contactInboxes = state.contactInboxes.filter((link) => link.contact_id !== contact.id);
			},
		},
		'GET /contacts/{id}/conversations': {
			run: ({ params }) => {
				const { id } = contactOf(account, params.id);
				const own = state.conversations.filter(({ contactInbox }) => contactInbox.contact_id === id);
				return { payload: own.sort((a, b) => b.lastActivityAt - a.lastActivityAt).map(show.restConversation) };
			},
		},
		'POST /actions/contact_merge': {
			run: ({ body }) => {
				const [base, mergee] = [contactOf(account, body.base_contact_id), contactOf(account, body.mergee_contact_id)];
				return show.restContact(acts.mergeContacts(base, mergee));
			},
		},
		'GET /contacts/{id}/labels': { run: ({ params }) => ({ payload: contactOf(account, params.id).labels }) },
		'POST /contacts/{id}/labels': {
			run: ({ params, body }) => {
				const contact = contactOf(account, params.id);
				contact.labels = (body.labels as string[]).map((label) => label.toLowerCase());
				return { payload: contact.labels };
			},
		},
		'GET /contacts/{id}/contactable_inboxes': {
			run: ({ params }) => {
				const { id } = contactOf(account, params.id);
				return { payload: state.contactInboxes.filter((link) => link.contact_id === id).map(show.contactInboxRest) };
			},
		},
		'POST /contacts/{id}/contact_inboxes': {
			run: ({ params, body }) => {
				const contact = contactOf(account, params.id);
				return show.contactInboxRest(acts.link(contact, inboxOf(account, body.inbox_id).id, body.source_id as string | undefined));
			},
		},
		'POST /contact_inboxes/filter': {
			run: ({ body }) => {
				const link = state.contactInboxes.find((one) => one.inbox_id === body.inbox_id && one.source_id === body.source_id);
				return show.restContact(contactOf(account, link?.contact_id));
			},
		},
		'POST /contacts/{id}/destroy_custom_attributes': {
			run: ({ params, body }) => {
				const contact = contactOf(account, params.id);
				const kept = Object.entries(contact.custom_attributes).filter(([key]) => !(body.custom_attributes as string[]).includes(key));
				acts.updateContact(contact, { custom_attributes: Object.fromEntries(kept) });
				return { payload: show.restContact(contact) };
			},
		},
		'DELETE /contacts/{id}/avatar': { run: ({ params }) => ({ payload: show.restContact(contactOf(account, params.id)) }) },
		...noteRoutes(account),
	};
}

/** Too many requests: status 429. */
export class Throttled extends Error {}

function noteRoutes(account: Account): Routes {
	const notes = (contactId: string) => {
		const key = `notes:${contactOf(account, contactId).id}`;
		const list = account.state.settings.get(key) ?? [];
		account.state.settings.set(key, list);
		return list;
	};
	return {
		'GET /contacts/{id}/notes': { run: ({ params }) => notes(params.id) },
		'POST /contacts/{id}/notes': {
			run: ({ params, body }) => {
				const note = { id: account.state.newId(), content: body.content };
				notes(params.id).push(note);
				return note;
			},
		},
		'GET /contacts/{id}/notes/{note_id}': { run: ({ params }) => recordOf(notes(params.id), params.note_id) },
		'PATCH /contacts/{id}/notes/{note_id}': {
			run: ({ params, body }) => Object.assign(recordOf(notes(params.id), params.note_id), { content: body.content }),
		},
		'DELETE /contacts/{id}/notes/{note_id}': {
			run: ({ params }) => {
				const list = notes(params.id);
				list.splice(list.indexOf(recordOf(list, params.note_id)), 1);
			},
		},
	};
}

/** Whether a contact meets conditions; AND binds before OR, as in SQL. */
function meets(contact: Contact, conditions: Condition[], doublesPlus: boolean): boolean {
	if (conditions.at(-1)?.query_operator !== null) throw new Invalid('The last condition must not have a query operator');
	const groups: boolean[][] = [[]];
	for (const condition of conditions) {
		groups.at(-1)?.push(holds(contact, condition, doublesPlus));
		if (condition.query_operator === 'OR') groups.push([]);
	}
	return groups.some((group) => group.length > 0 && group.every(Boolean));
}

function holds(contact: Contact, { attribute_key: key, filter_operator: operator, values }: Condition, doublesPlus: boolean): boolean {
	const own = (contact as unknown as Values)[key] ?? contact.custom_attributes[key];
	const text = String(own ?? '').toLowerCase();
	// Phone values get a plus in front where they have none; until 4.0 they got one in any case.
	const wanted = values
		.map((value) => String(value).toLowerCase())
		.map((value) => (key === 'phone_number' ? `+${doublesPlus ? value : value.replace(/^\+/, '')}` : value));
	switch (operator) {
		case 'equal_to':
			return wanted.includes(text);
		case 'not_equal_to':
			return !wanted.includes(text);
		case 'contains':
			return wanted.some((value) => text.includes(value));
		case 'does_not_contain':
			return !wanted.some((value) => text.includes(value));
		case 'is_present':
			return text !== '';
		case 'is_not_present':
			return text === '';
		default:
			throw new Invalid(`The stand-in does not know the operator ${operator}`);
	}
}
