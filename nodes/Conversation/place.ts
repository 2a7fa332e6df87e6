import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidPhone, parseProviderId, type Address } from '../shared/core/brazil/phone';
import { parseGivenPhone, typedOrProblem } from '../shared/core/message/ownIds';
import { wordsOf } from '../shared/core/text/words';
import { holdersOf } from '../shared/kit/holders';
import { peopleOf } from '../shared/store/attendants';
import { readSession, virtualSession } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import type { At, Circumstances } from './change';
import { houseParameters, readRules, type Parameters } from './rules';

/** Which conversation an operation is about. */
export const placeProperties: INodeProperties[] = [
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '={{ $json.phone }}',
		required: true,
		placeholder: 'e.g. 5511999990001',
		description:
			"The customer's number, in any usual form. Without a plus ten or eleven digits are Brazilian, unless they come from an item of one of these nodes.",
	},
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'string',
		default: '={{ $json.channel }}',
		description: 'The number of yours, for Z-API its instance ID. Empty finds the newest conversation of that phone.',
	},
];

/** The phone's key and the channel of the item; no channel is null. */
export function placeOf(context: IExecuteFunctions, itemIndex: number): Place {
	const phone = wordsOf(context.getNodeParameter('phone', itemIndex, ''));
	if (!phone) throw new RangeError('The field "Phone" is empty');
	const { key } = parseGivenPhone(phone, () => holdersOf(context, itemIndex));
	return { phone: key, channel: wordsOf(context.getNodeParameter('channel', itemIndex, '')) || null };
}

interface Place {
	phone: string;
	/** Null finds the newest conversation of the phone. */
	channel: string | null;
}

export interface Found {
	at: At;
	isStored: boolean;
	/** False when nothing tells on which number of ours the conversation would be: it can be shown, and nothing may happen in it. */
	isPlaced: boolean;
	circumstances: Circumstances;
}

/** A conversation as it is stored, or as it would start, with the circumstances for what happens to it now, by the database's clock. */
export async function findConversation(
	store: Store,
	{ channel, phone }: Place,
	given: {
		/** With what the company told in one place. */
		parameters: (company: unknown) => Parameters;
		executionId?: string;
	},
): Promise<Found> {
	const { session, guard, window, name, agent_enabled, company_settings, only_channel, now } = await readSession(store, channel, phone);
	const parameters = given.parameters(company_settings);
	const { executionId } = given;
	return {
		at: session ?? virtualSession(channel ?? only_channel ?? 'default', phone),
		isStored: session !== null,
		isPlaced: session !== null || (channel ?? only_channel) !== null,
		circumstances: { now, guard, window, name, rules: readRules(parameters, now, agent_enabled), executionId, people: peopleOf(store) },
	};
}

/** The conversation that the item is about. */
export const found = async (context: IExecuteFunctions, store: Store, itemIndex: number): Promise<Found> =>
	await findConversation(store, placeOf(context, itemIndex), {
		parameters: (company) => houseParameters(context, itemIndex, company),
		executionId: context.getExecutionId(),
	});

/** The same, for what changes it. */
export async function foundToChange(context: IExecuteFunctions, store: Store, itemIndex: number): Promise<Found> {
	const there = await found(context, store, itemIndex);
	if (!there.isPlaced)
		throw new RangeError('The field "Channel" is empty, and this phone has no conversation yet: name the channel that it is to be on');
	return there;
}

/**
 * Whom a caller means who gives a phone alone, which may be a key that we showed or typed by a person: who is known by these very digits, else whose number
 * they are when a person types them. Takes a look into the database only where it makes a difference.
 * @throws {InvalidPhone} for what is neither known nor a number
 */
export async function addressMeant(store: Store, given: string, channel: string | null): Promise<Address> {
	const id = parseProviderId(given);
	const typed = typedOrProblem(given);
	if (!(typed instanceof InvalidPhone) && typed.key === id.key) return typed;
	if (/^\d+$/.test(given.trim()) && (await readSession(store, channel, id.key)).session !== null) return id;
	if (typed instanceof InvalidPhone) throw typed;
	return typed;
}
