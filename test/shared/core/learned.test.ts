import { LABELS } from '../../../nodes/shared/core/hearing/intent';
import { TAUGHT_BY, WEIGHTS } from '../../../nodes/shared/core/hearing/taught';
import { taughtEar } from '../../../nodes/shared/core/hearing/taughtEar';
import { tokensOf } from '../../../nodes/shared/core/hearing/tokens';
import { featuresOf, PLACES } from '../../../nodes/shared/core/learned/features';
import { learnedIn, piecesOf, scoreOf } from '../../../nodes/shared/core/learned/learned';
import { readTable, readWeights, writeWeights } from '../../../nodes/shared/core/learned/weights';
import { fingerprint } from '../../teach/examples';
import { rows } from '../../teach/rows';

const heard = (text: string) => taughtEar(tokensOf(text)).map(({ label }) => label);

it('is taught by the rows as they are: after a change of them, run npm run teach', () => {
	expect(TAUGHT_BY).toBe(fingerprint());
});

it('every row has words of its own and labels that there are', () => {
	const texts = rows().map(({ text }) => text);
	expect(texts).toHaveLength(new Set(texts).size);
	expect(rows().filter(({ text, labels }) => text.trim() === '' || labels.some((label) => !LABELS.includes(label)))).toEqual([]);
});

it('hears nothing in no words, in a number, in signs', () => {
	expect(['', '400', '👍', '???', '   '].map(heard)).toEqual([[], [], [], [], []]);
});

it('weights that are written are read again, but for what is less than half a step', () => {
	const at = new Float32Array(PLACES);
	at.set([1, -0.5, 0.001], 7);
	at[PLACES - 1] = 0.25;
	const stored = writeWeights({ bias: -1.25, threshold: 0.5, at });
	const [read] = readWeights({ human: stored });
	expect([read.bias, read.threshold]).toEqual([-1.25, 0.5]);
	expect([...read.at].flatMap((weight, place) => (weight === 0 ? [] : [[place, Math.round(weight * 100) / 100]]))).toEqual([
		[7, 1],
		[8, -0.5],
		[PLACES - 1, 0.25],
	]);
});

it('places are whole, below the number of places, and the same for the same words', () => {
	const places = [...featuresOf(tokensOf('Quero falar com uma pessoa, pode ser?'))];
	expect(places.every((place) => Number.isInteger(place) && place >= 0 && place < PLACES)).toBe(true);
	expect(places).toEqual([...featuresOf(tokensOf('QUERO FALAR COM UMA PESSOA, PODE SER?'))]);
	expect(scoreOf(new Set(), { bias: -2, at: new Float32Array(PLACES) })).toBe(-2);
});

it('a long message is heard in pieces that leave no word out', () => {
	expect([piecesOf(0), piecesOf(30), piecesOf(31), piecesOf(50)]).toEqual([
		[],
		[[0, 30]],
		[
			[0, 30],
			[15, 31],
		],
		[
			[0, 30],
			[15, 45],
			[30, 50],
		],
	]);
});

it('what is counted half by half is what each piece says by itself', () => {
	const table = readTable(WEIGHTS);
	const told = rows()
		.slice(0, 40)
		.map(({ text }) => text);
	for (const text of [told[0], told.slice(0, 3).join('? '), told.join(' '), 'quero falar '.repeat(40)]) {
		const tokens = tokensOf(text);
		const pieces = piecesOf(tokens.length).map(([from, end]) => featuresOf(tokens.slice(from, end)));
		const overs = readWeights(WEIGHTS).map((weights) =>
			Math.max(...pieces.map((features) => scoreOf(features, weights) - weights.threshold)),
		);
		learnedIn(tokens, table).forEach(({ over }, n) => expect(over).toBeCloseTo(overs[n], 5));
	}
});
