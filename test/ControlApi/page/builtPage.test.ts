import { createHash } from 'node:crypto';

import { attendantsPage, attendantsPageOnPort } from '../../../nodes/ControlApi/page/page';

const html = attendantsPage();
const inside = (tag: string) => [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, text]) => text);
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the built page', () => {
	it('is one document whose policy lets exactly its own script and styles run', () => {
		const [script, ...otherScripts] = inside('script');
		const [styles, ...otherStyles] = inside('style');
		expect([otherScripts, otherStyles]).toEqual([[], []]);
		expect(script.length).toBeGreaterThan(10_000);
		expect(styles.length).toBeGreaterThan(5000);
		expect(/script-src ([^;"]+)/.exec(html)?.[1]).toBe(hash(script));
		expect(/style-src ([^;"]+)/.exec(html)?.[1]).toBe(hash(styles));
	});

	it('names no other server, stores nothing but in the browser’s memory of one page, and writes no markup', () => {
		const addresses = [...html.matchAll(/\w+:\/\/[^\s"'`)]+/g)].map(([address]) => address);
		expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']));
		expect(html).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|sessionStorage|document\.cookie|\beval\(/);
		// memory.ts reads and writes it, each at one place, and only where the page is served on a port of its own.
		expect(html.match(/localStorage\.\w+/g)).toEqual(['localStorage.getItem', 'localStorage.setItem']);
	});

	it('is marked on a port of its own, and is the same otherwise', () => {
		expect(html).not.toContain('<html lang="pt-BR" data-own-port');
		expect(attendantsPageOnPort().replace(' data-own-port', '')).toBe(html);
		expect(attendantsPageOnPort()).toContain('<html lang="pt-BR" data-own-port>');
	});
});
