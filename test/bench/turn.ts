import { earOf } from '../../nodes/shared/core/hearing/ear';
import { leaksIn, STRICTEST, type OutputPolicy } from '../../nodes/shared/core/sdr/outputFilter';
import { SYSTEM_PROMPT } from '../../nodes/SdrAgent/prompts';
import { REPLIES } from '../../nodes/SdrAgent/replies';
import messages from '../eval/rows/messages.json';
import { GROUND_ROWS, ownOf } from '../eval/rows/grounds';
import { OFFER_ROWS } from '../eval/rows/offers';
import { seeded } from '../eval/mutations';
import wordings from '../shared/core/hearing/wordings.json';

/**
 * `tsx test/bench/turn.ts`: what the ear and the filter cost a turn, each on a text of so many characters. The language and the operator's texts
 * are known to them, as in a program that has run for a while. First each by itself, with the texts of a small company and nothing else: of several tries of a text the
 * least counts, since other work on the machine is none of theirs. Then as a turn of the agent asks for them, once, beside a catalogue, the prompt, eight messages that
 * were answered, and a message as long as the reply.
 */
const LENGTHS = [400, 4000];
const CATALOGUES = [5, 500];
const TEXTS = 60;
const WARMING = 200;
const TRIES = 9;

const said = [...messages, ...wordings].map(({ text }) => text);
const harmless = [...GROUND_ROWS, ...OFFER_ROWS].filter(({ kind }) => kind === null).map(({ reply }) => reply);
const { own } = GROUND_ROWS[0];

/** Sentences in an order of their own, up to a length. */
function textOf(sentences: readonly string[], length: number, seed: number): string {
	const random = seeded(seed);
	let text = '';
	while (text.length < length) text += `${sentences[Math.floor(random() * sentences.length)]}${random() < 0.5 ? '\n' : ' '}`;
	return text.slice(0, length);
}

/** The lines of six companies' catalogues, as often as need be, each time with other numbers. */
function catalogueOf(products: number): string[] {
	const random = seeded(products);
	const lines = [...new Set(GROUND_ROWS.map(({ trade }) => trade))].flatMap((trade) => ownOf(trade).slice(1));
	return Array.from({ length: products }, (_, n) => {
		const line = lines[n % lines.length];
		return `Modelo ${n}: ${n < lines.length ? line : line.replace(/\d/g, () => String(Math.floor(random() * 10)))}`;
	});
}

function turnOf(catalogue: readonly string[], message: string, seed: number): OutputPolicy {
	const before = Array.from({ length: 8 }, (_, n) => ({
		asked: textOf(said, 80, 100 * seed + n),
		told: textOf(harmless, 200, 100 * seed + n),
	}));
	return {
		...STRICTEST,
		secretTexts: [SYSTEM_PROMPT],
		productNames: catalogue.map((line) => line.split(':')[0]),
		customerText: [...before.map(({ asked }) => asked), message].join('\n'),
		asked: [message],
		ownTexts: [own[0], ...Object.values(REPLIES), ...catalogue],
		toldTexts: [SYSTEM_PROMPT, ...before.map(({ told }) => told)],
	};
}

const at = (values: number[], share: number): number => [...values].sort((a, b) => a - b)[Math.floor(values.length * share)];
const timed = (work: () => void, tries: number): number =>
	Math.min(
		...Array.from({ length: tries }, () => {
			const began = performance.now();
			work();
			return performance.now() - began;
		}),
	);

const hear = earOf();

/** @param policyFor what the reply is held against, when the customer wrote the message */
function measure(name: string, length: number, tries: number, policyFor: (message: string, seed: number) => OutputPolicy): void {
	const rows = Array.from({ length: WARMING + TEXTS }, (_, seed) => {
		const message = textOf(said, length, seed);
		const reply = textOf(harmless, length, seed + 1000);
		const policy = policyFor(message, seed);
		const times = seed < WARMING ? 1 : tries;
		const [ear, filter] = [timed(() => hear(message), times), timed(() => leaksIn(reply, policy), times)];
		return { ear, filter, both: ear + filter };
	}).slice(WARMING);
	const told = (['ear', 'filter', 'both'] as const).map((part) => {
		const values = rows.map((row) => row[part]);
		return `${part} ${at(values, 0.5).toFixed(2)} ms (p95 ${at(values, 0.95).toFixed(2)})`;
	});
	console.log(`${String(length).padStart(5)} characters, ${name}: ${told.join(', ')} at the median of ${TEXTS} texts`);
}

for (const length of LENGTHS)
	measure('by themselves', length, TRIES, (_, seed) => {
		const question = said[seed % said.length];
		return { ...STRICTEST, customerText: question, asked: [question.slice(-200)], ownTexts: own };
	});
for (const length of LENGTHS)
	for (const products of CATALOGUES) {
		const catalogue = catalogueOf(products);
		measure(`a turn beside ${products} products`, length, 1, (message, seed) => turnOf(catalogue, message, seed));
	}
