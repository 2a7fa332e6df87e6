import path from 'node:path';

import type { INodeCredentialDescription, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { n8n } from '../package.json';

const nodes = n8n.nodes.map((file): [string, INodeTypeDescription] => {
	const name = path.basename(file, '.node.js');
	const exported = jest.requireActual<Record<string, new () => INodeType>>(
		path.resolve(__dirname, '..', file.replace(/^dist\//, '').replace(/\.js$/, '')),
	);
	return [name, new exported[name]().description];
});

/** The editor's own word for a credential without a name, where a field decides which ones there are. */
const NAMELESS = 'Credential';
const labelOf = ({ displayName }: INodeCredentialDescription): string => displayName ?? NAMELESS;
const several = nodes.filter(([, { credentials = [] }]) => credentials.length > 1);
const deciding = nodes.filter(([, { credentials = [] }]) => credentials.some(({ displayOptions }) => displayOptions?.show));

it('there are nodes with several credentials, and nodes where a field decides which', () => {
	expect([several.length, deciding.length].every((count) => count > 2)).toBe(true);
});

it.each(several)('%s: each of its credentials has a name that tells what it is for', (_, { credentials = [] }) => {
	const labels = credentials.map(labelOf);
	expect(labels).not.toContain(NAMELESS);
	expect(new Set(labels).size).toBe(labels.length);
});

it.each(deciding)('%s: its credentials stand first, not before the field that decides', (_, { properties }) => {
	expect(properties.map(({ type }) => type).indexOf('credentials')).toBe(0);
	expect(properties.filter(({ name }) => name === 'credentials')).toHaveLength(1);
});
