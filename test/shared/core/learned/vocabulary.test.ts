import { readVocabulary, writeVocabulary } from '../../../../nodes/shared/core/learned/vocabulary';

const LARGEST = 2 ** 31 - 1;

it('what was written is read again, each hash and no other, up to the largest and the smallest', () => {
	const hashes = [0, 1, -1, 0x0a, 0x0d, 255, 256, 65_537, LARGEST, -LARGEST - 1];
	const read = readVocabulary(writeVocabulary(hashes));
	expect(hashes.filter((hash) => !read.has(hash))).toEqual([]);
	expect([2, -2, 254, 0x0b, LARGEST - 1].filter((hash) => read.has(hash))).toEqual([]);
});

it('the same words are the same text, in whatever order they were learned, in four bytes each', () => {
	const text = writeVocabulary([7, -3, 1_000_000]);
	expect(writeVocabulary(new Set([1_000_000, 7, -3]))).toBe(text);
	expect(atob(text)).toHaveLength(12);
});

it('a reader who was taught no word knows none', () => {
	expect([writeVocabulary([]), readVocabulary('').has(0)]).toEqual(['', false]);
});
