import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = path.resolve(__dirname, '..', '..');

/**
 * Packs the package as it would be published and lays it into an n8n user folder as n8n's installer for community packages leaves it:
 * unpacked, without development, peer and optional dependencies. The node types get the names that an installation from the UI gives them.
 */
export async function layPackage(userFolder: string): Promise<void> {
	const scratch = await mkdtemp(path.join(tmpdir(), 'atendeaqui-pack-'));
	try {
		const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', scratch], { cwd: ROOT });
		const [{ filename, name, version }] = JSON.parse(stdout) as Array<{ filename: string; name: string; version: string }>;
		const nodes = path.join(userFolder, '.n8n', 'nodes');
		const target = path.join(nodes, 'node_modules', name);
		await rm(target, { recursive: true, force: true });
		await mkdir(target, { recursive: true });
		await run('tar', ['-xzf', path.join(scratch, filename), '-C', target, '--strip-components=1']);

		const file = path.join(target, 'package.json');
		const { devDependencies: _, peerDependencies: __, optionalDependencies: ___, ...manifest } = JSON.parse(await readFile(file, 'utf8'));
		await writeFile(file, JSON.stringify(manifest, null, 2));
		await writeFile(
			path.join(nodes, 'package.json'),
			JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [name]: version } }),
		);
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}
