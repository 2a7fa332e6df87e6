import type { IDataObject } from 'n8n-workflow';

import { at, isRecord, listOf } from '../shared/core/json/readers';

type Output = IDataObject | IDataObject[];

const isObject = isRecord as (value: unknown) => value is IDataObject;

/** The entries of a list, whichever of Chatwoot's wrappers it came in: bare, `payload`, `data.payload` or under the name of the thing. */
export function entriesOf(answer: unknown, name?: string): IDataObject[] {
	if (Array.isArray(answer)) return solid(answer);
	if (!isObject(answer)) return [];
	const { payload, data } = answer;
	const named = name === undefined ? undefined : (answer[name] ?? (isObject(payload) ? payload[name] : undefined));
	return solid([named, payload, isObject(data) ? data.payload : undefined].find((value) => Array.isArray(value)));
}

/** Labels are words, everything else is a record; what is nothing is left out. */
const solid = (list: unknown): IDataObject[] =>
	listOf(list).filter((entry) => isObject(entry) || typeof entry === 'string') as unknown as IDataObject[];

/** One record, taken out of `payload` and of the name of the thing where Chatwoot wraps it so. */
export function recordOf(answer: unknown, name?: string): IDataObject {
	if (!isObject(answer)) return {};
	const inner = isObject(answer.payload) ? answer.payload : answer;
	return name !== undefined && isObject(inner[name]) ? inner[name] : inner;
}

/** Output of a row: a list of records as items. */
export const many =
	(name?: string) =>
	(answer: unknown): Output =>
		withoutSecrets(entriesOf(answer, name));

/** Output of a row: one record. */
export const one =
	(name?: string) =>
	(answer: unknown): Output =>
		withoutSecrets(recordOf(answer, name));

/** A list of words, such as labels, as one item. */
export const labelsOutput = (answer: unknown): Output => ({ labels: (isObject(answer) ? answer.payload : answer) as string[] });

/** Deletions answer with nothing. */
export const deleted = (): Output => ({ deleted: true });

/** Other acts that answer with nothing. */
export const done = (): Output => ({ success: true });

/** `toggle_status`: what became of the conversation. */
export const statusOutput = (answer: unknown): Output => recordOf(answer);

/** Assigning answers with the agent, bot or team, or null when the assignment was taken away. */
export const assignmentOutput = (answer: unknown): Output => ({
	assigned: isObject(answer) && Object.keys(answer).length > 0 ? withoutSecrets(answer) : null,
});

/** A created contact comes with its link to the inbox; both stand side by side. */
export const createdContact = (answer: unknown): Output => {
	const record = recordOf(answer);
	const contactInbox = at(record, 'contact_inbox');
	return withoutSecrets({ ...recordOf(at(record, 'contact')), contact_inbox: isObject(contactInbox) ? contactInbox : null });
};

/** What Chatwoot shows administrators and is as good as a password. */
const SECRETS = new Set([
	'access_token',
	'bot_token',
	'hmac_identifier',
	'hmac_token',
	'imap_password',
	'line_channel_secret',
	'line_channel_token',
	'provider_config',
	'pubsub_token',
	'secret',
	'smtp_password',
]);

/** Keys whose content belongs to the operator: nothing in there is ours to leave out. */
const FREE = new Set(['additional_attributes', 'content_attributes', 'custom_attributes']);

/** The same data without secrets, however deep they are. */
export function withoutSecrets<T>(value: T): T {
	if (Array.isArray(value)) return value.map((entry: unknown) => withoutSecrets(entry)) as T;
	if (!isObject(value)) return value;
	const kept = Object.entries(value).filter(([key]) => !SECRETS.has(key));
	return Object.fromEntries(kept.map(([key, inner]) => [key, FREE.has(key) ? inner : withoutSecrets(inner)])) as T;
}
