import type { IDataObject } from 'n8n-workflow';

import { objectOf } from '../api';

/** A record of PipeRun that belongs to a lead. */
export interface Link {
	id: number;
	/** Whether we made it; one that people made only gets its empty places filled. */
	ours: boolean;
	/** What we wanted it to say the last time. */
	sent: Record<string, unknown>;
}
export interface DealLink extends Link {
	cycle: number;
}

/** Everything in PipeRun that belongs to a lead: stored after each step and given to the next, so that no step is done twice. */
export interface Links {
	/** `of` is the city and state that were looked up. */
	city?: { of: string; id: number | null };
	company?: Link;
	person?: Link;
	deal?: DealLink;
	note?: Link;
}

const FLAT = {
	company: ['companyId', 'company_id'],
	person: ['personId', 'person_id'],
	deal: ['dealId', 'deal_id'],
	note: ['noteId', 'note_id'],
};

/**
 * Reads links as this node gave them, or bare ids (`companyId` or `company_id` and so on) as a table may hold them.
 * @throws RangeError when an id is no number
 */
export function readLinks(given: unknown): Links {
	const source = objectOf(given);
	const links: Links = {};
	for (const name of Object.keys(FLAT) as Array<keyof typeof FLAT>) {
		const known = objectOf(source[name]);
		const id = known.id ?? FLAT[name].map((key) => source[key]).find((value) => value !== undefined && value !== null && value !== '');
		if (id === undefined || id === null) continue;
		if (!Number.isInteger(Number(id)) || Number(id) < 1) throw new RangeError(`"${String(id)}" in "Links" is not a PipeRun ID`);
		const cycle = name === 'deal' ? { cycle: Number(known.cycle ?? source.cycle ?? 1) } : {};
		links[name] = { id: Number(id), ours: known.ours === true, sent: objectOf(known.sent), ...cycle } as DealLink;
	}
	const city = objectOf(source.city);
	if (typeof city.of === 'string') links.city = { of: city.of, id: typeof city.id === 'number' ? city.id : null };
	return links;
}

/** The ids beside the links, for storing in columns. */
export const flatIds = ({ city, company, person, deal, note }: Links): IDataObject => ({
	cityId: city?.id ?? null,
	companyId: company?.id ?? null,
	personId: person?.id ?? null,
	dealId: deal?.id ?? null,
	noteId: note?.id ?? null,
});
