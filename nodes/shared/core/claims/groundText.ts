import { linksIn, type Link } from '../text/links';
import { remembered } from '../text/remembered';
import { plain } from '../text/words';
import { withoutClock } from './clock';
import { contentWords } from './contentWords';
import { derivedIn } from './derived';
import { unmasked } from './disguise';
import { figuresIn, type Figure } from './figures';
import { beginning } from './lines';
import { measuredOf } from './measured';
import { namedPeople } from './namedPeople';
import { partedText } from './privateLines';
import { withHours, withStates } from './shortForms';
import { amountOf } from './units';

/** A number of a ground, with the words that stand in its line, by their beginnings. */
export interface Known extends Figure {
	line: ReadonlySet<string>;
	/** The words of its paragraph, by their beginnings: all that it may be said of. */
	around: ReadonlySet<string>;
	/** As it stands in its text, or worked out in the smallest unit. */
	isWritten: boolean;
	/** What it is of, by its beginning: "8h de comida"; null where nothing is said. */
	of: string | null;
}

/** Digits with what people write between them, that are no amount: phones, documents, postal codes, numbers of protocols. */
export const IDS = /(?<!\d|\b[a-z]|\d[a-z])\+?\(?\d[\d().\/ -]{5,22}\d(?![a-z]?\d)/gi;
/** Without this there is none; it is looked for in a fraction of the time. */
export const MAY_HAVE_ID = /\d[\d().\/ -]{5,22}\d/;

/** What a paragraph is about: the name before its colon. */
const SUBJECT = /^[^:.!?;]{2,80}(?=:)/;

/** A line of a paragraph; both lower case without accents. */
interface Line {
	text: string;
	paragraph: string;
}

/**
 * One text that a reply may lean on, read once for all grounds that it is part of: of what is said in a conversation all but the last message was read before. What is
 * asked of it is found when it is asked: of most texts that is little.
 */
export class GroundText {
	private readonly shown: string;
	private readonly read: readonly Line[];
	/** What it has for the team alone, which is no ground. */
	readonly notes: readonly string[];
	/** All of it, lower case without accents, a line each. */
	readonly text: string;
	private foundFigures?: ReadonlyArray<readonly Known[]>;
	private foundIds?: readonly string[];
	private foundLinks?: readonly Link[];
	private foundPeople?: readonly string[];

	constructor(given: string) {
		const { open, notes } = partedText(given);
		this.notes = notes;
		this.shown = unmasked(withStates(open));
		this.read = this.shown.split(/\n+/).flatMap(linesOf);
		this.text = this.read.map(({ text }) => `${text}\n`).join('');
	}

	get lines(): readonly string[] {
		return this.read.map(({ text }) => text);
	}

	/** Its numbers, each as it stands and, after that, in the smallest unit of its kind. */
	get figures(): ReadonlyArray<readonly Known[]> {
		return (this.foundFigures ??= this.read.flatMap(knownIn));
	}

	/** Digits of phones, documents, postal codes and protocols. */
	get ids(): readonly string[] {
		return (this.foundIds ??= MAY_HAVE_ID.test(this.text)
			? this.read.flatMap(({ text }) => (text.match(IDS) ?? []).map((id) => id.replace(/\D/g, '')))
			: []);
	}

	get links(): readonly Link[] {
		return (this.foundLinks ??= linksIn(this.shown));
	}

	/** See `namedPeople`. */
	get people(): readonly string[] {
		return (this.foundPeople ??= namedPeople(this.shown));
	}
}

function linesOf(written: string): Line[] {
	const paragraph = withHours(plain(written));
	return paragraph
		.split(/(?<=[.!?;])\s+/)
		.filter((text) => text !== '')
		.map((text) => ({ text, paragraph }));
}

function knownIn({ text, paragraph }: Line): Array<readonly Known[]> {
	const dated = withoutClock(text);
	const said = figuresIn(dated);
	const derived = derivedIn(text, said).map((one): Figure => ({ ...one, start: 0, end: 0, per: null, isBig: false, label: '' }));
	if (said.length + derived.length === 0) return [];
	const subject = contentWords(SUBJECT.exec(paragraph)?.[0] ?? '');
	const line = new Set([...contentWords(text), ...subject].map(beginning));
	const around = new Set(contentWords(paragraph).map(beginning));
	return [...said, ...derived].map((figure) =>
		writings(figure).map((form, n): Known => ({ ...figure, ...form, line, around, isWritten: n === 0, of: measuredOf(figure, dated) })),
	);
}

/** A number as it stands, and in the smallest unit of its kind. */
export function writings({ value, unit }: Pick<Figure, 'value' | 'unit'>): Array<Pick<Figure, 'value' | 'unit'>> {
	const base = amountOf(value, unit);
	return base.unit === unit ? [{ value, unit }] : [{ value, unit }, base];
}

/** Texts of a few conversations, and the pieces of an operator's while they are put together. */
const MOST_KEPT = 256;
export const groundText = remembered((given) => new GroundText(given), MOST_KEPT);
