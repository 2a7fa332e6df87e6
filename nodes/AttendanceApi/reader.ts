import { withOffset } from '../shared/core/brazil/wallClock';
import { parseProviderId } from '../shared/core/brazil/phone';
import { momentOf, numberOf, textOf } from '../shared/core/json/readers';
import type { Dialect } from './dialect';

/** How an answer of the server is to be read. */
export interface Reader {
	dialect: Dialect;
	/** A moment as ISO 8601 UTC; null for what is none. */
	time: (value: unknown) => string | null;
	/** The id of who is logged in; undefined before that. */
	ownId: () => string | undefined;
}

/** `2026-11-20 13:00:00.123456`: written by the clock on the database's wall. */
const NAIVE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?$/;

/**
 * @param zone IANA name of the zone of a server that writes times without one; the documented dialect writes UTC
 * @param ownId tells who is logged in
 */
export const readerOf = (dialect: Dialect, zone: string, ownId: Reader['ownId']): Reader => {
	const home = dialect === 'v2' ? zone : 'UTC';
	return { dialect, ownId, time: (value) => inZone(value, home) };
};

function inZone(value: unknown, zone: string): string | null {
	const [, day, time, fraction = ''] = NAIVE.exec(textOf(value).trim()) ?? [];
	if (day === undefined) return momentOf(value);
	const moment = withOffset(`${day} ${time}`, zone);
	return moment === null ? null : new Date(Date.parse(moment) + Number(`0.${fraction || 0}`) * 1000).toISOString();
}

/** A field that holds an id: a number in one dialect, a text in the other; null where there is none. */
export const idOf = (value: unknown): string | null => textOf(value).trim() || null;

/** A text; null where there is none. */
export const wordsOf = (value: unknown): string | null => textOf(value).trim() || null;

/** A phone as the key that the whole package knows it by; null where there is none. */
export function phoneOf(value: unknown): string | null {
	const given = textOf(value).trim();
	return given === '' ? null : parseProviderId(given).key;
}

/** A number, or null. */
export const figureOf = (value: unknown): number | null => numberOf(value);

/** Minutes as seconds, or null. */
export const minutesAsSeconds = (value: unknown): number | null => {
	const minutes = numberOf(value);
	return minutes === null ? null : Math.round(minutes * 60);
};
