import { providerKey } from '../shared/core/brazil/phone';
import { text } from '../shared/kit/field';
import { askNoted } from '../shared/store/questions';
import { storeOf } from '../shared/store/oneCompany';
import { SCHEMA_WORDING } from '../shared/store/schemaOption';
import { sendAndWait, type Asking } from '../shared/wait/operation';
import { chat } from './pickers';

const ask: Asking['ask'] = async ({ values, send }, message) => {
	await send({ method: 'POST', path: '/send-text', body: { phone: values.phone, message }, repeatable: false });
};

/** The Conversation node's Receive operation brings the next message of the person here, once. */
const wait: NonNullable<Asking['nextMessage']>['wait'] = async ({ context, values }, resumeUrl, until, askIt) => {
	const { instanceId } = await context.getCredentials('atendeAquiZApi');
	const question = { channel: String(instanceId).trim(), phone: providerKey(String(values.phone)), resumeUrl };
	await askNoted(await storeOf(context), question, until, askIt);
};

export const askOnWhatsApp = sendAndWait({
	to: { phone: chat() },
	ask,
	nextMessage: {
		name: 'Next WhatsApp Message',
		wait,
		usual: { amount: 24, unit: 'hours' },
		options: { schema: text('Schema', SCHEMA_WORDING) },
	},
});
