import { rememberedFor } from '../text/remembered';
import { clausesOf } from './clauses';
import { contentWords } from './contentWords';
import { figuresIn, type Figure } from './figures';
import type { FactGrounds, Grounds } from './grounds';
import { beginning } from './lines';
import type { Said } from './topic';

/** Of which numbers in a unit a text speaks: none below, none above. */
interface Bound {
	unit: string;
	least: number;
	most: number;
	/** The words of its clause, by their beginnings. */
	of: ReadonlySet<string>;
}

const LEAST = /\b(?:a partir d[eo]s?|no minimo|minim[oa](?: d[eo])?|acima d[eo]s?|maior(?:es)? de|menor(?:es)? de|pelo menos)(?: de)? $/;
const MOST = /\b(?:ate|no maximo|maxim[oa](?: d[eo])?|limite d[eo]|abaixo d[eo])(?: de)? $/;
const MAY_BIND = /a partir|minim|acima|maior|menor|ate |maxim|limite|abaixo|pelo menos/;

const boundsOf = rememberedFor(({ text }: Grounds): readonly Bound[] =>
	clausesOf(text).flatMap((clause): Bound[] => {
		if (!MAY_BIND.test(clause)) return [];
		return figuresIn(clause).flatMap(({ value, unit, start }): Bound[] => {
			const before = clause.slice(0, start);
			const [isLeast, isMost] = [LEAST.test(before), MOST.test(before)];
			if ((!isLeast && !isMost) || !/^(?:time|measure|thing)$/.test(unit.kind)) return [];
			const of = new Set(
				contentWords(clause)
					.filter((word) => !/\d/.test(word))
					.map(beginning),
			);
			return [{ unit: unit.name, least: isLeast ? value : 0, most: isMost ? value : Infinity, of }];
		});
	}),
);

/** Somebody is let in, or something fits: whoever meets another such verb adds it. */
const AFFIRMS =
	/\b(?:pode\w*|sim|claro|consegue\w*|da (?:pra|para)|tranquil\w+|aceit\w+|atend\w+|recebe\w*|ja|cabe\w*|serve\w*|sem problema|faz\w*|mergulh\w+|entra\w*|participa\w*)\b/;
const LIMITS = /\b(?:nao|nem|nunca|so|somente|apenas|infelizmente|minim\w+|maxim\w+|menos|exceto)\b|\bate\b|\ba partir\b/;

/**
 * A number of the customer's that is let in, or called the least, though a text of the operator sets a bound that leaves it out: "com oito anos já pode" for "a partir de
 * 10 anos", "a partir de 500 rótulos" for "mínimo de 5 mil rótulos".
 * @returns the words; null when there are none
 */
export function outOfBoundsIn({ sentence, questions: [question = ''], isDeferred }: Said, { own, theirs }: FactGrounds): string | null {
	const { figures, plain, dated } = sentence;
	if (figures.length === 0 || sentence.isQuestion || isDeferred) return null;
	const isLetIn = AFFIRMS.test(plain) && !LIMITS.test(plain);
	if (!isLetIn && !MAY_BIND.test(dated)) return null;
	const bounds = boundsOf(own);
	if (bounds.length === 0) return null;
	const words = new Set([...contentWords(plain), ...contentWords(question)].map(beginning));
	const isOut = ({ value, unit, start }: Figure): boolean => {
		const isBound = LEAST.test(dated.slice(0, start));
		if (!theirs.figures.has(value) || !(isLetIn || isBound)) return false;
		const about = bounds.filter((bound) => bound.unit === unit.name && [...bound.of].some((word) => words.has(word)));
		return about.length > 0 && about.every(({ least, most }) => value < least || value > most);
	};
	return figures.some(isOut) ? plain : null;
}
