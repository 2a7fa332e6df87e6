import { readEvent } from '../../nodes/Chatwoot/events';

export const account = { id: 7, name: 'Loja Exemplo' };
export const person = { id: 501, name: 'Mariana', phone_number: '+551199990001', identifier: null, type: 'contact' };
export const conversation = {
	account,
	channel: 'Channel::Api',
	contact_inbox: { id: 640, inbox_id: 12, source_id: 'x', pubsub_token: 'a-secret' },
	id: 88,
	inbox_id: 12,
	labels: ['vip'],
	messages: [{ id: 9001, status: 'sent' }],
	meta: { sender: person, assignee: { id: 3, type: 'user' }, assignee_type: 'User', team: { id: 2 } },
	status: 'open',
	updated_at: 1785247201.512,
};
export const message = {
	account,
	content: 'Oi',
	content_attributes: {},
	content_type: 'text',
	conversation,
	created_at: '2026-07-28T14:00:01.000Z',
	event: 'message_created',
	id: 9001,
	inbox: { id: 12, name: 'WhatsApp Vendas' },
	message_type: 'outgoing',
	private: false,
	sender: { id: 3, name: 'Rafael', email: 'rafael@example.com', type: 'user' },
	source_id: null,
};
export const read = (payload: unknown, facts = {}) => {
	const reading = readEvent(payload, { deliveryId: 'd1', keepRaw: false, ...facts });
	return reading.kind === 'event' ? reading.event : reading;
};
