import { stateCode } from '../brazil/places';
import { plain } from '../text/words';

/** Legal forms of companies at the end of a name (Código Civil, MEI, and what registers append); one who meets another adds it. */
const LEGAL_FORM = /\s(?:ltda|limitada|me|epp|mei|eireli|sa|s a|ss|slu|sociedade anonima|sociedade limitada|cia|e cia|e companhia)$/;

/** Letters, digits and single blanks: accents, apostrophes and hyphens of all kinds, dots and capitals make no difference. */
export const comparable = (text: string): string =>
	plain(text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
		.replace(/&/g, ' e ')
		.replace(/(?<=\p{L})['’‘`´ʼʹ′](?=\p{L})/gu, ' ')
		.replace(/(?<=(?:^|[^\p{L}])\p{L})\.(?=\p{L}(?:$|[^\p{L}]))|(?<=(?:^|[^\p{L}])\p{L})\/(?=\p{L}(?:$|[^\p{L}]))/gu, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

/** The name of a company for comparing: without its legal forms ("Padaria São João Ltda." is "PADARIA SAO JOAO - LTDA ME"), unless nothing else is left. */
export function companyKey(name: string): string {
	for (let key = comparable(name); ;) {
		const left = key.replace(LEGAL_FORM, '');
		if (left === key || left === '') return key;
		key = left;
	}
}

/** The name as it was written, without legal forms at its end. */
export function withoutLegalForm(name: string): string {
	const words = name.trim().split(/\s+/);
	while (words.length > 1 && companyKey(words.join(' ')) === companyKey(words.slice(0, -1).join(' '))) words.pop();
	return words.join(' ').replace(/[\s,.–-]+$/, '');
}

/** A city as it was written, apart from the state that may stand behind it: "Chapecó - SC", "Chapecó/SC", "Chapecó (Santa Catarina)", "Chapecó, SC, Brasil". */
export function placeIn(text: string): { city: string; uf: string | null } {
	const given = text.replace(/[\s,/(-]+bra[sz]il\)?\s*$/i, '').trim();
	const parts = /^(.+?)(?:\s*[/,(|]\s*|\s+[-–—]\s*|\s*[–—]\s*|-(?=[A-Za-z]{2}\s*$))([^/,(|]+?)\)?\s*$/.exec(given);
	const uf = parts && stateCode(parts[2]);
	return parts && uf ? { ...placeIn(parts[1]), city: placeIn(parts[1]).city, uf } : { city: given, uf: null };
}

/** Whether two ways of writing a city are one: "Santa Bárbara D’Oeste" and "Santa Barbara do Oeste", "Mogi-Mirim" and "Mogi Mirim". */
export const sameCity = (a: string, b: string): boolean => cityKey(a) === cityKey(b);
const cityKey = (city: string): string =>
	comparable(placeIn(city).city)
		.replace(/\bd(?:o|a|e)?\s(?=\p{L})/gu, 'd')
		.replace(/\s/g, '');
