import type { IDataObject } from 'n8n-workflow';

import { at, isRecord, recordOf, textOf } from '../shared/core/json/readers';
import { VendorError } from '../shared/http/errors';
import { choice, text, type Fields } from '../shared/kit/field';
import type { Composite, Form } from '../shared/kit/operation';
import { atMost } from './limits';
import { withUploads } from './media';
import { isUserId, recipient } from './recipient';

interface Kind extends Form {
	/** Meta's name of the kind. */
	type: string;
	/** What every message of the kind has alike; the form's values are laid over it. */
	fixed?: IDataObject;
	/** The route, where it is not the one of all messages. */
	path?: string;
	/** Whether it can quote another message. */
	quotes?: boolean;
	/** Makes Meta's form of what the operator gave. */
	shape?: (body: IDataObject) => IDataObject;
}

export const MESSAGES = '/:phone/messages';

/** Options of every message. */
const common = (quotes: boolean): Fields => ({
	...(quotes && {
		replyTo: text('Reply to Message ID', {
			at: 'context.message_id',
			description: 'ID of a message of the chat to quote',
			placeholder: 'e.g. wamid.HBgLNTUzMTk5OTk5MDAwMRUCABIYFg',
		}),
	}),
	callbackData: atMost(
		512,
		text('Callback Data', {
			at: 'biz_opaque_callback_data',
			description: 'Comes back with each status of the message; the person does not see it',
			placeholder: 'e.g. campanha-7:42',
		}),
	),
	identityHash: text('Identity Hash', {
		at: 'recipient_identity_key_hash',
		description: 'Sends only while the person has the phone of this hash, which comes with the messages of a number that checks identities',
	}),
	recipientType: choice('Recipient Type', { individual: 'Person', group: 'Group' }, { at: 'recipient_type' }),
});

/** One kind of message: a form, and the one route that takes them all. A send is never repeated by itself when it may have gone out. */
export const message = ({ type, fixed = {}, path = MESSAGES, quotes = true, shape = same, ...form }: Kind): Composite => ({
	...form,
	fields: { to: recipient(), ...form.fields },
	options: { ...form.options, ...common(quotes) },
	run: async ({ context, itemIndex, values, send }) => {
		const body = shape(addressed(merged({ messaging_product: 'whatsapp', type, ...fixed }, values)));
		const ready = await withUploads(body, { context, itemIndex }, send);
		return { json: taken(await send({ method: 'POST', path, body: ready, repeatable: false })) };
	},
});

const same = (body: IDataObject): IDataObject => body;

/** A person without a number is told by another key. */
export function addressed({ to, ...body }: IDataObject): IDataObject {
	return isUserId(String(to)) ? { ...body, recipient: to } : { ...body, to };
}

/** Objects laid over each other, key by key. */
export function merged(under: IDataObject, over: IDataObject): IDataObject {
	const all = { ...under };
	for (const [key, value] of Object.entries(over))
		all[key] = isRecord(value) && isRecord(all[key]) ? merged(all[key] as IDataObject, value as IDataObject) : value;
	return all;
}

/**
 * What Meta says of a message that it took: its id, and to whom it goes, in its own form of the number.
 * @throws {VendorError} when there is no id: it may have gone out
 */
export function taken(answer: unknown): IDataObject {
	const first = recordOf(at(answer, 'messages', 0));
	const person = recordOf(at(answer, 'contacts', 0));
	const messageId = textOf(first.id);
	if (!messageId)
		throw new VendorError({
			kind: 'unavailable',
			message: 'WhatsApp answered a message without an ID for it',
			remedy: 'It may have gone out: look at the chat before it is sent again.',
		});
	const told = { messageStatus: first.message_status, input: person.input, waId: person.wa_id, userId: person.user_id };
	return { messageId, ...(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as IDataObject) };
}
