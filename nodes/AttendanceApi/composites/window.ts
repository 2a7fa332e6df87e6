import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { codePhone, plusPhone } from '../fields';
import type { Message } from '../models/message';
import { sentModel } from '../models/sent';
import type { Reader } from '../reader';
import { readConversation } from './messages';

/** WhatsApp lets free text through only for so long after the customer's last message (handoff spec C8). */
const WINDOW_MS = 24 * 3_600_000;
/** The customer's last message is among so many. */
const NEWEST = 200;

/**
 * What becomes of a message that WhatsApp would not let through.
 * @param now epoch milliseconds
 * @returns what was sent in its place; null where the message itself may be sent
 * @throws {VendorError} where the operator wants to be told
 */
export async function outsideWindow({ send, values }: Call, reader: Reader, now: number): Promise<Outcome | null> {
	const { window: policy = 'send', windowTemplate, conversationId } = values;
	if (policy === 'send') return null;
	const conversation = await readConversation(send, conversationId, reader, NEWEST);
	const last = (conversation.messages as Message[]).findLast(({ direction }) => direction === 'incoming')?.at ?? null;
	if (last !== null && now - Date.parse(last) < WINDOW_MS) return null;
	if (policy === 'error') throw new WindowClosed(last);
	const template = textOf(windowTemplate).trim();
	if (template === '') throw new RangeError('Template Outside the Window is empty: name an approved template');
	const inCode = reader.dialect === 'v2';
	const to = (inCode ? codePhone : plusPhone)(`+${String(conversation.phone ?? '')}`);
	const body: IDataObject = { to, template_name: template, language: 'pt_BR' };
	const path = inCode ? '/whatsapp/v2/send/template' : '/whatsapp/send-template';
	const answer = await send({ method: 'POST', path, body, repeatable: false });
	return { json: { conversationId: conversation.id, ...sentModel(answer), template } };
}

class WindowClosed extends VendorError {
	constructor(last: string | null) {
		super({
			kind: 'rejected',
			message: `WhatsApp lets no free text through: the customer ${last === null ? 'has not written yet' : `wrote last at ${last}, more than 24 hours ago`}`,
			remedy: 'Send an approved template instead: choose "Send a Template" in "Outside the 24-Hour Window".',
			facts: { reason: 'window_closed' },
		});
	}
}
