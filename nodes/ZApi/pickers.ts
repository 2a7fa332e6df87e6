import { converted, required, type Field } from '../shared/kit/field';
import { knowingOurIds } from '../shared/kit/ownIds';
import { picker } from '../shared/kit/picker';
import { toAddress } from './fields';

/** Searchable lists of the connected number; `lookups.ts` has one of each name. */
export type Lookup =
	| 'searchChats'
	| 'searchContacts'
	| 'searchGroups'
	| 'searchCommunities'
	| 'searchChannels'
	| 'searchTags'
	| 'searchProducts'
	| 'searchCollections'
	| 'searchInstances';

interface Wording {
	at?: string;
	description?: string;
	placeholder: string;
	/** What the second mode is called. */
	byId?: string;
	/** The mode that a new node starts with. */
	start?: 'list' | 'id';
}

function choose(displayName: string, lookup: Lookup, { byId = 'By ID', start = 'list', ...wording }: Wording): Field {
	const { form, ...rest } = picker(displayName, lookup, wording);
	const modes = form.modes?.map((mode) => (mode.name === 'id' ? { ...mode, displayName: byId } : mode));
	return { ...rest, form: { ...form, default: { mode: start, value: '' }, modes } };
}

const GROUP = 'e.g. 120363019502650977-group';
const CHANNEL = 'e.g. 120363166555745933@newsletter';

/** A chat to send to: cleaned to digits with country code; group, channel and lid ids stay as they are. */
export const chat = (displayName = 'Phone or Chat ID', description = 'Number with area code, or a group, channel or lid ID'): Field =>
	knowingOurIds(
		required(
			converted(
				choose(displayName, 'searchChats', { description, placeholder: 'e.g. 5511999990001', byId: 'By Phone or ID', start: 'id' }),
				toAddress,
			),
		),
	);

/** A person that WhatsApp knows. */
export const contact = (displayName = 'Contact', description = 'Person, by number with area code or lid ID'): Field =>
	knowingOurIds(
		required(
			converted(choose(displayName, 'searchContacts', { description, placeholder: 'e.g. 5511999990001', byId: 'By Phone' }), toAddress),
		),
	);

/**
 * A group id as Z-API wants it: `…-group`, or `<creator>-<timestamp>` of an old one.
 * @throws RangeError for anything else
 */
export function toGroupId(given: string): string {
	const id = given.trim().replace(/@g\.us$/, '-group');
	if (!/^(\d+-group|\d{8,}-\d{8,}(-group)?)$/.test(id))
		throw new RangeError(`"${given}" is not a group ID: it looks like 120363019502650977-group. Choose the group from the list.`);
	return id;
}

export const group = (displayName = 'Group', at?: string): Field =>
	required(converted(choose(displayName, 'searchGroups', { at, placeholder: GROUP }), toGroupId));

/**
 * A community id: digits alone, other than a group's.
 * @throws RangeError for anything else
 */
function toCommunityId(given: string): string {
	if (!/^\d+$/.test(given)) throw new RangeError(`"${given}" is not a community ID: it is digits alone, without -group`);
	return given;
}

export const community = (): Field =>
	required(converted(choose('Community', 'searchCommunities', { placeholder: 'e.g. 120363019502650977' }), toCommunityId));

/**
 * A channel id.
 * @throws RangeError for anything else
 */
function toChannelId(given: string): string {
	if (!/^\d+@newsletter$/.test(given))
		throw new RangeError(`"${given}" is not a channel ID: it looks like 120363166555745933@newsletter. Choose the channel from the list.`);
	return given;
}

/** @param at key in the request; the field's own name when absent */
export const channel = (at?: string): Field =>
	required(converted(choose('Channel', 'searchChannels', { at, placeholder: CHANNEL }), toChannelId));

export const tag = (): Field => required(choose('Tag', 'searchTags', { placeholder: 'e.g. 10' }));

export const product = (): Field => required(choose('Product', 'searchProducts', { placeholder: 'e.g. 7190654897637620' }));

export const collection = (): Field =>
	required(
		choose('Collection', 'searchCollections', {
			placeholder: 'e.g. 1018095149290718',
			description: 'WhatsApp gives a collection a new ID whenever its products change',
		}),
	);

export const partnerInstance = (): Field =>
	required(choose('Instance', 'searchInstances', { at: 'instance', placeholder: 'e.g. 3D00000000000000000000000000000A' }));
