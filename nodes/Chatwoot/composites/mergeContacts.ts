import type { IDataObject } from 'n8n-workflow';

import { at, integerOf, numberOf, recordOf, recordsOf, textOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import type { Call } from '../../shared/kit/operation';
import { addressOf, sourceIdOfConversation } from '../address';
import { knownConversation } from './conversation';
import { noteOnce } from './turn';

type Send = Call['send'];

/** Two conversations of which the database knows that they are with one person, as an item of the operation Claim Mirror tells. */
export interface Merge {
	account: string;
	/** The conversation that is to go on, and the one that is not. */
	goesOn: number;
	other: number;
	/** The keys under which the person was known. */
	keys: string[];
	/** They were found by different channels: what the conversations say themselves has to show that both are on this server. */
	isApart: boolean;
}

/** What became of it. `one`: there was one contact already. `gone`: there is nothing to merge any more. */
export interface Merged {
	state: 'merged' | 'one' | 'gone' | 'refused';
	/** As it turned out: an open conversation goes on before a resolved one. */
	goes_on: number;
	other: number;
	reason?: string;
}

/** Reads the part of a claimed word; null for any other word. */
export function mergeOf(given: unknown): Merge | null {
	const number = (name: string) => integerOf(at(given, name), { min: 1, max: Number.MAX_SAFE_INTEGER });
	const [goesOn, other] = [number('goes_on'), number('other')];
	if (goesOn === null || other === null) return null;
	const keys = at(given, 'keys');
	return {
		account: textOf(at(given, 'account')),
		goesOn,
		other,
		keys: Array.isArray(keys) ? keys.map(textOf) : [],
		isApart: at(given, 'apart') === true,
	};
}

/** A server that fails that often fails on these contacts: the person's words are more important than that they are one. */
const MOST_TRIES = 3;

/**
 * Makes one contact of the two that these conversations are with, in one of which all goes on. Chatwoot keeps the base contact and fills it in from the other:
 * the base is the one with a phone number, by which people find it. May run again at any point: what is done already is seen.
 * @param attempts how often it was tried, this time included
 * @throws {VendorError} for what another try may mend
 */
export async function mergeContacts(send: Send, merge: Merge, attempts: number): Promise<Merged> {
	const found = [await knownConversation(send, merge.goesOn), await knownConversation(send, merge.other)];
	const [wanted, second] = found;
	const asWanted = { goes_on: merge.goesOn, other: merge.other };
	if (!wanted || !second || (merge.isApart && !found.every((one) => isOf(one, merge.keys)))) return { state: 'gone', ...asWanted };
	const [goesOn, other] = wanted.status === 'resolved' && second.status !== 'resolved' ? [second, wanted] : [wanted, second];
	const numbers = { goes_on: Number(goesOn.id), other: Number(other.id) };
	const refused = await unlessRefused(async () => await ensureOne(send, goesOn, other), attempts);
	if (typeof refused !== 'string') {
		// Each channel keeps its own.
		const isToClose = !merge.isApart && goesOn.inbox_id === other.inbox_id && other.status !== 'resolved';
		// What cannot be closed stays open beside the other one, with the same contact.
		if (isToClose) await unlessRefused(async () => await closeFor(send, numbers), attempts);
		return { state: refused ? 'merged' : 'one', ...numbers };
	}
	const now = [await knownConversation(send, merge.goesOn), await knownConversation(send, merge.other)];
	if (now.includes(null)) return { state: 'gone', ...numbers };
	return contactIdOf(now[0]) === contactIdOf(now[1]) ? { state: 'one', ...numbers } : { state: 'refused', ...numbers, reason: refused };
}

/** What the work gives, or why the server refuses it. */
async function unlessRefused<T>(work: () => Promise<T>, attempts: number): Promise<T | string> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof VendorError) || !isRefusal(error, attempts)) throw error;
		return error.message;
	}
}

const contactIdOf = (conversation: IDataObject | null): number | null => numberOf(at(conversation, 'meta', 'sender', 'id'));

/** Chatwoot destroyed a contact that was merged with itself (chatwoot/chatwoot issue 2486): one and the same is left alone. */
async function ensureOne(send: Send, goesOn: IDataObject, other: IDataObject): Promise<boolean> {
	const contacts = [goesOn, other].map((conversation) => recordOf(at(conversation, 'meta', 'sender')));
	const [base, mergee] = [...contacts].sort((a, b) => Number(Boolean(b.phone_number)) - Number(Boolean(a.phone_number)));
	const [baseId, mergeeId] = [numberOf(base.id), numberOf(mergee.id)];
	if (baseId === null || mergeeId === null || baseId === mergeeId) return false;
	const body = { base_contact_id: baseId, mergee_contact_id: mergeeId };
	await send({ method: 'POST', path: '/actions/contact_merge', body, repeatable: false });
	return true;
}

/** The note first: whoever has the conversation open sees why it closes. */
async function closeFor(send: Send, { goes_on: goesOn, other }: { goes_on: number; other: number }): Promise<void> {
	const note = `🔗 É a mesma pessoa da conversa #${goesOn}: o atendimento continua lá, e os dois contatos agora são um só. Esta conversa foi encerrada.`;
	await noteOnce(send, { conversation: other, noteKey: `merged:${goesOn}` }, note, []);
	await send({ method: 'POST', path: `/conversations/${other}/toggle_status`, body: { status: 'resolved' }, repeatable: true });
}

/** A refusal of this request alone: both conversations were shown with the same token just before. */
const isRefusal = ({ kind, mayHaveActed }: VendorError, attempts: number): boolean =>
	['unauthorized', 'rejected', 'notFound', 'misaddressed'].includes(kind) || (mayHaveActed && attempts >= MOST_TRIES);

/** Whether a conversation was given the address of one of these keys. */
function isOf(conversation: IDataObject | null, keys: string[]): boolean {
	const told = [addressOf(conversation), sourceIdOfConversation(conversation), ...identityOf(conversation)];
	return told.some((one) => one !== null && keys.includes(one));
}

const identityOf = (conversation: IDataObject | null): string[] => {
	const sender = recordOf(at(conversation, 'meta', 'sender'));
	return [
		textOf(sender.phone_number).replace(/^\+/, ''),
		textOf(sender.identifier),
		...recordsOf(sender.contact_inboxes).map((one) => textOf(one.source_id)),
	];
};
