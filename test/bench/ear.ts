import { earOf } from '../../nodes/shared/core/hearing/ear';
import rows from '../eval/rows/messages.json';

/**
 * `tsx test/bench/ear.ts`: what it costs to hear one message, median of many, when the words were met before. The longest is what the agent reads of a message (4,000
 * characters), of sentences that are listened for; the other is one sentence without a mark, which every pattern may span.
 */
const RUNS = 200;
const LONGEST = 4000;

const wild = rows.map(({ text }) => text);
const messages: Record<string, string> = {
	'one sentence': 'Boa tarde, gostaria de saber quanto custa a máquina e se vocês entregam em Manaus',
	'4,000 characters': wild.join('. ').slice(0, LONGEST),
	'4,000 characters without a mark': wild
		.join(' ')
		.replace(/[^\p{L}\s]/gu, ' ')
		.slice(0, LONGEST),
	'4,000 characters of nothing': 'A gente mora perto da praça e passa sempre na frente da loja de vocês com as crianças. '
		.repeat(60)
		.slice(0, LONGEST),
};

/** Milliseconds of this process's own work: other work on the machine is not the ear's. */
const worked = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
};
const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const began = worked();
const hear = earOf();
console.log(`${'making the ear'.padEnd(34)} ${(worked() - began).toFixed(1)} ms`);
for (const [name, text] of Object.entries(messages)) {
	const cold = worked();
	hear(text);
	const first = worked() - cold;
	const times = Array.from({ length: RUNS }, () => {
		const start = worked();
		hear(text);
		return worked() - start;
	});
	console.log(`${name.padEnd(34)} median ${median(times).toFixed(3)} ms, first ${first.toFixed(1)} ms`);
}
