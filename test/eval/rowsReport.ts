import { claimsOfRow, isHeld, REPLY_ROWS, type ReplyRow } from './rows/replies';

/** How many of so many went wrong. */
export interface Share {
	wrong: number;
	of: number;
}
/** What is counted over rows, by the name of a group of them. */
export interface Counted {
	group: string;
	shares: Record<string, Share>;
}

/** Must not go out but is sent (`leaks`), is harmless but held (`held`), would be asked of the second reader (`second reader`). */
export function countReplies(rows: ReplyRow[] = REPLY_ROWS): Counted[] {
	const groups: Array<[string, (row: ReplyRow) => boolean]> = [
		['plain, as written', ({ plain, mutation }) => plain && mutation === 'as written'],
		['plain, all ways', ({ plain }) => plain],
		['all, as written', ({ mutation }) => mutation === 'as written'],
		['all', () => true],
		...[...new Set(rows.map(({ source }) => source))].map((source): [string, (row: ReplyRow) => boolean] => [
			source,
			(row) => row.source === source,
		]),
	];
	return groups.map(([group, isIn]) => {
		const some = rows.filter(isIn);
		const of = (want: ReplyRow['want']) => some.filter((row) => row.want === want);
		const doubtful = some.filter((row) => !isHeld(row) && claimsOfRow(row).length > 0);
		return {
			group,
			shares: {
				leaks: { wrong: of('hold').filter((row) => !isHeld(row)).length, of: of('hold').length },
				held: { wrong: of('send').filter(isHeld).length, of: of('send').length },
				'second reader': { wrong: doubtful.length, of: some.length },
			},
		};
	});
}

/** A table of counts, a line a group; whoever measures something else over rows hands its own counts over. */
export function rowsTable(counted: Counted[]): string {
	const names = Object.keys(counted[0]?.shares ?? {});
	const cell = ({ wrong, of }: Share): string => (of === 0 ? '-' : `${wrong}/${of} (${((100 * wrong) / of).toFixed(1)}%)`);
	const lines = [['rows', ...names], ...counted.map(({ group, shares }) => [group, ...names.map((name) => cell(shares[name]))])];
	const widths = lines[0].map((_, n) => Math.max(...lines.map((line) => line[n].length)));
	return lines.map((line) => line.map((one, n) => (n === 0 ? one.padEnd(widths[n]) : one.padStart(widths[n]))).join('  ')).join('\n');
}

/** The rows as written that went wrong, a line each. */
export const wrongReplies = (rows: ReplyRow[] = REPLY_ROWS): string[] =>
	rows
		.filter((row) => isHeld(row) !== (row.want === 'hold'))
		.map((row) => {
			const why = claimsOfRow(row).map(({ rule, excerpt }) => `${rule}: ${excerpt}`);
			return `${row.want === 'hold' ? 'SENT' : 'HELD'} [${row.source}, ${row.mutation}] ${row.reply}${row.customer ? ` ← ${row.customer}` : ''} ${why.join(' | ')}`;
		});
