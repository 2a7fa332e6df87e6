import { rememberedFor } from '../text/remembered';
import type { Figure } from './figures';
import type { Grounds } from './grounds';
import { inWords, timesIn } from './opening';

/**
 * The times that texts name, in minutes of a day; an hour that may be of either half of it counts twice.
 * @returns shared, nobody may change it
 */
export const minutesOf = rememberedFor(
	({ text }: Grounds): ReadonlySet<number> => new Set([...timesIn(text).flatMap(({ minutes }) => minutes), ...bareIn(text)]),
);

/** "Posso passar às 10?", "7 da noite": of one half of the day or the other. */
const BARE = /\b(?:as|das|pelas|ate as|umas) (\d{1,2})(?![\d:h/%]| ?h)|\b(\d{1,2})(?= d[ae] (?:manha|tarde|noite))/g;
const bareIn = (text: string): number[] =>
	[...text.matchAll(BARE)].flatMap(([, led, alone]) => {
		const hour = Number(led ?? alone);
		return hour <= 24 ? [60 * hour, 60 * hour + 720] : [];
	});

/** A number in words is an hour that a text of the operator's gives: "até as dez da noite" for "22h". */
export function isHourOf({ start }: Pick<Figure, 'start'>, dated: string, own: Grounds): boolean {
	const known = minutesOf(own);
	if (known.size === 0) return false;
	return inWords(dated).some((time) => time.start <= start && start < time.end && time.minutes.some((one) => known.has(one)));
}
