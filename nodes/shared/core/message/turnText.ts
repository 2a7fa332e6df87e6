import type { Content } from './content';
import { contentWords } from './contentWords';
import type { MessageKind } from './message';

/** How a message without words is shown to the model. */
const PLACEHOLDERS: Record<MessageKind, string> = {
	text: '',
	image: '[imagem recebida]',
	audio: '[áudio recebido]',
	video: '[vídeo recebido]',
	document: '[documento recebido]',
	sticker: '[figurinha recebida]',
	location: '[localização recebida]',
	contact: '[contato recebido]',
	reaction: '',
	buttonReply: '',
	listReply: '',
	poll: '[enquete recebida]',
	pollVote: '[voto em enquete recebido]',
	order: '[pedido do catálogo recebido]',
	product: '[produto do catálogo recebido]',
	flowReply: '[formulário respondido]',
	adClick: '[chegou por um anúncio]',
	other: '[mensagem de um tipo que não consigo abrir]',
};

/** Stands before what was heard in audio. */
export const TRANSCRIBED = '[áudio transcrito]';

export interface TurnMessage {
	kind: MessageKind;
	text: string;
	/** Provider's time, ISO 8601. */
	sentAt: string;
	content?: Content | null;
}

/** One message as words: its text, or a note on what it was, with the product that it is about. */
export const messageWords = ({ kind, text, content }: Pick<TurnMessage, 'kind' | 'text' | 'content'>): string =>
	[PLACEHOLDERS[kind], aboutProduct(kind, content), text.trim()].filter(Boolean).join(' ');

/** "Ainda tem?" written from a product's page is about that product; a product that was sent by itself is its own text. */
const aboutProduct = (kind: MessageKind, content: Content | null | undefined): string =>
	content?.product && kind !== 'product' ? `[sobre o produto ${contentWords({ product: content.product })}]` : '';

/** The waiting messages of one phone as one text, a line each, in provider-time order (SDR spec 1.7 step 9). */
export const turnText = (messages: TurnMessage[]): string =>
	[...messages]
		.sort((a, b) => Date.parse(a.sentAt) - Date.parse(b.sentAt))
		.map(messageWords)
		.filter(Boolean)
		.join('\n');
