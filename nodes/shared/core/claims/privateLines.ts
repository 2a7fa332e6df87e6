import { remembered } from '../text/remembered';

/** A text of an operator's, parted. */
export interface Parted {
	/** What may be said to customers. */
	open: string;
	/** What only the team may read, piece by piece, as it was written. */
	notes: readonly string[];
}

/**
 * How a writer marks words for the team: by a heading before a colon or in brackets. An adjective is none ("pintura interna"), and no name of a subject on which a
 * customer may ask: "Equipe: Dra. Ana", "Sigilo: toda consulta". Whoever meets another heading adds it.
 */
const HEADING =
	'(?:(?:obs\\w*\\.?|notas?|avisos?|recados?|lembretes?|uso|info\\w*\\.?|assuntos?|anotaç\\w+|atenção) ?(?:intern[oa]s?|d[ao] (?:equipe|time|loja)|(?:para|pra|à|ao|só) ?(?:a |o )?(?:equipe|time|atendentes?))|' +
	'intern[oa]s?|sigilos[oa]s?|confidencia(?:l|is)|só (?:para |pra )?(?:a |o )?(?:equipe|time)|atenção,? (?:equipe|time))';
const HEADED = new RegExp(`^[\\s([{*_–-]*${HEADING}[*_]*\\s*(?:[:)\\]}–]|- )`, 'iu');
/** "…, não comentar": told to whoever answers, by a verb of telling in the infinitive. */
const HUSHED =
	/(?<!\p{L})(?:não|nao|nunca) (?:é (?:para|pra) )?(?:comentar|divulgar|revelar|espalhar|contar (?:para|pra|ao|a) (?:o )?(?:cliente|ningu[ée]m))(?!\p{L})/iu;
const MAY_BE_MARKED = /intern[oa]|sigilos|confidencia|equipe|time|comentar|divulgar|revelar|espalhar|contar/i;
/** Sentences, and what stands in brackets. */
const PIECES = /\([^()\n]*\)[.;]?|[^.!?;()\n]+(?:[.!?;](?!\s|$)[^.!?;()\n]*)*[.!?;]*/g;

/** Which of an operator's words are for the team alone: they are the ground of nothing. A heading at the start of a line marks all of the line. */
export const partedText = remembered((text): Parted => {
	if (!MAY_BE_MARKED.test(text)) return { open: text, notes: [] };
	const notes: string[] = [];
	const keep = (piece: string): string => {
		if (!HEADED.test(piece) && !HUSHED.test(piece)) return piece;
		notes.push(piece.trim());
		return '';
	};
	const open = text
		.split('\n')
		.map((line) => (HEADED.test(line) ? keep(line) : line.replace(PIECES, keep)))
		.join('\n');
	return { open, notes };
}, 256);
