import type { Figure } from './figures';
import { beginOf } from './lines';

const OF = /^ (?:de|da|do|sem|com) ([a-z]{3,})/;
/**
 * What a span or a measure is of: "8h de comida".
 * @param text where the figure stands, lower case without accents
 * @returns the word's beginning; null where nothing is said
 */
export const measuredOf = ({ end, unit }: Figure, text: string): string | null => {
	const found = /^(?:time|measure)$/.test(unit.kind) ? OF.exec(text.slice(end)) : null;
	return found === null ? null : beginOf(found[1]);
};
