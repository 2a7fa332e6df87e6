import { installN8n } from '../sandbox/n8nInstall';

/**
 * n8n is installed before the first file, where no test's time runs: on a slow line it takes longer than a test may, and the next file would begin a
 * second installation into the same folder.
 */
export default async function installOnce(): Promise<void> {
	await installN8n((line) => console.error(`  ${line}`));
}
