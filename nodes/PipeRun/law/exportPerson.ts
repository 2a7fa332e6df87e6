import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { wantedOf, wholePerson } from './wholePerson';

/** Reads everything that PipeRun has of a person as one item: persons, deals, notes, activities, companies. */
export async function exportPerson(call: Call): Promise<Outcome> {
	const { companies, activities, ...whole } = await wholePerson(call.send, wantedOf(call));
	const recordsOf = (found: typeof companies | typeof activities) => found.map(({ record }) => record);
	return { json: { ...whole, activities: recordsOf(activities), companies: recordsOf(companies) } };
}
