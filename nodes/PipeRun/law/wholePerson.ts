import type { IDataObject } from 'n8n-workflow';

import { crmPhone, samePhone } from '../../shared/core/crm/match';
import { integerOf, recordsOf } from '../../shared/core/json/readers';
import type { Call } from '../../shared/kit/operation';
import { phonesOf, WITH_CONTACTS } from '../contacts';
import { read, search } from '../requests';
import { activitiesOf, type Activity } from './activities';
import { listed } from './listed';

type Send = Call['send'];

/** Everything that PipeRun has of a person. Lists are checked record by record: a filter that PipeRun ignores gives everybody. */
export interface Whole {
	persons: IDataObject[];
	deals: IDataObject[];
	notes: IDataObject[];
	/** Tasks and meetings. */
	activities: Activity[];
	/** Companies that nobody else of the CRM belongs to, and those that others share. */
	companies: Array<{ record: IDataObject; isShared: boolean }>;
}

/** What the fields `ids` and `links` of the operations give. */
export interface Wanted {
	ids: string[];
	links: Array<Record<'person_id' | 'company_id' | 'deal_id' | 'note_id', number | null> & { company_shared: boolean }>;
}

export function wantedOf({ values }: Call): Wanted {
	const { ids = [], links = [] } = values as { ids?: string[]; links?: unknown };
	const number = (value: unknown) => integerOf(value, { min: 1, max: Number.MAX_SAFE_INTEGER });
	const read = recordsOf(links).map((link) => ({
		person_id: number(link.person_id),
		company_id: number(link.company_id),
		deal_id: number(link.deal_id),
		note_id: number(link.note_id),
		company_shared: link.company_shared === true,
	}));
	if (ids.length + read.length === 0) throw new RangeError('"IDs of the Person" and "Links" are both empty');
	return { ids, links: read };
}

/** Reads it, by the records that the sync made or found, and by the codes and phones that it wrote into persons. */
export async function wholePerson(send: Send, { ids, links }: Wanted): Promise<Whole> {
	const persons = new Map<number, IDataObject>();
	const keep = (record: IDataObject | null) => record && persons.set(Number(record.id), record);
	for (const { person_id: id } of links) if (id !== null) keep(await read(send, `/persons/${id}`, WITH_CONTACTS));
	for (const id of ids)
		for (const found of await search(send, '/persons', { external_code: id, ...WITH_CONTACTS }))
			if (found.external_code === id || (/^\d+$/.test(id) && phonesOf(found).some((phone) => samePhone(phone, crmPhone(id))))) keep(found);

	const deals = new Map<number, IDataObject>();
	for (const { deal_id: id } of links) {
		const linked = id === null ? null : await read(send, `/deals/${id}`);
		if (linked) deals.set(Number(id), linked);
	}
	for (const id of persons.keys()) for (const deal of await listed(send, '/deals', { person_id: id })) deals.set(Number(deal.id), deal);

	const notes = new Map<number, IDataObject>();
	const about = [...[...deals.keys()].map((id) => ({ deal_id: id })), ...[...persons.keys()].map((id) => ({ person_id: id }))];
	for (const filter of about) for (const note of await listed(send, '/notes', filter)) notes.set(Number(note.id), note);
	for (const { note_id: id } of links) {
		const linked = id === null || notes.has(id) ? null : await read(send, `/notes/${id}`);
		if (linked) notes.set(Number(id), linked);
	}
	const companies = await companiesOf(send, persons, links);
	// Also one who is gone already: still not somebody else.
	const known = [...new Set([...persons.keys(), ...links.flatMap(({ person_id: id }) => id ?? [])])];
	return {
		persons: [...persons.values()],
		deals: [...deals.values()],
		notes: [...notes.values()],
		activities: await activitiesOf(send, { persons: known, deals: [...deals.keys()], companies }),
		companies,
	};
}

async function companiesOf(send: Send, persons: Map<number, IDataObject>, links: Wanted['links']): Promise<Whole['companies']> {
	const ids = new Set([...links.map(({ company_id: id }) => id), ...[...persons.values()].map(({ company_id: id }) => integerOf(id))]);
	const companies: Whole['companies'] = [];
	for (const id of ids) {
		const record = id === null ? null : await read(send, `/companies/${id}`);
		if (record === null) continue;
		const others = (await listed(send, '/persons', { company_id: id })).filter((person) => !persons.has(Number(person.id)));
		companies.push({ record, isShared: others.length > 0 || links.some((link) => link.company_id === id && link.company_shared) });
	}
	return companies;
}
