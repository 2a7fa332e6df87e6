import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { send } from '../shared/http/send';
import type { UrlSlot } from '../shared/webhook/urlSlot';
import { zApi } from './api';
import type { EventName } from './events';

/** Where each event's URL is read in `/me`, and the route that sets it (vendor page webhooks). */
const PLACES: Record<EventName, { key: string; path: string }> = {
	received: { key: 'receivedCallbackUrl', path: '/update-webhook-received' },
	delivery: { key: 'deliveryCallbackUrl', path: '/update-webhook-delivery' },
	status: { key: 'messageStatusCallbackUrl', path: '/update-webhook-message-status' },
	connected: { key: 'connectedCallbackUrl', path: '/update-webhook-connected' },
	disconnected: { key: 'disconnectedCallbackUrl', path: '/update-webhook-disconnected' },
	presence: { key: 'presenceChatCallbackUrl', path: '/update-webhook-chat-presence' },
};

export const EVENT_NAMES = Object.keys(PLACES) as EventName[];

/** The instance's webhook URLs, by event; however many are read, the instance is asked once. */
export function slotsOf(context: IHookFunctions): Record<EventName, UrlSlot> {
	let me: Promise<IDataObject> | undefined;
	const readMe = async () => (await send(context, zApi, { method: 'GET', path: '/me', repeatable: true })) as IDataObject;
	const slot = ({ key, path }: { key: string; path: string }): UrlSlot => ({
		read: async () => {
			const url = (await (me ??= readMe()))[key];
			return typeof url === 'string' ? url : '';
		},
		write: async (value) => {
			me = undefined;
			await send(context, zApi, { method: 'PUT', path, body: { value }, repeatable: true });
		},
	});
	return Object.fromEntries(EVENT_NAMES.map((name) => [name, slot(PLACES[name])])) as Record<EventName, UrlSlot>;
}

/** Whether the instance tells of messages that the connected number sent, typed on the phone or over the interface (vendor page update-notify-sent-by-me). */
export async function notifySentByMe(context: IHookFunctions): Promise<void> {
	await send(context, zApi, { method: 'PUT', path: '/update-notify-sent-by-me', body: { notifySentByMe: true }, repeatable: true });
}
