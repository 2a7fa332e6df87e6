import { MICROPHONE, startBrowser } from '../sandbox/browser';
import { writeOgg } from '../sandbox/showcase/oggOpus';
import { readWebm } from '../sandbox/showcase/webmOpus';

const WITHIN_MS = 45_000;
const RECORDED_MS = 2500;

/** The browser's own reader of Ogg: how long the recording is, and how loud. */
const heardIn = (ogg: Buffer): string => `(async () => {
	const bytes = Uint8Array.from(atob('${ogg.toString('base64')}'), (letter) => letter.charCodeAt(0));
	const sound = await new OfflineAudioContext(1, 48000, 48000).decodeAudioData(bytes.buffer);
	return { duration: sound.duration, loudest: sound.getChannelData(0).reduce((most, one) => Math.max(most, one), 0) };
})()`;

/** What is about to be sent, in base64. */
const RECORDED = `(async () => {
	const bytes = new Uint8Array(await (await fetch(document.getElementById('playback').src)).arrayBuffer());
	return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
})()`;

/**
 * Recording on the page, by one who lets the browser hear and by two who cannot.
 * @returns what the page said to each, and what was heard of the first one's recording
 */
export async function recordedOn(url: string) {
	const browser = await startBrowser(MICROPHONE);
	const openFor = async (permissions: string[], before = '') => {
		const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'pt-BR' });
		await context.grantPermissions(permissions, { origin: url });
		const page = await context.newPage();
		page.setDefaultTimeout(WITHIN_MS);
		if (before) await page.addInitScript(before);
		await page.goto(url);
		await page.getByRole('button', { name: 'Novo cliente' }).click();
		await page.locator('#class').filter({ hasText: 'Ainda não escreveu' }).waitFor();
		await page.getByRole('button', { name: 'Gravar' }).click();
		return page;
	};
	const saidTo = async (page: Awaited<ReturnType<typeof openFor>>) => {
		await page.locator('#problem').filter({ hasText: /\S/ }).waitFor();
		return { said: await page.locator('#problem').innerText(), canChoose: await page.locator('#audio').isEnabled() };
	};
	try {
		const refused = await saidTo(await openFor([]));
		const none = `navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotFoundError'); }`;
		const without = await saidTo(await openFor(['microphone'], none));

		const page = await openFor(['microphone']);
		await page.getByRole('button', { name: 'Parar' }).waitFor();
		await page.waitForTimeout(RECORDED_MS);
		await page.getByRole('button', { name: 'Parar' }).click();
		// What was recorded can be heard, and its end is known.
		await page.waitForFunction(`document.getElementById('playback').duration > 2 && document.getElementById('playback').duration < 60`);
		await page.evaluate(`document.getElementById('playback').play()`);
		await page.getByLabel('O que se ouve na gravação').fill('quero um misturador');
		const recording = Buffer.from(await page.evaluate<string>(RECORDED), 'base64');
		await page.getByRole('button', { name: 'Enviar gravação' }).click();
		await page.locator('#bubbles .customer').filter({ hasText: '🎤 áudio' }).waitFor();
		await page.locator('#turns').filter({ hasText: 'quero um misturador' }).waitFor();
		const voice = writeOgg(readWebm(recording));
		const heard = await page.evaluate<{ duration: number; loudest: number }>(heardIn(voice.content));
		return { refused, without, isGone: await page.locator('#recorded').isHidden(), seconds: voice.seconds, heard };
	} finally {
		await browser.close();
	}
}
