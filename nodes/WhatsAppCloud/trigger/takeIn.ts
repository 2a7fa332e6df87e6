import type { Asks } from '../../shared/inbound/handOver';
import { textOf } from '../../shared/core/json/readers';
import { besideEachOther } from '../../shared/core/limits/beside';
import type { CleanReceipt } from '../../shared/core/message/channelEvent';
import { takeIn, takeInChange } from '../../shared/inbound/takeIn';
import { noteConnection } from '../../shared/store/integrations';
import { settleStatuses } from '../../shared/store/receipts';
import type { Store } from '../../shared/store/store';
import { linkIds, notePreference } from '../../shared/store/told';
import type { Reading } from '../payload/reading';
import { takeInQuality, type AskRating } from './rating';

type Stored = Exclude<Reading, { kind: 'ignored' }>;

/** How many persons' messages are stored at a time: a delivery may hold a thousand. */
const AT_ONCE = 8;

/**
 * Stores what a delivery tells: one person's in its order, persons beside each other, and then how far messages of ours got: that keeps no customer waiting
 * (botpress/botpress 15083). Nothing of it starts an execution.
 * @param ask what Meta says of our number now
 * @returns how many messages are new
 * @throws {VendorError} when the database does not take one of them, after all other persons': the delivery is to come again, and what was stored is known then
 */
export async function takeInAll(context: Asks, store: Store, readings: Reading[], ask?: AskRating): Promise<{ stored: number }> {
	const told = readings.filter(isStored);
	const receipts = told.flatMap(receiptIn);
	const persons = [...byPerson(told.filter((reading) => receiptIn(reading).length === 0)).values()];
	let stored = 0;
	const failures = await besideEachOther(AT_ONCE, persons, async (own) => {
		for (const reading of own) if (await takeInOne(context, store, reading, ask)) stored++;
	});
	if (receipts.length > 0) await settleStatuses(store, receipts).catch((error: unknown) => failures.push(error));
	if (failures.length > 0) throw failures[0];
	return { stored };
}

/** Of groups nothing is stored: a conversation is one person's. */
export function isStored(reading: Reading): reading is Stored {
	if (reading.kind === 'ignored') return false;
	if (reading.kind === 'message') return !reading.message.isGroup;
	return reading.does !== undefined && !('isGroup' in reading.event && reading.event.isGroup === true);
}

function byPerson(readings: Stored[]): Map<string, Stored[]> {
	const persons = new Map<string, Stored[]>();
	for (const reading of readings) persons.set(whose(reading), [...(persons.get(whose(reading)) ?? []), reading]);
	return persons;
}

/** How far a message of ours got, where that is told. */
const receiptIn = (reading: Stored): CleanReceipt[] =>
	reading.kind === 'event' && reading.does && 'receipt' in reading.does ? [reading.does.receipt] : [];

const whose = (reading: Stored): string => (reading.kind === 'message' ? reading.message.phone : String(reading.event.phone ?? ''));

/** @returns whether it is a message that was not known */
async function takeInOne(context: Asks, store: Store, reading: Stored, ask?: AskRating): Promise<boolean> {
	if (reading.kind === 'message') return (await takeIn(context, store, reading.message)).stored;
	const { does } = reading;
	if (does === undefined) return false;
	if ('change' in does) await takeInChange(context, store, does.change);
	else if ('preference' in does) await notePreference(store, does.preference);
	else if ('link' in does) await linkIds(store, does.link);
	else if ('connection' in does) await noteConnection(store, does.connection);
	else if ('quality' in does) await takeInQuality(store, textOf(reading.event.channel), does.quality, ask);
	return false;
}
