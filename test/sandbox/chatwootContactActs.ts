import type { Deliverer } from './chatwootDelivery';
import { secret, type Contact, type ContactInbox, type State, type Values } from './chatwootState';
import type { Views } from './chatwootViews';

/** A refusal of a record: Chatwoot's `{message, attributes}` with status 422. */
export class Invalid extends Error {
	constructor(
		message: string,
		readonly attributes: string[] = [],
	) {
		super(message);
	}
}

export type Change = [field: string, from: unknown, to: unknown];

/** The part of a payload that tells what changed. */
export const changed = (changes: Change[], from: number, to: number): Values => ({
	changed_attributes: [...changes, ['updated_at', new Date(from).toISOString(), new Date(to).toISOString()] as Change].map(
		([field, previous, current]) => ({ [field]: { previous_value: previous, current_value: current } }),
	),
});

/** What can happen to contacts: Chatwoot keeps email, phone and identifier unique. */
export function contactActs(state: State, { emit }: Pick<Deliverer, 'emit'>, show: Views) {
	const unique = (given: Partial<Contact>, except?: Contact) => {
		const taken = (field: 'email' | 'phone_number' | 'identifier') =>
			Boolean(given[field]) &&
			state.contacts.some((other) => other !== except && other[field]?.toLowerCase() === String(given[field]).toLowerCase());
		for (const [field, words] of [
			['email', 'Email has already been taken'],
			['phone_number', 'Phone number has already been taken'],
			['identifier', 'Identifier has already been taken'],
		] as const)
			if (taken(field)) throw new Invalid(words, [field]);
		if (given.phone_number && !/^\+[1-9]\d{1,14}$/.test(given.phone_number))
			throw new Invalid('Phone number should be in e164 format', ['phone_number']);
	};

	function updateContact(contact: Contact, given: Partial<Contact>, ...fields: string[]) {
		unique(given, contact);
		const names = fields.length > 0 ? fields : Object.keys(given);
		const from = contact.updatedAt;
		const before = { ...contact } as Values;
		Object.assign(contact, given);
		contact.updatedAt = Math.max(state.now(), from + 1);
		const changes = names.map((name): Change => [name, before[name] ?? null, (contact as unknown as Values)[name] ?? null]);
		emit({ event: 'contact_updated', payload: () => ({ ...show.hookContact(contact), ...changed(changes, from, contact.updatedAt) }) });
	}

	return {
		updateContact,
		createContact(given: Partial<Contact>): Contact {
			unique(given);
			const now = state.now();
			const contact: Contact = {
				id: state.newId(),
				name: given.name ?? '',
				email: given.email ?? null,
				phone_number: given.phone_number ?? null,
				identifier: given.identifier ?? null,
				blocked: given.blocked ?? false,
				thumbnail: '',
				additional_attributes: given.additional_attributes ?? {},
				custom_attributes: given.custom_attributes ?? {},
				labels: [],
				lastActivityAt: null,
				createdAt: now,
				updatedAt: now,
			};
			state.contacts.push(contact);
			emit({ event: 'contact_created', payload: () => show.hookContact(contact) });
			return contact;
		},
		/** The base keeps what it has and is filled in from the other, which is gone; links, with their conversations, and messages go over. */
		mergeContacts(base: Contact, mergee: Contact): Contact {
			if (base.id === mergee.id) return base;
			for (const one of state.contactInboxes) if (one.contact_id === mergee.id) one.contact_id = base.id;
			for (const { sender } of state.conversations.flatMap(({ messages }) => messages))
				if (sender?.type === 'Contact' && sender.id === mergee.id) sender.id = base.id;
			state.contacts.splice(state.contacts.indexOf(mergee), 1);
			updateContact(base, {
				name: base.name || mergee.name,
				email: base.email ?? mergee.email,
				phone_number: base.phone_number ?? mergee.phone_number,
				identifier: base.identifier ?? mergee.identifier,
				additional_attributes: { ...mergee.additional_attributes, ...base.additional_attributes },
				custom_attributes: { ...mergee.custom_attributes, ...base.custom_attributes },
			});
			return base;
		},
		/** The link of a contact to an inbox: the one with that source id, or a new one; without an id a new one each time. */
		link(contact: Contact, inboxId: number, sourceId?: string): ContactInbox {
			const found = state.contactInboxes.find((link) => link.inbox_id === inboxId && link.source_id === sourceId);
			if (found && found.contact_id !== contact.id) throw new Invalid('Source has already been taken', ['source_id']);
			if (found) return found;
			const link = {
				id: state.newId(),
				contact_id: contact.id,
				inbox_id: inboxId,
				source_id: sourceId ?? `${secret().slice(0, 8)}-0000-4000-8000-${secret().slice(0, 12)}`,
				pubsub_token: secret(),
				createdAt: state.now(),
			};
			state.contactInboxes.push(link);
			return link;
		},
	};
}
