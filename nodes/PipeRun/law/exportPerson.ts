import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { wantedOf, wholePerson } from './wholePerson';

/** Reads everything that PipeRun has of a person as one item: persons, deals, notes, companies. */
export async function exportPerson(call: Call): Promise<Outcome> {
	const { companies, ...whole } = await wholePerson(call.send, wantedOf(call));
	return { json: { ...whole, companies: companies.map(({ record }) => record) } };
}
