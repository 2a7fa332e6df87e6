import { recordOf, textOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import { send, type RequestContext } from '../../shared/http/send';
import { noteQuality } from '../../shared/store/messageRules';
import type { Store } from '../../shared/store/store';
import { whatsAppCloud } from '../api';
import { digitsOf, type CleanQuality, type Rating } from '../payload/quality';

/** What Meta says of the number of the credential now. */
export type OwnRating = { number: string; rating: Rating | null };
export type AskRating = () => Promise<OwnRating>;

const RATINGS: readonly string[] = ['GREEN', 'YELLOW', 'RED'] satisfies Rating[];
/** What asking once more would not change: the token may not ask, or the number is not there. */
const FINAL = ['unauthorized', 'rejected', 'notFound'];

/** Asks Meta for the number of the credential and its rating; one that it does not tell (UNKNOWN, NA) is none. */
export async function readRating(context: RequestContext): Promise<OwnRating> {
	const query = { fields: 'display_phone_number,quality_rating' };
	const answer = recordOf(await send(context, whatsAppCloud, { method: 'GET', path: '/:phone', query, repeatable: true }));
	const rating = textOf(answer.quality_rating);
	return { number: digitsOf(answer.display_phone_number), rating: RATINGS.includes(rating) ? (rating as Rating) : null };
}

/**
 * Keeps the rating of a number of ours, by which the gate brakes. The event only says that something changed, of any number of the account: Meta is asked what it is now.
 * Where the token may not ask, the event's own word counts.
 * @throws {VendorError} where Meta does not answer now: the delivery is to come again
 */
export async function takeInQuality(store: Store, channel: string, quality: CleanQuality, ask?: AskRating): Promise<void> {
	const own = ask && (await ask().catch(unaskable));
	if (own && quality.number !== '' && own.number !== '' && own.number !== quality.number) return;
	const rating = own ? own.rating : quality.rating;
	if (rating !== null) await noteQuality(store, channel, rating);
}

function unaskable(error: unknown): undefined {
	if (error instanceof VendorError && FINAL.includes(error.kind)) return undefined;
	throw error;
}
