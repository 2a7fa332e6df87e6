import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

const filesIn = (folder: string): string[] =>
	readdirSync(path.join(root, folder), { withFileTypes: true })
		.flatMap((entry) => {
			const file = path.posix.join(folder, entry.name);
			// The n8n of the sandbox has a hundred thousand files of its own.
			if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(file);
			return file.endsWith('.ts') ? [file] : [];
		})
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
const REMEDIES = 'nodes/shared/remedies/';

/** Which rooms may import what; a folder ends with a slash. */
const ROOMS: Record<string, string[]> = {
	core: [CORE, 'nodes/shared/bundled/libphonenumber', 'nodes/shared/bundled/tldts', 'nodes/shared/bundled/re2js'],
	http: [HTTP, REMEDIES, 'n8n-workflow', 'nodes/shared/bundled/axios', 'nodes/shared/bundled/ipaddr'],
	remedies: [REMEDIES],
	kit: ['nodes/shared/kit/', CORE, HTTP, REMEDIES, 'n8n-workflow'],
	webhook: ['nodes/shared/webhook/', CORE, REMEDIES, 'n8n-workflow', 'node:crypto'],
	llm: ['nodes/shared/llm/', CORE, HTTP, 'n8n-workflow', 'nodes/shared/bundled/openai', 'nodes/shared/bundled/jsonrepair'],
	inbound: ['nodes/shared/inbound/', 'nodes/shared/store/', CORE, HTTP, 'n8n-workflow'],
	provider: ['nodes/shared/provider/', 'nodes/shared/kit/', CORE, HTTP, 'n8n-workflow'],
	wait: ['nodes/shared/wait/', 'nodes/shared/kit/', CORE, 'n8n-workflow'],
	server: ['nodes/shared/server/', CORE, 'n8n-workflow', 'nodes/shared/bundled/hono', 'nodes/shared/bundled/ws'],
	store: ['nodes/shared/store/', CORE, HTTP, REMEDIES, 'n8n-workflow', 'nodes/shared/bundled/supabase'],
};

/** Which subject of the core may use which others; who adds a subject adds its row. From what is about texts and numbers to what is about a sale. */
const SUBJECTS: Record<string, string[]> = {
	json: [],
	learned: ['json', 'text'],
	hearing: ['learned', 'text'],
	text: ['json'],
	claims: ['brazil', 'json', 'learned', 'text'],
	limits: [],
	brazil: ['json', 'text'],
	chatbot: ['json', 'text'],
	message: ['brazil', 'json', 'text'],
	session: ['brazil', 'json', 'message', 'text'],
	lead: ['brazil', 'json', 'text'],
	law: ['brazil', 'json', 'text'],
	chart: ['text'],
	campaign: ['brazil', 'chart', 'json', 'message', 'text'],
	followUp: ['brazil', 'campaign', 'chart', 'text'],
	handoff: ['brazil', 'campaign', 'followUp', 'hearing', 'json', 'lead', 'message', 'session', 'text'],
	onboarding: ['brazil', 'json', 'lead', 'message', 'text'],
	company: ['brazil', 'json', 'sdr', 'text'],
	sdr: ['brazil', 'claims', 'hearing', 'json', 'lead', 'message', 'text'],
	crm: ['brazil', 'json', 'lead', 'message', 'text'],
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

	it.each(Object.entries(SUBJECTS))('the subject %s of the core', (subject, allowed) => {
		const inSubject = shared.filter(({ file }) => file.startsWith(`${CORE}${subject}/`));
		const known = [subject, ...allowed].map((name) => `${CORE}${name}/`);
		const mayUse = ({ target }: Import) => !target.startsWith(CORE) || known.some((place) => target.startsWith(place));
		expect(problems(inSubject, ({ imports }) => imports.filter((one) => !mayUse(one)).map(({ target }) => target))).toEqual([]);
	});

	it('every subject of the core has its row, and none uses one that uses it', () => {
		const subjects = new Set(shared.filter(({ file }) => file.startsWith(CORE)).map(({ file }) => file.slice(CORE.length).split('/')[0]));
		expect(Object.keys(SUBJECTS)).toEqual(expect.arrayContaining([...subjects]));
		const uses = (subject: string): string[] => SUBJECTS[subject].flatMap((other) => [other, ...uses(other)]);
		for (const subject of subjects)
			expect({ subject, uses: uses(subject) }).not.toEqual({ subject, uses: expect.arrayContaining([subject]) });
	});

	it('no import comes back to where it started, types included', () => {
		const files = new Map(sources.map((source) => [source.file.replace(/\.ts$/, ''), source]));
		const targets = (name: string) =>
			(files.get(name)?.imports ?? []).map(({ target }) => (files.has(target) ? target : `${target}/index`));
		const done = new Set<string>();
		const circles: string[] = [];
		const visit = (name: string, path: string[]): void => {
			if (path.includes(name)) circles.push([...path.slice(path.indexOf(name)), name].join(' → '));
			if (done.has(name) || path.includes(name)) return;
			for (const target of targets(name)) if (files.has(target)) visit(target, [...path, name]);
			done.add(name);
		};
		for (const name of files.keys()) visit(name, []);
		expect(circles).toEqual([]);
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

	it('of tests have at most 250 lines, too', () => {
		const tests = filesIn('test').filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/sandbox/n8n/'));
		expect(tests.filter((file) => readFileSync(path.join(root, file), 'utf8').split('\n').length > 251)).toEqual([]);
	});

	const parts = readdirSync(path.join(root, 'supabase/schema')).map((file) => ({
		file,
		text: readFileSync(path.join(root, 'supabase/schema', file), 'utf8'),
	}));

	it.each(parts)('the part $file of the schema has at most 250 lines, and opens with what it answers and who calls it', ({ text }) => {
		expect(text.split('\n').length).toBeLessThanOrEqual(251);
		const opening = /^(?:-- .*\n)+/.exec(text)?.[0] ?? '';
		expect(opening).toMatch(/\b(called|written|read|asked|answered)\b/i);
		expect(opening.length).toBeGreaterThan(60);
	});

	it('are named after what they hold', () => {
		const names = [...sources.map(({ file }) => file), ...filesIn('test')].filter((file) => !file.startsWith('test/sandbox/n8n/'));
		expect(names.filter((file) => /(^|\/)(utils?|helpers?|common|GenericFunctions)(\.|\/)/i.test(file))).toEqual([]);
	});
});
