import { plain } from '../text/words';

export type Acquaintance = 'sim' | 'não' | 'desconhecido';

/** The words that people say it with, after the model's own; whoever meets another adds it. "Ainda não, mas já ouvi falar" is a no: what denies stands before what affirms (SDR spec 2.3). */
const NO = /\b(nao|nunca|nem)\b|^no$|\bprimeira vez\b/;
const YES = /\b(sim|ja|yes|conheco|conhece|conhecia|cliente|comprei|compramos|comprou|indicacao|indicaram)\b/;

/** Whether the lead knows the company or bought from it before, in the words of the lead or of a model. */
export function acquaintanceOf(words: string): Acquaintance {
	const text = plain(words);
	if (NO.test(text)) return 'não';
	return YES.test(text) && !/\bassim assim\b/.test(text) ? 'sim' : 'desconhecido';
}
