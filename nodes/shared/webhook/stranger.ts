import type { IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

/** Whoever asks for it waits: the machine next door answers at once, and a proxy that leads back here may take a little longer. */
const TIMEOUT_MS = 5_000;
/** A secret that no node has: who listens refuses it, and starts nothing. */
export const NOBODYS_SECRET = '0'.repeat(32);

/**
 * What somebody without a secret or a signature is answered at a URL of ours: whoever listens refuses, and starts nothing.
 * @returns null where nothing answers
 */
export const toldToStranger = async (
	context: { helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'> },
	url: string,
): Promise<IN8nHttpFullResponse | null> =>
	await context.helpers
		.httpRequest({
			method: 'POST',
			url,
			body: {},
			json: true,
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})
		.then((answer: unknown) => answer as IN8nHttpFullResponse)
		.catch(() => null);
