import type { PastedRow } from '../../shared/core/company/productLines';
import type { TypedProblem } from '../../shared/core/company/typed';

const SEPARATORS = [';', '\t', ','];
/** Excel writes it above everything, for itself. */
const EXCELS_LINE = /^sep=(.)$/i;

/** What parts the cells: of those outside quotes in the first line that says anything, the first kind there is. A comma is no separator beside a semicolon: it stands in prices. */
function separatorOf(lines: string[]): string {
	const first = lines.find((line) => line.trim() !== '') ?? '';
	const told = EXCELS_LINE.exec(first.trim())?.[1];
	if (told) return told;
	const bare = first.replace(/"[^"]*"/g, '');
	return SEPARATORS.find((one) => bare.includes(one)) ?? ';';
}

/**
 * Rows of a pasted list or a CSV file, whichever of `;`, tab and comma parts it, with Excel's marks at the beginning and quotes as spreadsheets write them. A cell
 * of several lines stands between quotes.
 */
export async function pastedRows(given: string): Promise<{ rows: PastedRow[]; problems: TypedProblem[] }> {
	const lines = given
		.replace(/^\uFEFF/, '')
		.replace(/\r\n?/g, '\n')
		.split('\n');
	const delimiter = separatorOf(lines);
	// Left empty: the lines below keep their numbers.
	if (EXCELS_LINE.test((lines[0] ?? '').trim())) lines[0] = '';
	const text = lines.join('\n');
	const { parse, CsvError } = await import('../../shared/bundled/csv');
	const read = (quote: '"' | false): PastedRow[] => {
		const records = parse(text, {
			delimiter,
			quote,
			relax_column_count: true,
			// Inches and nicknames stand inside a cell: `Pizza 12" grande`.
			relax_quotes: true,
			trim: true,
			info: true,
		}) as unknown as Array<{ record: string[]; info: { lines: number } }>;
		return records.map(({ record, info }) => ({ line: info.lines - linesIn(record) + 1, cells: record }));
	};
	try {
		return { rows: read('"'), problems: [] };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		// A cell that begins with a word in quotes and goes on: its quotes are nothing but letters.
		if (error.code !== 'CSV_QUOTE_NOT_CLOSED') return { rows: read(false), problems: [] };
		const line = lines.findIndex((one) => (one.match(/"/g) ?? []).length % 2 === 1) + 1;
		const message = `Line ${line} opens quotes that nothing closes: close them, or take them out`;
		return { rows: [], problems: [{ message, sentence: `Linha ${line}: há aspas que abrem e não fecham. Feche-as, ou apague as aspas.` }] };
	}
}

/** The parser tells on which line a record ends; a cell of several lines began above. */
const linesIn = (record: string[]): number => record.join('').split('\n').length;
