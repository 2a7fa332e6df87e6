import type { IDataObject } from 'n8n-workflow';

import { recordOf, textOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { attendanceApi } from '../api';
import type { Door } from '../door';
import { conversationModel } from '../models/conversation';
import type { Reader } from '../reader';
import { sendFrame } from '../socket/frames';
import { conversationPath } from './messages';

/**
 * Gives a conversation to somebody and reads it back: the server checks neither state nor owner, and the last caller wins.
 * @param act `assign` or `transfer`
 * @param key the name of the attendant in the query; whoever is logged in when it is not given
 */
export const assignedTo =
	(act: 'assign' | 'transfer', key: string) =>
	async ({ send, values }: Call, reader: Reader): Promise<Outcome> => ({
		json: await given(send, act, values.conversationId, key, values[key], reader),
	});
export const assign = assignedTo('assign', 'attendant_id');

async function given(
	send: Door,
	act: 'assign' | 'transfer',
	id: unknown,
	key: string,
	attendant: unknown,
	reader: Reader,
): Promise<IDataObject> {
	const path = conversationPath(id);
	const answer = await send({
		method: 'POST',
		path: `${path}/${act}`,
		...(attendant !== undefined && { query: { [key]: attendant as number } }),
		// Twice the same owner is one owner.
		repeatable: act === 'assign',
	});
	const wanted = textOf(attendant ?? recordOf(answer).attendant_id ?? recordOf(answer).to_attendant) || reader.ownId();
	const conversation = conversationModel(await send({ method: 'GET', path, repeatable: true }), reader);
	if (wanted !== undefined && conversation.assignedTo !== wanted) throw new SomebodyElse(String(conversation.assignedTo ?? ''));
	return conversation;
}

/** Somebody else took it in the same moment. */
export class SomebodyElse extends VendorError {
	constructor(attendant: string) {
		super({
			kind: 'rejected',
			status: 409,
			message: `The conversation is not where it was given to: ${attendant ? `attendant ${attendant} has it` : 'nobody has it'}`,
			remedy: 'Somebody else took it at the same moment, or the server did not keep it. Read it again before you go on.',
			facts: { assignedTo: attendant },
		});
	}
}

/** What the team sees while somebody types; it exists on the socket alone. */
export async function setTyping({ context, values }: Call, reader: Reader): Promise<Outcome> {
	const credential = await context.getCredentials(attendanceApi.credentialType);
	const type = values.typing as 'typing_start' | 'typing_stop';
	await sendFrame(context, credential, reader, { type, conversation_id: String(values.conversationId) });
	return { json: { conversationId: String(values.conversationId), typing: type === 'typing_start' } };
}
