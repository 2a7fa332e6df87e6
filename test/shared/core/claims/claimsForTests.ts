import { claimsIn, type Footing } from '../../../../nodes/shared/core/claims/claims';
import { groundsOf } from '../../../../nodes/shared/core/claims/grounds';

export interface Given extends Partial<Pick<Footing, 'allowed' | 'hosts' | 'productNames' | 'internalNotes' | 'secretTexts'>> {
	own?: string[];
	told?: string[];
	customer?: string;
	asked?: string[];
}

/** What a reply claims, and on what it stands. */
export const claims = (reply: string, { own = [], told = [], customer = '', asked = [customer], ...rest }: Given = {}) =>
	claimsIn(reply, {
		own: groundsOf(own),
		theirs: groundsOf([customer]),
		told: groundsOf(told),
		customer,
		asked,
		labels: [],
		allowed: [],
		hosts: [],
		productNames: [],
		internalNotes: [],
		secretTexts: [],
		...rest,
	});
/** The rules by which it is held. */
export const held = (reply: string, given?: Given) => [
	...new Set(claims(reply, given).flatMap(({ rule, standing }) => (standing === 'held' ? [rule] : []))),
];
/** What a second reader would be asked. */
export const doubts = (reply: string, given?: Given) => claims(reply, given).filter(({ standing }) => standing === 'doubtful');
