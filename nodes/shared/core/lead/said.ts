import { plain } from '../text/words';

/** Words that models write where they mean "nothing" (SDR spec 2.2). */
const NOTHING = new Set(
	'|null|none|undefined|n/a|na|-|?|nao informado|nao informada|nao se aplica|nao sei|desconhecido|desconhecida|vazio|sem informacao'.split(
		'|',
	),
);
const LONGEST = 300;

/** What a model or an operator gave for a field, as text; null when it says nothing (SDR spec 2.2, 2.4). */
export function said(value: unknown): string | null {
	const text = typeof value === 'boolean' ? (value ? 'sim' : 'não') : typeof value === 'number' ? String(value) : value;
	return typeof text !== 'string' || NOTHING.has(plain(text)) ? null : text.trim().slice(0, LONGEST);
}
