const { rm, writeFile } = require('node:fs/promises');
const { readdirSync, readFileSync, existsSync } = require('node:fs');
const path = require('node:path');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { dest, parallel, series, src } = require('gulp');
const esbuild = require('esbuild');

const DIST = path.join(__dirname, 'dist');
const BUNDLES = path.join('nodes', 'shared', 'bundled');

const clean = () => rm(DIST, { recursive: true, force: true });

/** Type-checks and emits the nodes and credentials. */
async function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: __dirname }).catch((error) => {
		throw new Error(`TypeScript found problems:\n${error.stdout}`);
	});
}

/** Icons, codex files and sample outputs: whatever n8n reads beside a node. */
const assets = () => src(['{nodes,credentials}/**/*.{svg,png,json}'], { encoding: false }).pipe(dest(DIST));

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

exports.clean = clean;
exports.build = series(clean, compile, parallel(assets, bundles));
exports.default = exports.build;
