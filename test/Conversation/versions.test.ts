import { NodeHelpers, type INodeParameters, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';

import { Conversation } from '../../nodes/Conversation/Conversation.node';
import { operations, resources } from '../../nodes/Conversation/operations';
import { credentials, newPlace } from '../setup/house';
import { runNode } from '../setup/oneNode';
import { closeSql } from '../setup/supabase';
import { workflows } from '../labels';
import released from './released/0.2.0.json';

const { description } = new Conversation();
const byValue = Object.entries<{ operations: object }>(resources).flatMap(([resource, { operations: own }]) =>
	Object.keys(own).map((operation): [string, string] => [operation, resource]),
);
const resourceOf = new Map(byValue);

const nodeOf = (typeVersion: number, parameters: INodeParameters) => ({
	id: '1',
	name: 'Conversa',
	type: 'conversation',
	typeVersion,
	position: [0, 0] as [number, number],
	parameters,
});

/** What n8n makes of a node that was saved with nothing but these. */
const formOf = (typeVersion: number, parameters: INodeParameters = {}): INodeParameters =>
	NodeHelpers.getNodeParameters(description.properties, parameters, true, false, nodeOf(typeVersion, parameters), description) ?? {};

/** The fields that the editor shows. */
function shown(typeVersion: number, parameters: INodeParameters): INodeProperties[] {
	const values = formOf(typeVersion, parameters);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(values, property, nodeOf(typeVersion, values), description, values),
	);
}
const listOf = (properties: INodeProperties[], name: string): INodePropertyOptions[] =>
	properties.filter((property) => property.name === name).flatMap(({ options }) => options as INodePropertyOptions[]);
const valuesOf = (options: INodePropertyOptions[]) => options.map(({ value }) => value);
const isHead = ({ name }: INodeProperties) => name === 'resource' || name === 'operation';

describe('type version 1, which saved workflows have', () => {
	it('has one list of all operations, and no resource', () => {
		const heads = shown(1, {}).filter(isHead);
		expect(heads.map(({ name }) => name)).toEqual(['operation']);
		expect(heads[0].default).toBe('receive');
		expect(valuesOf(listOf(heads, 'operation')).sort()).toEqual(Object.keys(operations).sort());
		expect(formOf(1)).not.toHaveProperty('resource');
	});

	it.each(Object.entries(released))('keeps the operation %s as 0.2.0 had it', (operation, was) => {
		const properties = shown(1, { operation });
		const own = description.properties.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation));
		expect(Object.fromEntries(own.map(({ name, default: initial }) => [name, initial]))).toMatchObject(was.defaults);
		expect(listOf(properties, 'operation').find(({ value }) => value === operation)?.name).toBe(was.name);
		expect(operations[operation].outputs.slice(0, was.outputs.length)).toEqual(was.outputs);
	});
});

describe('type version 2', () => {
	it('is what a node added today gets, as it was before: it receives a message', () => {
		expect(description.defaultVersion).toBe(2);
		expect(formOf(2)).toMatchObject({ resource: 'message', operation: 'receive' });
	});

	it('has each operation of version 1 under one resource, once, in the same words', () => {
		const perResource = Object.keys(resources).flatMap((resource) => listOf(shown(2, { resource }), 'operation'));
		const sorted = (options: INodePropertyOptions[]) => [...options].sort((a, b) => String(a.value).localeCompare(String(b.value)));
		expect(sorted(perResource)).toEqual(sorted(listOf(shown(1, {}), 'operation')));
		expect(resourceOf.size).toBe(byValue.length);
	});

	it.each(Object.keys(resources))('begins with an operation of %s where that is chosen', (resource) => {
		const heads = shown(2, { resource }).filter(isHead);
		expect(heads.map(({ name }) => name)).toEqual(['resource', 'operation']);
		expect(valuesOf(listOf(heads, 'operation'))).toContain(formOf(2, { resource }).operation);
	});
});

describe.each(byValue)('%s', (operation, resource) => {
	it('has the same fields, defaults, credentials and outputs in both versions', () => {
		const [one, two] = [
			{ version: 1, given: { operation } },
			{ version: 2, given: { resource, operation } },
		].map(({ version, given }) => {
			const node = nodeOf(version, formOf(version, given));
			const asked = description.credentials?.filter((one) => NodeHelpers.displayParameter(node.parameters, one, node, description));
			const { resource: _, ...values } = node.parameters;
			return { fields: shown(version, given).filter((property) => !isHead(property)), values, asked };
		});
		expect(two).toEqual(one);
	});

	it('tells a model what it does when it is a tool', () => {
		const { action } = operations[operation];
		expect(NodeHelpers.makeDescription({ resource, operation }, description)).toContain(action);
	});
});

const bundled = Object.entries(workflows()).flatMap(([file, { nodes }]) =>
	nodes
		.filter(({ type }) => type === 'n8n-nodes-atendeaqui.conversation')
		.map(({ name, parameters, ...node }): [string, string, INodeParameters & { typeVersion: number }] => [
			file,
			name,
			{ ...(parameters as INodeParameters), typeVersion: (node as unknown as { typeVersion: number }).typeVersion },
		]),
);
it.each(bundled)('%s: the resource of "%s" is that of its operation', (_, __, { typeVersion, resource, operation }) => {
	expect(resource).toBe(typeVersion === 1 ? undefined : resourceOf.get(String(operation)));
});

describe('on the engine', () => {
	afterAll(closeSql);
	const play = async (typeVersion: number, head: INodeParameters) => {
		const here = newPlace();
		const parameters = { ...head, ...here, attendant: 'ana', role: 'attendant' };
		const run = await runNode({ type: 'conversation', parameters, credentials, settings: { typeVersion } });
		const known = ({ reason, message, mode, exists, success }: Record<string, unknown>) => ({ reason, message, mode, exists, success });
		return { error: run.error, outputs: [0, 1].map((output) => run.items('Node', output).map(known)) };
	};

	it.each(['getStatus', 'takeOver', 'release'])('%s of a saved node and of one with its resource give the same', async (operation) => {
		const saved = await play(1, { operation });
		expect(saved.error).toBeUndefined();
		expect(saved.outputs.flat()).toHaveLength(1);
		expect(await play(2, { resource: resourceOf.get(operation)!, operation })).toEqual(saved);
	});
});
