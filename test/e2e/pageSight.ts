import { source, type AxeResults } from 'axe-core';

import { COVERED, FAINT, SMALL, WIDER } from './pageMeasures';
import { appears, enter, page } from './pageForTests';
import { cardOf, SCENES, thirty } from './pageScenes';

const SCHEMES = ['light', 'dark'] as const;
/** A phone, a desktop; the desktop at 200 % and at 400 %, and a phone on its side. */
const USUAL = [
	{ width: 390, height: 800 },
	{ width: 1440, height: 900 },
];
const NARROW = [
	{ width: 720, height: 450 },
	{ width: 360, height: 225 },
	{ width: 640, height: 320 },
	{ width: 320, height: 700 },
];

/** What is to be seen, by who sees little, and what can be touched. Called by page.test.ts, which starts server and browser. */
export function sight(): void {
	const lines = (script: string) => page.evaluate<string[]>(script);
	const broken = async () => {
		await page.evaluate(source);
		const { violations } = await page.evaluate<AxeResults>(`axe.run(document, { resultTypes: ['violations'] })`);
		return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
	};

	describe.each(Object.keys(SCENES))('to be seen: %s', (scene) => {
		// One after the other in one page: to open it takes longer than to measure it.
		it('in both schemes every rule of axe holds; texts have 4.5 : 1, controls 3 : 1; fingers have 44 px; zoomed, nothing is cut off or covered', async () => {
			await page.setViewportSize(USUAL[0]);
			await SCENES[scene]();
			const wrong: string[] = [];
			const note = (where: string, found: string[]) => wrong.push(...found.map((one) => `${where}: ${one}`));
			for (const size of USUAL)
				for (const colorScheme of SCHEMES) {
					await page.setViewportSize(size);
					await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
					note(`${colorScheme}, ${size.width} px`, [...(await broken()), ...(await lines(FAINT))]);
				}
			for (const size of [...USUAL, ...NARROW]) {
				await page.setViewportSize(size);
				note(`${size.width} x ${size.height} px`, [...(await lines(WIDER)), ...(await lines(COVERED)), ...(await lines(SMALL))]);
			}
			expect(wrong).toEqual([]);
		});
	});

	it('keeps room for the messages on a screen at 200 %, and the newest in view, whatever is wrong', async () => {
		await page.setViewportSize({ width: 720, height: 450 });
		await SCENES['everything that can be wrong']();
		expect((await page.locator('#log').boundingBox())?.height).toBeGreaterThan(80);
		const below = `(() => { const { scrollHeight, scrollTop, clientHeight } = document.querySelector('#log'); return scrollHeight - scrollTop - clientHeight; })()`;
		expect(await page.evaluate(below)).toBeLessThan(2);
	});

	it.each([
		['reduce', []],
		['no-preference', ['0.15s']],
	] as const)('with prefers-reduced-motion: %s these times pass until what moves has moved: %j', async (reducedMotion, times) => {
		await page.emulateMedia({ reducedMotion });
		thirty();
		await enter();
		await appears(cardOf('Marina'));
		const all = await lines(
			`[...document.querySelectorAll('*')].flatMap((node) => [getComputedStyle(node).transitionDuration, getComputedStyle(node).animationDuration])`,
		);
		expect([...new Set(all)].filter((time) => time !== '0s' && time !== 'auto')).toEqual(times);
	});
}
