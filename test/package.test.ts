import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

import { dependencies, n8n } from '../package.json';

const root = path.resolve(__dirname, '..');

/** What `npm publish` would send. */
const files = (
	JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
	) as [{ files: Array<{ path: string }> }]
)[0].files.map((file) => file.path);
const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the published package', () => {
	it('holds every node and credential with what n8n reads beside them', () => {
		expect(files).toEqual(expect.arrayContaining([...n8n.nodes, ...n8n.credentials]));
		expect(files).toEqual(expect.arrayContaining(n8n.nodes.map((file) => file.replace(/\.js$/, '.json'))));
		const icons = [...n8n.nodes, ...n8n.credentials].flatMap((file) =>
			[...text(file).matchAll(/'file:([^']+)'/g)].map(([, icon]) => path.posix.join(path.posix.dirname(file), icon)),
		);
		expect(icons.length).toBeGreaterThanOrEqual(n8n.nodes.length);
		expect(files).toEqual(expect.arrayContaining(icons));
	});

	it('carries the name of the product in every display name and credential type: n8n keeps both as keys over all packages', () => {
		const exported = (file: string): Array<{ displayName: string; name: string }> =>
			Object.values(jest.requireActual<Record<string, new () => object>>(path.join(root, file))).map((Type) => {
				const made = new Type() as { description?: { displayName: string; name: string }; displayName: string; name: string };
				return made.description ?? made;
			});
		const nodes = n8n.nodes.flatMap(exported);
		expect(nodes.filter(({ displayName }) => !/^AtendeAqui\b/.test(displayName))).toEqual([]);
		expect(new Set(nodes.map(({ displayName }) => displayName)).size).toBe(n8n.nodes.length);
		expect(n8n.credentials.flatMap(exported).filter(({ name }) => !name.startsWith('atendeAqui'))).toEqual([]);
	});

	it('lists every node and credential that there is', () => {
		const built = files.filter((file) => /\.(node|credentials)\.js$/.test(file));
		expect(built.sort()).toEqual([...n8n.nodes, ...n8n.credentials].sort());
	});

	it('holds the workflows, the schema, both READMEs, the changelog, the licence and those of what is bundled', () => {
		const workflows = readdirSync(path.join(root, 'workflows')).filter((file) => file.endsWith('.json'));
		expect(files).toEqual(expect.arrayContaining(workflows.map((file) => `workflows/${file}`)));
		const others = ['supabase/schema.sql', 'README.md', 'README.pt-BR.md', 'CHANGELOG.md', 'LICENSE', 'dist/THIRD_PARTY_NOTICES.txt'];
		expect(files).toEqual(expect.arrayContaining(others));
		for (const library of ['openai', '@supabase/supabase-js', 'axios', 'libphonenumber-js'])
			expect(text('dist/THIRD_PARTY_NOTICES.txt')).toMatch(new RegExp(`^${library} \\d`, 'm'));
	});

	it('holds no test, no TypeScript, no source map and no picture of a screen', () => {
		expect(files.filter((file) => /(^|\/)(test|tests|__tests__)\/|\.test\.|\.ts$|\.map$|\.png$|\.env|node_modules/.test(file))).toEqual([]);
	});

	it('tells nothing of the machine that it was built on', () => {
		const tells = [root, homedir(), 'sourceMappingURL'];
		expect(files.filter((file) => tells.some((place) => text(file).includes(place)))).toEqual([]);
	});

	it('needs no other package: what it loads is in it, or is n8n’s', () => {
		expect(dependencies).toEqual({});
		const own = (file: string, target: string) => {
			const at = path.join(root, path.dirname(file), target);
			return ['', '.js', '.json', '/index.js'].some(
				(ending) => existsSync(at + ending) && files.includes(path.relative(root, at + ending)),
			);
		};
		const missing = files
			.filter((file) => file.endsWith('.js') && !file.includes('/shared/bundled/'))
			.flatMap((file) =>
				[...text(file).matchAll(/require\(["']([^"']+)["']\)/g)]
					.map(([, target]) => target)
					.filter((target) => (target.startsWith('.') ? !own(file, target) : !/^(n8n-workflow|node:\w+)$/.test(target)))
					.map((target) => `${file}: ${target}`),
			);
		expect(missing).toEqual([]);
	});
});
