import { earOf, type LgpdKind } from '../hearing/ear';

/** What a person wants done with their data; to know them, when the words tell nothing else. */
export const lgpdKind = (text: string): LgpdKind => earOf()(text).find(({ label }) => label === 'lgpd')?.kind ?? 'access';

/**
 * The number that a data request is known by: the same turn gives the same one, so that a turn done again opens no second request.
 * @param at epoch milliseconds
 * @param seed the turn's id, or something random
 */
export function protocolNumber(at: number, seed: string): string {
	const day = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
	return `LGPD-${day}-${seed
		.replace(/[^0-9a-z]/gi, '')
		.slice(0, 8)
		.toUpperCase()}`;
}
