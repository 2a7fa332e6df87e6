import type { ITriggerFunctions } from 'n8n-workflow';

import { doors, type Door } from '../core/limits/doors';
import { turnedAway } from '../core/limits/strangers';
import { BodyRefused } from './body';
import { answerOf } from './listen';
import type { Part } from './mount';
import { callerAt } from './peer';

/** What is read of a credential is kept this long: outside an execution each reading costs n8n an isolated VM. */
export const CREDENTIAL_KEPT_MS = 60_000;
/** A refused call makes nobody read it again within this time: whoever corrected a credential waits no longer. */
export const REREADS_AFTER_MS = 5000;

/**
 * A vendor's door never answers a 200 for what it did not take: a body that is refused gets its status, and whatever else goes wrong a 503, so that the vendor
 * delivers it again. Neither leaves a connection on which the rest of a body could come. What is answered is counted.
 */
export const orToldSo =
	(
		context: Pick<ITriggerFunctions, 'logger'>,
		{ trigger, door }: { trigger: string; door: Door },
		answer: Part['answer'],
	): Part['answer'] =>
	async (request, rest) => {
		const response = await answer(request, rest).then(
			(response) => (response.status === 401 || response.status === 403 ? refusedTo(request, response) : response),
			(error: Error) => {
				if (error instanceof BodyRefused) return answerOf(error.status, { error: error.message }, { connection: 'close' });
				context.logger.error(`${trigger} could not answer a delivery`, { problem: error.message });
				return answerOf(503, { error: 'The delivery could not be taken; deliver it again later' }, { connection: 'close' });
			},
		);
		doors.note(door, response.status);
		return response;
	};

/** Who was refused too often is told to wait; who has the secret never is. */
function refusedTo(request: Request, response: Response): Response {
	const { status, headers } = turnedAway(callerAt(request), response.status, Date.now());
	return status === 429
		? answerOf(429, { error: 'Too many calls that were refused; try again later' }, { ...headers, connection: 'close' })
		: response;
}
