import type { IDataObject } from 'n8n-workflow';

import { list } from '../shared/kit/field';
import type { Composite } from '../shared/kit/operation';
import { keepContacts, WITH_CONTACTS } from './contacts';
import { record } from './fields';
import { read } from './requests';

/** PipeRun says yes to what it does not keep: a contact that is not there afterwards is a failure. */
class NotKept extends RangeError {
	readonly remedy = 'Add it by hand, and check whether another record already has it.';
}

/**
 * The operation that adds phones and e-mails to a person or company, and checks that they were kept.
 * @param what as the operator knows it, `Person` or `Company`
 */
export const addsContacts = (what: 'Person' | 'Company', path: '/persons' | '/companies'): Composite => ({
	name: 'Add Contacts',
	action: `Add contacts to ${what.toLowerCase()}`,
	description: `Add phones and emails to a ${what.toLowerCase()}, beside those that it has, and check that PipeRun kept them`,
	fields: {
		recordId: record(what),
		phones: list('Phones', { description: 'Comma-separated', placeholder: 'e.g. 5511999990001' }),
		emails: list('Emails', { description: 'Comma-separated', placeholder: 'e.g. maria@example.com' }),
	},
	run: async ({ values, send }) => {
		const { recordId, phones = [], emails = [] } = values as { recordId: number; phones?: string[]; emails?: string[] };
		const at = `${path}/${recordId}`;
		if (phones.length + emails.length === 0) throw new RangeError('Phones and Emails are both empty');
		if ((await read(send, at)) === null) throw new RangeError(`PipeRun has no ${what.toLowerCase()} with the ID ${recordId}`);
		const kept = [await keepContacts(send, at, 'contactPhones', phones), await keepContacts(send, at, 'contactEmails', emails)];
		const missing = kept.flatMap((one) => one.missing);
		if (missing.length > 0) throw new NotKept(`PipeRun did not keep ${missing.join(', ')}`);
		return { json: ((await read(send, at, WITH_CONTACTS)) ?? {}) as IDataObject };
	},
});
