import type { Content } from '../shared/core/message/content';
import { placeOf } from '../shared/core/message/contentParts';
import { contentWords } from '../shared/core/message/contentWords';
import type { Media, MessageKind } from '../shared/core/message/message';
import { at, isRecord, numberOf, textOf } from '../shared/core/json/readers';
import { adOf, choiceOf, contactsOf, orderOf, pollOf, productOf, voteOf } from './carries';
import type { Payload } from './payload';

export interface Read {
	kind: MessageKind;
	text: string;
	media?: Media;
	content?: Content;
}

/** The vendor's content objects: the kind each one is, where its words and its file are, and what it carries (vendor page webhooks/on-message-received). */
const CONTENTS: Array<{ key: string; kind: MessageKind; words?: string[]; url?: string; carries?: (given: unknown) => Content }> = [
	{ key: 'image', kind: 'image', words: ['caption'], url: 'imageUrl' },
	{ key: 'audio', kind: 'audio', url: 'audioUrl' },
	{ key: 'video', kind: 'video', words: ['caption'], url: 'videoUrl' },
	{ key: 'document', kind: 'document', words: ['caption'], url: 'documentUrl' },
	{ key: 'sticker', kind: 'sticker', url: 'stickerUrl' },
	{ key: 'location', kind: 'location', carries: placeOf },
	{ key: 'contact', kind: 'contact', carries: contactsOf },
	// Several at once are documented nowhere; other gateways tell them as a list.
	{ key: 'contacts', kind: 'contact', carries: contactsOf },
	{ key: 'reaction', kind: 'reaction', words: ['value'] },
	{ key: 'buttonsResponseMessage', kind: 'buttonReply', carries: choiceOf('buttonId', ['message']) },
	{ key: 'listResponseMessage', kind: 'listReply', carries: choiceOf('selectedRowId', ['title', 'message']) },
	// What WhatsApp itself calls the answers to buttons of a template; the vendor documents no sample of its own.
	{ key: 'templateButtonReplyMessage', kind: 'buttonReply', carries: choiceOf('selectedId', ['selectedDisplayText']) },
	{ key: 'pollVote', kind: 'pollVote', carries: voteOf },
	{ key: 'order', kind: 'order', carries: orderOf },
	{ key: 'poll', kind: 'poll', carries: pollOf },
	{ key: 'product', kind: 'product', carries: productOf },
	{ key: 'event', kind: 'other', words: ['name'] },
	{ key: 'newsletterAdminInvite', kind: 'other', words: ['text'] },
	{ key: 'carouselMessage', kind: 'other', words: ['text'] },
	{ key: 'hydratedTemplate', kind: 'text', words: ['message'] },
	{ key: 'buttonsMessage', kind: 'text', words: ['message'] },
	{ key: 'text', kind: 'text', words: ['message'] },
];

/** What a callback holds; null when it is nothing that anybody knows. An ad that was clicked without a word is a message too: its title stands for one. */
export function contentOf(payload: Payload): Read | null {
	const read = wordsOf(payload);
	const ad = adOf(payload.externalAdReply);
	if (ad === null) return read;
	const content = { ...read?.content, ad };
	const isBare = read === null || (read.kind === 'text' && read.text.trim() === '');
	// What else the ad says is the company's own: it must not be heard as the customer's words.
	return isBare ? { kind: 'adClick', text: ad.title.trim(), content } : { ...read, content };
}

function wordsOf(payload: Payload): Read | null {
	const found = CONTENTS.find(({ key, carries }) => isRecord(payload[key]) || (carries !== undefined && isRecord(at(payload[key], 0))));
	// The flat form of older instances: `message` as a plain string.
	if (!found) return typeof payload.message === 'string' ? { kind: 'text', text: payload.message } : null;
	if (found.carries) {
		const content = found.carries(payload[found.key]);
		return { kind: found.kind, text: contentWords(content), content };
	}
	const given = payload[found.key] as Payload;
	const text = (found.words ?? []).map((key) => textOf(given[key])).find(Boolean) ?? '';
	return { kind: found.kind, text, media: found.url ? mediaOf(given, found.url) : undefined };
}

function mediaOf(content: Payload, urlKey: string): Media | undefined {
	const url = textOf(content[urlKey]);
	if (!url) return undefined;
	return {
		url,
		mimeType: textOf(content.mimeType) || null,
		fileName: textOf(content.fileName) || null,
		seconds: numberOf(content.seconds, { min: 0 }),
	};
}
