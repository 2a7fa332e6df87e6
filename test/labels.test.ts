import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { DECISION_OUTPUTS } from '../nodes/Conversation/operation';
import { n8n } from '../package.json';
import { LABELS_OF_OTHERS, labelsIn, operatorsTexts, shownNames, workflows } from './labels';

const root = path.resolve(__dirname, '..');
const descriptionsIn = (file: string): unknown[] =>
	Object.values(jest.requireActual<Record<string, new () => object>>(file)).map((Type) => {
		const made = new Type() as { description?: object };
		return made.description ?? made;
	});

const { credentials, ...screens } = LABELS_OF_OTHERS;
const ours = [...n8n.nodes, ...n8n.credentials].flatMap((file) => descriptionsIn(path.join(root, file)).flatMap(shownNames));
const inWorkflows = Object.values(workflows()).flatMap(({ name, nodes }) => [
	name.replace(/^\[[^\]]+\] /, ''),
	...nodes.map((node) => node.name),
]);
const known = new Set<string>([
	...ours,
	...DECISION_OUTPUTS,
	...inWorkflows,
	...Object.values(screens).flat(),
	...Object.values(credentials).flat(),
]);

describe.each(Object.entries(operatorsTexts()))('%s', (_, text) => {
	it('calls what is on a screen as it is called there', () => {
		expect(labelsIn(text).filter((label) => !known.has(label))).toEqual([]);
	});
});

it('links lead somewhere: files of the package, and headings of the README', () => {
	const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
	const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\w -]/g, '')
			.replaceAll(' ', '-'),
	);
	const broken = Object.entries(operatorsTexts()).flatMap(([file, text]) =>
		[...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)]
			.map(([, target]) => path.join(root, file.endsWith('.md') ? path.dirname(file) : '.', target))
			.filter((target) => !existsSync(target)),
	);
	const documented = n8n.credentials.flatMap((file) => descriptionsIn(path.join(root, file)) as Array<{ documentationUrl: string }>);
	expect([broken, documented.filter(({ documentationUrl }) => !anchors.includes(documentationUrl.split('#')[1]))]).toEqual([[], []]);
});

it.each(Object.entries(credentials))('%s has these labels in the n8n that the tests run', (type, labels) => {
	const file = type.charAt(0).toUpperCase() + type.slice(1);
	const shown = descriptionsIn(require.resolve(`n8n-nodes-base/dist/credentials/${file}.credentials.js`)).flatMap(shownNames);
	expect(shown).toEqual(expect.arrayContaining([...labels]));
});

it.each([
	['*⋯ → Import from file*', ['⋯', 'Import from file']],
	['**Importante**: abra *Quiet Period*', ['Quiet Period']],
	['when n8n dies *while* sending, or *"oi"*', []],
])('in %s the labels are %j', (text, labels) => {
	expect(labelsIn(text)).toEqual(labels);
});
