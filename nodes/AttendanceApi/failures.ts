import { listOf, isRecord, recordOf, textOf } from '../shared/core/json/readers';
import type { FailureKind } from '../shared/http/errors';
import type { Explained } from '../shared/http/vendor';

/** Texts of a server that goes on for pages help nobody. */
const LONGEST = 500;

/**
 * The server's word on a refusal: `CODE: message (field name)`, what of it there is. Four forms are known (attendance notes, "Errors"):
 * `{detail, error_code, field}`, `{error: {code, message}}`, `{detail}`, and `{detail: [{loc, msg}]}` with one line a field.
 */
export function wordsOf(body: unknown): string {
	if (typeof body === 'string') return /^\s*</.test(body) ? '' : cut(body.trim());
	const { error, detail, error_code, field, message } = recordOf(body);
	if (isRecord(error)) return cut(textOf(error.message));
	const words = detailOf(detail) || textOf(error) || textOf(message);
	const [code, name] = [textOf(error_code), textOf(field)];
	return cut(`${code ? `${code}: ` : ''}${words}${name && !words.includes(`(field ${name})`) ? ` (field ${name})` : ''}`);
}

/** A text, a list of texts, or the framework's list of `{loc, msg}`. */
function detailOf(detail: unknown): string {
	if (Array.isArray(detail)) return detail.map(oneDetail).filter(Boolean).join('; ');
	return isRecord(detail) ? oneDetail(detail) : textOf(detail);
}

function oneDetail(entry: unknown): string {
	if (!isRecord(entry)) return textOf(entry);
	// The first step only says that it is the body, the query or the path.
	const place = listOf(entry.loc).map(textOf);
	const field = (['body', 'query', 'path', 'header'].includes(place[0]) ? place.slice(1) : place).join('.');
	const words = textOf(entry.msg) || textOf(entry.message) || textOf(entry.detail);
	return field ? `${words} (field ${field})` : words;
}

const cut = (text: string): string => text.slice(0, LONGEST);

interface Meaning {
	what: string;
	remedy: string;
	kind?: FailureKind;
}

const MEANINGS: Record<number, Meaning> = {
	400: { what: 'refused the values', remedy: 'Check the values of this node against the message above.' },
	401: {
		what: 'does not accept the login of the credential any more',
		remedy: 'A new login was tried once. Check the account in the attendance system, and that no other program logs it out.',
	},
	403: {
		what: 'does not allow this to the account of the credential',
		remedy: 'Use an account with more rights (supervisor or admin), or check that the conversation is yours.',
	},
	404: { what: 'did not find it', remedy: 'Check the ID, and that the server has this route: the dialect in the credential may be wrong.' },
	405: { what: 'does not know this call', remedy: 'The dialect in the credential may be wrong: try the other one.', kind: 'misaddressed' },
	409: { what: 'says that it is somebody else’s by now', remedy: 'Read it again: somebody else was faster.' },
	422: { what: 'refused the values', remedy: 'Check the values of this node against the message above.' },
	423: { what: 'has locked this account', remedy: 'Wait a quarter of an hour, or ask an administrator.', kind: 'unauthorized' },
	429: { what: 'takes no more calls at the moment', remedy: 'Wait and run it again, or do fewer at a time: 100 a minute are allowed.' },
};

/** What happened and what to do; what a workflow can decide by stands beside it. */
export function explain(status: number, complaint: string): Explained | null {
	const facts = factsOf(status, complaint);
	const said = complaint ? `: ${complaint}` : '';
	const meaning = MEANINGS[status];
	if (meaning) return { ...meaning, message: `Attendance API ${meaning.what} (status ${status})${said}`, facts };
	if (status < 400)
		return {
			message: `Attendance API did not do it${said}`,
			remedy: 'Check the values of this node against the message above: the server said that it failed.',
			facts,
		};
	if (status !== 500) return null;
	// What breaks inside the server breaks the next time too; only a server that is away (502 to 504) is asked again.
	return {
		message: `Attendance API broke over it (status 500)${said}`,
		remedy: 'Check whether it was done before running it again. Some calls of the code dialect always end like this.',
		facts,
		paceMs: () => Infinity,
	};
}

function factsOf(status: number, complaint: string): Record<string, string | number> {
	const code = /^([A-Z][A-Z\d_]+): /.exec(complaint)?.[1];
	const field = /\(field ([^)]+)\)/.exec(complaint)?.[1];
	return { status, ...(code !== undefined && { code }), ...(field !== undefined && { field }) };
}
