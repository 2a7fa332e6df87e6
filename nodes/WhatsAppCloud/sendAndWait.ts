import { providerKey } from '../shared/core/brazil/phone';
import { text } from '../shared/kit/field';
import { storeOf } from '../shared/store/oneCompany';
import { askNoted } from '../shared/store/questions';
import { SCHEMA_WORDING } from '../shared/store/schemaOption';
import { sendAndWait, type Asking } from '../shared/wait/operation';
import { whatsAppCloud } from './api';
import { sendOutgoing } from './outgoing';
import { recipient } from './recipient';

const ask: Asking['ask'] = async ({ values, ...call }, words) => {
	await sendOutgoing(call, { to: String(values.to), kind: 'text', text: words });
};

/** The Conversation node's Receive operation brings the next message of the person here, once. */
const wait: NonNullable<Asking['nextMessage']>['wait'] = async ({ context, values }, resumeUrl, until, askIt) => {
	const { phoneNumberId } = await context.getCredentials(whatsAppCloud.credentialType);
	const question = { channel: String(phoneNumberId).trim(), phone: providerKey(String(values.to)), resumeUrl };
	await askNoted(await storeOf(context), question, until, askIt);
};

export const askOnWhatsApp = sendAndWait({
	to: { to: recipient() },
	ask,
	nextMessage: {
		name: 'Next WhatsApp Message',
		wait,
		usual: { amount: 24, unit: 'hours' },
		options: { schema: text('Schema', SCHEMA_WORDING) },
	},
});
