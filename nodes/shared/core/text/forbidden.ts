import type * as Linear from '../../bundled/re2js';
import { sentences } from './utterances';
import { plain } from './words';

/** An operator's pattern that can be used on any text without running away. */
export interface Forbidden {
	source: string;
	/** What it finds in a sentence in lower case without accents; null when nothing. */
	find: (sentence: string) => string | null;
}

/** What a pattern that only a backtracking engine knows may be tried on, characters: with so few open ends its steps stay few. */
const LONGEST = 240;
const MOST_OPEN_ENDS = 3;

/**
 * A pattern as the operator typed it, for sentences in lower case without accents. It is run by an engine whose time is in proportion to the text (RE2);
 * what that engine does not know (looking ahead or behind, references) is run by JavaScript's own, on the start of a sentence, and only where it has few
 * open ends and none inside another.
 * @throws {SyntaxError} saying why it cannot be used
 */
export function forbiddenPattern(source: string): Forbidden {
	const native = new RegExp(source, 'iu');
	try {
		const pattern = linear().compile(source, linear().CASE_INSENSITIVE);
		return {
			source,
			find: (sentence) => {
				const matcher = pattern.matcher(sentence);
				return matcher.find() ? (matcher.group() ?? '') : null;
			},
		};
	} catch {
		if (runsAway(source))
			throw new SyntaxError('it may take for ever: it repeats what it repeats inside of it, or looks around with too many open ends');
		return { source, find: (sentence) => native.exec(sentence.slice(0, LONGEST))?.[0] ?? null };
	}
}

/** A repetition around a repetition or an alternative, or many of them in a row. */
function runsAway(source: string): boolean {
	const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
	const open = bare.match(/[*+]|\{\d+,\}/g) ?? [];
	return (
		open.length > MOST_OPEN_ENDS ||
		/\([^()]*(?:[*+|]|\{\d+,\d*\})[^()]*\)(?:[*+]|\{\d+,\d*\})/.test(bare) ||
		/\)\)(?:[*+]|\{\d+,\})/.test(bare)
	);
}

/** What an operator's patterns find in a text, a sentence at a time. A `RegExp` is taken as it is: nobody types one into a form. */
export function forbiddenIn(text: string, patterns: ReadonlyArray<Forbidden | RegExp>): Array<{ rule: 'forbidden'; excerpt: string }> {
	if (patterns.length === 0) return [];
	return sentences(text).flatMap((sentence) => {
		const said = plain(sentence);
		const found = patterns.flatMap((one) => (one instanceof RegExp ? new RegExp(one.source, 'iu').exec(said)?.[0] : one.find(said)) ?? []);
		return found.map((excerpt) => ({ rule: 'forbidden' as const, excerpt }));
	});
}

let loaded: typeof Linear | undefined;
const linear = (): typeof Linear.RE2JS => (loaded ??= require('../../bundled/re2js') as typeof Linear).RE2JS;
