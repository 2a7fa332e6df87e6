import { rememberedFor } from '../text/remembered';
import { clausesOf } from './clauses';
import { contentWords } from './contentWords';
import { gated } from './gated';
import type { Grounds } from './grounds';
import { writings } from './groundText';
import { beginOf } from './lines';
import { measuredOf } from './measured';
import type { Said } from './topic';

/** What a text of the operator gives to one thing or one side alone, and a reply gives to another. */

/** A clause's words before and behind what parts it, by their beginnings. */
interface Parted {
	before: readonly string[];
	behind: readonly string[];
}
const begun = (text: string): string[] =>
	contentWords(text)
		.filter((word) => !/\d/.test(word))
		.map(beginOf);
const partedBy = (text: string, parts: RegExp): Parted[] =>
	clausesOf(text).flatMap((clause): Parted[] => {
		const found = parts.exec(clause);
		if (found === null) return [];
		return [{ before: begun(clause.slice(0, found.index)), behind: begun(clause.slice(found.index + found[0].length)) }];
	});

/** Who buys, by what trades call them; whoever meets another adds it. */
const CUSTOMER =
	'(?:clientes?|comprador\\w*|contratante|locatari[oa]|noiv[oa]s?|pacientes?|alun[oa]s?|tutor\\w*|moradores?|condomini[oa]|voce)';
const THEIRS = new RegExp(`\\b(?:por conta|(?:por |de )?responsabilidade|a cargo) d[oae]s? ${CUSTOMER}\\b`);
const borneBy = rememberedFor(({ text }: Grounds): readonly Parted[] => partedBy(text, THEIRS));
const OURS = gated(
	/\b(?:noss[oa]s? [a-z]+|a gente|nos mesmos|com a gente|conosco|por nossa conta|por conta (?:da (?:casa|loja|empresa)|nossa)|inclus[oa]s?|incluid[oa]s?|ja (?:vem|ta|esta)|nao precisa (?:se preocupar|contratar|providenciar|pagar))\b/,
);

/** "A escavação é feita pela nossa equipe" for "a escavação é por conta do cliente". */
function isTakenOver(plain: string, own: Grounds): boolean {
	if (!OURS.test(plain) || THEIRS.test(plain) || /\b(?:sua|seu) (?:conta|responsabilidade)\b/.test(plain)) return false;
	const borne = borneBy(own).filter(({ before }) => before.length > 0);
	if (borne.length === 0) return false;
	const words = new Set(begun(plain));
	return borne.some(({ before }) => before.every((word) => words.has(word)));
}

const ALONE = /\b(?:so|somente|apenas|exclusiv[ao](?:mente)?) (?:n[ao]s?|em|com|para|pra|pr[ao]s?) /;
const limitedTo = rememberedFor(({ text }: Grounds): readonly Parted[] => partedBy(text, ALONE));
const ALL = gated(/\b(?:tod[oa]s?|qualquer|ambos|ambas|(?:n?[oa]s) (?:duas|dois|tres|quatro)|tanto [a-z]+ (?:quanto|como))\b/);

/** "O vidro duplo vai nas duas linhas" for "vidro duplo só na linha Gold". */
function isForAll(plain: string, own: Grounds): boolean {
	if (!ALL.test(plain) || /\b(?:nao|nem|so|somente|apenas)\b/.test(plain)) return false;
	const limited = limitedTo(own).filter(({ before, behind }) => before.length > 0 && behind.length > 0);
	if (limited.length === 0) return false;
	const words = new Set(begun(plain));
	// The last words tell what is limited, and to what: "aulas de bateria só na unidade Centro".
	return limited.some(({ before, behind }) => words.has(before.at(-1)!) && !words.has(behind.at(-1)!));
}

/** "4 horas de comida" for "8h de comida e 4h de água": a text has another number of this, and this number of nothing but other things. */
function isOfOther({ sentence: { figures, dated } }: Said, own: Grounds): boolean {
	return figures.some((figure) => {
		const of = measuredOf(figure, dated);
		if (of === null) return false;
		const { value, unit } = writings(figure).at(-1)!;
		// What was worked out stands nowhere.
		const inUnit = (own.byUnit.get(unit.name) ?? []).filter(({ end }) => end > 0);
		const same = inUnit.filter((known) => writings(known).at(-1)!.value === value);
		return same.length > 0 && same.every((known) => known.of !== null && known.of !== of) && inUnit.some((known) => known.of === of);
	});
}

/** @returns the sentence; null when it gives nothing to another */
export function allottedOtherwiseIn(said: Said, own: Grounds): string | null {
	const { plain, isQuestion } = said.sentence;
	if (isQuestion || said.isAsked || said.isNoted) return null;
	return isTakenOver(plain, own) || isForAll(plain, own) || isOfOther(said, own) ? plain : null;
}
