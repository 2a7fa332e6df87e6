import { createHash } from 'node:crypto';

import { attendantsPage } from '../../../nodes/ControlApi/page/page';

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

	it('names no other server, stores nothing and writes no markup', () => {
		const addresses = [...html.matchAll(/\w+:\/\/[^\s"'`)]+/g)].map(([address]) => address);
		expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']));
		expect(html).not.toMatch(
			/innerHTML|outerHTML|insertAdjacentHTML|document\.write|localStorage|sessionStorage|document\.cookie|\beval\(/,
		);
	});
});
