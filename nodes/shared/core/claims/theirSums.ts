import { remembered } from '../text/remembered';
import { figuresIn, type Figure } from './figures';

/** What the customer wrote is the same for all sentences of a reply. */
const sumsIn = remembered((customer): ReadonlySet<number> => new Set(figuresIn(customer).map(({ value }) => value)), 4);
/** The customer wrote every one of these numbers. @param customer lower case without accents */
export function areTheirs(figures: readonly Figure[], customer: string): boolean {
	const theirs = sumsIn(customer);
	return figures.every(({ value }) => theirs.has(value));
}
