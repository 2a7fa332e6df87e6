import type { IDataObject } from 'n8n-workflow';

import { VendorError } from '../shared/http/errors';
import { InvalidPhone } from '../shared/core/brazil/phone';
import type { CommandResult } from '../shared/core/session/decision';
import { Contended } from '../Conversation/change';

/** What the API answers, and what the workflow is started with. */
export interface Answer {
	status: number;
	body: object | string;
	headers?: Record<string, string>;
	/** Starts the workflow with this item. */
	event?: IDataObject;
}

/** A call that is refused before anything is done. */
export class Refused extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
	) {
		super(message);
		this.name = 'Refused';
	}
}

/** Which number of ours a call is about. */
export const CHANNEL_REQUIRED =
	'Há mais de um número seu, ou nenhum ainda, e este telefone não tem conversa: informe "channel" (na Z-API, o ID da instância).';

export const ok = (body: object, event?: IDataObject): Answer => ({ status: 200, body, ...(event && { event }) });

/** Status of a refused order (handoff spec A15). */
const STATUS: Record<string, number> = {
	OWNED_BY_OTHER: 409,
	NOT_OWNER: 403,
	FORCE_NOT_ALLOWED: 403,
	ROLE_REQUIRED: 403,
	ATTENDANT_REQUIRED: 400,
	UNKNOWN_COMMAND: 400,
};

/** The result of an order as it is given, with the status that fits. */
export const ofResult = (result: CommandResult, event: IDataObject): Answer =>
	result.success ? ok(result, event) : { status: STATUS[result.error ?? ''] ?? 400, body: result };

const failed = (status: number, error: string, message: string): Answer => ({ status, body: { success: false, error, message } });

/** Whatever was thrown, as an answer that says what to do and tells no secret; null for what is nobody's fault but ours. */
export function ofError(error: unknown): Answer | null {
	if (error instanceof Refused) return failed(error.status, error.code, error.message);
	if (error instanceof InvalidPhone) return failed(400, 'INVALID_PHONE', `Telefone inválido: ${error.shown}`);
	if (error instanceof Contended) return failed(503, 'STORE_UNAVAILABLE', 'A conversa mudou várias vezes ao mesmo tempo: tente de novo.');
	if (error instanceof VendorError) return failed(503, 'STORE_UNAVAILABLE', 'O banco de dados não respondeu: tente de novo em instantes.');
	return error instanceof RangeError ? failed(400, 'INVALID_INPUT', error.message) : null;
}
