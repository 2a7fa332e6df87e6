import type { Page } from 'playwright-core';

/** What is shown is drawn before it is taken. */
const DRAWN_MS = 400;

/** A picture of the page as it stands, as WebP. @param quality from 0 to 100 */
export async function takeWebp(page: Page, quality: number): Promise<Buffer> {
	await page.waitForTimeout(DRAWN_MS);
	const chromium = await page.context().newCDPSession(page);
	const { data } = await chromium.send('Page.captureScreenshot', { format: 'webp', quality });
	await chromium.detach();
	return Buffer.from(data, 'base64');
}

/** A picture with a line over the lower edge of the page, which says what is seen; the page is afterwards as it was. */
export async function takeCaptioned(page: Page, words: string, quality: number): Promise<Buffer> {
	const style =
		'position:fixed;left:0;right:0;bottom:0;z-index:99999;padding:14px 24px;background:#101418;color:#fff;font:600 22px/1.3 system-ui,sans-serif;pointer-events:none';
	await page.evaluate(`
		const bar = document.createElement('div');
		bar.id = 'caption';
		bar.style.cssText = ${JSON.stringify(style)};
		bar.textContent = ${JSON.stringify(words)};
		document.body.append(bar);
	`);
	const image = await takeWebp(page, quality);
	await page.evaluate(`document.getElementById('caption').remove()`);
	return image;
}
