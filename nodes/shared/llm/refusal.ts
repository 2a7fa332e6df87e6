import { at, isRecord, listOf, recordOf, recordsOf, textOf } from '../core/json/readers';
import { parsedJson } from '../core/json/parsedJson';
import { retryAfterMs } from '../http/retry';
import type { ModelFailureReason } from './reasons';

/** What a service said in place of an answer, wherever it put it. */
export interface Refusal {
	/** HTTP status, or the one that a body with status 200 told; null when nothing came at all. */
	status: number | null;
	/** Whether it stood in an answer with status 200. */
	within200: boolean;
	/** What is shown of it. */
	message: string;
	/** Its codes and types, small letters. */
	codes: string;
	/** The parameters that it names, small letters; empty when only the message can tell. */
	params: string;
	html: boolean;
	/** What the service wants waited, milliseconds. */
	waitMs?: number;
	/** Found out here: no time left, no connection, or no readable answer. */
	found?: ModelFailureReason;
	/** Whoever was asked has tried again already. */
	triedAgain?: boolean;
}

/** A refusal on its way to whoever decides what to do about it. */
export class Refused extends Error {
	constructor(readonly refusal: Refusal) {
		super(refusal.message);
	}
}

/** A page, also behind a comment or the line that begins an XHTML one. */
export const isHtml = (body: string): boolean =>
	/^\s*(?:<!--[\s\S]*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body|title|center|h1)\b/i.test(body);

/** What is not said by a service but found out here. */
export const found = (reason: ModelFailureReason, message = ''): Refusal => ({
	status: null,
	within200: false,
	message,
	codes: '',
	params: '',
	html: reason === 'html',
	found: reason,
});

/** Reads the body of a refusal: OpenAI's `{error}`, Google's list of one, FastAPI's `detail`, a text, a page, or nothing. */
export function refusalIn(status: number, body: string, header: (name: string) => string | null = () => null, now = Date.now()): Refusal {
	const html = isHtml(body);
	const parsed = parsedJson(body);
	const read = readError(Array.isArray(parsed) ? parsed[0] : parsed);
	return {
		status,
		within200: false,
		...read,
		message: html ? 'a web page' : read.message || body.trim(),
		html,
		...waitOf(header, body, now),
	};
}

/** An error that stands in a body with status 200; its code is a status where it looks like one. */
export function refusalWithin(error: unknown, body: string): Refusal {
	const read = readError({ error });
	const code = Number(at(error, 'code') ?? at(error, 'status'));
	return { status: code >= 400 && code <= 599 ? code : null, within200: true, ...read, html: false, ...waitOf(() => null, body, 0) };
}

function readError(body: unknown): Pick<Refusal, 'message' | 'codes' | 'params'> {
	const error = at(body, 'error') ?? body;
	const inner = parsedJson(textOf(at(error, 'metadata', 'raw')));
	const details = [error, body, at(error, 'message'), inner, at(inner, 'error')].flatMap((one) => [
		...recordsOf(at(one, 'detail')),
		...recordsOf(one),
	]);
	const texts = [error, at(error, 'message'), at(error, 'detail'), at(body, 'message'), at(error, 'metadata', 'raw')].map(textOf);
	const message = [...new Set([...texts, ...details.map(({ msg }) => textOf(msg))].filter(Boolean))].join(' ');
	const named = [error, body, inner, at(inner, 'error')].map(recordOf);
	return {
		message: message || (isRecord(error) ? JSON.stringify(error) : ''),
		codes: named
			.flatMap(({ code, type, status, reason, innererror }) => [code, type, status, reason, at(innererror, 'code')])
			.map(textOf)
			.join(' ')
			.toLowerCase(),
		params: [...named.map(({ param }) => textOf(param)), ...details.map(({ loc }) => listOf(loc).map(textOf).join('.'))]
			.filter(Boolean)
			.join(' ')
			.toLowerCase(),
	};
}

/** Retry-After in its three forms, or Google's `retryDelay` in the body. */
function waitOf(header: (name: string) => string | null, body: string, now: number): Pick<Refusal, 'waitMs'> {
	const inMs = Number(header('retry-after-ms') ?? NaN);
	const delay = /"retryDelay":\s*"(\d+(?:\.\d+)?)s"/.exec(body)?.[1];
	const waitMs = Number.isFinite(inMs) ? inMs : (retryAfterMs(header('retry-after'), now) ?? (delay ? Number(delay) * 1000 : undefined));
	return waitMs === undefined ? {} : { waitMs: Math.max(0, waitMs) };
}
