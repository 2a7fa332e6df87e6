import type { IDataObject } from 'n8n-workflow';

import { sameEmail, samePhone } from '../../shared/core/crmMatch';
import type { Job } from './job';
import { read, update } from './requests';

export const WITH_CONTACTS = { with: 'contactPhones,contactEmails' };

const KINDS = {
	contactPhones: { key: 'phone', readAlso: 'number', same: samePhone },
	contactEmails: { key: 'email', readAlso: 'address', same: sameEmail },
} as const;
type Kind = keyof typeof KINDS;

function contactsOf(record: IDataObject, kind: Kind): string[] {
	const { key, readAlso } = KINDS[kind];
	const list = Array.isArray(record[kind]) ? (record[kind] as unknown[]) : [];
	const texts = list.map((one) => (typeof one === 'string' ? one : ((one as IDataObject)[key] ?? (one as IDataObject)[readAlso])));
	return texts.filter((one): one is string => typeof one === 'string' && one !== '');
}
export const phonesOf = (record: IDataObject): string[] => contactsOf(record, 'contactPhones');
export const emailsOf = (record: IDataObject): string[] => contactsOf(record, 'contactEmails');

/**
 * Makes sure that the lead's phone and e-mail really stand at the person. PipeRun answers with success to a form that it ignores, and which
 * of the two it takes is documented both ways: what was written is read back, and written in the other form when it is not there.
 * @returns whether something was written
 */
export async function storeContacts({ lead, links, send, warnings }: Job): Promise<boolean> {
	const link = links.person;
	if (!link) return false;
	const wanted = { contactPhones: lead.phone, contactEmails: lead.email };
	if (link.sent.phone === lead.phone && (link.sent.email ?? null) === lead.email) return false;
	const path = `/persons/${link.id}`;
	let wrote = false;
	for (const kind of Object.keys(wanted) as Kind[]) {
		const value = wanted[kind];
		if (value === null) continue;
		const there = async (): Promise<string[] | null> => {
			const current = contactsOf((await read(send, path, WITH_CONTACTS)) ?? {}, kind);
			return current.some((one) => KINDS[kind].same(one, value)) ? null : current;
		};
		for (const form of [asText, asObject(kind)]) {
			const current = await there();
			if (current === null) break;
			await update(send, path, { [kind]: [...current, value].map(form) } as IDataObject);
			wrote = true;
		}
		if (wrote && (await there()) !== null) warnings.add(`PipeRun did not keep the ${KINDS[kind].key} of person ${link.id}`);
	}
	link.sent = { ...link.sent, phone: lead.phone, ...(lead.email && { email: lead.email }) };
	return wrote;
}

const asText = (value: string): string | IDataObject => value;
const asObject =
	(kind: Kind) =>
	(value: string): string | IDataObject => ({ [KINDS[kind].key]: value });
