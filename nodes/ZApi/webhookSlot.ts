import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { send } from '../shared/http/send';
import type { UrlSlot } from '../shared/webhook/urlSlot';
import { zApi } from './api';

/** One of the instance's webhook URLs: read from `/me`, set with a route of its own (vendor page webhooks). */
const slot =
	(key: string, path: string) =>
	(context: IHookFunctions): UrlSlot => ({
		read: async () => {
			const me = (await send(context, zApi, { method: 'GET', path: '/me', repeatable: true })) as IDataObject;
			const url = me[key];
			return typeof url === 'string' ? url : '';
		},
		write: async (value) => {
			await send(context, zApi, { method: 'PUT', path, body: { value }, repeatable: true });
		},
	});

export const receivedMessagesSlot = slot('receivedCallbackUrl', '/update-webhook-received');
export const deliveriesSlot = slot('deliveryCallbackUrl', '/update-webhook-delivery');

/** Whether the instance tells of messages that the connected number sent, typed on the phone or over the interface (vendor page update-notify-sent-by-me). */
export async function notifySentByMe(context: IHookFunctions): Promise<void> {
	await send(context, zApi, { method: 'PUT', path: '/update-notify-sent-by-me', body: { notifySentByMe: true }, repeatable: true });
}
