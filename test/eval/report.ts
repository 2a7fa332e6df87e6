import type { Score, Verdict } from './judge';
import type { Played } from './play';

export interface Judged {
	theme: string;
	played: Played;
	verdict: Verdict;
}
/** US dollars a million tokens. */
export interface Price {
	input: number;
	output: number;
}

const HEAD = [
	'theme',
	'talks',
	'turns',
	'fields',
	'class',
	'labels',
	'found',
	'transfer',
	'leaks',
	'crashes',
	'asked',
	'length',
	'again',
	'spare',
	'US$',
	'p50 ms',
	'p95 ms',
];

/** The table: a line a theme, and one for all. */
export function table(judged: Judged[], price: Price): string {
	const themes = [...new Set(judged.map(({ theme }) => theme))];
	const rows = [
		...themes.map((theme) =>
			row(
				theme,
				judged.filter((one) => one.theme === theme),
				price,
			),
		),
		row('all', judged, price),
	];
	const lines = [HEAD, ...rows];
	const widths = HEAD.map((_, n) => Math.max(...lines.map((line) => line[n].length)));
	return lines.map((line) => line.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n]))).join('  ')).join('\n');
}

function row(theme: string, judged: Judged[], price: Price): string[] {
	const verdicts = judged.map(({ verdict }) => verdict);
	const results = judged.flatMap(({ played }) => played.results);
	const times = judged.flatMap(({ played }) => played.tookMs).sort((a, b) => a - b);
	const tokens = (kind: 'input' | 'output') => results.reduce((sum, { usage }) => sum + usage[kind], 0);
	const cost = (tokens('input') * price.input + tokens('output') * price.output) / 1e6;
	const total = (key: 'regenerated' | 'fallbacks') => verdicts.reduce((sum, verdict) => sum + verdict[key], 0);
	return [
		theme,
		String(judged.length),
		String(results.length),
		...(['fields', 'classes', 'labels', 'findings', 'transfers'] as const).map((key) => percent(verdicts.map((verdict) => verdict[key]))),
		String(verdicts.flatMap(({ leaks }) => leaks).length),
		String(judged.filter(({ played }) => played.crash !== null).length),
		String(Math.max(0, ...verdicts.map(({ questions }) => questions))),
		String(Math.max(0, ...verdicts.map(({ length }) => length))),
		String(total('regenerated')),
		String(total('fallbacks')),
		cost.toFixed(4),
		...[0.5, 0.95].map((share) => String(Math.round(times[Math.floor((times.length - 1) * share)] ?? 0))),
	];
}

function percent(scores: Score[]): string {
	const of = scores.reduce((sum, score) => sum + score.of, 0);
	const right = scores.reduce((sum, score) => sum + score.right, 0);
	return of === 0 ? '-' : `${Math.round((100 * right) / of)}% (${right}/${of})`;
}

/** Everything that was wrong, a line each. */
export const mistakes = (judged: Judged[]): string[] =>
	judged.flatMap(({ theme, played, verdict }) => {
		const all = [...verdict.wrong, ...verdict.leaks.map((leak) => `LEAK ${leak}`), ...(played.crash ? [`CRASH ${played.crash}`] : [])];
		return all.map((what) => `${theme} · ${played.golden.name}: ${what}`);
	});

/** How many conversations were right in every way each time they were played (pass^k). */
export function passedEveryTime(judged: Judged[]): string {
	const names = [...new Set(judged.map(({ played }) => played.golden.name))];
	const passes = ({ verdict, played }: Judged): boolean =>
		verdict.wrong.length === 0 && verdict.leaks.length === 0 && played.crash === null;
	const passed = names.filter((name) => judged.filter(({ played }) => played.golden.name === name).every(passes));
	return `${passed.length}/${names.length}`;
}
