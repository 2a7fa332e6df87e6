import { withoutLinks } from '../text/links';
import { fill } from '../text/template';

/** Words for a customer when something happens to their deal. */
export interface DealText {
	event: string;
	/** Only for a move into this stage; null is any. */
	stageId: number | null;
	text: string;
}

/** What happened to a deal, as far as it takes to choose the words. */
export interface DealHappening {
	event: string;
	stageId: number | null;
	title: string;
	/** Of the customer; null when nobody has said it. */
	name: string | null;
}

/**
 * What the customer is told; name and title are others' words and link to nothing; a text for the very stage goes before one for any.
 * @returns null when nothing is to be told
 * @throws {BadTemplate} for a placeholder other than {nome} and {titulo}
 */
export function dealText(texts: DealText[], { event, stageId, title, name }: DealHappening): string | null {
	const candidates = texts.filter((one) => one.event === event && (one.stageId === null || one.stageId === stageId));
	const chosen = candidates.find((one) => one.stageId !== null) ?? candidates[0];
	const text = chosen
		? fill('Text', chosen.text, { nome: withoutLinks(name ?? '').split(' ')[0], titulo: withoutLinks(title) }).trim()
		: '';
	return text || null;
}
