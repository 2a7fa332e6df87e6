import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Browser } from 'playwright-core';

import { startBrowser } from './browser';
import { freePort } from './ports';
import { startSandbox, type Sandbox } from './sandbox';

const FOLDER = path.resolve(__dirname, '../../workflows/pictures');
const SIZE = { width: 1920, height: 820 };

/** `npm run picture`: takes the README's picture of the canvas from the running editor. Needs Chromium (CHROMIUM, /usr/bin/chromium unless told). */
async function main(): Promise<void> {
	const sandbox = await startSandbox({ port: await freePort(), report: (line) => console.log(`  ${line}`) });
	try {
		const browser = await startBrowser();
		await mkdir(FOLDER, { recursive: true });
		await takePicture(browser, sandbox, sandbox.workflows.sdrAgent, path.join(FOLDER, 'sdr-agent.png'));
		await browser.close();
	} finally {
		await sandbox.stop();
	}
}

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
