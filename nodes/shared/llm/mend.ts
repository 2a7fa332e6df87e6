import { partsIn, type Part } from './complaints';
import { FULL, PLAINER, type Dialect } from './dialect';
import type { Refusal } from './refusal';

/** What to ask instead once a part was refused, by the words of the refusal; null where nothing plainer is left. */
const STEPS: Record<Part, (dialect: Dialect, said: string) => Partial<Dialect> | null> = {
	empties: ({ format, empties }) =>
		format !== 'json_schema' || empties === 'optional' ? null : { empties: empties === 'list' ? 'anyOf' : 'optional' },
	format: ({ format }) => (format === 'none' ? null : { format: format === 'json_schema' ? 'json_object' : 'none' }),
	limit: ({ limit }, said) => {
		if (limit === 'none') return null;
		const isTooMuch = /too large|at most|less than|maximum/.test(said);
		return { limit: limit === 'max_completion_tokens' && !isTooMuch ? 'max_tokens' : 'none' };
	},
	temperature: ({ temperature }) => (temperature ? { temperature: false } : null),
	roles: ({ roles }, said) => {
		if (roles === 'user') return null;
		if (/system.{0,40}not (be )?(supported|allowed|enabled)|not support.{0,20}system|developer instruction/.test(said))
			return { roles: 'user' };
		if (roles === 'several') return { roles: /alternat/.test(said) ? 'alternating' : 'one' };
		return { roles: roles === 'one' ? 'alternating' : 'user' };
	},
};

/** Statuses with which a request is refused for a part of it: there words tell which one. */
const REFUSES = [400, 422];

/** How sure it is that the part was the reason: `guessed` where nothing was named, `doubtful` where the service may have been out of order. */
export type Certainty = 'certain' | 'guessed' | 'doubtful';

/**
 * The dialect without the part that was refused. With another status than 400 and 422 a part has to be named by the name of its parameter, and it stays
 * doubtful: whatever fails for the moment may have such a word in it.
 * @param guesses how many times nothing was named and something plainer was tried
 * @returns null when nothing is left to leave out
 */
export function mended(dialect: Dialect, refusal: Refusal, guesses: number): { dialect: Dialect; certainty: Certainty } | null {
	const { status, html, params, message, codes } = refusal;
	if (status === null || html || [401, 402, 403, 429].includes(status)) return null;
	const said = `${codes} ${message.toLowerCase()}`;
	const refuses = REFUSES.includes(status);
	for (const text of [params, said].filter(Boolean)) {
		for (const part of partsIn(text, refuses ? 'inWords' : 'named')) {
			const change = STEPS[part](dialect, said);
			if (change) return { dialect: { ...dialect, ...change }, certainty: refuses ? 'certain' : 'doubtful' };
		}
	}
	const isRefused = refuses || (status === 404 && /\bparameters?\b/.test(said));
	if (!isRefused) return null;
	const plainer = PLAINER.slice(guesses).find((one) => Object.entries(one).some(([key, value]) => dialect[key as keyof Dialect] !== value));
	return plainer ? { dialect: { ...dialect, ...plainer }, certainty: 'guessed' } : null;
}

/** What is otherwise than usual, for whoever wants to know. */
export const departures = (dialect: Dialect): Partial<Dialect> =>
	Object.fromEntries(Object.entries(dialect).filter(([key, value]) => FULL[key as keyof Dialect] !== value));
