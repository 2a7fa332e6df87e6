import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { send } from '../shared/http/send';
import type { UrlSlot } from '../shared/webhook/urlSlot';
import { zApi } from './api';

/** The instance's one URL for received messages: read from `/me`, set with `update-webhook-received` (vendor page webhooks). */
export function receivedMessagesSlot(context: IHookFunctions): UrlSlot {
	return {
		read: async () => {
			const me = (await send(context, zApi, { method: 'GET', path: '/me', repeatable: true })) as IDataObject;
			return typeof me.receivedCallbackUrl === 'string' ? me.receivedCallbackUrl : '';
		},
		write: async (url) => {
			await send(context, zApi, { method: 'PUT', path: '/update-webhook-received', body: { value: url }, repeatable: true });
		},
	};
}
