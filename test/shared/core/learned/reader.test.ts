import { featuresOf, PLACES, type Word } from '../../../../nodes/shared/core/learned/features';
import { learnedIn, scoreOf } from '../../../../nodes/shared/core/learned/learned';
import { Reader } from '../../../../nodes/shared/core/learned/reader';
import type { Weights } from '../../../../nodes/shared/core/learned/weights';
import { seeded } from '../../../eval/mutations';

const random = seeded(7);
const LABELS = ['a', 'b', 'c'] as const;
const taught = LABELS.map((label): Weights<string> => ({
	label,
	bias: random() - 0.5,
	threshold: 0,
	at: Float32Array.from({ length: PLACES }, () => random() - 0.5),
}));
const words = (text: string): Word[] => text.split(' ').map((one) => ({ word: one.replace('?', ''), asked: one.endsWith('?') }));
const scored = (some: readonly Word[]) => taught.map((one) => scoreOf(featuresOf(some), one));

it.each([
	'oi',
	'quero falar',
	'quero falar com uma pessoa?',
	'não não não quero não',
	'parem de mandar mensagem parem de mandar mensagem parem de mandar mensagem agora por favor',
])('adds up what teaching counts, each as often as it is there: "%s"', (text) => {
	const all = words(text);
	const scoresOf = new Reader(taught).read(all);
	for (const [from, end] of [
		[0, all.length],
		[0, 1],
		[Math.floor(all.length / 2), all.length],
	])
		expect(Array.from(scoresOf(from, end)).map((one) => one.toFixed(6))).toEqual(scored(all.slice(from, end)).map((one) => one.toFixed(6)));
});

it('of no words says no more than the bias does', () => {
	expect(Array.from(new Reader(taught).read([])(0, 0))).toEqual(taught.map(({ bias }) => bias));
	expect(learnedIn([], taught).every(({ over }) => over === -Infinity)).toBe(true);
});

it('gives the piece of a long message that says a label most', () => {
	const calm = Array.from({ length: 60 }, (_, n) => `palavra${n % 3}`);
	const at = new Float32Array(PLACES);
	for (const place of featuresOf([{ word: 'gerente', asked: false }])) at[place] = 3;
	const [only] = learnedIn(words([...calm.slice(0, 50), 'gerente', ...calm.slice(51)].join(' ')), [
		{ label: 'human', bias: -1, threshold: 0, at },
	]);
	expect(only.from).toBeGreaterThan(0);
	expect(only.from <= 50 && only.end > 50).toBe(true);
});
