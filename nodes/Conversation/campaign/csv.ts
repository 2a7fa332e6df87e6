/** What separates columns: Excel in Portuguese writes semicolons, other programs commas or tabs. */
const SEPARATORS = [';', ',', '\t', '|'];

/** The words of a file. Excel's plain "CSV" is Windows-1252, in which `Janaína` is no UTF-8; its "Unicode text" is UTF-16. */
export function decoded(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/**
 * The lines of a CSV file by the names in its first line (RFC 4180; `sep=;` before it, as Excel writes it, is understood). Empty lines are none.
 * @throws {RangeError} for what has no line below its first one, or a quote that nothing ends
 */
export async function csvRows(text: string): Promise<Array<Record<string, string>>> {
	const hinted = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
	const body = text.slice(hinted?.[0].length ?? 0).replace(/^\uFEFF/, '');
	const [header, ...lines] = (await cellsOf(body, hinted?.[1] ?? separatorOf(body))).filter((line) => line.some((cell) => cell !== ''));
	if (!header || lines.length === 0) throw new RangeError('The CSV file has no line below the names of its columns');
	return lines.map((line) => Object.fromEntries(header.map((name, at) => [name, line[at] ?? ''])));
}

/** That which stands most often in the first line. */
function separatorOf(text: string): string {
	const [first] = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1);
	const counts = SEPARATORS.map((separator) => first.split(separator).length);
	return SEPARATORS[counts.indexOf(Math.max(...counts))];
}

async function cellsOf(text: string, delimiter: string): Promise<string[][]> {
	const { parse, CsvError } = await import('../../shared/bundled/csv');
	try {
		// Inches and nicknames stand inside a cell: `tubo 3" preto`.
		return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, trim: true });
	} catch (error) {
		if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
			throw new RangeError('The CSV file has a quote (") that nothing ends: save it once more as CSV');
		throw error;
	}
}
