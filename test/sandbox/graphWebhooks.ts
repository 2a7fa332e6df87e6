import { createHmac } from 'node:crypto';

import deliveries from '../WhatsAppCloud/trigger/deliveries.json';

/** Deliveries of Meta as its pages and SDKs show them, people and numbers invented; and how they are signed. */

export const OBJECT = 'whatsapp_business_account';
export const ACCOUNT = '900000000000010';
export const PHONE_NUMBER_ID = '900000000000020';
export const APP_SECRET = 'exemplo-app-secret-0001';

export interface Delivery {
	object: string;
	entry: Array<{ id: string; time?: number; changes: Array<{ field: string; value: Record<string, unknown> }> }>;
}

/** Every kind of delivery, by its name. */
export const DELIVERIES: Record<string, Delivery> = Object.fromEntries(
	(deliveries as unknown as Array<{ kind: string; entry: Delivery['entry'] }>).map(({ kind, entry }) => [kind, { object: OBJECT, entry }]),
);

interface Person {
	phone?: string;
	userId?: string;
	name?: string;
}

/** One change in a delivery of its own. */
export const delivery = (field: string, value: Record<string, unknown>, channel = PHONE_NUMBER_ID): Delivery => ({
	object: OBJECT,
	entry: [
		{
			id: ACCOUNT,
			changes: [
				{
					field,
					value: { messaging_product: 'whatsapp', metadata: { display_phone_number: '5531900009999', phone_number_id: channel }, ...value },
				},
			],
		},
	],
});

const contactOf = ({ phone, userId, name = 'Ana Exemplo' }: Person) => ({
	profile: { name },
	...(phone && { wa_id: phone }),
	...(userId && { user_id: userId }),
});

/** A message of a customer, a text where nothing else is given. */
export const messageFrom = (person: Person, message: Record<string, unknown> & { id: string }, channel?: string): Delivery =>
	delivery(
		'messages',
		{
			contacts: [contactOf(person)],
			messages: [
				{
					...(person.phone && { from: person.phone }),
					...(person.userId && { from_user_id: person.userId }),
					timestamp: String(Math.floor(Date.now() / 1000)),
					type: 'text',
					...message,
				},
			],
		},
		channel,
	);

/** What the team typed on the phone. */
export const echoTo = (person: Person, message: Record<string, unknown> & { id: string }, channel?: string): Delivery =>
	delivery(
		'smb_message_echoes',
		{
			message_echoes: [
				{
					from: '5531900009999',
					...(person.phone && { to: person.phone }),
					...(person.userId && { to_user_id: person.userId }),
					timestamp: String(Math.floor(Date.now() / 1000)),
					type: 'text',
					...message,
				},
			],
		},
		channel,
	);

/** How far a message of ours got. */
export const statusOf = (person: Person, status: Record<string, unknown> & { id: string; status: string }, channel?: string): Delivery =>
	delivery(
		'messages',
		{
			statuses: [
				{
					timestamp: String(Math.floor(Date.now() / 1000)),
					...(person.phone && { recipient_id: person.phone }),
					...(person.userId && { recipient_user_id: person.userId }),
					...status,
				},
			],
		},
		channel,
	);

/** The header of a body's bytes. */
export const signatureOf = (body: string | Buffer, secret = APP_SECRET): string =>
	`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
