import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { providerKey } from '../../shared/core/brazil/phone';
import { parseGivenPhone } from '../../shared/core/message/ownIds';
import { wordsOf } from '../../shared/core/text/words';
import { holdersOf } from '../../shared/kit/holders';
import { idKindProperty } from '../../shared/store/personIdKinds';
import { findPerson as find, joinPersons as join, undoJoin as undo, type PersonIdKind } from '../../shared/store/persons';
import { FIRST, ORDER_OUTPUTS, SECOND, type ConversationOperation } from '../operation';
import { ordererOf, ordererProperties } from '../orderer';
import { undoneText } from '../undone';

const DESCRIPTION = 'A phone in any usual form, or another ID of a provider: a lid, a key of these nodes';

const optionalId = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 5511999990001 or 100000000000001@lid',
	description: DESCRIPTION,
});
const id = (displayName: string, name: string): INodeProperties => ({ ...optionalId(displayName, name), required: true });

function typedIn(context: IExecuteFunctions, itemIndex: number, field: { label: string; name: string }): string {
	const given = wordsOf(context.getNodeParameter(field.name, itemIndex, ''));
	if (!given) throw new RangeError(`The field "${field.label}" is empty`);
	return given;
}

/** The key of what is typed or comes from an item. */
function keyIn(context: IExecuteFunctions, itemIndex: number, field: { label: string; name: string }): string {
	const given = typedIn(context, itemIndex, field);
	// An id of a provider's own, such as WhatsApp's business-scoped one (`BR.1349…`), is no number that somebody typed.
	return /^[A-Za-z]{2}\.\w+$/.test(given) ? providerKey(given) : parseGivenPhone(given, () => holdersOf(context, itemIndex)).key;
}

function whoSaysSo(context: IExecuteFunctions, itemIndex: number, why: string): string {
	const { id } = ordererOf(context, itemIndex);
	if (id === null) throw new RangeError(`The field "Attendant" is empty: ${why}`);
	return id;
}

/** Who somebody is, by any id that one of our integrations has of them. */
export const findPerson: ConversationOperation = {
	name: 'Find Person',
	action: 'Find person',
	description: 'Tell who somebody is by any ID: every address, every conversation, and whether they want messages',
	outputs: ['Found', 'Unknown'],
	failsTo: SECOND,
	properties: [
		idKindProperty(DESCRIPTION),
		{
			displayName: 'ID',
			name: 'personId',
			type: 'string',
			default: '={{ $json.phone }}',
			required: true,
			placeholder: 'e.g. 5511999990001',
		},
	],
	run: async (context, store, itemIndex) => {
		const kind = context.getNodeParameter('idKind', itemIndex, 'whatsapp') as PersonIdKind;
		const read = kind === 'whatsapp' ? keyIn : typedIn;
		const person = await find(store, kind, read(context, itemIndex, { label: 'ID', name: 'personId' }));
		return { json: person as unknown as IDataObject, output: person.found ? FIRST : SECOND };
	},
};

/** Two ids of which somebody knows that they are one person's. */
export const joinPersons: ConversationOperation = {
	name: 'Join Persons',
	action: 'Join persons',
	description: 'Make two persons one: conversations, history, lead, opt-out and requests. For a day Undo Join takes it back.',
	outputs: ORDER_OUTPUTS,
	failsTo: SECOND,
	properties: [
		{ ...id('Phone', 'phone'), default: '={{ $json.phone }}' },
		id('Other ID', 'otherId'),
		{
			displayName: 'Even with Two Phones',
			name: 'twoPhones',
			type: 'boolean',
			default: false,
			description: 'Whether to join them although each has a phone of their own; what the other phone writes is then this person’s too',
		},
		...ordererProperties.slice(0, 1),
	],
	run: async (context, store, itemIndex) => {
		const one = keyIn(context, itemIndex, { label: 'Phone', name: 'phone' });
		const other = keyIn(context, itemIndex, { label: 'Other ID', name: 'otherId' });
		const by = whoSaysSo(context, itemIndex, 'it is kept who joined them');
		const twoPhones = context.getNodeParameter('twoPhones', itemIndex, false) === true;
		const result = await join(store, { one, other, by, twoPhones });
		return { json: result, output: result.reason === 'two_phones' ? SECOND : FIRST };
	},
};

/** Two that were taken for one. */
export const undoJoin: ConversationOperation = {
	name: 'Undo Join',
	action: 'Undo join of persons',
	description:
		'Make two persons of one again, within a day of the join: each gets back what was theirs. What was sent or written to the CRM or Chatwoot stays.',
	outputs: ORDER_OUTPUTS,
	failsTo: SECOND,
	properties: [
		{ ...id('Phone', 'phone'), default: '={{ $json.phone }}' },
		{
			...optionalId('Other ID', 'otherId'),
			description: 'The ID that was joined, as Find Person shows it; empty is the newest join',
		},
		...ordererProperties.slice(0, 1),
	],
	run: async (context, store, itemIndex) => {
		const one = keyIn(context, itemIndex, { label: 'Phone', name: 'phone' });
		const given = wordsOf(context.getNodeParameter('otherId', itemIndex, ''));
		const other = given && keyIn(context, itemIndex, { label: 'Other ID', name: 'otherId' });
		const result = await undo(store, { one, other, by: whoSaysSo(context, itemIndex, 'it is kept who undid it') });
		return { json: { ...result, message: undoneText(result) } as IDataObject, output: result.undone ? FIRST : SECOND };
	},
};
