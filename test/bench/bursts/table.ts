import type { Size } from './bursts';
import type { Figures } from './measure';
import type { Name } from './pipelines';
import { spreadOf } from './statistics';

/** All runs of both pipelines with bursts of one size: the n-th of ours was played beside the n-th of the other. */
export type Runs = Record<Name, Figures[]>;

const COLUMNS: Array<{ title: string; of: keyof Figures; digits: number }> = [
	{ title: 'turns/s', of: 'turnsASecond', digits: 2 },
	{ title: 'reply ms', of: 'replyMs', digits: 0 },
	{ title: 'reply p95', of: 'replyP95Ms', digits: 0 },
	{ title: 'executions', of: 'executions', digits: 2 },
	{ title: 'waiting', of: 'waiting', digits: 2 },
	{ title: 'open s', of: 'openSeconds', digits: 2 },
	{ title: 'isolates', of: 'isolates', digits: 2 },
	{ title: 'CPU ms', of: 'processorMs', digits: 0 },
];
const WIDTH = 21;

/** A table of one engine: for each size both pipelines, and ours ÷ stock (of each pair of runs, then the median); in brackets the lowest and the highest run. */
export function tableOf(runsOf: Array<[Size, Runs]>): string {
	const line = (first: string, cells: string[]) => first.padEnd(18) + cells.map((cell) => cell.padStart(WIDTH)).join('');
	const head = line(
		'messages a burst',
		COLUMNS.map(({ title }) => title),
	);
	const lines = runsOf.flatMap(([size, runs]) => [
		...(['ours', 'stock'] as const).map((name) =>
			line(
				`${size} ${name}`,
				COLUMNS.map(({ of, digits }) =>
					cell(
						runs[name].map((figures) => figures[of]),
						digits,
					),
				),
			),
		),
		line(
			`${size} ours ÷ stock`,
			COLUMNS.map(({ of }) => ratio(runs, of)),
		),
	]);
	return [head, ...lines].join('\n');
}

export function cell(values: number[], digits: number): string {
	const { median, least, most } = spreadOf(values);
	const text = (value: number) => value.toFixed(digits);
	return least === most ? text(median) : `${text(median)} (${text(least)}–${text(most)})`;
}

/** Nothing where the other has nothing of it: no isolates with the legacy engine. */
function ratio({ ours, stock }: Runs, of: keyof Figures): string {
	const ratios = ours.map((figures, n) => figures[of] / stock[n][of]);
	return ratios.every(Number.isFinite) ? cell(ratios, 2) : '–';
}
