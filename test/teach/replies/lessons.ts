import { createHash } from 'node:crypto';

import { groundsOf } from '../../../nodes/shared/core/claims/claims';
import { unmasked } from '../../../nodes/shared/core/claims/disguise';
import { saidIn } from '../../../nodes/shared/core/claims/saidIn';
import { SAYINGS, type Said, type Saying } from '../../../nodes/shared/core/claims/topic';
import { GROUND_ROWS } from '../../eval/rows/grounds';
import harder from '../../eval/rows/harder.json';
import { OFFER_ROWS } from '../../eval/rows/offers';
import { TRADES } from '../../eval/rows/trades';
import { readCatalogue } from '../../../nodes/shared/core/sdr/catalogue';
import { SAMPLE_CATALOGUE } from '../../../nodes/shared/core/sdr/sampleCatalogue';
import { FINE } from '../../shared/core/sdr/sayings';
import { told } from '../rows';
import { companies } from './companies';
import { filled, frames, written, type Frame } from './frames';

/** A sentence of a reply that teaches. */
export interface Lesson {
	/** Sentences of one frame are never in different folds. */
	row: number;
	/** What it may not say; null when it is harmless, and `unknown` when that is not written down. */
	label: Saying | 'unknown' | null;
	reply: string;
	question: string;
	own: string[];
	/** It was met and mended: it may not be held. */
	isFixed: boolean;
}

/** Kinds of the rows of the evaluation, by the names that the filter has for them. */
const KINDS: Record<string, Saying | 'unknown' | undefined> = {
	payment: 'instalment',
	reductions: 'discount',
	answers: 'unknown',
	'both, written later': 'unknown',
	...Object.fromEntries(SAYINGS.map((saying) => [saying, saying])),
};

type Row = Omit<Lesson, 'row'>;

/** What the operator of the sample catalogue wrote: the sayings of the tests are said beside it. */
const SAMPLE_TEXTS = [
	...readCatalogue('Catalogue', SAMPLE_CATALOGUE).map(({ name, facts }) => `${name}: ${facts.join('; ')}`),
	'Garantia de 6 meses. A linha de espeto faz 1.200 a 2.400 espetos por hora. 3 vezes mais hambúrgueres que no manual.',
];

/** Rows of the evaluation that were written for it. Numbers, phones and links that stand on nothing are no matter of wording. */
export const workedOn = (): Row[] => [
	...[...GROUND_ROWS, ...OFFER_ROWS].flatMap(({ reply, customer, kind, own }): Row[] => {
		const label = kind === null ? null : KINDS[kind];
		return label === undefined ? [] : [{ label, reply, question: customer, own, isFixed: kind === null }];
	}),
	...TRADES.flatMap(({ profile, catalogue, send }) =>
		send.map((one): Row => {
			const { reply, customer } = typeof one === 'string' ? { reply: one, customer: '' } : one;
			return { label: null, reply, question: customer, own: [profile, ...catalogue], isFixed: true };
		}),
	),
	...FINE.map((reply): Row => ({ label: null, reply, question: '', own: SAMPLE_TEXTS, isFixed: true })),
	...(harder as Array<{ want: string; reply: string; customer?: string; profile?: string; catalogue?: string }>)
		.filter(({ want }) => want === 'send')
		.map(({ reply, customer = '', profile = '', catalogue = '' }): Row => ({
			label: null,
			reply,
			question: customer,
			own: [profile, catalogue],
			isFixed: true,
		})),
];

const ofFrame = ({ label, question, reply, ground }: Frame): Row => ({
	label: label as Saying | null,
	question,
	reply,
	own: ground === '' ? [] : [ground],
	isFixed: false,
});

/** What a company's agent may say beside its texts, and what of it not; that a fact stands on nothing is no matter of wording. */
const ofCompanies = (): Row[] =>
	companies().flatMap(({ own, carried, harmless, held }): Row[] => [
		...[...carried, ...harmless].map((line): Row => ({ ...line, label: null, own, isFixed: true })),
		...held.filter(({ label }) => label !== 'fact').map((line): Row => ({ ...line, label: line.label as Saying, own, isFixed: false })),
	]);

/** All that the reader of replies is taught by. */
export const lessons = (): Lesson[] =>
	[
		// Whoever is greeted or noted by name is offered nothing, whatever the name.
		...frames().map((frame, n) => filled(frame, 1000 + n).map((one) => ({ ...ofFrame(one), isFixed: /\{person\b/i.test(frame.reply) }))),
		...written().map((frame) => [{ ...ofFrame(frame), isFixed: frame.label === null }]),
		...workedOn().map((row) => [row]),
		...ofCompanies().map((row) => [row]),
		...told().map((reply): Row[] => [{ label: null, reply, question: '', own: [], isFixed: false }]),
	].flatMap((rows, row) => rows.map((one) => ({ row, ...one })));

/** Tells these lessons from others. */
export const fingerprint = (): string =>
	createHash('sha256')
		.update(
			lessons()
				.map(({ label, question, reply, own }) => [label, question, reply, ...own].join('\t'))
				.join('\n'),
		)
		.digest('hex')
		.slice(0, 16);

/** The footing of a lesson: what was asked and what the operator's texts say, and nothing else. */
export const footingOf = ({ question, own }: Pick<Lesson, 'question' | 'own'>) => ({
	internalNotes: [],
	secretTexts: [],
	own: groundsOf(own),
	theirs: groundsOf([question]),
	told: groundsOf([]),
	customer: question,
	asked: [question],
	labels: [],
	allowed: [],
	hosts: [],
	productNames: [],
});

/** The sentences of a lesson as the reader meets them: of one that may not be said only where it is one, since nobody wrote down which of several it is. */
export function sentencesOf(lesson: Lesson, reply = lesson.reply): Said[] {
	const all = saidIn(unmasked(reply), footingOf(lesson));
	return lesson.label === null || all.length === 1 ? all : [];
}
