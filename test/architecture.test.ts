import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

const filesIn = (folder: string): string[] =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
		.filter((file) => file.endsWith('.ts'))
		.sort();

interface Import {
	/** A project file as its path from the root without extension, a package as its name. */
	target: string;
	typeOnly: boolean;
}
interface Source {
	file: string;
	text: string;
	/** The text without comments. */
	code: string;
	imports: Import[];
}

function read(file: string): Source {
	const text = readFileSync(path.join(root, file), 'utf8');
	const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
	return { file, text, code, imports: importsOf(file, code) };
}

function importsOf(file: string, code: string): Import[] {
	const named = [...code.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gm)];
	const bare = [...code.matchAll(/^import\s+()'([^']+)'/gm)];
	const loaded = [...code.matchAll(/(?:require|import)\(\s*()'([^']+)'/g)];
	return [...named, ...bare, ...loaded].map(([, type, target]) => ({
		target: target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
		typeOnly: Boolean(type),
	}));
}

const sources = [...filesIn('nodes'), ...filesIn('credentials')].map(read);
const shared = sources.filter(({ file }) => file.startsWith('nodes/shared/'));

/** A vendor is a folder with an `api.ts`. */
const vendors = sources.flatMap(({ file }) => /^nodes\/(\w+)\/api\.ts$/.exec(file)?.[1] ?? []);

const problems = (among: Source[], find: (source: Source) => string[]): string[] =>
	among.flatMap((source) => find(source).map((problem) => `${source.file}: ${problem}`));

const CORE = 'nodes/shared/core/';
const HTTP = 'nodes/shared/http/';

/** Which rooms may import what; a folder ends with a slash. */
const ROOMS: Record<string, string[]> = {
	core: [CORE, 'nodes/shared/bundled/libphonenumber', 'nodes/shared/bundled/tldts'],
	http: [HTTP, 'n8n-workflow', 'nodes/shared/bundled/axios', 'nodes/shared/bundled/ipaddr'],
	kit: ['nodes/shared/kit/', CORE, HTTP, 'n8n-workflow'],
	webhook: ['nodes/shared/webhook/', CORE, 'n8n-workflow', 'node:crypto'],
	llm: ['nodes/shared/llm/', CORE, HTTP, 'n8n-workflow', 'nodes/shared/bundled/openai'],
	wait: ['nodes/shared/wait/', 'nodes/shared/kit/', 'n8n-workflow'],
	store: ['nodes/shared/store/', CORE, HTTP, 'n8n-workflow', 'nodes/shared/bundled/supabase'],
};

const allows =
	(allowed: string[]) =>
	({ target }: Import): boolean =>
		allowed.some((place) => (place.endsWith('/') ? target.startsWith(place) : target === place));

describe('who may import whom', () => {
	it('looks at every room', () => {
		const rooms = new Set(shared.map(({ file }) => file.split('/')[2]));
		rooms.delete('bundled');
		expect(Object.keys(ROOMS)).toEqual(expect.arrayContaining([...rooms]));
		expect(vendors).toContain('ZApi');
	});

	it.each(Object.entries(ROOMS))('%s', (room, allowed) => {
		const inRoom = shared.filter(({ file }) => file.startsWith(`nodes/shared/${room}/`));
		expect(problems(inRoom, ({ imports }) => imports.filter((one) => !allows(allowed)(one)).map(({ target }) => target))).toEqual([]);
	});

	it.each(vendors)('the operations of %s import the kit, types and their own folder', (vendor) => {
		const operations = sources.filter(({ file }) => file.startsWith(`nodes/${vendor}/operations/`));
		const mayImport = (one: Import) =>
			allows(['nodes/shared/kit/', `nodes/${vendor}/`])(one) || (one.typeOnly && allows([CORE, 'n8n-workflow'])(one));
		expect(problems(operations, ({ imports }) => imports.filter((one) => !mayImport(one)).map(({ target }) => target))).toEqual([]);
	});

	it('vendors do not know each other', () => {
		const found = problems(sources, ({ file, imports }) =>
			imports
				.filter(({ target }) => vendors.some((vendor) => target.startsWith(`nodes/${vendor}/`) && !file.startsWith(`nodes/${vendor}/`)))
				.filter(() => vendors.some((vendor) => file.startsWith(`nodes/${vendor}/`)) || file.startsWith('nodes/shared/'))
				.map(({ target }) => target),
		);
		expect(found).toEqual([]);
	});

	it('only n8n, node:crypto and bundled libraries come from outside', () => {
		const outside = sources.filter(({ file }) => !file.startsWith('nodes/shared/bundled/'));
		const known = allows(['nodes/', 'credentials/', 'n8n-workflow', 'node:crypto']);
		expect(problems(outside, ({ imports }) => imports.filter((one) => !known(one)).map(({ target }) => target))).toEqual([]);
	});

	it('bundled libraries are loaded when they are first needed', () => {
		const value = (code: string) => [...code.matchAll(/^(?:import|export)\s+(?!type\s)[^'";]*?from\s+'([^']*bundled\/[^']+)'/gm)];
		expect(problems(sources, ({ code }) => value(code).map(([, target]) => target))).toEqual([]);
	});
});

describe('what a room never contains', () => {
	const found = (among: Source[], patterns: RegExp[]) =>
		problems(among, ({ code }) => patterns.flatMap((pattern) => code.match(pattern)?.[0] ?? []));

	it('core takes time and chance as arguments', () => {
		const core = shared.filter(({ file }) => file.startsWith(CORE));
		expect(found(core, [/\bDate\.now\b/, /\bMath\.random\b/, /\bnew Date\(\s*\)/, /\bprocess\b/])).toEqual([]);
	});

	it.each(vendors)('the operations of %s are rows: no loop, no try, no request, no address', (vendor) => {
		const operations = sources.filter(({ file }) => file.startsWith(`nodes/${vendor}/operations/`));
		// Placeholders show addresses below example.com, and the start of one.
		const address = /https?:\/\/(?!(\w+\.)*example\.com\b)\w/;
		expect(found(operations, [/\bfor\s*\(/, /\bwhile\s*\(/, /\btry\s*\{/, /\.helpers\b/, address])).toEqual([]);
	});
});

describe('files', () => {
	/** Longer on purpose, each with its reason. */
	const LONG: Record<string, string> = {};

	it('have at most 250 lines', () => {
		const long = sources.filter(({ file, text }) => text.split('\n').length > 251 && !(file in LONG));
		expect(long.map(({ file }) => file)).toEqual([]);
	});

	it('are named after what they hold', () => {
		const names = [...sources.map(({ file }) => file), ...filesIn('test')].filter((file) => !file.startsWith('test/sandbox/n8n/'));
		expect(names.filter((file) => /(^|\/)(utils?|helpers?|common|GenericFunctions)(\.|\/)/i.test(file))).toEqual([]);
	});
});
