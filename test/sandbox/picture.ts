import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { startBrowser } from './browser';
import { freePort } from './ports';
import { readTemplate } from './publish';
import { startSandbox, type Sandbox } from './sandbox';

const WORKFLOWS = path.resolve(__dirname, '../../workflows');
const FOLDER = path.join(WORKFLOWS, 'pictures');
const SIZE = { width: 1920, height: 820 };
/** What is looked at on its own, in the order of its file: all of them unless told. */
const ONLY = process.argv.slice(2);

/**
 * `npm run picture`: takes the pictures of the READMEs from the running editor, one of each bundled workflow as it is imported; after `--` names of some of them.
 * Needs Chromium (CHROMIUM, /usr/bin/chromium unless told).
 */
async function main(): Promise<void> {
	const sandbox = await startSandbox({ port: await freePort(), templates: ['sdr-agent'], report: (line) => console.log(`  ${line}`) });
	try {
		const browser = await startBrowser();
		await mkdir(FOLDER, { recursive: true });
		for (const name of templates()) {
			// Imported once more, as it comes: no credential is chosen, and nothing is published.
			const { id } = await sandbox.api().importWorkflow(readTemplate(name), {});
			await takePicture(browser, sandbox, id, path.join(FOLDER, `${name}.png`));
		}
		await browser.close();
	} finally {
		await sandbox.stop();
	}
}

const templates = (): string[] =>
	readdirSync(WORKFLOWS)
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.basename(file, '.json'))
		.filter((name) => ONLY.length === 0 || ONLY.includes(name));

async function takePicture(browser: Browser, sandbox: Sandbox, workflowId: string, file: string): Promise<void> {
	const { url } = sandbox.n8n();
	const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor: 1, locale: 'pt-BR' });
	const [name, ...value] = sandbox.api().cookie.split('=');
	await context.addCookies([{ name, value: value.join('='), url }]);
	const page = await context.newPage();
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.waitForSelector('[data-test-id="canvas-node"]', { timeout: 60_000 });
	await page.locator('[data-test-id="zoom-to-fit"]').click();
	await page.waitForTimeout(2000);
	await page.locator('[data-test-id="canvas"]').screenshot({ path: file });
	console.log(`  ${path.relative(process.cwd(), file)}`);
	await context.close();
}

main().catch((error: Error) => {
	console.error(`\n${error.message}`);
	process.exit(1);
});
