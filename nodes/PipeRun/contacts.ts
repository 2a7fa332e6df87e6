import type { IDataObject } from 'n8n-workflow';

import { sameEmail, samePhone } from '../shared/core/crm/match';
import type { Call } from '../shared/kit/operation';
import { read, update } from './requests';

export const WITH_CONTACTS = { with: 'contactPhones,contactEmails' };

/** Where PipeRun keeps phones and e-mails of persons and companies. Some answers name the value in the entry differently. */
const KINDS = {
	contactPhones: { key: 'phone', readAlso: 'number', same: samePhone },
	contactEmails: { key: 'email', readAlso: 'address', same: sameEmail },
} as const;
export type Kind = keyof typeof KINDS;

function contactsOf(record: IDataObject, kind: Kind): string[] {
	const { key, readAlso } = KINDS[kind];
	const list = Array.isArray(record[kind]) ? (record[kind] as unknown[]) : [];
	const texts = list.map((one) => (typeof one === 'string' ? one : ((one as IDataObject)[key] ?? (one as IDataObject)[readAlso])));
	return texts.filter((one): one is string => typeof one === 'string' && one !== '');
}
export const phonesOf = (record: IDataObject): string[] => contactsOf(record, 'contactPhones');
export const emailsOf = (record: IDataObject): string[] => contactsOf(record, 'contactEmails');

interface Kept {
	wrote: boolean;
	/** What still is not there. */
	missing: string[];
}

/**
 * Makes sure that phones or e-mails really stand at a record, beside those that are there. PipeRun answers with success to a form that it
 * ignores, and which of the two it takes is documented both ways: what was written is read back, and written in the other form when it is
 * not there.
 * @param path of the person or company
 */
export async function keepContacts(send: Call['send'], path: string, kind: Kind, wanted: string[]): Promise<Kept> {
	const { key, same } = KINDS[kind];
	const there = async (): Promise<string[]> => contactsOf((await read(send, path, WITH_CONTACTS)) ?? {}, kind);
	const missingIn = (current: string[]): string[] => wanted.filter((value) => !current.some((one) => same(one, value)));
	let current = await there();
	let wrote = false;
	const forms: Array<(value: string) => unknown> = [(value) => value, (value) => ({ [key]: value })];
	for (const form of forms) {
		if (missingIn(current).length === 0) break;
		await update(send, path, { [kind]: [...current, ...missingIn(current)].map(form) } as IDataObject);
		wrote = true;
		current = await there();
	}
	return { wrote, missing: missingIn(current) };
}
