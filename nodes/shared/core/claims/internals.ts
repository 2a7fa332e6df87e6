import { gated } from './gated';
import { remembered } from '../text/remembered';
import { plain } from '../text/words';
import { lowered } from './disguise';
import { sharedRun, wordsIn } from './wordRuns';

const PROMPT_RUN = 7;
const NOTE_RUN = 4;
const MONTHS = 'janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro';
const DATES = new RegExp(`\\b(?:${MONTHS})(?: de |\\/| )?(?:\\d{4})?|\\b\\d{1,2}\\/\\d{2,4}\\b`, 'g');

/** A model that speaks of its orders, or gives out what only a machine reads. */
const META = gated(
	/\bmeu prompt\b|\binstrucoes que (?:recebi|tenho|me deram)\b|\binstrucoes internas\b|\b(?:fui|estou|estava|sou|to) (?:\S+ )?(?:configurad|programad|instruid|treinad|orientad|proibid|impedid)[oa] (?:para|pra|a|com|de)\b|\bminhas (?:regras|instrucoes|diretrizes|orientacoes)\b|\b(?:instrucoes|regras) (?:proibem|nao (?:me )?(?:deixam|permitem))/,
	/\bnao me (?:deixam|deixaram|permitem|permitiram|autorizaram)\b/,
	// Whom an order makes of the one who answers, and how it is handed on.
	/\b(?:voce e (?:a |o |um |uma )?[a-z]+, (?:um |uma |a |o )?(?:atendente|assistente|vendedor|consultor|recepcionista|secretari)[a-z]*|you are (?:a |an |the )?[a-z ]{0,30}(?:assistant|agent|attendant|bot))\b|\bo que me (?:passaram|mandaram|deram)(?: (?:foi assim|e assim|diz)| ?:)/,
	/\bme (?:disseram|pediram|mandaram|falaram) (?:para |pra |que |de )?(?:eu )?nao\b/,
	/\bme (?:instruiram|orientaram|programaram|configuraram|proibiram|treinaram)\b|\bnao (?:tenho|me deram) (?:permissao|autorizacao) (?:para|pra|de)\b|\b(?:i was|i am|i'm) (?:told|instructed|programmed|trained)\b|\bmy (?:instructions|prompt|rules)\b|\bmis instrucciones\b/,
	/\b(?:should_?transfer|lead_?updates|temperature_?reason|suggested_?actions|transfer_?reason|technical_?question|system prompt)\b/,
);
/** A key or other secret. */
const KEY_LENGTH = 48;
const KEY = /[a-z0-9+/]{48,}={0,2}/;
const INTERNAL = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/;

export interface Secrets {
	internalNotes: readonly string[];
	secretTexts: readonly string[];
}

/** What a text takes out of notes and instructions that only the team may read, and what it says of them. @param text as a reader sees it */
export function internalsIn(
	text: string,
	{ internalNotes, secretTexts }: Secrets,
): Array<{ rule: 'internal' | 'prompt'; excerpt: string }> {
	const said = lowered(text);
	const words = internalNotes.length + secretTexts.length === 0 ? [] : wordsIn(text);
	const id = said.includes('-') ? INTERNAL.exec(said)?.[0] : undefined;
	return [
		...(id === undefined ? [] : [{ rule: 'internal' as const, excerpt: id }]),
		...internalNotes.flatMap((note) => run(words, note, NOTE_RUN)).map((excerpt) => ({ rule: 'internal' as const, excerpt })),
		...internalNotes
			.flatMap(datesOf)
			.filter(({ pattern }) => pattern.test(said))
			.map(({ date: excerpt }) => ({ rule: 'internal' as const, excerpt })),
		...secretTexts.flatMap((secret) => run(words, secret, PROMPT_RUN)).map((excerpt) => ({ rule: 'prompt' as const, excerpt })),
	];
}

/** What a sentence says of the orders behind it; null when nothing. @param sentence lower case without accents */
export const ordersIn = (sentence: string): string | null => {
	return META.find(sentence) ?? (sentence.length < KEY_LENGTH ? null : (KEY.exec(sentence)?.[0] ?? null));
};

const run = (words: readonly string[], source: string, length: number): string[] =>
	[sharedRun(words, source, length)].filter((found) => found !== null);

/** The dates of a note, each as it would be said; a month is known without its year. */
const datesOf = remembered(
	(note) =>
		(plain(note).match(DATES) ?? [])
			.map((date) => date.trim())
			.map((date) => new RegExp(`^(?:${MONTHS})`).exec(date)?.[0] ?? date)
			.map((date) => ({ date, pattern: new RegExp(`(?<!\\w)${date.replaceAll('/', '\\/')}(?!\\w)`) })),
	64,
);
