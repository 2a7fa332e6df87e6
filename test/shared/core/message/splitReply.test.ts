import fc from 'fast-check';

import { fewMessages, LONGEST_PART, splitReply } from '../../../../nodes/shared/core/message/splitReply';

const words = (count: number, word = 'palavra') => Array.from({ length: count }, () => word).join(' ');

it('leaves a short reply whole, and an empty one empty', () => {
	expect([splitReply(' Oi! '), splitReply('  ')]).toEqual([['Oi!'], []]);
});

it('cuts at a blank line rather than at a line, at a line rather than at a blank', () => {
	const [first, second] = [words(60), words(60)];
	expect(splitReply(`${first}\n${first}\n\n${second}\n${second}`)).toEqual([`${first}\n${first}`, `${second}\n${second}`]);
	expect(splitReply(`${words(100)}\n${words(60)}`)).toEqual([words(100), words(60)]);
	expect(splitReply(words(200)).every((part) => part.startsWith('palavra') && part.endsWith('palavra'))).toBe(true);
});

it('does not leave a stub for a line that ends early', () => {
	expect(splitReply(`Oi\n\n${words(150)}`)[0].length).toBeGreaterThan(900);
});

it('tears no emoji apart', () => {
	for (const part of splitReply(`x${'😀'.repeat(900)}`)) expect(() => encodeURIComponent(part)).not.toThrow();
});

it('loses nothing but blanks, and no part is too long', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom('a', 'bb ', '\n', '\n\n', 'palavra ', 'x'.repeat(300)), { maxLength: 80 }), (pieces) => {
			const reply = pieces.join('');
			const parts = splitReply(reply);
			expect(parts.every((part) => part.length > 0 && part.length <= LONGEST_PART)).toBe(true);
			expect(parts.join('').replace(/\s/g, '')).toBe(reply.replace(/\s/g, ''));
		}),
	);
});

it.each(['👨‍👩‍👧‍👦', '👍🏽', '🇧🇷', 'é', '❤️‍🔥'])('%s is never torn apart', (sign) => {
	const parts = splitReply(sign.repeat(60), 50);
	expect(parts.join('')).toBe(sign.repeat(60));
	expect(parts.map((part) => part.split(sign).join(''))).toEqual(parts.map(() => ''));
	expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(50);
});

it('a sign that is longer than a part is cut between its characters, none of which is torn apart', () => {
	const parts = splitReply('👨‍👩‍👧‍👦'.repeat(3), 7);
	expect(parts.join('')).toBe('👨‍👩‍👧‍👦'.repeat(3));
	expect(parts.filter((part) => /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(part))).toEqual([]);
});

describe('on the official API, where each message costs', () => {
	it.each([
		['a greeting and an answer', ['Oi, aqui é o robô.', 'Temos sim!'], ['Oi, aqui é o robô.\n\nTemos sim!']],
		['what other providers get in parts', [words(400)], [words(400).trim()]],
		['nothing', ['', ' '], []],
	])('%s is one message', (_, pieces, messages) => expect(fewMessages(pieces)).toEqual(messages));

	it('what is longer is cut where a reader pauses, in three at the most', () => {
		const paragraph = `${'palavra '.repeat(250).trim()}.`;
		const two = fewMessages([`${paragraph}\n\n${paragraph}\n\n${paragraph}`]);
		expect(two).toEqual([`${paragraph}\n\n${paragraph}`, paragraph]);
		const many = fewMessages([Array.from({ length: 20 }, () => paragraph).join('\n\n')]);
		expect([many.length, many[2].endsWith('…'), many.every(({ length }) => length <= 4096)]).toEqual([3, true, true]);
		const hard = fewMessages(['x'.repeat(20_000)]);
		expect(hard.map(({ length }) => length)).toEqual([4096, 4096, 4096]);
	});
});
