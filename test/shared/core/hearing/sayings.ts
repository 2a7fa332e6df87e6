import * as injection from './sayings/injection';
import * as lgpd from './sayings/lgpd';
import * as optOut from './sayings/optOut';
import * as person from './sayings/person';
import * as product from './sayings/product';

/** What customers of five trades write: bakery, hair salon, internet provider, clinic, building supplies. By the label that it must carry. */
export const SAID: Record<string, string[]> = { ...person.SAID, ...optOut.SAID, ...lgpd.SAID, ...product.SAID, ...injection.SAID };

/** What only looks like it, by the label that it must not carry. */
export const NOT_SAID: Record<string, string[]> = {
	...person.NOT_SAID,
	...optOut.NOT_SAID,
	...lgpd.NOT_SAID,
	...product.NOT_SAID,
	...injection.NOT_SAID,
};
