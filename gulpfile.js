const { mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const { readdirSync, readFileSync, existsSync } = require('node:fs');
const path = require('node:path');
const { execFile } = require('node:child_process');
const { createHash } = require('node:crypto');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');
const esbuild = require('esbuild');

const DIST = path.join(__dirname, 'dist');
const PAGE = path.join('nodes', 'ControlApi', 'page');
const BUNDLES = path.join('nodes', 'shared', 'bundled');
const SCHEMA = path.join('supabase', 'schema');

/** Says of which sources `dist` was made. It is not published. */
const BUILT_OF = path.join(DIST, '.built-of');

const clean = () => rm(DIST, { recursive: true, force: true });

/** Type-checks and emits the nodes and credentials. */
async function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: __dirname }).catch((error) => {
		throw new Error(`TypeScript found problems:\n${error.stdout}`);
	});
}

/** Icons, codex files and sample outputs: whatever n8n reads beside a node. */
const assets = () => src(['{nodes,credentials}/**/*.{svg,png,json}', '!**/tsconfig.json'], { encoding: false }).pipe(dest(DIST));

/**
 * Replaces each emitted `shared/bundled/*.js` by one minified file that carries its library, so that the published package needs no
 * dependencies. The licences of everything that went in are written beside them.
 */
async function bundles() {
	const entries = readdirSync(BUNDLES).filter((name) => name.endsWith('.ts'));
	const result = await esbuild.build({
		entryPoints: entries.map((name) => path.join(BUNDLES, name)),
		outdir: path.join(DIST, BUNDLES),
		allowOverwrite: true,
		bundle: true,
		minify: true,
		keepNames: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		legalComments: 'none',
		metafile: true,
		logLevel: 'error',
	});
	await writeFile(path.join(DIST, 'THIRD_PARTY_NOTICES.txt'), notices(result.metafile));
}

/**
 * Writes the page for attendants as a module that exports one HTML document: its styles and its script are inside, and its policy lets
 * exactly these two run.
 */
async function pages() {
	const styles = await minified({ entryPoints: [path.join(PAGE, 'page.css')] });
	const script = await minified({
		entryPoints: [path.join(PAGE, 'client', 'main.ts')],
		tsconfig: path.join(PAGE, 'client', 'tsconfig.json'),
		format: 'iife',
		target: 'es2022',
		charset: 'utf8',
	});
	const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
	// The page's origin is opaque inside n8n's sandbox, so 'self' would not name the server.
	const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; connect-src http: https:; style-src ${hash(styles)}; script-src ${hash(script)}`;
	const parts = { 'content="policy"': `content="${policy}"`, '/* styles */': styles, '/* script */': script };
	const template = (await readFile(path.join(PAGE, 'page.html'), 'utf8')).replace(/\n\t+/g, '\n');
	const html = template.replace(/content="policy"|\s*(\/\* (?:styles|script) \*\/)\s*/g, (found, part) => parts[part ?? found]);
	await mkdir(path.join(DIST, PAGE), { recursive: true });
	await writeFile(path.join(DIST, PAGE, 'builtPage.js'), `exports.html = ${JSON.stringify(html)};\n`);
}

/**
 * The one file that the operator pastes: the parts of the schema in the order of their names, applied as a whole or not at all. What the parts make is listed
 * here, so that no table or function can be forgotten where rights are given.
 */
function schemaText() {
	const names = partNames();
	const parts = names.map((name) => readFileSync(path.join(SCHEMA, name), 'utf8').trim());
	const made = (pattern) => [...new Set([...parts.join('\n').matchAll(pattern)].map(([, name]) => `'${name}'`))].join(', ');
	const lists = {
		'/* tables */': made(/^create table if not exists public\.(\w+)/gm),
		'/* functions */': made(/^create or replace function public\.(\w+)/gm),
	};
	const body = parts.map((part, at) => `-- ══ ${names[at]} ══\n${part}`).join('\n\n');
	const wrapped = (words) => words.replace(/(.{100,140}?,) /g, '$1\n\t\t\t');
	return `${SCHEMA_HEAD}\nbegin;\n\n${body.replace(/\/\* \w+ \*\//g, (mark) => wrapped(lists[mark]))}\n\ncommit;\n\nnotify pgrst, 'reload schema';\n`;
}

/**
 * Writes supabase/schema.sql and, where another part changed since the version was raised, raises it. What it writes is committed, so it is no part of the
 * build: a test tells when it is stale.
 */
async function schema() {
	const { version, digest } = schemaVersion();
	if (digest !== partsDigest()) {
		const text = readFileSync(VERSION_PART, 'utf8');
		const raised = version + 1;
		await writeFile(
			VERSION_PART,
			text.replace(/(?<=^-- parts: )\w+/m, partsDigest()).replace(/(?<='schema_version', ')\d+/, String(raised)),
		);
		await writeFile(VERSION_MODULE, versionModule(raised));
	}
	await writeFile(path.join('supabase', 'schema.sql'), schemaText());
}
schema.text = schemaText;
schema.version = schemaVersion;
schema.digest = partsDigest;

const VERSION_PART = path.join(SCHEMA, '11-version.sql');
const VERSION_MODULE = path.join('nodes', 'shared', 'store', 'schemaVersion.ts');
const versionModule = (version) =>
	`/** The version of supabase/schema.sql that this package is made for. Written by \`npm run schema\`, like the same number in the schema. */\nexport const SCHEMA_VERSION = ${version};\n`;

/** The number that the schema stores, and of which parts it is the number. */
function schemaVersion() {
	const text = readFileSync(VERSION_PART, 'utf8');
	return { version: Number(/'schema_version', '(\d+)'/.exec(text)[1]), digest: /^-- parts: (\w+)/m.exec(text)[1] };
}

/** What changes with any part but that of the version itself. */
function partsDigest() {
	const hash = createHash('sha256');
	for (const name of partNames().filter((name) => path.join(SCHEMA, name) !== VERSION_PART))
		hash.update(`${name}\n${readFileSync(path.join(SCHEMA, name), 'utf8').replaceAll('\r\n', '\n').trim()}\n`);
	return hash.digest('hex').slice(0, 16);
}

function partNames() {
	const names = readdirSync(SCHEMA).filter((name) => name.endsWith('.sql'));
	return names.sort();
}

const SCHEMA_HEAD = `-- n8n-nodes-atendeaqui: the database of the conversations. Made from the parts in supabase/schema: change those.
-- Paste the whole file into the Supabase SQL editor and run it; running it again changes nothing and loses nothing.
-- For a second company in the same project replace every public, in small letters, by the name of its schema before you run it.
-- Every write that must be atomic is a function here, called over rpc with the service role key. Row level security is on
-- everywhere and no policy exists: the anon and authenticated keys see nothing.
`;

/** One minified file as text. */
async function minified(options) {
	const { outputFiles } = await esbuild.build({ ...options, bundle: true, minify: true, write: false, logLevel: 'error' });
	return outputFiles[0].text.trim();
}

/** One section a package whose code is inside a bundle: name, version, licence text. */
function notices(metafile) {
	const roots = new Set(
		Object.keys(metafile.inputs)
			.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(file)?.[1])
			.filter(Boolean),
	);
	return [...roots]
		.sort()
		.map((root) => {
			const { name, version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
			const file = readdirSync(root).find((entry) => /^licen[cs]e/i.test(entry));
			const text = file && existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8').trim() : '';
			return `${name} ${version} (${license})\n\n${text}\n`;
		})
		.join(`\n${'-'.repeat(80)}\n\n`);
}

/** What changes with anything that `dist` is made of. */
function sourcesDigest() {
	const hash = createHash('sha256');
	const folders = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)),
	);
	for (const file of [...folders.sort(), 'tsconfig.json', 'gulpfile.js', 'package.json', 'package-lock.json'])
		hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
	return hash.digest('hex');
}

const buildAnew = series(clean, compile, parallel(assets, bundles, pages));

/** A `dist` that is made of these sources stays as it is: another process may be packing it at this moment. */
async function build() {
	const digest = sourcesDigest();
	if (existsSync(BUILT_OF) && readFileSync(BUILT_OF, 'utf8') === digest) return;
	await promisify(buildAnew)();
	await writeFile(BUILT_OF, digest);
}

exports.clean = clean;
exports.pages = pages;
exports.schema = schema;
exports.build = build;
exports.default = exports.build;
