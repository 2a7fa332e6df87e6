import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A reply, and what it answers. */
export interface Line {
	question: string;
	reply: string;
}

/** A company by its texts, and what its agent may say and may not. */
export interface Company {
	/** Texts that the operator wrote. */
	own: string[];
	/** What these texts carry: beside another company's nobody could know it. */
	carried: Line[];
	/** Harmless whatever the texts say. */
	harmless: Line[];
	/** What may not be said; `fact` when it is only that no text names it. */
	held: Array<Line & { label: string }>;
}

const FOLDER = path.join(__dirname, 'companies');

/** The companies of all files; a text begins one unless another text stands before it. */
export function companies(): Company[] {
	const all: Company[] = [];
	let before = '';
	for (const file of readdirSync(FOLDER).sort())
		for (const line of readFileSync(path.join(FOLDER, file), 'utf8').split('\n')) {
			const [mark, rest] = [line[0], line.slice(2)];
			if (!'@=+-'.includes(mark ?? ' ')) continue;
			if (mark === '@' && before !== '@') all.push({ own: [], carried: [], harmless: [], held: [] });
			const company = all.at(-1)!;
			if (mark === '@') company.own.push(rest);
			else if (mark === '=') company.carried.push(lineOf(rest));
			else if (mark === '+') company.harmless.push(lineOf(rest));
			else company.held.push({ label: rest.slice(0, rest.indexOf(':')), ...lineOf(rest.slice(rest.indexOf(':') + 2)) });
			before = mark;
		}
	return all;
}

function lineOf(text: string): Line {
	const [question, reply] = text.includes(' => ') ? text.split(' => ') : ['', text];
	return { question: question.trim(), reply: reply.trim() };
}
