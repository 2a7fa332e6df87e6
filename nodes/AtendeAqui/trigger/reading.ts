import type { IDataObject } from 'n8n-workflow';

import { at, isShallow, textOf, textsOf } from '../../shared/core/json/readers';
import type { VendorRequest } from '../../shared/http/send';
import { progress } from '../models';
import { PAGE_SIZE, pages } from '../pages';
import { sightOf, type Sight } from './seen';

export interface Read {
	/** One a user, as the model has it; the newest where the list changed while it was read. */
	users: Map<string, { record: IDataObject; sight: Sight }>;
	/** How many entries could not be read: what is known of those users stays as it is. */
	unreadable: number;
	/** The list was read to its end. */
	isWhole: boolean;
	/** The list surely stands by newest activity: see `provesNewestFirst`. */
	isNewestFirst: boolean;
}

/** Where reading may end before the list does (epoch milliseconds of activity). */
export interface Depth {
	/** Stop behind the first page that ends with an activity before this moment. */
	downTo: number;
	/** The list must begin with an activity that is no older, else it does not stand by newest activity any more. */
	newestAt: number;
}

/**
 * Reads the list of progress of a flow.
 * @param depth counts as long as the list stands by newest activity; null reads to the end
 */
export async function readProgress(door: (request: VendorRequest) => Promise<unknown>, flow: string, depth: Depth | null): Promise<Read> {
	const users: Read['users'] = new Map();
	const sights: Sight[] = [];
	const met = new Set<string>();
	let unreadable = 0;
	const done = (isWhole: boolean): Read => ({ users, unreadable, isWhole, isNewestFirst: provesNewestFirst(sights) });
	const list: VendorRequest = { method: 'GET', path: `/onboarding/flows/${encodeURIComponent(flow)}/progress/`, repeatable: true };
	for (let request: VendorRequest | null = pages.first(list, PAGE_SIZE); request !== null;) {
		const answer = await door(request);
		const entries = pages.entries(answer);
		const known = met.size;
		for (const entry of entries) {
			met.add(idOf(entry));
			if (!isReadable(entry)) {
				unreadable++;
				continue;
			}
			const record = progress(entry);
			const sight = sightOf(record);
			sights.push(sight);
			keepNewest(users, record, sight);
		}
		request = pages.next(request, answer, entries.length);
		// A vendor that ignored the page's number would give the same page for ever.
		if (met.size === known) break;
		if (request !== null && depth !== null && reaches(sights, depth)) return done(false);
	}
	return done(true);
}

const idOf = (entry: unknown): string => textOf(at(entry, 'external_user_id'));

/** Steps that cannot be read would look like steps taken back. */
const isReadable = (entry: unknown): boolean =>
	isShallow(entry) && ['steps_completed', 'steps_skipped'].every((field) => textsOf(at(entry, field)) !== null);

function keepNewest(users: Read['users'], record: IDataObject, sight: Sight): void {
	const id = idOf(record);
	const other = users.get(id);
	if (id !== '' && (!other || other.sight.activeAt <= sight.activeAt)) users.set(id, { record, sight });
}

/** Users without activity may stand anywhere. */
const active = (sights: Sight[]): Sight[] => sights.filter(({ activeAt }) => activeAt > 0);

function reaches(sights: Sight[], { downTo, newestAt }: Depth): boolean {
	const times = active(sights).map(({ activeAt }) => activeAt);
	return times.length > 0 && times[0] >= newestAt && times[times.length - 1] < downTo && isFalling(times);
}

const isFalling = (times: number[]): boolean => times.every((time, n) => n === 0 || time <= times[n - 1]);

const isByNewest = (sights: Sight[]): boolean => isFalling(active(sights).map(({ activeAt }) => activeAt));

/**
 * The vendor does not document the order, so it is believed only when several pages show it, and when they do not stand by the start as well:
 * with users who did nothing since they began the two look alike.
 */
const provesNewestFirst = (sights: Sight[]): boolean =>
	sights.length > PAGE_SIZE && isByNewest(sights) && !isFalling(active(sights).map(({ startedAt }) => startedAt));
