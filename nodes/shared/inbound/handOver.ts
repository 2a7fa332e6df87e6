import { sleep, type IExecuteFunctions, type IN8nHttpFullResponse, type Logger } from 'n8n-workflow';

import type { CleanMessage } from '../core/message/message';
import { VendorError } from '../http/errors';
import { withRetry } from '../http/retry';
import { beginAnswer, finishAnswer } from '../store/questions';
import type { Store } from '../store/store';

/** What n8n gives an execution and a webhook alike. */
export interface Asks {
	helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'>;
	logger: Logger;
}

const TIMEOUT_MS = 10_000;

/**
 * Hands a message to the workflow that waits for it, once, whoever else has it.
 * @returns whether that workflow took it; otherwise it is a message like any other. Null when somebody else is handing it over
 */
export async function handOver(
	context: Asks,
	store: Store,
	answer: { sequence: number; resumeUrl: string; message: CleanMessage },
): Promise<boolean | null> {
	if (!(await beginAnswer(store, answer.sequence))) return null;
	const taken = await giveAnswer(context, answer.resumeUrl, answer.message);
	await finishAnswer(store, answer.sequence, taken);
	return taken;
}

/** Gives a message to the workflow that asked for it and waits. @returns whether it was taken */
async function giveAnswer(context: Asks, resumeUrl: string, message: CleanMessage): Promise<boolean> {
	const post = async () => {
		const answer = (await context.helpers.httpRequest({
			method: 'POST',
			url: resumeUrl,
			body: { ...message, raw: undefined },
			json: true,
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as IN8nHttpFullResponse;
		// The answer was faster than the execution that asked: it is about to wait.
		if (answer.statusCode === 409)
			throw new VendorError({ kind: 'rateLimited', message: 'The workflow that asked does not wait yet', remedy: '', status: 409 });
		return (answer.body as { resumed?: unknown } | null)?.resumed === true;
	};
	const taken = await withRetry(post, { repeatable: false, sleep, random: Math.random }).catch(() => false);
	if (!taken) context.logger.warn('A workflow that waited for an answer is not there any more: the message is handled like any other');
	return taken;
}
