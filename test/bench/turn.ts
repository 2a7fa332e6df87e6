import { earOf } from '../../nodes/shared/core/hearing/ear';
import { leaksIn, STRICTEST } from '../../nodes/shared/core/sdr/outputFilter';
import messages from '../eval/rows/messages.json';
import { GROUND_ROWS } from '../eval/rows/grounds';
import { OFFER_ROWS } from '../eval/rows/offers';
import { seeded } from '../eval/mutations';
import wordings from '../shared/core/hearing/wordings.json';

/**
 * `tsx test/bench/turn.ts`: what the ear and the filter cost a turn, each on a text of so many characters. The language and the operator's texts
 * are known to them, as in a program that has run for a while; of several tries of a text the least counts, since other work on the machine is none of theirs.
 */
const LENGTHS = [400, 4000];
const TEXTS = 60;
const WARMING = 200;
const TRIES = 9;

const said = [...messages, ...wordings].map(({ text }) => text);
const harmless = [...GROUND_ROWS, ...OFFER_ROWS].filter(({ kind }) => kind === null);
const { own } = GROUND_ROWS[0];

/** Sentences in an order of their own, up to a length. */
function textOf(sentences: readonly string[], length: number, seed: number): string {
	const random = seeded(seed);
	let text = '';
	while (text.length < length) text += `${sentences[Math.floor(random() * sentences.length)]}${random() < 0.5 ? '\n' : ' '}`;
	return text.slice(0, length);
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const timed = (work: () => void, tries: number): number =>
	Math.min(
		...Array.from({ length: tries }, () => {
			const began = performance.now();
			work();
			return performance.now() - began;
		}),
	);

const hear = earOf();
const filter = (reply: string, customerText: string) =>
	leaksIn(reply, { ...STRICTEST, customerText, asked: [customerText.slice(-200)], ownTexts: own });

for (const length of LENGTHS) {
	const rows = Array.from({ length: WARMING + TEXTS }, (_, seed) => {
		const tries = seed < WARMING ? 1 : TRIES;
		const message = textOf(said, length, seed);
		const reply = textOf(
			harmless.map((row) => row.reply),
			length,
			seed + 1000,
		);
		const question = said[seed % said.length];
		return { ear: timed(() => hear(message), tries), filter: timed(() => filter(reply, question), tries) };
	}).slice(WARMING);
	const [ear, claims] = [median(rows.map((row) => row.ear)), median(rows.map((row) => row.filter))];
	const both = median(rows.map((row) => row.ear + row.filter));
	console.log(
		`${String(length).padStart(5)} characters: ear ${ear.toFixed(2)} ms, filter ${claims.toFixed(2)} ms, both ${both.toFixed(2)} ms at the median of ${TEXTS} texts`,
	);
}
