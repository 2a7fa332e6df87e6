import { integerOf, recordOf, textOf } from '../shared/core/json/readers';
import { wasSent } from '../shared/core/message/delivery';
import { send } from '../shared/http/send';
import type { Provider } from '../shared/provider/provider';
import { zApi } from './api';
import { toAddress } from './fields';
import { fileContent } from './media';
import { requestOf } from './outgoing';
import { oneChat } from './records';

/** Z-API as one of the providers of WhatsApp. It keeps no messages and takes no key of ours: whether one arrived is told by the time of its chat alone. */
export const zApiProvider: Provider = {
	id: 'zapi',
	name: 'Z-API',
	credentialType: zApi.credentialType,
	sends: ['text', 'image', 'audio', 'video', 'document', 'buttons', 'list'],
	send: async (source, { to, beginBefore, ...message }) => {
		const file = textOf(await fileContent(message.file, source)) || undefined;
		const { path, content } = requestOf({ ...message, file });
		const body = { phone: toAddress(to), ...content };
		const answer = recordOf(await send(source.context, zApi, { method: 'POST', path, body, repeatable: false, beginBefore }));
		const queueId = textOf(answer.zaapId);
		return { messageId: textOf(answer.messageId) || textOf(answer.id), ...(queueId && { queueId }) };
	},
	findOut: async ({ context }, { to, beganAt, lastKnownAt }) => {
		const path = `/chats/${encodeURIComponent(toAddress(to))}`;
		const chat = oneChat(await send(context, zApi, { method: 'GET', path, repeatable: true }));
		const last = integerOf(recordOf(chat).lastMessageTime, { min: 1, max: Number.MAX_SAFE_INTEGER });
		return last === null ? 'unknown' : wasSent(beganAt, lastKnownAt, last);
	},
};
