import type { IDataObject } from 'n8n-workflow';

import { recordOf, textOf } from '../shared/core/json/readers';
import { redact } from '../shared/http/redact';
import type { PartStatus } from '../shared/store/replies';

/** What the send node before said: ids when the provider took it, the reason when it did not. */
export function sendOutcome(
	outcome: 'sent' | 'failed',
	json: IDataObject,
): {
	status: PartStatus;
	providerMessageId?: string;
	providerQueueId?: string;
	error?: string;
	later?: boolean;
	final?: boolean;
	failure?: string;
	action?: string;
	said?: string;
} {
	const status = statusOf(outcome, json);
	const details = recordOf(json.details);
	return {
		status,
		providerMessageId: textOf(json.messageId) || undefined,
		providerQueueId: textOf(json.queueId) || textOf(json.zaapId) || undefined,
		...(status === 'failed' && (isFinal(json) ? { final: true } : isRefusal(json) && { later: true })),
		...(status !== 'sent' && { failure: textOf(details.kind) || undefined, action: textOf(details.action) || undefined }),
		// A template, in the words that the provider has for it.
		...(status === 'sent' && { said: textOf(json.said) || undefined }),
		// Whatever node sent it: its error stays in the database.
		error: status === 'sent' ? undefined : redact(reasonOf(json.error)) || 'Not sent',
	};
}

/** A send without an answer may have arrived: it is neither sent nor failed, and never sent again by itself. */
const statusOf = (outcome: 'sent' | 'failed', json: IDataObject): PartStatus =>
	outcome === 'failed' && (json.details as IDataObject | undefined)?.mayHaveActed === true ? 'uncertain' : outcome;

/** Nothing changes it: the number does not exist, or has no WhatsApp. It is given up at once, and the team is told. */
const isFinal = ({ details }: IDataObject): boolean => (details as IDataObject | undefined)?.isFinal === true;

/**
 * A vendor that surely did nothing may do it later, as it is or after the operator mended what it complains of (a token, an instance): the text is not at
 * fault, and waits in the outbox.
 */
const isRefusal = ({ details }: IDataObject): boolean => typeof (details as IDataObject | undefined)?.kind === 'string';

/** The reason of one of our nodes is a text, that of n8n's own an object with a message. */
function reasonOf(error: unknown): string {
	const said = typeof error === 'object' && error !== null ? ((error as IDataObject).message ?? (error as IDataObject).description) : error;
	return textOf(said);
}
