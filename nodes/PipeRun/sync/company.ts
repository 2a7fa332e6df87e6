import type { IDataObject } from 'n8n-workflow';

import { matchingCompany, type CompanyRecord } from '../../shared/core/crm/match';
import { withoutLegalForm } from '../../shared/core/crm/names';
import { cityId } from './city';
import { ensure } from './ensure';
import type { Did, Job } from './job';
import { bringUpToDate } from './bringUpToDate';
import { create, idOrNull, search, textOrNull, withoutEmpty } from '../requests';
import { removeOurs } from './removeOurs';

const asCompany = ({ id, name, cnpj, city_id, city }: IDataObject): CompanyRecord => ({
	id: Number(id),
	name: String(name),
	cnpj: textOrNull(cnpj),
	cityId: idOrNull(city_id) ?? idOrNull((city as IDataObject | null)?.id),
});

/** The lead's company: by CNPJ, then by name and city, else a new one. A lead without a company has none. */
export async function company(job: Job): Promise<Did> {
	const { lead, links, send } = job;
	if (!lead.company) return 'skipped';
	const city = await cityId(job);
	const desired = withoutEmpty({ name: lead.company, cnpj: lead.cnpj, city_id: city, website: lead.site });
	const kept = await bringUpToDate(job, 'company', '/companies', desired);
	if (kept) return kept;

	const find = async (): Promise<number | null> => {
		const byCnpj = lead.cnpj ? (await search(send, '/companies', { cnpj: lead.cnpj })).map(asCompany) : [];
		const found = matchingCompany(lead, city, byCnpj);
		if (found) return found.id;
		const named = async (name: string) =>
			matchingCompany(lead, city, (await search(send, '/companies', { name })).map(asCompany))?.id ?? null;
		// One with another legal form in its name, or without, is found by what they have in common.
		const bare = withoutLegalForm(lead.company as string);
		return (await named(lead.company as string)) ?? (bare === lead.company ? null : await named(bare));
	};
	const { created } = await ensure({
		find,
		create: async () => await create(send, '/companies', desired),
		remove: async (id) => await removeOurs(job, '/companies', id),
		keep: (id, ours) => (links.company = { id, ours, sent: ours ? desired : {} }),
	});
	if (!created) await bringUpToDate(job, 'company', '/companies', desired);
	return created ? 'created' : 'found';
}
