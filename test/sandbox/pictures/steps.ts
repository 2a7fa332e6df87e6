import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { EXAMPLES } from '../../../nodes/shared/core/sdr/examples';
import { startBrowser } from '../browser';
import { freePort } from '../ports';
import { startSandbox } from '../sandbox';
import type { Files } from '../showcase/customers';
import { startShowcase } from '../showcase/server';
import { animated, type Frame } from './animated';
import { takeCaptioned, takeWebp } from './camera';
import { chats, firstConversation, handsOver } from './firstConversation';
import { CREDENTIALS, takeFirstSteps } from './firstSteps';

const FOLDER = path.resolve(__dirname, '../../../docs/pictures');
/** Of the pictures of the documentation, and of the animation, which are many. */
const [STILL, MOVING] = [70, 60];
const STANDS_MS = 3500;
/** Who is looked at: the trade, what its customer asks, and whether it is the one of the animation. */
const COMPANIES = [
	{ trade: 'padaria', company: EXAMPLES.bakery, asks: 'Oi! Tem bolo de cenoura?', isFilmed: true },
	{ trade: 'internet', company: EXAMPLES.internetProvider, asks: 'Oi! Como é o Fibra 500 Mega?', isFilmed: false },
];

/**
 * `npm run picture:steps`: the way of a new operator, from an empty n8n to an answered message, as pictures of the real editor and of the page of `npm start`: each place
 * that is touched, for two trades (docs/primeiros-passos.md), and an animation of a minute for the READMEs. Needs Chromium (CHROMIUM, /usr/bin/chromium unless told).
 */
async function main(): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	for (const one of COMPANIES) await takePictures(one);
}

async function takePictures({ trade, company, asks, isFilmed }: (typeof COMPANIES)[number]): Promise<void> {
	const files: Files = {};
	const sandbox = await startSandbox({
		port: await freePort(),
		templates: [],
		credentialTypes: CREDENTIALS,
		media: files,
		report: (line) => console.log(`  ${line}`),
	});
	const browser = await startBrowser();
	const frames: Frame[] = [];
	let taken = 0;
	const stands = async (page: Page, words: string, ms = STANDS_MS): Promise<void> => {
		if (!isFilmed) return;
		frames.push({ image: await takeCaptioned(page, words, MOVING), ms });
	};
	const keep = async (page: Page, name = `${trade}-${++taken}`): Promise<void> => {
		const file = path.join(FOLDER, `${name}.webp`);
		await writeFile(file, await takeWebp(page, STILL));
		console.log(`  ${path.relative(process.cwd(), file)}`);
	};
	try {
		const { context, ids } = await takeFirstSteps(sandbox, browser, company, async ({ what }, page) => {
			await keep(page);
			await stands(page, `${taken}. ${what}`);
		});
		Object.assign(sandbox.published, ids);
		const showcase = await startShowcase(sandbox, { port: await freePort(), host: '127.0.0.1', files, isReal: false });
		const phone = await firstConversation(context, showcase, asks, stands);
		await keep(phone);
		if (isFilmed) {
			await keep(await chats(sandbox, context, asks), 'conversar');
			await handsOver(sandbox, context, phone, stands);
		}
		await showcase.stop();
	} finally {
		await browser.close();
		await sandbox.stop();
	}
	if (!isFilmed) return;
	const file = path.join(FOLDER, 'primeiros-passos.webp');
	await writeFile(file, animated(frames));
	console.log(`  ${path.relative(process.cwd(), file)}: ${frames.reduce((sum, { ms }) => sum + ms, 0) / 1000} s`);
}

main().catch((error: Error) => {
	console.error(`\n${error.message}`);
	process.exit(1);
});
