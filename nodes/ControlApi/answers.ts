import type { IDataObject } from 'n8n-workflow';

import { InvalidPhone } from '../shared/core/brazil/phone';
import { escapeAnywhere, escapeSlack } from '../shared/core/text/escape';
import { VendorError } from '../shared/http/errors';
import type { CommandResult } from '../shared/core/session/decision';
import { Contended } from '../Conversation/change';
import { LARGEST_METADATA_BYTES, MetadataRefused } from '../Conversation/metadata';

/** What the API answers, and what the workflow is started with. */
export interface Answer {
	status: number;
	/** A stream goes on until one side ends it; only a port of its own has such. */
	body: object | string | ReadableStream<Uint8Array>;
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
		readonly headers: Record<string, string> = {},
	) {
		super(message);
		this.name = 'Refused';
	}
}

/** Which number of ours a call is about. */
export const CHANNEL_REQUIRED =
	'Há mais de um número seu, ou nenhum ainda, e este telefone não tem conversa: informe "channel" (na Z-API, o ID da instância).';

export const ok = (body: object, event?: IDataObject): Answer => ({ status: 200, body, ...(event && { event }) });

/** What the team reads of an event: `text` for any target, `slack_text` for Slack alone. Names and words of customers are in both. */
export const toldTeam = (words: string): { text: string; slack_text: string } => ({
	text: escapeAnywhere(words),
	slack_text: escapeSlack(words),
});

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

/** A refusal, with a code for programs and a sentence for people. */
export const refused = (status: number, error: string, message: string): Answer => ({ status, body: { success: false, error, message } });

const METADATA_REFUSALS: Record<MetadataRefused['why'], [status: number, code: string, message: string]> = {
	reserved: [400, 'RESERVED_KEY', 'Nomes que começam com "escalation_" são do próprio atendimento: escolha outro.'],
	tooLarge: [400, 'TOO_LARGE', `Os dados de uma conversa têm no máximo ${LARGEST_METADATA_BYTES / 1024} KB.`],
	notOwner: [403, 'NOT_OWNER', 'Esta conversa está com outra pessoa: só ela ou a supervisão muda os dados.'],
};

/** What PostgREST answers for a value that the database does not take (its table of status codes for Postgres' classes 22 and 54). */
const NOT_TAKEN = [400, 413];

/** Whatever was thrown, as an answer that says what to do and tells no secret; null for what is nobody's fault but ours. */
export function ofError(error: unknown): Answer | null {
	if (error instanceof Refused) return { ...refused(error.status, error.code, error.message), headers: error.headers };
	if (error instanceof InvalidPhone) return refused(400, 'INVALID_PHONE', `Telefone inválido: ${error.shown}`);
	if (error instanceof MetadataRefused) return refused(...METADATA_REFUSALS[error.why]);
	if (error instanceof Contended) return refused(503, 'STORE_UNAVAILABLE', 'A conversa mudou várias vezes ao mesmo tempo: tente de novo.');
	return error instanceof VendorError ? ofStore(error) : null;
}

function ofStore({ kind, status = 0 }: VendorError): Answer {
	if (kind === 'rejected' && NOT_TAKEN.includes(status))
		return refused(400, 'INVALID_INPUT', 'O banco de dados não aceita um dos valores desta chamada.');
	// Trying again mends neither a wrong key nor missing tables.
	if (kind === 'unauthorized' || kind === 'rejected')
		return refused(503, 'STORE_UNAVAILABLE', 'O banco de dados recusa as chamadas: avise quem administra o atendimento.');
	return refused(503, 'STORE_UNAVAILABLE', 'O banco de dados não respondeu: tente de novo em instantes.');
}
