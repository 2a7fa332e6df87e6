import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { at, numberOf } from '../../shared/core/json/readers';
import { send as sendTo } from '../../shared/http/send';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { chatwootUploads } from '../api';
import { recordOf } from '../envelopes';
import { messageForm, type OutgoingFile } from '../files';
import { marked, markOf, sourceIdOf } from '../marks';
import { toMarkdown } from '../markup';
import { createContact, existingContact, personOf, withPhone, type Person } from './contact';
import { ensureConversation, knownConversation, type Found } from './conversation';
import { linkedFile, type Linked } from './linkedFile';
import { CLOCK_DIFFERENCE_S, findMessage } from './messages';
import { inOrder } from './order';
import { quoteIn, type Quoted } from './quote';

export interface Mirrored extends Linked {
	phone: string;
	inbox: number;
	direction: 'incoming' | 'outgoing' | 'note';
	messageId: string;
	text?: string;
	name?: string;
	/** Epoch seconds. */
	sentAt?: number;
	files?: OutgoingFile[];
	isVoice?: boolean;
	/** The message that this one answers. */
	quoted?: Quoted;
	/** A conversation that is known to be with this person. */
	known?: number;
}

/** What a run knows of where a person's messages go: the second message of the same person needs no look. */
type Place = Found & { contact: IDataObject; contactCreated: boolean };
const places = new WeakMap<IExecuteFunctions, Map<string, Place>>();

/**
 * Writes one message of another channel into Chatwoot, once: the contact is found by its phone, the conversation is that contact's in that
 * inbox, and the message carries a source id by which a repetition finds it. Two runs for one message at the same time can still both write.
 */
export async function mirrorMessage(call: Call): Promise<Outcome> {
	const message = call.values as unknown as Mirrored;
	return await mirror(call, personOf(message.phone), message, true);
}

/** @param mayBeThere whether an earlier run may have written it */
export async function mirror(call: Call, person: Person, message: Mirrored, mayBeThere: boolean): Promise<Outcome> {
	if (!message.text && !message.files && !message.fileUrl) throw new RangeError('There is neither a text nor a file to mirror');
	return await inOrder(call.context, person.key, async () => {
		const place = await placeOf(call, person, message);
		const { contact, contactCreated, conversation } = place;
		const sourceId = sourceIdOf(message.messageId);
		const existing = contactCreated || !mayBeThere ? null : await findMirrored(call.send, place, sourceId, message.sentAt);
		const written = existing ?? (await write(call, Number(conversation.id), message, sourceId));
		return {
			json: {
				contactId: contact.id,
				conversationId: written.conversation_id ?? conversation.id,
				messageId: written.id,
				sourceId,
				created: { contact: contactCreated, conversation: place.created, message: existing === null },
			},
		};
	});
}

async function placeOf({ context, send }: Call, person: Person, message: Mirrored): Promise<Place> {
	const { inbox, direction, known } = message;
	const visited = places.get(context) ?? new Map<string, Place>();
	places.set(context, visited);
	const mustBeApi = direction !== 'note';
	const key = `${inbox}:${mustBeApi}:${person.key}`;
	const place = visited.get(key);
	if (place) return place;
	const { contact, created } = await contactFor(send, person, message);
	const found = await ensureConversation(send, { contact, person, inboxId: inbox, mustBeApi, known });
	visited.set(key, { ...found, created: false, contact, contactCreated: false });
	return { ...found, contact, contactCreated: created };
}

/** What a run knew of somebody is no longer so: their contact or conversation is another one. */
export function forgetPlaces(run: IExecuteFunctions, { key }: Person): void {
	const visited = places.get(run);
	for (const known of visited?.keys() ?? []) if (known.endsWith(`:${key}`)) visited?.delete(known);
}

/** The contact of this person; of a conversation that is known to be with them, where people took away everything else that would tell. */
async function contactFor(
	send: Call['send'],
	person: Person,
	{ inbox, name, known }: Mirrored,
): Promise<{ contact: IDataObject; created: boolean }> {
	const existing = await existingContact(send, person, inbox);
	if (existing) return { contact: existing, created: false };
	const id = known === undefined ? null : numberOf(at(await knownConversation(send, known, inbox), 'meta', 'sender', 'id'));
	if (id === null) return await createContact(send, person, name ?? '');
	const contact = recordOf(await send({ method: 'GET', path: `/contacts/${id}`, repeatable: true }));
	return { contact: await withPhone(send, contact, person), created: false };
}

/** The copy that an earlier run wrote; it may be in a conversation that was resolved since. */
async function findMirrored(send: Call['send'], { earlier }: Found, sourceId: string, sentAt?: number): Promise<IDataObject | null> {
	const isCopy = ({ source_id: own, content_attributes: attributes }: IDataObject) => own === sourceId || markOf(attributes) === sourceId;
	const since = sentAt === undefined ? undefined : sentAt - CLOCK_DIFFERENCE_S;
	const byActivity = [...earlier].sort((a, b) => Number(b.last_activity_at) - Number(a.last_activity_at));
	const candidates = since === undefined ? byActivity.slice(0, 2) : byActivity.filter(({ last_activity_at: at }) => Number(at) >= since);
	for (const { id } of candidates) {
		const message = await findMessage(send, Number(id), isCopy, since);
		if (message) return message;
	}
	return null;
}

async function write(
	{ context, send }: Pick<Call, 'context' | 'send'>,
	conversationId: number,
	message: Mirrored,
	sourceId: string,
): Promise<IDataObject> {
	const { direction, isVoice, sentAt } = message;
	const linked = await linkedFile(message);
	const isNoteItself = direction === 'note';
	// A note is Chatwoot's own; what was said on WhatsApp has WhatsApp's signs.
	const words = isNoteItself ? message.text : toMarkdown(message.text ?? '');
	const { line, attributes } = message.quoted ? await quoteIn(send, conversationId, message.quoted) : { line: '', attributes: {} };
	const said = [words, linked.link].filter(Boolean).join('\n');
	const text = [line, said].filter(Boolean).join('\n\n');
	const all = [...(message.files ?? []), ...linked.files];
	const files = all.length > 0 ? all : undefined;
	const body: IDataObject = {
		...(text && { content: text }),
		message_type: isNoteItself ? 'outgoing' : direction,
		private: isNoteItself,
		// In an inbox of a real channel a source id would mean more than a mark.
		...(!isNoteItself && { source_id: sourceId }),
		content_attributes: marked(sourceId, attributes),
		...(sentAt && { external_created_at: sentAt }),
	};
	const path = `/conversations/${conversationId}/messages`;
	if (!files) return recordOf(await send({ method: 'POST', path, body, repeatable: false }));
	const form = messageForm({ ...body, ...(isVoice && { is_voice_message: true }) }, files);
	return recordOf(await sendTo(context, chatwootUploads, { method: 'POST', path, body: form, repeatable: false }));
}
