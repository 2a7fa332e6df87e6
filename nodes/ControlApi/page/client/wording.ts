import { formatPhone } from './phone';
import { askedAt, asksForPerson, isWaiting, lastActivity, waitingSince } from './sessions';
import { ago, clock, day, instant, moment } from './time';
import type { Attendant, HandoffEvent, Message, Mode, Refusal, Session } from './types';

/** The name of an attendant, or the id where the name is not known. */
export type NameOf = (id: string) => string;

/** Who acts without being one of the attendants. */
const NOBODY_KNOWN = new Map([
	['auto-detected', 'Alguém pelo WhatsApp'],
	['system', 'Sistema'],
	['opt_out', 'pedido do cliente, que não quer mais mensagens'],
	['machine', 'Sistema: do outro lado responde uma máquina'],
]);

export const namesFrom =
	(attendants: readonly Attendant[]): NameOf =>
	(id) =>
		attendants.find((one) => one.id === id)?.name ?? NOBODY_KNOWN.get(id) ?? id;

export const ROLES: Record<Attendant['role'], string> = { attendant: 'Atendente', supervisor: 'Supervisão', admin: 'Administração' };

export const titleOf = ({ name, phone }: Pick<Session, 'name' | 'phone'>): string => name?.trim() || formatPhone(phone);

/** Who answers: "Robô", "Você", the person's name, "Em pausa". */
export function owner(session: Session, myId: string, nameOf: NameOf): { kind: Mode | 'mine'; label: string } {
	if (session.mode === 'agent') return { kind: 'agent', label: 'Robô' };
	if (session.mode === 'paused') return { kind: 'paused', label: 'Em pausa' };
	if (session.human_attendant === myId) return { kind: 'mine', label: 'Você' };
	return { kind: 'human', label: session.human_attendant ? session.human_attendant_name || nameOf(session.human_attendant) : 'Pessoa' };
}

/** Since when it is so: "Com Ana há 4 min", "Em pausa há 2 min, a pedido do cliente"; with the robot, when the last message was. */
export function since(session: Session, now: number, myId: string, nameOf: NameOf): string {
	if (session.mode === 'paused') {
		const at = instant(session.paused_at);
		const why = session.pause_reason === 'escalation' ? ', a pedido do cliente' : session.pause_reason === 'system' ? ', pelo sistema' : '';
		const by =
			why === '' && session.paused_by
				? `, por ${session.paused_by === myId ? 'você' : session.paused_by_name || nameOf(session.paused_by)}`
				: '';
		return `Em pausa${at === null ? '' : ` ${ago(at, now)}`}${why}${by}`;
	}
	if (session.mode === 'human') {
		const at = instant(session.human_since);
		const { kind, label } = owner(session, myId, nameOf);
		return `Com ${kind === 'mine' ? 'você' : label}${at === null ? '' : ` ${ago(at, now)}`}`;
	}
	const at = lastActivity(session);
	return at === 0 ? 'Com o robô' : `Com o robô · última mensagem ${ago(at, now)}`;
}

/** What is waiting, the most urgent: a request for a person, or a customer without an answer. */
export function waiting(session: Session, now: number): { kind: 'asked' | 'waiting'; label: string } | null {
	if (asksForPerson(session)) {
		const at = askedAt(session);
		return { kind: 'asked', label: `Pediu uma pessoa${at === null ? '' : ` ${ago(at, now)}`}` };
	}
	const at = waitingSince(session);
	return at !== null && isWaiting(session, now) ? { kind: 'waiting', label: `Cliente espera resposta ${ago(at, now)}` } : null;
}

/** The last message with who wrote it: "Robô: Bom dia!". */
export function lastLine({ last_from, last_text }: Session): string {
	const text = last_text?.replace(/\s+/g, ' ').trim() || (last_from ? '(sem texto)' : 'Nenhuma mensagem ainda.');
	return last_from ? `${{ customer: 'Cliente', agent: 'Robô', human: 'Equipe' }[last_from]}: ${text}` : text;
}

/** Until when one may write freely: at most a day ahead, so that today and tomorrow tell. Empty where nothing limits it. */
export function writingWindow({ window }: Session, now: number, timeZone?: string): string {
	if (!window) return '';
	const until = instant(window.until);
	if (until === null || until <= now) return 'Janela fechada: só modelo';
	return `Pode escrever até ${clock(until, timeZone)} de ${day(until, now, timeZone) === 'Hoje' ? 'hoje' : 'amanhã'}`;
}

/** Why the server refused, for the person who pressed the button; a conflict names the owner and since when. */
export function refusalText({ error, message, data }: Refusal, now: number, nameOf: NameOf, timeZone?: string): string {
	if (error !== 'OWNED_BY_OTHER' || !data?.owner) return message;
	const at = instant(data.since);
	const when = at === null ? '' : ` desde ${moment(at, now, timeZone)} (${ago(at, now)})`;
	return `${data.owner_name || nameOf(data.owner)} já está com esta conversa${when}. Nada foi mudado.`;
}

const SYSTEM = new Map([
	['auto_resumed', 'O robô voltou: o atendente ficou sem responder'],
	['escalation', 'O cliente pediu uma pessoa'],
	['expired', 'A conversa expirou e recomeçou com o robô'],
	['reply_discarded', 'Uma resposta do robô foi descartada'],
]);

const PROGRESS = new Map([
	['pending', 'enviando'],
	['sending', 'enviando'],
	['sent', 'enviada'],
	['delivered', 'entregue'],
	['read', 'lida'],
	['failed', 'não enviada'],
	['uncertain', 'envio não confirmado'],
	['discarded', 'não enviada'],
]);

/** A change of hands as one sentence; null for events that tell an attendant nothing. */
export function eventText(
	{ type, actor_id, actor_name, from_mode, to_mode, to_owner, to_owner_name }: HandoffEvent,
	nameOf: NameOf,
): string | null {
	const told = SYSTEM.get(type);
	if (told !== undefined) return told;
	const who = actor_id ? actor_name || nameOf(actor_id) : null;
	const owner = to_owner ? to_owner_name || nameOf(to_owner) : null;
	if (type === 'owner_changed') {
		if (who && owner && actor_id !== to_owner) return `${who} passou a conversa para ${owner}`;
		if (owner) return `${owner} passou a atender a conversa`;
		return who ? `${who} mudou quem atende a conversa` : 'Outra pessoa passou a atender';
	}
	// Nothing changed hands where nothing was before: that a conversation began is seen by its first message.
	if (to_mode === null || from_mode === null || to_mode === from_mode) return null;
	if (to_mode === 'human') return who ? `${who} assumiu a conversa` : 'Uma pessoa assumiu a conversa';
	if (to_mode === 'paused') return who ? `Conversa pausada por ${who}` : 'Conversa em pausa';
	return who ? `${who} devolveu a conversa ao robô` : 'A conversa voltou para o robô';
}

/** Who wrote a message: "Cliente", "Robô", the name of who had the conversation, else "Equipe". */
export function authorName({ author, attendant, attendant_name }: Message, nameOf: NameOf): string {
	if (author !== 'human') return { customer: 'Cliente', agent: 'Robô' }[author] ?? author;
	const name = attendant_name || (attendant && !NOBODY_KNOWN.has(attendant) ? nameOf(attendant) : '');
	return name === '' ? 'Equipe' : `${name} · Equipe`;
}

/** How far one of our messages came; empty where it says nothing. */
export const statusText = (status: string | null): string => PROGRESS.get(status ?? '') ?? '';
