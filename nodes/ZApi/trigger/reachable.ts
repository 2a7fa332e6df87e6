import type { IN8nHttpFullResponse, ITriggerFunctions } from 'n8n-workflow';

import { WRONG_URL } from './deliver';

const TIMEOUT_MS = 5000;
/** A secret that no node has. */
const NOBODYS_SECRET = '0'.repeat(32);

/** The public URL leads somewhere else. */
class NotReachable extends Error {
	readonly remedy =
		'Let the proxy at "Public URL" lead to this port (README: A port of its own), or switch "Port of Its Own" off. Then publish once more.';

	constructor(url: string, status: number) {
		super(`${new URL(url).origin} does not lead to this port: it answered ${status}`);
		this.name = 'NotReachable';
	}
}

/**
 * Asks at the public address, with a secret that this door refuses. Where nothing answers, that is only logged: many networks do not let a machine reach itself from
 * outside.
 * @param url of the door, without its secret
 * @throws {NotReachable} when somebody else answered
 */
export async function demandReachable(context: ITriggerFunctions, url: string): Promise<void> {
	const asked = (await context.helpers
		.httpRequest({
			method: 'POST',
			url: `${url}/${NOBODYS_SECRET}`,
			body: {},
			json: true,
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})
		.catch(() => null)) as IN8nHttpFullResponse | null;
	if (asked === null)
		context.logger.warn('Nothing answered at the public URL of the port; from outside it may', { origin: new URL(url).origin });
	else if (asked.statusCode !== 403 || (asked.body as { error?: unknown } | null)?.error !== WRONG_URL)
		throw new NotReachable(url, asked.statusCode);
}
