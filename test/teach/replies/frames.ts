import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { seeded, type Random } from '../../eval/mutations';
import { filler } from './slots';

/** A line of a file: what was asked, what is replied, what the operator's texts say. */
export interface Frame {
	/** The file's name, or what the line names before a colon; null when it is harmless. */
	label: string | null;
	/** The name of its file. */
	file: string;
	question: string;
	reply: string;
	ground: string;
}

const linesOf = (file: string): string[] =>
	readFileSync(path.join(__dirname, file), 'utf8')
		.split('\n')
		.map((line) => line.replace(/^~ /, ''))
		.filter((line) => line.trim() !== '' && !line.startsWith('#'));

function frameOf(line: string, label: string | null, file: string): Frame {
	const [said, ground = ''] = line.split(' << ');
	const [question, reply] = said.includes(' => ') ? said.split(' => ') : ['', said];
	return { label, file, question: question.trim(), reply: reply.trim(), ground: ground.trim() };
}

/** Frames with words to choose from, of all files. */
export const frames = (): Frame[] => [
	...filesOf('frames').flatMap(({ file, name }) => linesOf(file).map((line) => frameOf(line, name, name))),
	...filesOf('frames/harmless').flatMap(({ file, name }) => linesOf(file).map((line) => frameOf(line, null, name))),
];

/** What a company states of itself, and what is harmless beside it in the same words: with the things and services that each names for a ground. */
export const besideFrames = (): Frame[] => [
	...filesOf('frames/stating').flatMap(({ file, name }) => linesOf(file).map((line) => withNouns(frameOf(line, 'fact', name)))),
	...filesOf('frames/beside').flatMap(({ file, name }) => linesOf(file).map((line) => withNouns(frameOf(line, null, name)))),
];
const withNouns = (frame: Frame): Frame => ({
	...frame,
	ground: [...new Set(frame.reply.toLowerCase().match(/\{(?:the|prod|svc)\d?\}/g))].join('; '),
});

/** Sentences that were written one by one. */
export const written = (): Frame[] => [
	...linesOf('written/held.txt').map((line) => frameOf(line.slice(line.indexOf(':') + 1), line.slice(0, line.indexOf(':')), 'held')),
	...linesOf('written/harmless.txt').map((line) => frameOf(line, null, 'harmless')),
];

const filesOf = (folder: string): Array<{ file: string; name: string }> =>
	readdirSync(path.join(__dirname, folder))
		.filter((file) => file.endsWith('.txt'))
		.sort()
		.map((file) => ({ file: `${folder}/${file}`, name: file.replace('.txt', '') }));

/** So many ways of one frame are taken at most. */
const MOST_OF_EACH = 8;

/** A frame with its choices made and its slots filled, in several ways; the same ones every time. */
export function filled(frame: Frame, seed: number, most = MOST_OF_EACH): Frame[] {
	const random = seeded(seed);
	const ways = 2 + (frame.reply.match(/\|/g) ?? []).length;
	const all = Array.from({ length: Math.min(most, ways) }, (): Frame => {
		const fill = filler(random);
		const made = (text: string): string => neat(fill(chosen(text, random)));
		return { label: frame.label, file: frame.file, question: made(frame.question), reply: made(frame.reply), ground: made(frame.ground) };
	});
	return all.filter(({ reply }, n) => all.findIndex((other) => other.reply === reply) === n);
}

/** One of each choice, the inner ones first. */
function chosen(text: string, random: Random): string {
	const choice = /\(([^()]*\|[^()]*)\)/;
	let left = text;
	for (let found = choice.exec(left); found; found = choice.exec(left)) {
		const options = found[1].split('|');
		left = left.slice(0, found.index) + options[Math.floor(random() * options.length)] + left.slice(found.index + found[0].length);
	}
	return left;
}

/** Without the blanks that a choice of nothing leaves. */
const neat = (text: string): string =>
	text
		.replace(/ +([.,:!?])/g, '$1')
		.replace(/ {2,}/g, ' ')
		.trim();
