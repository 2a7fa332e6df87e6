import { randomUUID } from 'node:crypto';

import { integerOf, isRecord, recordsOf, textOf as wordsOf } from '../shared/core/json/readers';
import { rowsIn } from '../shared/kit/rows';
import { parseProviderId, parseTypedPhone } from '../shared/core/brazil/phone';
import { checkedTemplate, type Template } from '../shared/core/message/template';
import { queueTemplate, wayToCustomer } from '../shared/store/attendances';
import type { GateSaid } from '../shared/store/messageRules';
import { Denied, forbidden, invalid, ok, type Answer } from './answers';
import { isAtLeast, needed, textOf, wordOf, type KnownCall } from './call';
import { tooMany } from './limits';
import { payloadOf, said, sendsAtOnce } from './says';

const TYPES = ['text', 'image', 'document'] as const;
const E164 = /^\+[1-9]\d{7,14}$/;

/**
 * Whom a number is of. One with its plus sign is taken as it is, whatever a numbering plan says of it; without, it is read as a person types it.
 * @throws {InvalidPhone}
 */
function keyIn(body: Record<string, unknown>): string {
	const to = needed(body, 'to').replace(/[\s().-]/g, '');
	const { kind, key } = E164.test(to) ? parseProviderId(to) : parseTypedPhone(to);
	if (kind !== 'user' && kind !== 'lid') throw invalid('to', 'Só pessoas recebem mensagens: grupos, canais e listas não.');
	return key;
}

/** `POST /whatsapp/send`: from the number of the conversation, or the newest one. It takes no conversation over. */
export async function send(call: KnownCall): Promise<Answer> {
	const { store, me, body } = call;
	const key = keyIn(body);
	const payload = payloadOf(wordOf(body, 'type', TYPES) ?? 'text', body.content);
	const way = await wayToCustomer(store, key);
	if (way.opted_out && way.mode !== 'human') throw forbidden('Esta pessoa pediu para não receber mensagens', 'OPTED_OUT');
	if (way.mode === 'human' && way.owner !== me.attendant && !isAtLeast(me.role, 'supervisor'))
		throw forbidden('Esta pessoa está em conversa com outro atendente', 'NOT_OWNER');
	const answer = await said(call, { ...payload, channel: way.channel, phone: way.phone });
	return { ...answer, body: taken((answer.body as { id: string }).id) };
}

/** Taken, and on its way: what becomes of it is told by the conversation, and by the socket. */
const taken = (message_id: string) => ({ message_id, status: 'sent' });

const LANGUAGE = /^[a-z]{2,3}(?:_[A-Z]{2})?$/;
const PARTS = ['header', 'body', 'button'];

/** What fills the gaps of a template, in order: of its header, its body, its buttons (the form of the Cloud API). */
function valuesOf(components: unknown): string[] {
	if (components !== undefined && components !== null && !Array.isArray(components))
		throw invalid('components', '"components" precisa ser uma lista.');
	const parts = recordsOf(components);
	const unknown = parts.find(({ type }) => !PARTS.includes(wordsOf(type).toLowerCase()));
	if (unknown) throw invalid('components', `"components" tem partes dos tipos ${PARTS.join(', ')}.`);
	const rank = ({ type, index }: Record<string, unknown>) =>
		PARTS.indexOf(wordsOf(type).toLowerCase()) * 100 + (integerOf(index, { min: 0, max: 99 }) ?? 0);
	return parts.sort((a, b) => rank(a) - rank(b)).flatMap(({ parameters }) => recordsOf(parameters).map(valueOf));
}

function valueOf(parameter: Record<string, unknown>): string {
	const type = wordsOf(parameter.type).toLowerCase() || 'text';
	const inner = parameter[type];
	const value = isRecord(inner)
		? wordsOf(inner.link ?? inner.fallback_value ?? inner.url)
		: wordsOf(inner ?? parameter.text ?? parameter.payload);
	// Braces are gaps of our own, which the outbox fills in.
	return value.replace(/[{}]/g, '');
}

/** `POST /whatsapp/send-template`: what nobody asked for, so that it goes through the gate: hours, limits, opt-outs and people who attend. */
export async function sendTemplate(call: KnownCall): Promise<Answer> {
	const { context, store, me, body } = call;
	const key = keyIn(body);
	const template = templateOf(body);
	const way = await wayToCustomer(store, key);
	const payload = { ...inWords(call, way.provider, template), by: me.attendant };
	const own = wordsOf(context.getHeaderData()['idempotency-key']).trim().slice(0, 100);
	const saidOfIt = await queueTemplate(store, {
		key: `attendance:template:${own ? `${me.id}:${own}` : randomUUID()}`,
		phone: way.phone,
		channel: way.channel,
		payload,
	});
	return await told(call, saidOfIt, way);
}

function templateOf(body: Record<string, unknown>): Template {
	const [name, language] = [needed(body, 'template_name'), textOf(body, 'language') || 'pt_BR'];
	if (!LANGUAGE.test(language)) throw invalid('language', '"language" precisa ser um idioma como pt_BR.');
	try {
		return checkedTemplate({ name, language, values: valuesOf(body.components) });
	} catch (error) {
		if (error instanceof RangeError) throw invalid('template_name', 'O nome de um modelo tem letras minúsculas, números e _ apenas.');
		throw error;
	}
}

/** As a template, or in the words that the operator gave it for numbers without templates. @throws {Denied} 400 where there are none */
function inWords({ context }: KnownCall, provider: string | null, template: Template): Record<string, unknown> {
	if (provider !== 'zapi') return { text: '', template };
	const rows = rowsIn(context.getNodeParameter('templateTexts', {}), 'template');
	const row = rows.find(({ name }) => wordsOf(name).trim() === template.name);
	const text = wordsOf(row?.text).trim();
	if (text === '')
		throw new Denied(
			400,
			'NO_TEMPLATE',
			`O número que atende esta pessoa não tem modelos aprovados: dê um texto a "${template.name}" no nó do servidor.`,
			'template_name',
		);
	return { text: text.replace(/\{\{\s*(\d+)\s*\}\}/g, (gap, n: string) => template.values[Number(n) - 1] ?? gap) };
}

const WHY_NEVER: Record<string, string> = {
	opted_out: 'Esta pessoa pediu para não receber mensagens',
	objection: 'Esta pessoa se opôs ao uso dos seus dados',
	with_human: 'Esta pessoa está em conversa com alguém da equipe',
	unreachable: 'Este número não recebe mensagens',
	no_person: 'Só pessoas recebem mensagens',
};

async function told(call: KnownCall, gate: GateSaid, way: { channel: string; phone: string }): Promise<Answer> {
	if (gate.verdict === 'never')
		throw forbidden(WHY_NEVER[gate.reason ?? ''] ?? 'Esta mensagem não pode sair', (gate.reason ?? 'never').toUpperCase());
	if (gate.verdict === 'wait') {
		const seconds = (Date.parse(gate.until ?? '') - call.now) / 1000;
		throw tooMany(
			Number.isFinite(seconds) ? seconds : 60,
			'As regras de envio pedem para esperar',
			{},
			(gate.reason ?? 'wait').toUpperCase(),
		);
	}
	return ok(taken(`out-${gate.outbox_id}`), sendsAtOnce(call, way));
}
