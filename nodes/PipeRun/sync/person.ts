import type { IDataObject } from 'n8n-workflow';

import { crmPhone, matchingPerson, type PersonRecord } from '../../shared/core/crm/match';
import { bringUpToDate } from './bringUpToDate';
import { cityId } from './city';
import { emailsOf, phonesOf, WITH_CONTACTS } from '../contacts';
import { ensure } from './ensure';
import type { Did, Job } from './job';
import { removeOurs } from './removeOurs';
import { storeContacts } from './contacts';
import { create, search, textOrNull, withoutEmpty } from '../requests';

const NAMELESS = 'Lead WhatsApp';

const asPerson = (record: IDataObject): PersonRecord => ({
	id: Number(record.id),
	externalCode: textOrNull(record.external_code),
	phones: phonesOf(record),
	emails: emailsOf(record),
});

/** The lead as a person: by the code that we gave, by phone, by e-mail, else a new one. */
export async function person(job: Job): Promise<Did> {
	const { lead, links, send } = job;
	const city = await cityId(job);
	const code = lead.phone;
	const desired = withoutEmpty({ name: lead.name, city_id: city, company_id: links.company?.id, external_code: code });
	const kept = await bringUpToDate(job, 'person', '/persons', desired);
	if (kept) return (await storeContacts(job)) ? 'updated' : kept;

	const made = { ...desired, name: lead.name ?? NAMELESS };
	const { created } = await ensure({
		find: async () => await findPerson(job, code),
		create: async () =>
			await create(send, '/persons', {
				...made,
				contactPhones: [crmPhone(lead.phone)],
				...(lead.email && { contactEmails: [lead.email] }),
			}),
		remove: async (id) => await removeOurs(job, '/persons', id),
		keep: (id, ours) => (links.person = { id, ours, sent: ours ? made : {} }),
	});
	if (!created) await bringUpToDate(job, 'person', '/persons', desired);
	await storeContacts(job);
	return created ? 'created' : 'found';
}

/** Searches from the surest to the vaguest, until one gives the lead. PipeRun documents no filter by phone or e-mail. */
async function findPerson({ lead, links, settings, send }: Job, code: string): Promise<number | null> {
	const searches: Array<[IDataObject, number?]> = [
		[{ external_code: code }],
		...(links.company && !links.company.ours ? [[{ company_id: links.company.id }] as [IDataObject]] : []),
		[{ name: lead.name ?? NAMELESS }],
		...(settings.undocumentedSearch
			? ([
					[{ 'phones[phone]': crmPhone(lead.phone) }, ONE_PAGE],
					...(lead.email ? [[{ 'emails[email]': lead.email }, ONE_PAGE]] : []),
				] as Array<[IDataObject, number]>)
			: []),
	];
	for (const [filter, limit] of searches) {
		const candidates = await search(send, '/persons', { ...filter, ...WITH_CONTACTS }, limit);
		const found = matchingPerson(lead, code, candidates.map(asPerson));
		if (found) return found.id;
	}
	return null;
}

/** When such a filter is ignored, what comes is everybody. */
const ONE_PAGE = 100;
