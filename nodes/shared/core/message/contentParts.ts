import { numberOf, recordOf, textOf } from '../json/readers';
import type { Ad, Content } from './content';

/** What providers tell alike of what a message carries. None of it throws. */

export const orNull = (value: unknown): string | null => textOf(value).trim() || null;

/** A place, in the names that WhatsApp gives its parts; numbers that are no degrees are not told. */
export function placeOf(given: unknown): Content {
	const { latitude, longitude, name, address, url } = recordOf(given);
	return {
		place: {
			latitude: numberOf(latitude, { min: -90, max: 90 }),
			longitude: numberOf(longitude, { min: -180, max: 180 }),
			name: textOf(name),
			address: textOf(address),
			url: orNull(url),
		},
	};
}

/** An ad by its parts as a provider gave them; null where it told none. */
export function adIn(parts: Record<keyof Ad, unknown>): Ad | null {
	const { title, body, url, sourceId, sourceType, clickId } = parts;
	const ad = {
		title: textOf(title),
		body: textOf(body),
		url: orNull(url),
		sourceId: orNull(sourceId),
		sourceType: orNull(sourceType),
		clickId: orNull(clickId),
	};
	return Object.values(ad).some(Boolean) ? ad : null;
}
