import { matchingCity } from '../../shared/core/crm/match';
import type { Job } from './job';
import { search } from '../requests';

/** The lead's city as PipeRun knows it; null when the lead has not said it, or PipeRun has none of that name. Asked once. */
export async function cityId({ lead, links, send, warnings }: Job): Promise<number | null> {
	if (!lead.city || !lead.uf) return null;
	const of = `${lead.city}/${lead.uf}`;
	if (links.city?.of !== of) {
		const found = await search(send, '/cities', { name: lead.city, uf: lead.uf });
		const cities = found.map(({ id, name, uf }) => ({ id: Number(id), name: String(name), uf: String(uf) }));
		links.city = { of, id: matchingCity(lead, cities)?.id ?? null };
	}
	if (links.city.id === null) warnings.add(`PipeRun has no city "${of}"`);
	return links.city.id;
}
