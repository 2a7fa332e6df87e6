import { existsSync } from 'node:fs';
import path from 'node:path';

import { ESLint, type Linter } from 'eslint';
import type { INodeType } from 'n8n-workflow';

import { n8n } from '../../package.json';

// The rules take every file for a trigger when they are loaded in a test.
process.env.NODE_ENV = 'production';

// Neither has types that this module resolution finds.
const parser = jest.requireActual<Linter.Parser>('@typescript-eslint/parser');
const nodesBase = jest.requireActual<ESLint.Plugin & { configs: { nodes: { rules: Linter.RulesRecord } } }>('eslint-plugin-n8n-nodes-base');

const root = path.resolve(__dirname, '../..');

const nodes = n8n.nodes
	.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, ''))
	.filter((file) => existsSync(path.join(root, `${file}.ts`)));

/** A value as it would stand in the source: the rules recognise a parameter by its unquoted keys. */
function literal(value: unknown, depth = 0): string {
	const indent = '\t'.repeat(depth + 1);
	const lines = (parts: string[], open: string, close: string) =>
		parts.length === 0 ? open + close : `${open}\n${parts.map((part) => `${indent}${part},\n`).join('')}${'\t'.repeat(depth)}${close}`;
	if (Array.isArray(value))
		return lines(
			value.map((entry) => literal(entry, depth + 1)),
			'[',
			']',
		);
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
		return lines(
			entries.map(([key, entry]) => `${/^\w+$/.test(key) ? key : JSON.stringify(key)}: ${literal(entry, depth + 1)}`),
			'{',
			'}',
		);
	}
	return typeof value === 'string'
		? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
		: String(value);
}

function load(file: string): { name: string; node: INodeType } {
	const name = path.basename(file, '.node');
	const exported = jest.requireActual<Record<string, new () => INodeType>>(path.join(root, file));
	return { name, node: new exported[name]() };
}

/** The class as if its description had been written by hand. */
function printed(file: string): string {
	const { name, node } = load(file);
	return `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

export class ${name} implements INodeType {
	description: INodeTypeDescription = ${literal(node.description, 1)};
}
`;
}

const eslint = new ESLint({
	cwd: root,
	overrideConfigFile: true,
	overrideConfig: [
		{
			files: ['**/*.ts'],
			plugins: { 'n8n-nodes-base': nodesBase },
			rules: nodesBase.configs.nodes.rules,
			languageOptions: { parser },
		},
	],
});

describe('the descriptions that the rows become pass the rules of n8n', () => {
	it.each(nodes)('%s', async (file) => {
		const text = printed(file);
		const [{ messages }] = await eslint.lintText(text, { filePath: `${file}.ts` });
		const lines = text.split('\n');
		expect(messages.map(({ ruleId, line, message }) => `${ruleId ?? ''}: ${message} → ${lines[line - 1].trim()}`)).toEqual([]);
	});

	// The editor cuts an output's name that is longer, and shows a subtitle as it is.
	it.each(nodes)('%s: names of outputs are short, and a subtitle is no raw value', (file) => {
		const { description } = load(file).node;
		const outputs = JSON.stringify([description.outputs, description.outputNames ?? []]);
		const names = [...outputs.matchAll(/displayName\W+([^'"\\]+)/g)].map(([, name]) => name);
		expect([...names, ...(description.outputNames ?? [])].filter((name) => name.length > 20)).toEqual([]);
		expect(description.subtitle ?? '').not.toMatch(/\$parameter(?:\.operation|\["operation"\])\s*\}\}/);
	});

	it('finds what is wrong, so that no finding means something', async () => {
		const wrong = printed('nodes/ZApi/ZApi.node').replace("displayName: 'Message ID'", "displayName: 'message id'");
		const [{ messages }] = await eslint.lintText(wrong, { filePath: 'nodes/ZApi/ZApi.node.ts' });
		expect(messages.map(({ ruleId }) => ruleId)).toContain('n8n-nodes-base/node-param-display-name-miscased');
	});
});
