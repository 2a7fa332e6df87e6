#!/usr/bin/env node
/**
 * Runs one of this project's tools on a clone as it is: installs what the lock file says when that changed, puts Node 24 on the path
 * (current n8n and supabase-js need it; the machine may have 20), builds, and hands over.
 *
 *   node test/setup/run.cjs jest [arguments]
 */
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');
const at = (...parts) => path.join(root, ...parts);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs a command quietly; on failure shows its output and ends with one sentence about what to do. */
function step(what, command, args) {
	console.error(`  ${what} …`);
	const run = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
	if (run.status === 0) return;
	console.error(`${run.stdout ?? ''}${run.stderr ?? ''}`);
	console.error(`${what} did not work (${command} ${args.join(' ')}): see above, mend it and run the command again.`);
	process.exit(1);
}

/**
 * What Node is to run. tsx's own command starts a second process and kills it where a signal is not answered within a moment; what is
 * loaded into this one lives until its own end.
 */
function commandOf(tool) {
	if (tool === 'tsx') return ['--import', 'tsx'];
	const { bin } = require(at('node_modules', tool, 'package.json'));
	return [at('node_modules', tool, typeof bin === 'string' ? bin : bin[tool])];
}

const wanted = createHash('sha256')
	.update(fs.readFileSync(at('package-lock.json')))
	.digest('hex');
const stamp = at('node_modules', '.installed');
const node24 = at('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== wanted || !fs.existsSync(node24)) {
	if (fs.lstatSync(at('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
		console.error(
			'node_modules leads to the packages of another folder, and npm would empty that: remove the link, or install there what package-lock.json says.',
		);
		process.exit(1);
	}
	step('Installing the packages (1 to 2 minutes)', npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
	step('Installing Node 24', npm, ['rebuild', 'node', '--ignore-scripts=false']);
	fs.writeFileSync(stamp, wanted);
}

const env = { ...process.env, PATH: [path.dirname(node24), at('node_modules', '.bin'), process.env.PATH].join(path.delimiter) };
process.env.PATH = env.PATH;
step('Building', node24, [at('node_modules', 'gulp', 'bin', 'gulp.js'), 'build']);

const [tool, ...args] = process.argv.slice(2);
const child = require('node:child_process').spawn(node24, [...commandOf(tool), ...args], { cwd: root, env, stdio: 'inherit' });
// Ctrl-C reaches the whole process group: wait for the child to tidy up and report its own exit code.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
