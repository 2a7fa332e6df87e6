import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { integerOf, textOf } from '../../shared/core/json/readers';
import { readFiles, type OutgoingFile } from '../files';
import { personOfKey } from './contact';
import type { Linked } from './linkedFile';
import { mergeContacts, mergeOf, type Merge, type Merged } from './mergeContacts';
import { forgetPlaces, mirror } from './mirror';
import { inOrder } from './order';
import { quotedOf } from './quote';

/** An item of the operation Claim Mirror. */
interface Word {
	outbox_id: number;
	lease_token: string;
	/** How often it was claimed; the first time nobody can have written it. */
	attempts: number;
	phone: string;
	direction: 'incoming' | 'outgoing' | 'note';
	message_id: string;
	text: string;
	name: string | null;
	sent_at: string;
	file_url: string;
	file_name: string;
	/** The file by its provider's id: an earlier node has fetched it as binary data, or said why it could not. */
	file_id?: string;
	/** Id of the message that it answers. */
	quoted?: string | null;
	/** What is known of that message; databases of older versions do not tell. */
	quote?: unknown;
	/** The conversation that was mirrored last with this person, and the account that it is in. */
	known?: { account: string; conversation: number } | null;
	/** Set where it is no word: two conversations turned out to be with one person. */
	merge?: unknown;
}

/**
 * Writes a claimed word. It is read from the item itself: there are many of them, and each expression takes time.
 * @throws {RangeError} when the item is none
 */
export async function mirrorWord(call: Call): Promise<Outcome> {
	const { context, itemIndex, values } = call;
	const { json } = context.getInputData()[itemIndex];
	for (const field of ['outbox_id', 'phone', 'message_id', 'direction'])
		if (!json[field]) throw new RangeError(`The item has no field "${field}": connect this node to the operation Claim Mirror`);
	const word = json as unknown as Word;
	const { accountId } = await context.getCredentials('atendeAquiChatwootApi', itemIndex);
	const account = textOf(accountId).trim();
	const merge = mergeOf(word.merge);
	if (merge) return await mergeOnce(call, word, merge, account);
	const known =
		goingOn.get(context)?.get(word.phone) ??
		(word.known?.account === account ? integerOf(word.known.conversation, { min: 1, max: Number.MAX_SAFE_INTEGER }) : null);
	const files = word.file_id ? await fetched(call) : undefined;
	const isLost = Boolean(word.file_id) && !files;
	const message = {
		...(values as Linked),
		inbox: Number(values.inbox),
		phone: word.phone,
		direction: word.direction,
		messageId: word.message_id,
		text: isLost ? [word.text, lost(word.file_name)].filter(Boolean).join('\n') : word.text,
		files,
		name: word.name ?? '',
		sentAt: Math.floor(Date.parse(word.sent_at) / 1000),
		fileUrl: word.file_url || undefined,
		fileName: word.file_name || undefined,
		quoted: quotedOf(word.quoted, word.quote),
		known: known ?? undefined,
	};
	const { json: written } = await mirror(call, personOfKey(word.phone), message, word.attempts > 1);
	// Where it was written is for whoever notes that it was: from then on the conversation is known to be with this person.
	const isNews = written.conversationId !== known;
	const link = { account, conversation: written.conversationId };
	return { json: { ...written, outbox_id: word.outbox_id, lease_token: word.lease_token, ...(isNews && { link }) } };
}

/** Where persons go on whose contacts a run made one: words that were claimed with that do not know yet. */
const goingOn = new WeakMap<IExecuteFunctions, Map<string, number>>();

/** In the order of that person's words: what is said next goes to where they go on. */
async function mergeOnce({ context, send }: Call, word: Word, asked: Merge, account: string): Promise<Outcome> {
	const { outbox_id, lease_token, phone, attempts } = word;
	const person = personOfKey(phone);
	const elsewhere: Merged = { state: 'gone', goes_on: asked.goesOn, other: asked.other };
	const merged = await inOrder(context, person.key, async () =>
		asked.account === account ? await mergeContacts(send, asked, attempts) : elsewhere,
	);
	forgetPlaces(context, person);
	if (merged.state === 'merged' || merged.state === 'one')
		goingOn.set(context, (goingOn.get(context) ?? new Map<string, number>()).set(phone, merged.goes_on));
	return { json: { outbox_id, lease_token, merged: { ...merged } } };
}

/** Where the operation Get File puts it unless told. */
const FIELD = 'data';

async function fetched({ context, itemIndex }: Call): Promise<OutgoingFile[] | undefined> {
	const has = FIELD in (context.getInputData()[itemIndex].binary ?? {});
	return has ? await readFiles(FIELD, { context, itemIndex }) : undefined;
}

/** A message goes without a file that is gone, or that nobody fetched; who reads it knows that there was one. */
const lost = (name: string): string => `📎 ${name || 'Arquivo'}: não foi possível buscar no WhatsApp`;
