import { flag, required, text } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';

const url = required(
	text('URL', {
		at: 'value',
		description: 'Public address that starts with https://',
		placeholder: 'e.g. https://n8n.example.com/webhook/abc',
	}),
);

const setUrl = <const R extends `PUT /${string}`>(request: R, event: string): Operation => ({
	name: `Set ${event} URL`,
	action: `Set url for ${event.toLowerCase()} events`,
	description: `Where Z-API delivers ${event.toLowerCase()} events. Replaces the URL that is set now.`,
	request,
	fields: { value: url },
});

export const webhook: Resource = {
	name: 'Webhook',
	operations: {
		updateReceived: setUrl('PUT /update-webhook-received', 'Received Message'),
		updateReceivedDelivery: setUrl('PUT /update-webhook-received-delivery', 'Received and Own Message'),
		updateDelivery: setUrl('PUT /update-webhook-delivery', 'Sent Message'),
		updateMessageStatus: setUrl('PUT /update-webhook-message-status', 'Message Status'),
		updateConnected: setUrl('PUT /update-webhook-connected', 'Connected'),
		updateDisconnected: setUrl('PUT /update-webhook-disconnected', 'Disconnected'),
		updateChatPresence: setUrl('PUT /update-webhook-chat-presence', 'Chat Presence'),
		updateEvery: operation({
			name: 'Set All URLs',
			action: 'Set url for all events',
			description: 'Where Z-API delivers every event. Replaces all URLs that are set now.',
			request: 'PUT /update-every-webhooks',
			fields: { value: url },
			options: { notifySentByMe: flag('Own Messages', 'Whether messages sent by the connected number are delivered too', true) },
		}),
		updateNotifySentByMe: operation({
			name: 'Set Own Messages',
			action: 'Set delivery of own messages',
			description: 'Choose if messages sent by the connected number are delivered too',
			request: 'PUT /update-notify-sent-by-me',
			fields: { notifySentByMe: flag('Deliver', 'Whether messages sent by the connected number are delivered too', true) },
		}),
	},
};
