import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { unmasked } from '../../../nodes/shared/core/claims/disguise';
import { saidIn } from '../../../nodes/shared/core/claims/saidIn';
import { isEased } from '../../../nodes/shared/core/claims/stated';
import { STATED_PLACES, writeStated, type StatedWords } from '../../../nodes/shared/core/claims/statedWording';
import { Places } from '../../../nodes/shared/core/claims/reading';
import { hashesOf, wordsOf } from '../../../nodes/shared/core/claims/wording';
import { writeVocabulary } from '../../../nodes/shared/core/learned/vocabulary';
import { writeWeights } from '../../../nodes/shared/core/learned/weights';
import { MUTATIONS, type Random } from '../../eval/mutations';
import { correct, learn, scoresOf, type Example } from '../logistic';
import { footingOf } from './lessons';
import { FIRST_TALK, fingerprintOf, judgedOf, statements, type Statement } from './statements';

const TAUGHT = path.resolve(__dirname, '../../../nodes/shared/core/claims/taughtStating.ts');
/** Of harmless sentences that no rule settles, so many may be held, and so many doubted, where they were not taught. */
const HELD_FALSELY = 0.05;
/** Of those beside texts that leave out little. */
const HELD_FALSELY_OF_FULL = 0.09;
const DOUBTED_FALSELY = 0.08;
/** A word of fewer authors' companies and frames teaches nothing but itself; one of so many harmless ones is common. */
const TAUGHT_BY = 3;
const COMMON_IN = 12;
/** A model writes without accents and marks at most; it makes no errors of typing. */
const WRITINGS = ['abbreviations', 'no punctuation'];

function wordsIn(all: readonly Statement[], fewest: number, hashes: (word: string) => number[]): Set<number> {
	const rows = new Map<number, Set<number>>();
	for (const statement of all)
		for (const hash of saidIn(unmasked(statement.reply), footingOf(statement)).flatMap(wordsOf).flatMap(hashes))
			rows.set(hash, (rows.get(hash) ?? new Set()).add(statement.row));
	return new Set([...rows].filter(([, { size }]) => size >= fewest).map(([hash]) => hash));
}

type Taught = Example<'fact'> & Pick<Statement, 'states'> & { isEased: boolean };

function examplesOf(all: readonly Statement[], words: StatedWords, random: Random): Taught[] {
	const writings = MUTATIONS.filter(({ name }) => WRITINGS.includes(name));
	const places = new Places();
	return all.flatMap((statement) =>
		[statement.reply, ...writings.map(({ of }) => of(statement.reply, random))].flatMap((reply) =>
			judgedOf(statement, words, reply).map(({ said, judged }): Taught => {
				writeStated(said, judged, words, places);
				const { row, states, isFixed } = statement;
				const features = new Set(places.list.subarray(0, places.length));
				return { row, states, isFixed, isEased: isEased(said, judged), says: new Set(states ? ['fact'] : []), features };
			}),
		),
	);
}

/** Teaches the reader of stated facts, and writes what it learned into its room. The same statements give the same weights. */
export function teachStating(random: Random): void {
	const all = statements();
	const talk = all.filter(({ states, isFixed, row }) => !states && !isFixed && row >= FIRST_TALK);
	const words = {
		known: wordsIn(all, TAUGHT_BY, hashesOf),
		common: wordsIn(talk, COMMON_IN, (word) => hashesOf(word).slice(0, 1)),
	};
	const examples = examplesOf(all, words, random);
	const scores = scoresOf<'fact', Taught>(examples, 'fact', random, STATED_PLACES);
	const of = (states: boolean): number[] =>
		scores
			.filter(({ wanted }) => wanted === states)
			.map(({ score }) => score)
			.sort((a, b) => b - a);
	const [harmless, stated] = [of(false), of(true)];
	const above = (share: number): number => harmless[Math.floor(harmless.length * share)];
	for (const share of [0.005, 0.01, 0.02, 0.03, 0.05]) {
		const found = stated.filter((score) => score > above(share)).length / stated.length;
		console.log(
			`stated     ${stated.length} of ${examples.length} sentences, ${(100 * found).toFixed(1)} % over what ${100 * share} % of harmless ones are`,
		);
	}
	const [threshold, doubted] = [above(HELD_FALSELY), above(DOUBTED_FALSELY)];
	const ofFull = scores
		.filter(({ wanted, example }) => !wanted && example.isEased)
		.map(({ score }) => score)
		.sort((a, b) => b - a);
	const ease = Math.max(0, Math.round((threshold - ofFull[Math.floor(ofFull.length * HELD_FALSELY_OF_FULL)]) * 1000) / 1000);
	const fact = learn(examples, 'fact', random, STATED_PLACES);
	for (const isOfFull of [true, false])
		correct(
			fact,
			examples.filter(({ isFixed, states, isEased: is }) => isFixed && !states && is === isOfFull),
			isOfFull ? threshold - ease : threshold,
		);
	const stored = {
		fact: writeWeights({ ...fact, threshold }),
		doubt: Math.round((threshold - doubted) * 1000) / 1000,
		ease,
		known: writeVocabulary(words.known),
		common: writeVocabulary(words.common),
	};
	writeFileSync(
		TAUGHT,
		`/** Which statements taught it. */
export const STATED_TAUGHT_BY = '${fingerprintOf(all)}';
/** Made by \`npm run teach:replies\` from what is in test/teach/replies; not to be edited by hand. Read when the first reply is. */
export const STATED_WEIGHTS =
	'${JSON.stringify(stored)}';
`,
	);
}
