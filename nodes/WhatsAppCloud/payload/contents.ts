import type { Content } from '../../shared/core/message/content';
import { placeOf } from '../../shared/core/message/contentParts';
import { contentWords } from '../../shared/core/message/contentWords';
import type { Media, MessageKind } from '../../shared/core/message/message';
import { recordOf, textOf, type JsonRecord } from '../../shared/core/json/readers';
import { adOf, choiceOf, contactsOf, formOf, orderOf } from './carries';

export interface Read {
	kind: MessageKind;
	text: string;
	media?: Media;
	content?: Content;
}

/** Types whose file is in an object of the same name (vendor page webhooks/messages). */
const FILES: Partial<Record<string, MessageKind>> = {
	image: 'image',
	audio: 'audio',
	// An older word for what is recorded in the chat (SDK test data).
	voice: 'audio',
	video: 'video',
	document: 'document',
	sticker: 'sticker',
};

/** Types that carry something else than words. */
const CARRIERS: Partial<Record<string, { kind: MessageKind; carries: (message: JsonRecord) => Content }>> = {
	location: { kind: 'location', carries: ({ location }) => placeOf(location) },
	contacts: { kind: 'contact', carries: ({ contacts }) => contactsOf(contacts) },
	order: { kind: 'order', carries: ({ order }) => orderOf(order) },
	// A quick reply of a template; buttons within the window come as interactive.
	button: { kind: 'buttonReply', carries: ({ button }) => choiceOf(recordOf(button).payload, recordOf(button).text) },
};

/** The answers to what we asked interactively, by their own type. */
const ANSWERS: Partial<Record<string, { kind: MessageKind; carries: (answer: JsonRecord) => Content }>> = {
	button_reply: { kind: 'buttonReply', carries: ({ id, title }) => choiceOf(id, title) },
	list_reply: { kind: 'listReply', carries: ({ id, title, description }) => choiceOf(id, title, description) },
	nfm_reply: { kind: 'flowReply', carries: formOf },
	call_permission_reply: {
		kind: 'buttonReply',
		carries: ({ response }) => choiceOf(response, response === 'accept' ? 'Ligações permitidas' : 'Ligações não permitidas'),
	},
};

/** What a message holds, with the ad and the product that it is about. An ad that was clicked without a word is a message too: its title stands for one. */
export function contentOf(message: JsonRecord): Read {
	const read = wordsOf(message);
	const ad = adOf(message.referral);
	const { product_retailer_id: code } = recordOf(recordOf(message.context).referred_product);
	const content: Content = {
		...read.content,
		...(textOf(code) && { product: { id: null, code: textOf(code), title: '', url: null } }),
		...(ad && { ad }),
	};
	const isBare = ad !== null && read.kind === 'text' && read.text.trim() === '';
	return {
		...(isBare ? { kind: 'adClick' as const, text: ad.title.trim() } : read),
		...(Object.keys(content).length > 0 && { content }),
	};
}

function wordsOf(message: JsonRecord): Read {
	const type = textOf(message.type);
	if (type === 'text') return { kind: 'text', text: textOf(recordOf(message.text).body) };
	const file = Object.hasOwn(FILES, type) ? FILES[type] : undefined;
	if (file) return { kind: file, text: textOf(recordOf(message[type]).caption), media: mediaOf(recordOf(message[type])) };
	const carrier = Object.hasOwn(CARRIERS, type) ? CARRIERS[type] : answerIn(message);
	if (carrier) {
		const content = carrier.carries(message);
		return { kind: carrier.kind, text: contentWords(content), content };
	}
	// A poll, a live location, a file that is too big (`unsupported`), and whatever Meta adds.
	return { kind: 'other', text: '' };
}

function answerIn({ interactive }: JsonRecord): (typeof CARRIERS)[string] {
	const given = recordOf(interactive);
	const type = textOf(given.type);
	const answer = Object.hasOwn(ANSWERS, type) ? ANSWERS[type] : undefined;
	return answer && { kind: answer.kind, carries: () => answer.carries(recordOf(given[type])) };
}

/** The address lives for five minutes and wants the token; before November 2025 there was none (vendor page media): by its id the file is there for seven days. */
function mediaOf({ id, url, mime_type, filename, sha256 }: JsonRecord): Media | undefined {
	const told = { id: textOf(id), sha256: textOf(sha256) };
	if (!told.id && !textOf(url)) return undefined;
	return {
		url: textOf(url),
		mimeType: textOf(mime_type) || null,
		fileName: textOf(filename) || null,
		seconds: null,
		...(told.id && { id: told.id }),
		...(told.sha256 && { sha256: told.sha256 }),
	};
}
