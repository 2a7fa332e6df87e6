import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { reasonInWords } from '../../shared/core/law/words';
import type { Outcome } from '../../shared/kit/items';
import { checkIdentityCode, isVerified, type Acting } from '../../shared/store/law';
import { idKindProperty } from '../../shared/store/personIdKinds';
import { findPerson, keyOf, type PersonIdKind } from '../../shared/store/persons';
import type { Store } from '../../shared/store/store';
import { phoneOf, textOf } from '../operation';

/** Whose data it is about. */
export const personProperties: INodeProperties[] = [
	idKindProperty('A phone in any usual form, or another ID of a provider'),
	{
		displayName: 'Person',
		name: 'phone',
		type: 'string',
		default: '={{ $json.phone }}',
		required: true,
		placeholder: 'e.g. 5511999990001',
		description: 'A phone in any usual form, or the ID of the kind above',
	},
];

/** Who does it: it stands in the audit. */
export const byProperty: INodeProperties = {
	displayName: 'Done By',
	name: 'by',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ana@example.com',
	description: 'Who is in charge; it stands in the audit',
};

export const identityProperties: INodeProperties[] = [
	byProperty,
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		default: '',
		placeholder: 'e.g. 123456',
		description: 'The code of Send Code, as the person told it',
	},
	{
		displayName: 'Or Made Sure By',
		name: 'seen',
		type: 'options',
		// No free text: the audit outlives the erasure, and people write names into it.
		options: [
			{ name: 'Address on File', value: 'address_on_file', description: 'Asked from the e-mail or phone that is known already' },
			{ name: 'Identity Document', value: 'document', description: 'Seen by who is in charge' },
			{ name: 'In Person', value: 'in_person' },
			{ name: 'Only the Code', value: '' },
			{ name: 'Power of Attorney', value: 'power_of_attorney' },
		],
		default: '',
		description: 'How the person showed who they are, where no code is possible; it stands in the audit',
	},
];

/** What is not done, and why. */
export const refused = (reason: string, more: object = {}): Outcome => ({
	json: { done: false, reason, text: reasonInWords(reason), ...more },
});

/** The key of the person that an item is about; null of an id that nobody has. */
export async function personIn(context: IExecuteFunctions, store: Store, itemIndex: number): Promise<string | null> {
	const kind = context.getNodeParameter('idKind', itemIndex, 'whatsapp') as PersonIdKind;
	if (kind === 'whatsapp') return await keyOf(store, phoneOf(context, itemIndex));
	return (await findPerson(store, kind, textOf(context, itemIndex, 'phone'))).phone;
}

export function byIn(context: IExecuteFunctions, itemIndex: number): string {
	const by = textOf(context, itemIndex, 'by');
	if (!by) throw new RangeError('The field "Done By" is empty: the audit needs to know who it was');
	return by;
}

export type Allowed = { phone: string; acting: Acting };

/** The person, once it is sure that it is they who ask; or what is missing. */
export async function allowedIn(context: IExecuteFunctions, store: Store, itemIndex: number): Promise<Allowed | Outcome> {
	const acting = { by: byIn(context, itemIndex), seen: textOf(context, itemIndex, 'seen') };
	const phone = await personIn(context, store, itemIndex);
	if (phone === null) return refused('unknown_phone');
	const code = textOf(context, itemIndex, 'code');
	if (code) {
		const checked = await checkIdentityCode(store, phone, code);
		return checked.verified ? { phone, acting } : refused(checked.reason ?? 'wrong_code', { attempts_left: checked.attempts_left ?? null });
	}
	// The database has the same rule (identity_of).
	return acting.seen.length >= 5 || (await isVerified(store, phone)) ? { phone, acting } : refused('not_verified');
}

export const isAllowed = (given: Allowed | Outcome): given is Allowed => 'acting' in given;
