import { crmPhone } from '../../shared/core/crm/match';
import { keepContacts, type Kind } from '../contacts';
import type { Job } from './job';

/**
 * Makes sure that the lead's phone and e-mail stand at the person; asked once for each of them.
 * @returns whether something was written
 */
export async function storeContacts({ lead, links, send, warnings }: Job): Promise<boolean> {
	const link = links.person;
	if (!link || (link.sent.phone === lead.phone && (link.sent.email ?? null) === lead.email)) return false;
	const wanted: Record<Kind, string | null> = { contactPhones: crmPhone(lead.phone), contactEmails: lead.email };
	let wrote = false;
	for (const [kind, value] of Object.entries(wanted) as Array<[Kind, string | null]>) {
		if (value === null) continue;
		const kept = await keepContacts(send, `/persons/${link.id}`, kind, [value]);
		wrote ||= kept.wrote;
		if (kept.missing.length > 0)
			warnings.add(`PipeRun did not keep the ${kind === 'contactPhones' ? 'phone' : 'email'} of person ${link.id}`);
	}
	link.sent = { ...link.sent, phone: lead.phone, ...(lead.email && { email: lead.email }) };
	return wrote;
}
