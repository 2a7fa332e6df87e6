import { isRecord, textOf } from '../../shared/core/json/readers';
import { parsedJson } from '../../shared/core/json/parsedJson';

/** What a client says at the socket (handoff spec C9). */
export type Said =
	| { type: 'ping' }
	| { type: 'join_conversation' | 'leave_conversation' | 'typing_start' | 'typing_stop'; conversation: string }
	| { type: 'send_message'; conversation: string; content: string; messageType: string };

/** What is wrong with what a client said, in the shape of the API's other errors. */
export interface Fault {
	code: string;
	detail: string;
	field: string | null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const OF_CONVERSATION = ['join_conversation', 'leave_conversation', 'typing_start', 'typing_stop', 'send_message'] as const;

/**
 * Reads one frame. Names that clients of the same system use beside the document's are taken as well: `event` with `data` (the envelope of its running code), and
 * `type` beside `message_type` can be of the message only there.
 */
export function saidIn(text: string): Said | Fault {
	const given = parsedJson(text);
	if (!isRecord(given)) return fault('VALIDATION_ERROR', 'Envie um objeto JSON por mensagem.', null);
	const isEnvelope = typeof given.type !== 'string' && typeof given.event === 'string';
	const type = isEnvelope ? String(given.event) : textOf(given.type);
	const body = isEnvelope && isRecord(given.data) ? given.data : given;
	if (type === 'ping') return { type };
	const known = OF_CONVERSATION.find((one) => one === type);
	if (known === undefined) return fault('VALIDATION_ERROR', `"${type.slice(0, 60)}" não é um evento deste canal.`, 'type');
	const conversation = textOf(body.conversation_id).toLowerCase();
	if (!UUID.test(conversation)) return fault('VALIDATION_ERROR', '"conversation_id" precisa ser o id de uma conversa.', 'conversation_id');
	if (known !== 'send_message') return { type: known, conversation };
	if (typeof body.content !== 'string' || body.content.trim() === '')
		return fault('VALIDATION_ERROR', '"content" precisa ser um texto que não seja vazio.', 'content');
	const messageType = textOf(body.message_type ?? (isEnvelope ? body.type : undefined)) || 'text';
	return { type: known, conversation, content: body.content, messageType };
}

export const isFault = (said: Said | Fault): said is Fault => 'code' in said;

const fault = (code: string, detail: string, field: string | null): Fault => ({ code, detail, field });
