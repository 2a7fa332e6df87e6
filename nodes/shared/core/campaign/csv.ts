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
export function csvRows(text: string): Array<Record<string, string>> {
	const hinted = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
	const body = text.slice(hinted?.[0].length ?? 0).replace(/^\uFEFF/, '');
	const [header, ...lines] = cells(body, hinted?.[1] ?? separatorOf(body)).filter((line) => line.some((cell) => cell.trim() !== ''));
	if (!header || lines.length === 0) throw new RangeError('The CSV file has no line below the names of its columns');
	const names = header.map((name) => name.trim());
	return lines.map((line) => Object.fromEntries(names.map((name, at) => [name, (line[at] ?? '').trim()])));
}

/** That which stands most often in the first line. */
function separatorOf(text: string): string {
	const [first] = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1);
	const counts = SEPARATORS.map((separator) => first.split(separator).length);
	return SEPARATORS[counts.indexOf(Math.max(...counts))];
}

function cells(text: string, separator: string): string[][] {
	const lines: string[][] = [[]];
	let cell = '';
	let isQuoted = false;
	const end = () => {
		lines[lines.length - 1].push(cell);
		cell = '';
	};
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (isQuoted && sign === '"' && text[at + 1] === '"') {
			cell += '"';
			at++;
		} else if (sign === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
		else if (isQuoted) cell += sign;
		else if (sign === separator) end();
		else if (sign === '\n') {
			end();
			lines.push([]);
		} else if (sign !== '\r') cell += sign;
	}
	if (isQuoted) throw new RangeError('The CSV file has a quote (") that nothing ends: save it once more as CSV');
	end();
	return lines;
}
