import type { IDataObject } from 'n8n-workflow';

import type { VendorRequest } from '../../shared/http/send';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { NotInDialect } from '../dialect';
import { codePhone } from '../fields';
import { conversationModel } from '../models/conversation';
import { messageModel } from '../models/message';
import { sentModel } from '../models/sent';
import type { Reader } from '../reader';
import { conversationPath } from './messages';
import { outsideWindow } from './window';

/** Sends into a conversation of the documented dialect, which delivers it. */
export async function sendDocumented(call: Call, reader: Reader): Promise<Outcome> {
	const { conversationId, content, type } = call.values;
	const instead = await outsideWindow(call, reader, Date.now());
	if (instead) return instead;
	const answer = await call.send({
		method: 'POST',
		path: `${conversationPath(conversationId)}/messages`,
		body: { content, ...(type !== undefined && { type }) } as IDataObject,
		repeatable: false,
	});
	return { json: messageModel(answer, reader, conversationId) };
}

/**
 * Sends into a conversation of the code dialect. Its own route for that only stores the message and says `sent`: what reaches the customer is this one
 * (attendance notes, "Conversations and queue").
 */
export async function sendInCode(call: Call, reader: Reader): Promise<Outcome> {
	const { send, values } = call;
	const { conversationId, content, type = 'text' } = values;
	if (type === 'template')
		throw new NotInDialect('A template in a conversation', 'v2', 'Use WhatsApp → Send Template with the number of the customer.');
	const instead = await outsideWindow(call, reader, Date.now());
	if (instead) return instead;
	const conversation = conversationModel(await send({ method: 'GET', path: conversationPath(conversationId), repeatable: true }), reader);
	const to = codePhone(String(conversation.phone ?? ''));
	const answer = await send(type === 'text' ? textTo(conversationId, to, content) : mediaTo(conversationId, to, content, type));
	return { json: { conversationId: conversation.id, ...sentModel(answer) } };
}

const textTo = (id: unknown, to: string, message: unknown): VendorRequest => ({
	method: 'POST',
	path: `/whatsapp/v2/send/conversation/${encodeURIComponent(String(id))}/message`,
	body: { to, message } as IDataObject,
	repeatable: false,
});

const mediaTo = (id: unknown, to: string, url: unknown, type: unknown): VendorRequest => ({
	method: 'POST',
	path: '/whatsapp/v2/send/media',
	body: { to, media_url: url, media_type: type, conversation_id: Number(id) } as IDataObject,
	repeatable: false,
});
