import type { IDataObject } from 'n8n-workflow';

import { parsedJson } from '../../shared/core/json/parsedJson';
import { objectOf } from '../api';

/** What an automatic action of PipeRun sent, as far as it can be relied on. Keys are what the account's mapping made of them. */
export type Reading =
	| {
			kind: 'deal';
			dealId: number;
			/** The automation's own words for what happened. */ words: string;
			phones: string[];
			content: IDataObject;
	  }
	/** A try from PipeRun's screen, or nothing about a deal: answered, and no more. */
	| { kind: 'nothing'; reason: string };

/** Names under which the deal's id has been seen, besides `id` at the root; others are told by the option for its key. */
const ID_KEYS = ['id', 'deal_id', 'dealId', 'id_deal', 'id_oportunidade', 'oportunidade_id', 'idOportunidade', 'opportunity_id'];
/** Objects that the deal may be wrapped in. */
const WRAPPERS = ['deal', 'oportunidade', 'opportunity', 'data', 'body', 'payload', 'output'];

/**
 * Reads a delivery: a deal at the root or wrapped, in JSON or in text that holds JSON, with renamed keys.
 * @param idKey where the operator's mapping put the id, dots for nested objects; empty for the usual places
 */
export function readDelivery(body: unknown, idKey = ''): Reading {
	const content = unfolded(body);
	if (Object.keys(content).length === 0) return { kind: 'nothing', reason: 'The body is empty' };
	const given = idKey ? at(content, idKey) : idOf(content);
	if (typeof given === 'string' && given.includes('{{')) return { kind: 'nothing', reason: 'The values are not filled in: a test call' };
	const dealId = Number(given);
	if (!Number.isInteger(dealId) || dealId < 1) return { kind: 'nothing', reason: 'There is no ID of a deal in it' };
	const deal = dealIn(content);
	const { trigger_type } = unfolded(deal.action ?? content.action);
	return { kind: 'deal', dealId, words: typeof trigger_type === 'string' ? trigger_type : '', phones: phonesIn(deal), content };
}

/** An object out of whatever stands for one: itself, the first of a list, JSON in text, a body whose only key is JSON. */
function unfolded(value: unknown, depth = 0): IDataObject {
	if (depth > 3) return {};
	if (typeof value === 'string') return unfolded(parsedJson(value), depth + 1);
	if (Array.isArray(value)) return unfolded(value[0], depth + 1);
	const object = objectOf(value);
	const [only, ...others] = Object.keys(object);
	return others.length === 0 && only?.trim().startsWith('{') ? unfolded(only, depth + 1) : object;
}

const idOf = (content: IDataObject): unknown =>
	[content, ...WRAPPERS.map((name) => unfolded(content[name]))]
		.map((object) => first(object, ID_KEYS))
		.find((found) => found !== undefined);

const dealIn = (content: IDataObject): IDataObject =>
	[content, ...WRAPPERS.map((name) => unfolded(content[name]))].find((object) => first(object, ID_KEYS) !== undefined) ?? content;

const first = (object: IDataObject, keys: string[]): unknown =>
	keys.map((key) => object[key]).find((value) => typeof value === 'number' || (typeof value === 'string' && value !== ''));

const at = (content: IDataObject, path: string): unknown => path.split('.').reduce<unknown>((value, key) => unfolded(value)[key], content);

/** The phones of the deal's person; lists and their entries may be JSON in text. */
function phonesIn(deal: IDataObject): string[] {
	const { contact_phones } = unfolded(deal.person);
	const list = typeof contact_phones === 'string' ? parsedJson(contact_phones) : contact_phones;
	return (Array.isArray(list) ? list : [])
		.map((one: unknown) => (typeof one === 'string' ? one : (objectOf(one).number ?? objectOf(one).phone)))
		.filter((phone): phone is string => typeof phone === 'string' && phone !== '');
}
