import { wallClock } from '../shared/core/brazil/wallClock';
import {
	choice,
	converted,
	decimal,
	entries,
	flag,
	list,
	longText,
	moment,
	required,
	text,
	type Field,
	type Fields,
} from '../shared/kit/field';
import { picker } from '../shared/kit/picker';
import { TIME_ZONE } from './api';
import { toHtml } from './html';

const ID = 'e.g. 748';

/** PipeRun's ids are whole numbers. */
function toId(given: string): number {
	const id = Number(given);
	if (!Number.isInteger(id) || id < 1) throw new RangeError(`"${given}" is not a PipeRun ID: they are whole numbers`);
	return id;
}

interface Wording {
	description?: string;
	placeholder?: string;
	at?: string;
}

/** The id of a record. */
export const id = (displayName: string, description?: string, at?: string): Field =>
	converted(text(displayName, { placeholder: ID, ...(description && { description }), at }), toId);

/** The record that an operation is about. */
export const record = (what: string, description?: string): Field => required(id(`${what} ID`, description));

/** Several ids, sent as numbers. */
export const ids = (displayName: string, description = 'IDs, comma-separated', at?: string): Field =>
	list(displayName, { description, placeholder: `${ID}, 749`, at }, toId);

/** Several ids, sent as `{ id }`. */
export const links = (displayName: string, description = 'IDs, comma-separated', at?: string): Field =>
	list(displayName, { description, placeholder: `${ID}, 749`, at }, (given) => ({ id: toId(given) }));

const chosen = (lookup: string) => (displayName: string, description?: string, at?: string) =>
	converted(picker(displayName, lookup, { placeholder: ID, at, ...(description && { description }) }), toId);

export const pipeline = chosen('searchPipelines');
export const stage = chosen('searchStages');
export const origin = chosen('searchOrigins');
export const user = chosen('searchUsers');
export const city = chosen('searchCities');
export const lostReason = chosen('searchLostReasons');
const customField = chosen('searchCustomFields');
const tag = chosen('searchTags');

/** Tags, by picker. The list that is sent replaces the one that is there. */
export const tags = (): Field => entries('Tags', 'Tag', { id: required(tag('Tag')) });

/** A fixed set of the vendor's number codes, with words. */
export const code = (displayName: string, options: Record<number, string>, wording: Wording = {}): Field =>
	converted(choice(displayName, options as Record<string, string>, wording), Number);

/** A time with an offset becomes Brasília's clock, which PipeRun uses; one without is taken to be on it already. */
const onTheClock = (given: string): string =>
	/(Z|[+-]\d\d:?\d\d)$/.test(given) && given.includes('T') ? wallClock(Date.parse(given), TIME_ZONE) : given.replace('T', ' ');

/** A date with time, in Brasília's clock. */
export const dateTime = (displayName: string, wording: Wording = {}): Field =>
	converted(moment(displayName, wording), (given) => onTheClock(given).slice(0, 19));

/** A date without time. */
export const day = (displayName: string, wording: Wording = {}): Field =>
	converted(moment(displayName, wording), (given) => onTheClock(given).slice(0, 10));

/** From and to of a date, both inclusive. */
export const period = (name: string, label: string, field = dateTime): Fields => ({
	[`${name}_start`]: field(`${label} From`),
	[`${name}_end`]: field(`${label} To`),
});

/** From and to of an amount, both inclusive. */
export const span = (name: string, label: string, field = decimal): Fields => ({
	[`${name}_start`]: field(`${label} From`),
	[`${name}_end`]: field(`${label} To`),
});

/** When a record was created and changed last. */
export const timestamps = (): Fields => ({ ...period('created_at', 'Created'), ...period('updated_at', 'Updated') });

/** Related records to bring along; `known` are the documented names with their words. */
export const relations = (known: Record<string, string>, initial: string[] = []): Field => ({
	form: {
		displayName: 'Related Records',
		type: 'multiOptions',
		options: Object.entries(known)
			.map(([value, name]) => ({ name, value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: initial,
		description: 'What else to read along with each record',
	},
	at: 'with',
	toWire: (value) => [value].flat().filter(Boolean).join(',') || undefined,
});

/** Related records of a resource whose names PipeRun does not list. */
export const otherRelations = (example: string): Field =>
	list('Related Records', { at: 'with', description: 'Names of relations to read along, comma-separated', placeholder: `e.g. ${example}` });

/** Several of a vendor's words, sent as an array. */
export const words = (displayName: string, options: Record<string, string>, wording: Wording = {}): Field => ({
	form: {
		displayName,
		type: 'multiOptions',
		options: Object.entries(options)
			.map(([value, name]) => ({ name, value }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: [],
		...(wording.description && { description: wording.description }),
	},
	at: wording.at,
	toWire: (value) => (Array.isArray(value) && value.length > 0 ? (value as unknown[]) : undefined),
});

/** Text that PipeRun shows as HTML: plain text keeps its lines, HTML stays. */
export const html = (displayName: string, wording: Wording = {}): Field => converted(longText(displayName, wording), toHtml);

/** Values of the account's own fields. The key differs: `custom_fields` for deals and persons, `customFields` for companies. */
export const customFields = (at: 'custom_fields' | 'customFields'): Field =>
	entries(
		'Custom Fields',
		'Custom Field',
		{
			id: required(customField('Custom Field')),
			value: required(
				converted(
					text('Value', {
						description: 'For a multiple choice field a JSON list, e.g. ["A", "B"]',
						placeholder: 'e.g. 45',
					}),
					(given) => (/^\s*\[.*\]\s*$/s.test(given) ? listOf(given) : given),
				),
			),
		},
		{ at },
	);

function listOf(given: string): unknown {
	try {
		return JSON.parse(given);
	} catch {
		return given;
	}
}

/** Phones or e-mails of a person: plain texts, which clients use in production. */
export const contacts = (displayName: string, at: 'contactPhones' | 'contactEmails', placeholder: string): Field =>
	list(displayName, { at, description: 'Comma-separated; the whole list is replaced', placeholder });

/** Phones or e-mails of a company: objects, as the vendor's example has them. */
export const companyContacts = (displayName: string, at: 'contactPhones' | 'contactEmails', placeholder: string): Field =>
	list(displayName, { at, description: 'Comma-separated; the whole list is replaced', placeholder }, (given) =>
		at === 'contactPhones' ? { phone: given } : { email: given },
	);

/** A colour, as the picker or CSS writes it. */
export const color = (displayName: string): Field => ({ ...text(displayName), form: { displayName, type: 'color', default: '' } });

export const sort = (): Field => choice('Order', { ASC: 'Ascending', DESC: 'Descending' }, { at: 'sort' });

export const active = (): Field => flag('Active', 'Whether it can be chosen', true);

export const name = (placeholder: string): Field => text('Name', { placeholder });
export const description = (): Field => longText('Description');
