import type { Dialect } from './dialect';

/** What of a request services differ in. */
export type Part = Exclude<keyof Dialect, 'room'>;

/**
 * How services name the parts of a request when they complain of them: `names` are the parameters themselves, `words` what is said where none is named. The
 * names are those of the parts that we send: a new part of a request needs its row here.
 */
const COMPLAINTS: Record<Part, { names: RegExp; words?: RegExp }> = {
	empties: {
		names: /any_?of|additional_?properties|nullable/,
		words: /not repeating|cannot start list|"null"|'null'|null type|types? .{0,30}(list|array|union)/,
	},
	format: {
		names: /response_?(format|schema|mime)|json_?(schema|object)/,
		words: /response format|json mode|structured[ _-]?output|guided|grammar|json_validate/,
	},
	limit: { names: /max_(completion_|new_|output_)?tokens/ },
	temperature: { names: /temperature/ },
	roles: {
		names: /\bmessages\b/,
		words: /system[ _](message|role|prompt|instruction)|\broles?\b|alternat|message[ _]order|developer/,
	},
};
const PARTS = Object.keys(COMPLAINTS) as Part[];

/** The parts that a text names, or speaks of in whatever words. */
export const partsIn = (text: string, how: 'named' | 'inWords'): Part[] =>
	PARTS.filter((part) => {
		const { names, words } = COMPLAINTS[part];
		return names.test(text) || (how === 'inWords' && words?.test(text) === true);
	});

/** Whether a text names a part whose words would also fit another reason ("max_tokens is too large", "the schema is too long"). */
export const namesAmbiguousPart = (text: string): boolean => partsIn(text, 'named').some((part) => part === 'limit' || part === 'format');
