import type { IDataObject } from 'n8n-workflow';

import { Contended } from '../Conversation/change';
import { Refused } from '../ControlApi/answers';
import { InvalidPhone } from '../shared/core/brazil/phone';
import { BodyRefused } from '../shared/server/body';
import { VendorError } from '../shared/http/errors';

/** What is answered, and what the workflow is started with, by output. */
export interface Answer {
	status: number;
	/** A text is no JSON: the challenge, the metrics. */
	body: object | string;
	headers?: Record<string, string>;
	/** Something changed. */
	event?: IDataObject;
	/** What goes out by WhatsApp, for the workflow to send: asked for once the call is answered, as it may take seconds. */
	send?: () => Promise<IDataObject[]>;
	/** A question that the workflow answers in place of this body. */
	ask?: IDataObject;
}

/** A call that is refused. `field`: the faulty input, by its name in the document. */
export class Denied extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly field: string | null = null,
		readonly headers: Record<string, string> = {},
	) {
		super(message);
		this.name = 'Denied';
	}
}

export const ok = (body: object, more: Omit<Answer, 'status' | 'body'> = {}): Answer => ({ status: 200, body, ...more });

export const invalid = (field: string | null, message: string): Denied => new Denied(400, 'VALIDATION_ERROR', message, field);
export const forbidden = (message = 'Sem permissão', code = 'FORBIDDEN'): Denied => new Denied(403, code, message);
export const notFound = (message: string): Denied => new Denied(404, 'NOT_FOUND', message);
export const unauthorized = (message = 'Token ausente, inválido ou vencido'): Denied =>
	new Denied(401, 'UNAUTHORIZED', message, null, { 'www-authenticate': 'Bearer' });

/** The documented shape of every refusal. */
export const denied = (
	status: number,
	code: string,
	detail: string,
	field: string | null = null,
	headers: Record<string, string> = {},
): Answer => ({
	status,
	body: { detail, error_code: code, field },
	headers,
});

/** What PostgREST answers for a value that the database does not take. */
const NOT_TAKEN = [400, 413];
const OUT_OF_REACH = 'O banco de dados não respondeu: tente de novo em instantes.';

/** Whatever was thrown, as an answer that says what to do and tells no secret; null for what is nobody's fault but ours. */
export function ofError(error: unknown): Answer | null {
	if (error instanceof Denied) return denied(error.status, error.code, error.message, error.field, error.headers);
	if (error instanceof InvalidPhone) return denied(400, 'VALIDATION_ERROR', `Telefone inválido: ${error.shown}`, 'to');
	// The readers that are shared with the control API: the document knows 400 alone for what cannot be read.
	if (error instanceof Refused)
		return denied(
			error.status === 422 || error.status === 415 ? 400 : error.status,
			'VALIDATION_ERROR',
			error.message,
			quoted(error.message),
		);
	if (error instanceof BodyRefused) return ofBody(error);
	if (error instanceof Contended)
		return denied(503, 'UNAVAILABLE', 'A conversa mudou várias vezes ao mesmo tempo: tente de novo.', null, { 'retry-after': '1' });
	return error instanceof VendorError ? ofStore(error) : null;
}

const quoted = (message: string): string | null => /^"([a-z_]+)"/.exec(message)?.[1] ?? null;

function ofBody({ status }: BodyRefused): Answer {
	if (status === 413) return denied(413, 'TOO_LARGE', 'O corpo é grande demais.');
	if (status === 503)
		return denied(503, 'UNAVAILABLE', 'Há muita coisa chegando ao mesmo tempo: tente de novo em instantes.', null, { 'retry-after': '1' });
	return denied(400, 'VALIDATION_ERROR', 'Não consegui ler o corpo: envie um objeto JSON.');
}

function ofStore({ kind, status = 0 }: VendorError): Answer {
	if (kind === 'rejected' && NOT_TAKEN.includes(status))
		return denied(400, 'VALIDATION_ERROR', 'O banco de dados não aceita um dos valores desta chamada.');
	// Trying again mends neither a wrong key nor missing tables.
	if (kind === 'unauthorized' || kind === 'rejected')
		return denied(503, 'UNAVAILABLE', 'O banco de dados recusa as chamadas: avise quem administra o atendimento.');
	return denied(503, 'UNAVAILABLE', OUT_OF_REACH, null, { 'retry-after': '5' });
}
