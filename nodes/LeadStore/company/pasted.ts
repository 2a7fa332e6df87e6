import type { PastedRow } from '../../shared/core/company/productLines';
import type { TypedProblem } from '../../shared/core/company/typed';

const SEPARATORS = [';', '\t', ','];

/** What parts the cells: of those outside quotes in the first line that says anything, the first kind there is. A comma is no separator beside a semicolon: it stands in prices. */
function separatorOf(text: string): string {
	const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
	const bare = first.replace(/"[^"]*"/g, '');
	return SEPARATORS.find((one) => bare.includes(one)) ?? ';';
}

/** Rows of a pasted list or a CSV file, whichever of `;`, tab and comma parts it, with Excel's mark at the beginning and quotes as spreadsheets write them. */
export async function pastedRows(given: string): Promise<{ rows: PastedRow[]; problems: TypedProblem[] }> {
	const text = given.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
	const { parse, CsvError } = await import('../../shared/bundled/csv');
	try {
		const records = parse(text, {
			delimiter: separatorOf(text),
			relax_column_count: true,
			// Inches and nicknames stand inside a cell: `Pizza 12" grande`.
			relax_quotes: true,
			skip_empty_lines: true,
			trim: true,
			info: true,
		}) as unknown as Array<{ record: string[]; info: { lines: number } }>;
		return { rows: records.map(({ record, info }) => ({ line: beginOf(info.lines, record), cells: record })), problems: [] };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		const line = openedOn(text);
		return {
			rows: [],
			problems: [
				{
					message: `Line ${line} opens quotes that nothing closes: close them, or take them out`,
					sentence: `Linha ${line}: há aspas que abrem e não fecham. Feche-as, ou apague as aspas.`,
				},
			],
		};
	}
}

/** The parser tells on which line a record ends; a cell of several lines began above. */
const beginOf = (ends: number, record: string[]): number => ends - record.join('').split('\n').length + 1;

/** The first line with an odd number of quotes. */
const openedOn = (text: string): number => text.split('\n').findIndex((line) => (line.match(/"/g) ?? []).length % 2 === 1) + 1;
