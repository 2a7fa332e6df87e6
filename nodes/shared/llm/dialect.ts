import { isRecord } from '../core/json/readers';
import type { ChatMessage, JsonRequest } from './request';

/** What a service and its model take of a request; the plainer values come later in each line. */
export interface Dialect {
	/** How the form of the answer is asked for; in plain words wherever it is not the schema. */
	format: 'json_schema' | 'json_object' | 'none';
	/** How "may be null" is written in a schema; `optional` leaves out all that only some know. */
	empties: 'list' | 'anyOf' | 'optional';
	/** What the limit of tokens is called. */
	limit: 'max_completion_tokens' | 'max_tokens' | 'none';
	temperature: boolean;
	/** Instructions as several messages, as one at the beginning, with speakers that also take turns, or as words of the user. */
	roles: 'several' | 'one' | 'alternating' | 'user';
	/** How many times the limit: models that think first spend it before the first word. */
	room: 1 | 8;
}

/** What OpenAI takes of its usual models: every service is asked like this first. */
export const FULL: Dialect = {
	format: 'json_schema',
	empties: 'list',
	limit: 'max_completion_tokens',
	temperature: true,
	roles: 'several',
	room: 1,
};
/** Where a service does not say what it refuses, these are tried, one after the other. */
export const PLAINER: Array<Partial<Dialect>> = [
	{ format: 'json_object', limit: 'max_tokens', roles: 'one' },
	{ format: 'none', limit: 'none', temperature: false, roles: 'alternating' },
];

/** How the form of an answer is asked for in words. It holds the word JSON, which `json_object` insists on. */
export const inWords = (schema: Record<string, unknown>): string =>
	`Responda com um único objeto JSON, sem texto em volta, que siga este JSON Schema:\n${JSON.stringify(schema)}`;

/** A request in a dialect, as the body of a chat completion. */
export function requestBody({ model, messages, schema, temperature, maxTokens }: JsonRequest, dialect: Dialect): Record<string, unknown> {
	const strict = { ...schema, schema: schemaIn(dialect, schema.schema), ...(dialect.empties !== 'optional' && { strict: true }) };
	return {
		model,
		messages: spoken(dialect.format === 'json_schema' ? messages : withOrder(messages, inWords(schema.schema)), dialect.roles),
		...(dialect.temperature && { temperature }),
		...(dialect.limit !== 'none' && { [dialect.limit]: maxTokens * dialect.room }),
		...(dialect.format === 'json_schema' && { response_format: { type: 'json_schema', json_schema: strict } }),
		...(dialect.format === 'json_object' && { response_format: { type: 'json_object' } }),
	};
}

function withOrder([first, ...rest]: ChatMessage[], order: string): ChatMessage[] {
	return first?.role === 'system'
		? [{ ...first, content: `${first.content}\n\n${order}` }, ...rest]
		: [{ role: 'system', content: order }, ...(first ? [first] : []), ...rest];
}

/** Where the history begins with our own words, and speakers have to take turns. */
const BEGINNING = '[início da conversa]';

/** The messages as a service takes them; nothing that was said is lost. */
export function spoken(messages: ChatMessage[], roles: Dialect['roles']): ChatMessage[] {
	if (roles === 'several') return messages;
	const system = { role: 'system' as const, content: joined(messages.filter(({ role }) => role === 'system')) };
	const said = messages.filter(({ role }) => role !== 'system');
	if (roles === 'one') return [system, ...said];
	const turns: ChatMessage[] = [];
	for (const message of said[0]?.role === 'user' ? said : [{ role: 'user' as const, content: BEGINNING }, ...said]) {
		const last = turns.at(-1);
		if (last?.role === message.role) turns[turns.length - 1] = { ...last, content: joined([last, message]) };
		else turns.push(message);
	}
	if (roles === 'alternating') return [system, ...turns];
	return [{ role: 'user', content: joined([system, ...turns.slice(0, 1)]) }, ...turns.slice(1)];
}

const joined = (messages: ChatMessage[]): string => messages.map(({ content }) => content).join('\n\n');

/** A strict schema as a service takes it: nothing is asked for that `inWords` or the rules of the prompt would not say too. */
function schemaIn({ empties }: Dialect, schema: Record<string, unknown>): Record<string, unknown> {
	return empties === 'list' ? schema : (rewritten(schema, empties) as Record<string, unknown>);
}

function rewritten(schema: unknown, empties: 'anyOf' | 'optional'): unknown {
	if (Array.isArray(schema)) return schema.map((one) => rewritten(one, empties));
	if (!isRecord(schema)) return schema;
	const { type, additionalProperties, required, properties, ...rest } = schema;
	const inner = {
		...rest,
		...(isRecord(properties) && {
			properties: Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, rewritten(one, empties)])),
		}),
		...(rest.items !== undefined && { items: rewritten(rest.items, empties) }),
	};
	const types = [type].flat().filter((one) => one !== 'null');
	const plain = type === undefined ? {} : { type: types[0] };
	if (empties === 'anyOf')
		return {
			...(Array.isArray(type) ? { anyOf: [...types, 'null'].map((one) => ({ type: one })) } : plain),
			...inner,
			...(required !== undefined && { required }),
			...(additionalProperties !== undefined && { additionalProperties }),
		};
	const musts = (Array.isArray(required) ? required : []).filter(
		(key) => !mayBeNull((properties as Record<string, unknown>)?.[String(key)]),
	);
	return { ...plain, ...inner, ...(musts.length > 0 && { required: musts }) };
}

const mayBeNull = (schema: unknown): boolean => isRecord(schema) && Array.isArray(schema.type) && schema.type.includes('null');
