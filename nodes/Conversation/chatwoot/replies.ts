import type { OperatorText } from '../../shared/core/handoff/commands';
import type { MessageKind } from '../../shared/core/message/message';
import { messageWords } from '../../shared/core/message/turnText';
import { trimmedStart } from '../../shared/core/text/words';
import type { ReplyPart } from '../../shared/store/chatwoot';
import type { ConsoleEvent } from './event';

/** WhatsApp shows a text under these. */
const CAPTIONED = ['image', 'video', 'document'];
const SENT_AS: Record<string, MessageKind> = { image: 'image', audio: 'audio', video: 'video' };

/** What a person's message is to the customer: its text, or its text under the first file, and a message for each further file. */
export function repliesOf({ whatsappText, attachments, quotedId, quotedNumber = null }: ConsoleEvent, said: OperatorText): ReplyPart[] {
	const text = said.kind === 'prefix' ? trimmedStart(whatsappText).slice(said.prefix.length).trim() : whatsappText;
	const files = attachments
		.filter(({ url }) => url !== '')
		.map(({ kind, url, fileName }) => ({ kind: SENT_AS[kind] ?? ('document' as const), text: '', file: { url, name: fileName } }));
	const [first, ...rest] = files;
	const isCaption = first !== undefined && CAPTIONED.includes(first.kind);
	const parts = isCaption ? [{ ...first, text }, ...rest] : [...(text === '' ? [] : [{ kind: 'text' as const, text }]), ...files];
	const answered = quotedId ?? (quotedNumber === null ? null : `chatwoot-${quotedNumber}`);
	return parts.map((part, n) => ({
		...part,
		part: n + 1,
		words: messageWords(part),
		...(n === 0 && answered !== null && { reply_to: answered }),
	}));
}
