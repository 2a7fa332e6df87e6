import type { INodeProperties } from 'n8n-workflow';

import { isDay } from '../shared/core/json/day';

/** From which day on a price holds; the older ones stay in the list. */
export const validFromField: INodeProperties = {
	displayName: 'Valid From',
	name: 'validFrom',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 2026-10-01',
	description: 'Day from which on it holds, as yyyy-mm-dd',
};

/**
 * What every price has: of what it is, in which money, and from when on.
 * @throws {RangeError} for what nothing could be reckoned with
 */
export function refuseUnusable(name: string, currency: string, day: string): void {
	if (!/^[A-Z]{3}$/i.test(currency)) throw new RangeError(`The currency of the price of "${name}" must have three letters, such as BRL`);
	if (!isDay(day)) throw new RangeError(`The price of "${name}" must hold from a day on, such as 2026-10-01`);
}
