import type { IDataObject } from 'n8n-workflow';

import { isRecord, numberOf, recordOf, textOf } from '../shared/core/json/readers';
import type { Vendor } from '../shared/http/vendor';
import { explain, wordsOf } from './failures';

/** The HTTP interface of the attendance system, in both dialects. */
export const attendanceApi: Vendor = {
	name: 'Attendance API',
	credentialType: 'atendeAquiAttendanceApi',
	baseUrlHint: 'it is the address of the server, like https://api.example.com, with or without /api/v1',
	secretFields: ['password'],
	timeoutMs: 30_000,
	complaint,
	explain,
	limitEndsInMs,
};

/** Null where the answer is a success. */
function complaint(status: number, body: unknown, path: string): string | null {
	if (status < 400) return saysFailed(body, path) ? failureIn(body) : null;
	// A server that is not well says so with 503 and a body that says how.
	if (path === '/health' && isRecord(body) && textOf(body.status) !== '') return null;
	return wordsOf(body);
}

/** Sends of the code dialect answer 200 when they failed, and say so inside. */
const saysFailed = (body: unknown, path: string): boolean => path.startsWith('/whatsapp/v2/send') && recordOf(body).success === false;

function failureIn(body: unknown): string {
	const { error, details } = recordOf(body);
	const more = typeof details === 'object' && details !== null ? JSON.stringify(details) : textOf(details);
	return [textOf(error), more].filter(Boolean).join(': ').slice(0, 500);
}

/** What is smaller is how long the window is, what is larger when it ends (attendance notes, "Errors"). */
const LEAST_EPOCH_SECONDS = 10_000_000;

/** `X-RateLimit-Reset` is the end of the window as an epoch in one dialect, by the server's own clock, and the window's length in the other. */
function limitEndsInMs(headers: IDataObject, now: number): number | undefined {
	const reset = numberOf(headers['x-ratelimit-reset'], { min: 0 });
	if (reset === null) return undefined;
	if (reset < LEAST_EPOCH_SECONDS) return reset * 1000;
	const theirNow = Date.parse(textOf(headers.date));
	return Math.max(0, reset * 1000 - (Number.isNaN(theirNow) ? now : theirNow));
}
