import type { Asks } from '../../shared/inbound/handOver';
import { takeIn, takeInChange } from '../../shared/inbound/takeIn';
import { noteConnection } from '../../shared/store/integrations';
import type { Store } from '../../shared/store/store';
import { linkIds, notePreference, settleStatus } from '../../shared/store/told';
import type { Reading } from '../payload/reading';

type Stored = Exclude<Reading, { kind: 'ignored' }>;

/** How many persons' messages are stored at a time: a delivery may hold a thousand. */
const AT_ONCE = 8;

/**
 * Stores what a delivery tells: one person's in its order, persons beside each other. Nothing of it starts an execution.
 * @returns how many messages are new
 * @throws {VendorError} when the database does not take one of them, after all other persons': the delivery is to come again, and what was stored is known then
 */
export async function takeInAll(context: Asks, store: Store, readings: Reading[]): Promise<{ stored: number }> {
	const persons = [...byPerson(readings.filter(isStored)).values()];
	let stored = 0;
	let next = 0;
	const failures: unknown[] = [];
	const takeInPerson = async (own: Stored[]) => {
		for (const reading of own) if (await takeInOne(context, store, reading)) stored++;
	};
	const worker = async () => {
		for (let own = persons[next++]; own; own = persons[next++]) await takeInPerson(own).catch((error: unknown) => failures.push(error));
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, persons.length) }, worker));
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

const whose = (reading: Stored): string => (reading.kind === 'message' ? reading.message.phone : String(reading.event.phone ?? ''));

/** @returns whether it is a message that was not known */
async function takeInOne(context: Asks, store: Store, reading: Stored): Promise<boolean> {
	if (reading.kind === 'message') return (await takeIn(context, store, reading.message)).stored;
	const { does } = reading;
	if (does === undefined) return false;
	if ('change' in does) await takeInChange(context, store, does.change);
	else if ('receipt' in does) await settleStatus(store, does.receipt);
	else if ('preference' in does) await notePreference(store, does.preference);
	else if ('link' in does) await linkIds(store, does.link);
	else await noteConnection(store, does.connection);
	return false;
}
