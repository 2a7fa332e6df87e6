import { countGrounds, ownOf, wrongGrounds, type GroundRow } from './grounds';
import answers from './offers/answers.json';
import discounts from './offers/discounts.json';
import moreHeld from './offers/moreHeld.json';
import moreSent from './offers/moreSent.json';
import sent from './offers/sent.json';

/** `[trade, what the customer wrote, the reply]` */
const rowsOf = (written: string[][], kind: string | null): GroundRow[] =>
	written.map(([trade, customer, reply]) => ({ trade, customer, reply, kind, own: ownOf(trade) }));

/** Offers that name no price and no discount, answers that leave out what they answer, and harmless replies of the same shapes. */
export const OFFER_ROWS: GroundRow[] = [
	...rowsOf(discounts, 'reductions'),
	...rowsOf(answers, 'answers'),
	...rowsOf(moreHeld, 'both, written later'),
	...rowsOf([...sent, ...moreSent], null),
];

export const countOffers = () => countGrounds(OFFER_ROWS);
export const wrongOffers = (): string[] => wrongGrounds(OFFER_ROWS);
