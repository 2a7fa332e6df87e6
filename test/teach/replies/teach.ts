import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { backstageIn } from '../../../nodes/shared/core/claims/backstage';
import { ruledIn } from '../../../nodes/shared/core/claims/claims';
import { lowered } from '../../../nodes/shared/core/claims/disguise';
import { ordersIn } from '../../../nodes/shared/core/claims/internals';
import { foldedWording, type Taught } from '../../../nodes/shared/core/claims/saying';
import { SAYINGS, type Said } from '../../../nodes/shared/core/claims/topic';
import { hashesOf, WORDING_PLACES, wordingOf, wordsOf } from '../../../nodes/shared/core/claims/wording';
import { writeVocabulary, type Vocabulary } from '../../../nodes/shared/core/learned/vocabulary';
import { writeWeights } from '../../../nodes/shared/core/learned/weights';
import { MUTATIONS, seeded, type Random } from '../../eval/mutations';
import { correct, learn, scoresOf, type Example } from '../logistic';
import { fingerprint, footingOf, lessons, sentencesOf, type Lesson } from './lessons';
import { teachStating } from './teachStating';

const TAUGHT = path.resolve(__dirname, '../../../nodes/shared/core/claims/taughtSaying.ts');

/** Of harmless sentences that the rules say nothing of, so many may be held, and so many doubted, where they were not taught. */
const HELD_FALSELY = 0.038;
const DOUBTED_FALSELY = 0.05;
const TOPIC_PLACES = 1 << 11;

type SayingExample = Example<Taught> & Pick<Lesson, 'label'> & { isSettled: boolean };

/** A word that fewer lessons have teaches nothing but itself. */
const TAUGHT_BY = 2;

/** The words, beginnings and ends of words that enough lessons have, by their hashes. */
function vocabularyOf(all: readonly Lesson[]): Set<number> {
	const rows = new Map<number, Set<number>>();
	for (const lesson of all)
		for (const hash of sentencesOf(lesson).flatMap(wordsOf).flatMap(hashesOf)) {
			const seen = rows.get(hash) ?? new Set();
			rows.set(hash, seen.add(lesson.row));
		}
	return new Set([...rows].filter(([, { size }]) => size >= TAUGHT_BY).map(([hash]) => hash));
}

/** Each sentence as it is written, and as somebody in a hurry writes it. */
function examplesOf(known: Vocabulary, random: Random): SayingExample[] {
	const hurried = MUTATIONS.filter(({ name }) => ['typos', 'abbreviations', 'no punctuation'].includes(name));
	return lessons().flatMap((lesson) =>
		[lesson.reply, ...hurried.map(({ of }) => of(lesson.reply, random))].flatMap((reply) =>
			sentencesOf(lesson, reply).map((said): SayingExample => {
				const { row, label, isFixed } = lesson;
				const says = new Set<Taught>(label === null ? [] : label === 'unknown' ? ['any'] : ['any', label]);
				return { row, label, isFixed, says, features: wordingOf(said, known), isSettled: isSettled(lesson, reply, said) };
			}),
		),
	);
}

/** Known to the rules: what the reader makes of it changes nothing. */
const isSettled = (lesson: Lesson, reply: string, said: Said): boolean =>
	ruledIn(said, footingOf(lesson)).isSettled ||
	ordersIn(said.sentence.plain) !== null ||
	backstageIn(lowered(reply), { written: reply, ownWords: new Set() }) !== null;

/**
 * `npm run teach:replies`: teaches the reader of replies by the sentences beside it, and writes what it learned into its room. The same sentences give the same
 * weights. What it is worth where it was not taught is measured by `npm run eval:held-out`.
 */
function teach(random: Random): void {
	const vocabulary = vocabularyOf(lessons());
	const examples = examplesOf(vocabulary, random);
	const scores = scoresOf<Taught, SayingExample>(examples, 'any', random, WORDING_PLACES).filter(({ example }) => !example.isSettled);
	const harmless = scores
		.filter(({ wanted }) => !wanted)
		.map(({ score }) => score)
		.sort((a, b) => b - a);
	const above = (share: number): number => harmless[Math.floor(harmless.length * share)];
	const [threshold, doubted] = [above(HELD_FALSELY), above(DOUBTED_FALSELY)];
	const of = (name: string, some: typeof scores): void => {
		const share = (least: number) =>
			`${((100 * some.filter(({ score }) => score > least).length) / Math.max(1, some.length)).toFixed(1)} %`;
		console.log(
			`${name.padEnd(10)} ${String(some.length).padStart(6)} sentences, over what is sure ${share(threshold)}, over what is doubted ${share(doubted)}`,
		);
	};
	of(
		'harmless',
		scores.filter(({ wanted }) => !wanted),
	);
	for (const saying of [...SAYINGS, 'unknown'])
		of(
			saying,
			scores.filter(({ example }) => example.label === saying),
		);
	const any = learn(examples, 'any', random, WORDING_PLACES);
	const never = examples.filter(({ isFixed, isSettled, label }) => isFixed && !isSettled && label === null);
	correct(any, never, threshold);
	const told = examples
		.filter(({ label }) => label !== null && label !== 'unknown')
		.map((example) => ({ ...example, features: foldedWording(example.features, TOPIC_PLACES) }));
	const stored = {
		any: writeWeights({ ...any, threshold }),
		...Object.fromEntries(SAYINGS.map((saying) => [saying, writeWeights({ ...learn(told, saying, random, TOPIC_PLACES), threshold: 0 })])),
		vocabulary: writeVocabulary(vocabulary),
		doubt: Math.round((threshold - doubted) * 1000) / 1000,
	};
	writeFileSync(
		TAUGHT,
		`/** Which lessons taught it. */
export const SAYING_TAUGHT_BY = '${fingerprint()}';
/** Made by \`npm run teach:replies\` from what is in test/teach/replies; not to be edited by hand. Read when the first reply is. */
export const SAYING_WEIGHTS =
	'${JSON.stringify(stored)}';
`,
	);
}

teach(seeded(1));
teachStating(seeded(1));
