import { earOf } from '../../nodes/shared/core/hearing/ear';
import rows from '../eval/rows/messages.json';
import replies from '../eval/rows/replies.json';
import wordings from '../shared/core/hearing/wordings.json';

/**
 * `tsx test/bench/ear.ts`: what it costs to hear one message, median of many, when the words were met before. 4,000 characters is what the agent reads of a message;
 * 16,000 beside it show how the cost grows, which is with the length and no faster, whatever is repeated.
 */
const RUNS = 40;
const LENGTHS = [4000, 16_000];

const wild = [...rows, ...wordings].map(({ text }) => text);
const repeated = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);
const MESSAGES: Record<string, (length: number) => string> = {
	'one sentence': () => 'Boa tarde, gostaria de saber quanto custa a máquina e se vocês entregam em Manaus',
	'what is listened for': (length) => wild.join('. ').slice(0, length),
	'what is listened for, without a mark': (length) =>
		wild
			.join(' ')
			.replace(/[^\p{L}\s]/gu, ' ')
			.slice(0, length),
	'ordinary text': (length) =>
		replies
			.map(({ reply }) => reply)
			.join(' ')
			.repeat(2)
			.slice(0, length),
	nothing: (length) => repeated('A gente mora perto da praça e passa sempre na frente da loja de vocês com as crianças. ', length),
	'one word': (length) => repeated('mensagem ', length),
	'one filler': (length) => repeated('de ', length),
	'one wish': (length) => repeated('quero falar com ', length),
	digits: (length) => repeated('1234567890 ', length),
	marks: (length) => repeated('?!., ;:', length),
	'nested quotes': (length) => '"(“['.repeat(length / 8) + ')]”"'.repeat(length / 8),
};

/** Milliseconds of this process's own work: other work on the machine is not the ear's. */
const worked = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
};
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const began = worked();
const hear = earOf();
console.log(`${'making the ear'.padEnd(38)} ${(worked() - began).toFixed(1)} ms`);
for (const [name, of] of Object.entries(MESSAGES)) {
	const medians = LENGTHS.map((length) => {
		const text = of(length);
		hear(text);
		return median(
			Array.from({ length: RUNS }, () => {
				const start = worked();
				hear(text);
				return worked() - start;
			}),
		);
	});
	console.log(`${name.padEnd(38)} ${medians.map((ms) => `${ms.toFixed(2)} ms`.padStart(10)).join('')}`);
}
