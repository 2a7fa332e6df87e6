import { remembered } from '../text/remembered';
import { gated } from './gated';
import { hasFigure, isAbout, subjectOf, type Grounds } from './grounds';
import { beginning } from './lines';
import type { Said } from './topic';

/** Asked how long something takes that a text gives the time of, the time is that; when goods come is asked in words of carriage. */
export function lastsAsSaid({ sentence, questions: [question = ''] }: Said, own: Grounds): boolean {
	if (question === '' || sentence.figures.length === 0 || CARRIAGE.test(sentence.plain) || asksForCarriage(question)) return false;
	const subject = subjectOf(question);
	return sentence.figures.every(
		(figure) =>
			hasFigure(own, figure, subject) &&
			(subject.length === 0 || (own.figures.get(figure.value) ?? []).some((known) => isAbout(known, subject))),
	);
}
/** How long goods are made is no promise of when they come, where a line of the operator's gives just that time to making them. */
export function isMadeAsSaid({ sentence: { plain, figures } }: Said, { figures: known }: Grounds): boolean {
	const made = MAKING.find(plain);
	return (
		made !== null &&
		figures.length > 0 &&
		!GOES.test(plain) &&
		figures.every(({ value, unit }) => (known.get(value) ?? []).some((one) => one.unit.name === unit.name && one.line.has(beginning(made))))
	);
}
/** Work that takes time at the company's own. A trade's other work adds its noun; what goes to somebody is none. */
const MAKING = gated(/\b(?:producao|fabricacao|confeccao|regulagem|revisao|conserto|montagem)\b/);
const GOES = gated(/\b(?:entreg|cheg|envi|despach|receb|mand|frete|transport|busc|garant|n[ao] sua)/);
const CARRIAGE = gated(/\b(?:entreg|cheg|envi|despach|receb|mand|frete|prazo|transport|busc)/);
/** The question is the same for all sentences of a reply. */
const asksForCarriage = remembered((question) => CARRIAGE.test(question), 4);
