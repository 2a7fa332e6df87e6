import type { IDataObject } from 'n8n-workflow';

import { matchingCity } from '../../shared/core/crm/match';
import type { Job } from './job';
import { search } from '../requests';

const asCities = (found: IDataObject[]) => found.map(({ id, name, uf }) => ({ id: Number(id), name: String(name), uf: String(uf) }));

/** The lead's city as PipeRun knows it; null when the lead has not said it, or PipeRun has none of that name. Asked once. */
export async function cityId({ lead, links, send, warnings }: Job): Promise<number | null> {
	if (!lead.city || !lead.uf) return null;
	const of = `${lead.city}/${lead.uf}`;
	if (links.city?.of !== of) {
		let found = await search(send, '/cities', { name: lead.city, uf: lead.uf });
		// The search compares letters; another apostrophe, hyphen or accent finds nothing, the longest word of the name does.
		if (!matchingCity(lead, asCities(found))) {
			const [longest] = lead.city.split(/[^\p{L}\p{M}]+/u).sort((a, b) => b.length - a.length);
			found = longest && longest !== lead.city ? await search(send, '/cities', { name: longest, uf: lead.uf }) : [];
		}
		links.city = { of, id: matchingCity(lead, asCities(found))?.id ?? null };
	}
	if (links.city.id === null) warnings.add(`PipeRun has no city "${of}"`);
	return links.city.id;
}
