import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { change } from '../Conversation/change';
import { asItem } from '../Conversation/effectItem';
import { claimNextText, TEXT_LEASE_SECONDS } from '../Conversation/nextText';
import { isRecord, textOf as wordsOf } from '../shared/core/json/readers';
import { claimEffects } from '../shared/store/outbox';
import { sayAsAttendant, type Attendance, type Words } from '../shared/store/attendances';
import { forbidden, invalid, ok, type Answer } from './answers';
import { attendanceAt, demandSight, isAtLeast, isOver, sessionOf, storable, wordOf, type KnownCall } from './call';

/** WhatsApp's own limit of a text (its Cloud API's reference of messages), and of what stands under a file. */
export const LONGEST_TEXT = 4096;
const LONGEST_CAPTION = 1024;
/** A picture in base64 is as large as a body may be. */
const LONGEST_FILE = 1_000_000;

const TYPES = ['text', 'image', 'document', 'template'] as const;
type Payload = Words['payload'] & { words: string };

/** A text as it was typed, line breaks and all. */
function wordsIn(value: unknown, field: string, longest: number): string {
	const text = storable(wordsOf(value));
	if (text.trim() === '') throw invalid(field, `Falta o campo "${field}".`);
	if (text.length > longest) throw invalid(field, `"${field}" passa de ${longest} caracteres.`);
	return text;
}

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** A file by its address, as a data URI, or as the bare base64 of a picture. */
function fileOf(given: string, kind: 'image' | 'document'): string {
	const file = given.trim();
	if (/^https:\/\/\S+$/i.test(file) && URL.canParse(file)) return file;
	if (/^data:[\w.+-]+\/[\w.+-]+;base64,/.test(file)) return file;
	if (file.length >= 40 && BASE64.test(file))
		return `data:${kind === 'image' ? 'image/jpeg' : 'application/pdf'};base64,${file.replace(/\s/g, '')}`;
	throw invalid('content', 'O arquivo precisa ser um endereço https:// ou base64.');
}

const nameOf = (address: string): string | undefined => {
	const last = URL.canParse(address) ? decodeURIComponentOf(new URL(address).pathname.split('/').at(-1) ?? '') : '';
	return /\.\w{1,8}$/.test(last) ? last.slice(0, 200) : undefined;
};
const decodeURIComponentOf = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

/**
 * What is to be sent: a text, or a file as text or as `{url, caption}`. An empty caption is none.
 * @throws {Denied} 400
 */
export function payloadOf(type: 'text' | 'image' | 'document', content: unknown): Payload {
	if (type === 'text') {
		const text = wordsIn(isRecord(content) ? (content.text ?? content.body) : content, 'content', LONGEST_TEXT);
		return { text, words: text };
	}
	const given = isRecord(content) ? content : { url: content };
	const caption = given.caption === undefined || given.caption === null ? '' : storable(wordsOf(given.caption)).trim();
	if (caption.length > LONGEST_CAPTION) throw invalid('content', `A legenda passa de ${LONGEST_CAPTION} caracteres.`);
	const url = fileOf(wordsIn(given.url ?? given.link, 'content', LONGEST_FILE), type);
	const name = wordsOf(given.filename ?? given.file_name).trim() || nameOf(url);
	const shown = url.startsWith('data:') ? (name ?? 'arquivo') : url;
	return {
		text: caption,
		kind: type,
		file: { url, ...(type === 'document' && name && { name }) },
		words: caption === '' ? shown : `${caption}\n${shown}`,
	};
}

/** `POST /conversations/{id}/messages`: goes out by the provider of the conversation. Who writes where nobody is takes it, as on the phone. */
export async function say(call: KnownCall): Promise<Answer> {
	const { body } = call;
	const one = await attendanceAt(call);
	demandSight(one, call.me);
	const type = wordOf(body, 'type', TYPES) ?? wordOf(body, 'message_type', TYPES) ?? 'text';
	if (type === 'template') throw invalid('type', 'Modelos saem por /whatsapp/send-template.');
	const payload = payloadOf(type, body.content);
	if (isOver(one)) throw invalid(null, 'Esta conversa já foi encerrada.');
	await demandWord(call, one);
	return await said(call, { ...payload, channel: one.channel, phone: one.phone });
}

/** Lets what an attendant writes happen to the conversation. Supervisors write into another's, which stays the other's. @throws {Denied} 403 */
async function demandWord(call: KnownCall, one: Attendance): Promise<void> {
	const { at, circumstances } = await sessionOf(call, one);
	const { attendant, role } = call.me;
	const isAnothers = at.mode === 'human' && at.human_attendant !== attendant;
	if (isAnothers && isAtLeast(role, 'supervisor')) return;
	const wrote = { type: 'operatorMessage' as const, at: circumstances.now, attendant, byPrefix: false };
	const { transition } = await change(call.store, at, wrote, { ...circumstances, emptyBuffer: true });
	if (transition.refusal !== null) throw forbidden('Esta conversa é de outra pessoa', 'NOT_OWNER');
}

/**
 * Puts words into the outbox, and hands what may go out at once to the workflow.
 * @returns the message as the document has it
 */
export async function said(
	call: KnownCall,
	{ words, text, kind, file, channel, phone }: Payload & Pick<Words, 'channel' | 'phone'>,
): Promise<Answer> {
	const payload = { text, ...(kind && { kind }), ...(file && { file }) };
	const by = call.me.attendant;
	const {
		channel: at,
		phone: to,
		...message
	} = await sayAsAttendant(call.store, { key: randomUUID(), channel, phone, by, words, payload });
	return ok(message, sendsAtOnce(call, { channel: String(at), phone: String(to) }));
}

/** What may be sent to a person, where the workflow sends it; where it does not, and for what has to wait for longer, there is the outbox's own workflow. */
export function sendsAtOnce(
	{ context, store }: Pick<KnownCall, 'context' | 'store'>,
	place: { channel: string; phone: string },
): Pick<Answer, 'send'> {
	if (context.getNodeParameter('sendsAtOnce', false) !== true) return {};
	const given = { kinds: ['whatsapp_text'], limit: 1, leaseSeconds: TEXT_LEASE_SECONDS, ...place };
	const claimed = async () => {
		const now = await claimEffects(store, given);
		// A person's words keep a distance to the message before them.
		return now.length > 0 ? now : await claimNextText(store, place);
	};
	// It is in the outbox already: a claim that fails loses nothing.
	return { send: async () => (await claimed().catch(() => [])).map((effect) => asItem(effect) as IDataObject) };
}
