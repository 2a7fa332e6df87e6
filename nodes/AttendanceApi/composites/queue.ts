import { VendorError } from '../../shared/http/errors';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { recordOf, textOf } from '../../shared/core/json/readers';
import { conversationModel } from '../models/conversation';
import { queueModel } from '../models/queue';
import { listUnder } from '../paging';
import type { Reader } from '../reader';
import { assign, SomebodyElse } from './conversation';

/** Others take from the same queue: after so many that were faster the next run has better luck. */
const TRIES = 5;

const nobody: Outcome = { json: { taken: false, conversation: null } };

/**
 * Takes the next one where the server can: an addition of AtendeAqui's own server to the documented dialect. It says 404 when nobody waits, and so does a
 * server that has no such call: whether anybody waits tells the two apart.
 */
export async function takeNext({ send }: Call, reader: Reader): Promise<Outcome> {
	try {
		const given = recordOf(await send({ method: 'POST', path: '/conversations/queue/next', body: {}, repeatable: false }));
		const conversation = given.conversation === undefined ? given : recordOf(given.conversation);
		return textOf(conversation.id) === '' ? nobody : { json: { taken: true, conversation: conversationModel(conversation, reader) } };
	} catch (error) {
		if (!(error instanceof VendorError) || (error.status !== 404 && error.status !== 405)) throw error;
		const waiting = await send({ method: 'GET', path: '/conversations', query: { status: 'queue' }, repeatable: true });
		if (error.status === 404 && listUnder('conversations')(waiting).length === 0) return nobody;
		throw new CannotTake(error);
	}
}

class CannotTake extends VendorError {
	constructor({ kind, status }: VendorError) {
		super({
			kind,
			status,
			message: 'Attendance API cannot give out the next of the queue',
			remedy: 'The documented dialect has no call for it; AtendeAqui’s own attendance server has.',
		});
	}
}

/** Takes the next one in the code dialect: the first in order, given to oneself and looked at again; the one after it where somebody was faster. */
export async function takeNextInCode(call: Call, reader: Reader): Promise<Outcome> {
	const queue = queueModel(await call.send({ method: 'GET', path: '/conversations/queue', repeatable: true }), reader);
	for (const { conversationId } of queue.slice(0, TRIES))
		try {
			const { json } = (await assign({ ...call, values: { conversationId } }, reader)) as { json: Outcome['json'] };
			return { json: { taken: true, conversation: json } };
		} catch (error) {
			if (!(error instanceof SomebodyElse) && !(error instanceof VendorError && error.kind === 'notFound')) throw error;
		}
	return nobody;
}
