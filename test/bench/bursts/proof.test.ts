import { salesAnswer } from '../../sandbox/modelAnswer';
import { burstsOf, SIZES } from './bursts';
import { wrongBursts } from './proof';

const some = (size: (typeof SIZES)[number], seed = 7) => {
	let phones = 0;
	return burstsOf({ size, count: 14, quietSeconds: 2, seed, newPhone: () => `551190000${1000 + phones++}` });
};
const saved =
	(messages: number, replies = 1) =>
	() => ({ messages, replies });

describe('what people write', () => {
	it.each(SIZES)('the reply to %d messages is right only when all that tell something came to the model', (size) => {
		const replyTo = (texts: string[]) => salesAnswer([{ role: 'user', text: texts.join('\n') }]).reply;
		for (const { messages, reply } of some(size)) {
			const texts = messages.map(({ text }) => text);
			expect(texts).toHaveLength(size);
			expect(replyTo(texts)).toBe(reply);
			for (const text of texts.filter((one) => !one.startsWith('Oi, boa')))
				expect(replyTo(texts.filter((one) => one !== text))).not.toBe(reply);
		}
	});

	it('comes at irregular times that the same seed gives again, and never so late that the burst is over', () => {
		const gaps = (seed: number) => some(5, seed).flatMap(({ messages }) => messages.slice(1).map(({ afterMs }) => afterMs));
		expect(gaps(1)).toEqual(gaps(1));
		expect(gaps(1)).not.toEqual(gaps(2));
		expect(new Set(gaps(1)).size).toBeGreaterThan(40);
		expect(Math.min(...gaps(1))).toBeGreaterThanOrEqual(300);
		expect(Math.max(...gaps(1))).toBeLessThanOrEqual(1000);
	});

	it('comes from a person of one’s own each', () => {
		expect(new Set(some(1).map(({ phone }) => phone)).size).toBe(14);
	});
});

describe('whether the work was done', () => {
	const [burst] = some(3);

	it('is said of one reply with the right text, and all saved', () => {
		expect(wrongBursts([burst], () => [burst.reply], saved(3))).toEqual([]);
	});

	it.each([
		['no reply', [], saved(3), '0 replies instead of one'],
		['the reply twice', [burst.reply, burst.reply], saved(3), '2 replies instead of one'],
		['a reply to a part of the burst', ['Olá!'], saved(3), `"Olá!" instead of "${burst.reply}"`],
		['a message that was not saved', [burst.reply], saved(2), '2 messages and 1 replies were saved'],
		['a reply that was not saved', [burst.reply], saved(3, 0), '3 messages and 0 replies were saved'],
	])('is denied with %s', (_, replies, savedOf, problem) => {
		expect(wrongBursts([burst], () => replies, savedOf)).toEqual([expect.stringContaining(problem)]);
	});
});
