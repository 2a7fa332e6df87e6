import { parseProviderId } from '../shared/core/brazil/phone';
import { phoneForms } from '../shared/core/brazil/phoneForms';
import { textOf } from '../shared/core/json/readers';
import { VendorError } from '../shared/http/errors';
import { send } from '../shared/http/send';
import type { Provider, Taken } from '../shared/provider/provider';
import { whatsAppCloud } from './api';
import { downloadMedia } from './download';
import { RULES } from './errors';
import { sendOutgoing } from './outgoing';
import { toRecipient } from './recipient';

/**
 * WhatsApp's own interface as one of the providers. It has no key against doubles and no way to look a message up: what is uncertain is settled by the
 * statuses that come for it, which carry our key (`biz_opaque_callback_data`). Until one does, nobody knows.
 */
export const whatsAppCloudProvider: Provider = {
	id: 'whatsapp_cloud',
	name: 'WhatsApp Cloud API',
	credentialType: whatsAppCloud.credentialType,
	sends: ['text', 'image', 'audio', 'video', 'document', 'buttons', 'list', 'template'],
	send: async ({ context, itemIndex }, { beginBefore, ...message }) => {
		const sentTo = async (to: string): Promise<Taken> => {
			const door = async (request: Parameters<typeof send>[2]) => await send(context, whatsAppCloud, { ...request, beginBefore });
			const { messageId, waId, userId, said } = await sendOutgoing({ context, itemIndex, send: door }, { ...message, to });
			const told = Object.entries({ waId: textOf(waId), userId: textOf(userId), said: textOf(said) }).filter(([, value]) => value !== '');
			return { messageId: textOf(messageId), ...Object.fromEntries(told) };
		};
		try {
			return await sentTo(message.to);
		} catch (error) {
			if (error instanceof RangeError && message.kind === 'template') throw ofTemplate(error);
			const other = isUndeliverable(error) ? otherForm(message.to) : null;
			if (other === null) throw error;
			return await sentTo(other).catch((again: unknown) => {
				throw isUndeliverable(again) ? forGood(again) : again;
			});
		}
	},
	findOut: async () => await Promise.resolve('unknown' as const),
	file: async ({ context }, id) => {
		const { content, mimeType } = await downloadMedia(id, async (request) => await send(context, whatsAppCloud, request));
		return { data: content, mimeType };
	},
};

/** It is not there, or wants other values: Meta would say so too (132000, 132001), and for everybody whom it is for. */
const ofTemplate = ({ message }: RangeError): VendorError =>
	new VendorError({ kind: 'rejected', message, remedy: RULES.fixTemplate.remedy, facts: { action: 'fixTemplate', retryable: false } });

const isUndeliverable = (error: unknown): error is VendorError => error instanceof VendorError && error.facts?.action === 'tryOtherForm';

/** The same Brazilian mobile with, or without, its ninth digit (notes on phone numbers); null for what has one form. */
function otherForm(to: string): string | null {
	const address = parseProviderId(toRecipient(to));
	return phoneForms(address).find((form) => form !== address.sendTo && form.startsWith('55')) ?? null;
}

/** Neither form is on WhatsApp: no time changes that. */
const forGood = ({ message, kind, status, facts }: VendorError): VendorError =>
	new VendorError({ kind, message, status, remedy: RULES.unreachable.remedy, facts: { ...facts, action: 'unreachable' }, isFinal: true });
