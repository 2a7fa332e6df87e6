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
/** As large as the words of notes can be read, and as the editor's own controls need. */
const ZOOM = 0.6;
const MARGIN = { width: 260, height: 200 };
const [LEAST, MOST] = [
	{ width: 1280, height: 640 },
	{ width: 2400, height: 2400 },
];
/** Hides what stands over the canvas, with the bar around it: the button that runs the workflow, and the tabs that the picture would cut. A bar is lower than this, pixels. */
const HIDE_BARS = `for (const one of ['[data-test-id="execute-workflow-button"]', '[role="radiogroup"]']) {
	let bar = document.querySelector(one);
	while (bar?.parentElement?.getBoundingClientRect().height < 100) bar = bar.parentElement;
	if (bar) bar.style.visibility = 'hidden';
}`;
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
			await takePicture(browser, sandbox, { id, name });
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

/** The window in which a workflow is seen whole. */
function sizeFor(name: string): { width: number; height: number } {
	const nodes = readTemplate(name).nodes as unknown as Array<{
		position: [number, number];
		parameters: { width?: number; height?: number };
	}>;
	const span = (axis: 0 | 1, size: 'width' | 'height') => {
		const [from, to] = [
			Math.min(...nodes.map(({ position }) => position[axis])),
			Math.max(...nodes.map(({ position, parameters }) => position[axis] + (parameters[size] ?? 160))),
		];
		return Math.round(Math.min(MOST[size], Math.max(LEAST[size], (to - from) * ZOOM + MARGIN[size])));
	};
	return { width: span(0, 'width'), height: span(1, 'height') };
}

async function takePicture(browser: Browser, sandbox: Sandbox, { id, name: workflow }: { id: string; name: string }): Promise<void> {
	const file = path.join(FOLDER, `${workflow}.png`);
	const { url } = sandbox.n8n();
	const context = await browser.newContext({ viewport: sizeFor(workflow), deviceScaleFactor: 1, locale: 'pt-BR' });
	const [name, ...value] = sandbox.api().cookie.split('=');
	await context.addCookies([{ name, value: value.join('='), url }]);
	const page = await context.newPage();
	await page.goto(`${url}/workflow/${id}`);
	await page.waitForSelector('[data-test-id="canvas-node"]', { timeout: 60_000 });
	await page.evaluate(HIDE_BARS);
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
