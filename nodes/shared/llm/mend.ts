import { FULL, PLAINER, type Dialect } from './dialect';
import type { Refusal } from './refusal';

type Step = (dialect: Dialect, said: string) => Partial<Dialect> | null;

/**
 * What to leave out for what a service complains of, by the name of the parameter or, where it names none, its words. The names are those of the parts that
 * we send: a new part of a request needs its line here.
 */
const COMPLAINTS: Array<{ about: RegExp; step: Step }> = [
	{
		about:
			/not repeating|cannot start list|nullable|anyof|any_of|additional_?properties|"null"|'null'|null type|types? .{0,30}(list|array|union)/,
		step: ({ format, empties }) =>
			format !== 'json_schema' || empties === 'optional' ? null : { empties: empties === 'list' ? 'anyOf' : 'optional' },
	},
	{
		about:
			/response_?(format|schema|mime)|response format|json_?(schema|object)|json mode|structured[ _-]?output|guided|grammar|json_validate/,
		step: ({ format }) => (format === 'none' ? null : { format: format === 'json_schema' ? 'json_object' : 'none' }),
	},
	{
		about: /max_(completion_|new_|output_)?tokens/,
		step: ({ limit }, said) => {
			if (limit === 'none') return null;
			const isTooMuch = /too large|at most|less than|maximum/.test(said);
			return { limit: limit === 'max_completion_tokens' && !isTooMuch ? 'max_tokens' : 'none' };
		},
	},
	{ about: /temperature/, step: ({ temperature }) => (temperature ? { temperature: false } : null) },
	{
		about: /system[ _](message|role|prompt|instruction)|\broles?\b|alternat|message[ _]order|developer|\bmessages\b/,
		step: ({ roles }, said) => {
			if (roles === 'user') return null;
			if (/system.{0,40}not (be )?(supported|allowed|enabled)|not support.{0,20}system|developer instruction/.test(said))
				return { roles: 'user' };
			if (roles === 'several') return { roles: /alternat/.test(said) ? 'alternating' : 'one' };
			return { roles: roles === 'one' ? 'alternating' : 'user' };
		},
	},
];

/** Statuses with which a request is refused for a part of it; a 5xx or 404 only where it says so. */
const REFUSES = [400, 422];

/**
 * The dialect without the part that was refused.
 * @param guesses how many times nothing was named and something plainer was tried
 * @returns null when nothing is left to leave out
 */
export function mended(dialect: Dialect, refusal: Refusal, guesses: number): { dialect: Dialect; guessed: boolean } | null {
	const { status, html, params, message, codes } = refusal;
	if (status === null || html || [401, 402, 403, 429].includes(status)) return null;
	const said = `${codes} ${message.toLowerCase()}`;
	for (const text of [params, said].filter(Boolean)) {
		for (const { about, step } of COMPLAINTS) {
			const change = about.test(text) ? step(dialect, said) : null;
			if (change) return { dialect: { ...dialect, ...change }, guessed: false };
		}
	}
	const isRefused = REFUSES.includes(status) || (status === 404 && /\bparameters?\b/.test(said));
	if (!isRefused) return null;
	const plainer = PLAINER.slice(guesses).find((one) => Object.entries(one).some(([key, value]) => dialect[key as keyof Dialect] !== value));
	return plainer ? { dialect: { ...dialect, ...plainer }, guessed: true } : null;
}

/** What is otherwise than usual, for whoever wants to know. */
export const departures = (dialect: Dialect): Partial<Dialect> =>
	Object.fromEntries(Object.entries(dialect).filter(([key, value]) => FULL[key as keyof Dialect] !== value));
