import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { isRow, type Call } from '../../nodes/shared/kit/operation';
import { endpoints } from '../contracts/zapiContract';
import { operations } from './walk';

/** An operation's output for the documented answer: the sample that n8n shows before a first run is made of it. */
export async function documentedOutput(id: string): Promise<IDataObject | undefined> {
	const [resource, key] = id.split('.');
	const names = key === 'getMany' ? ['getAll', 'listInstances'] : [key];
	const endpoint = endpoints.find((one) => names.some((name) => one.id === `${resource}.${name}`));
	const operation = operations[id];
	if (endpoint?.answer === undefined || endpoint.answer === null) return undefined;
	if (isRow(operation)) {
		const { paging, output } = operation;
		return [
			paging
				? paging.entries(endpoint.answer).map(output!)
				: output!(id === 'instance.getStatus' ? endpoint.answer : withoutError(endpoint.answer)),
		].flat(2)[0];
	}
	const made = await operation.run({ values: {}, send: async () => endpoint.answer } as unknown as Call);
	return [made].flat()[0]?.json;
}

/** The documentation names the keys of a failure beside those of a success; the status alone has both at once. */
const withoutError = (answer: unknown): unknown =>
	Array.isArray(answer) ? answer : Object.fromEntries(Object.entries(answer as IDataObject).filter(([key]) => key !== 'error'));

/** JSON schema of a value, as n8n keeps it in `__schema__`. */
export function schemaOf(value: unknown): IDataObject {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value)) return { type: 'array', ...(value.length > 0 && { items: schemaOf(value[0]) }) };
	if (typeof value !== 'object') return { type: typeof value };
	return { type: 'object', properties: Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, schemaOf(inner)])) };
}

export const SCHEMAS = path.resolve(__dirname, '../../nodes/ZApi/__schema__/v1.0.0');

/** Answers that do not come from the vendor. */
const OWN: Record<string, IDataObject> = {
	'message.sendAndWait': { data: { approved: true, respondedAt: '2026-01-05T13:00:00.000Z' } },
};

/** The sample outputs that the node ships, by `resource.operation`: of every operation whose answer tells more than that it was done. */
export async function schemas(): Promise<Record<string, IDataObject>> {
	const outputs = await Promise.all(Object.keys(operations).map(async (id) => [id, OWN[id] ?? (await documentedOutput(id))] as const));
	const telling = outputs.filter(([, output]) => Object.keys(output ?? {}).some((key) => key !== 'success' && key !== 'deleted'));
	return Object.fromEntries(telling.map(([id, output]) => [id, { ...schemaOf(output), version: 1 }]));
}
