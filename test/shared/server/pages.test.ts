import { LIMITS } from '../../../nodes/shared/server/limits';
import { answerOf } from '../../../nodes/shared/server/listen';
import type { Part } from '../../../nodes/shared/server/mount';
import type { Pages } from '../../../nodes/shared/server/pages';
import { echo, portsForTests, SHORT, until } from './portForTests';

const ports = portsForTests();
afterEach(ports.end);

const [PANEL, OTHER] = ['https://painel.example', 'https://mal.example'];

/** Pages of one origin. */
const pagesOf = (named: string): Pages => {
	const allowed = (request: Request): Record<string, string> =>
		request.headers.get('origin') === named ? { 'access-control-allow-origin': named } : {};
	return {
		preflight: (request) =>
			request.method === 'OPTIONS' && request.headers.get('origin') === named ? new Response(null, { status: 204 }) : null,
		shown: (request, response) => {
			for (const [name, value] of Object.entries({ vary: 'Origin', ...allowed(request) })) response.headers.set(name, value);
			return response;
		},
	};
};

/** What a page of an origin, or a program without one, is answered: the status, whose pages may read it, and whether caches keep it apart. */
async function asked(port: number, path: string, origin?: string, method = 'GET') {
	const { status, headers } = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: origin === undefined ? {} : { origin } });
	return { status, origin: headers.get('access-control-allow-origin'), vary: headers.get('vary') };
}
/** The same answer to all three. */
const toThree = async (ask: (origin?: string) => ReturnType<typeof asked>) => await Promise.all([ask(PANEL), ask(OTHER), ask()]);
const readBy = (origin: string | null, status: number) => ({ status, origin, vary: 'Origin' });
const FOR_PANEL_ALONE = (status: number) => [readBy(PANEL, status), readBy(null, status), readBy(null, status)];
const UNSAID = (status: number) => Array.from({ length: 3 }, () => ({ status, origin: null, vary: null }));

/** A part whose answers never come. */
const silent = (path: string, pages?: Pages): Part => ({ path, answer: async () => await new Promise(() => undefined), pages });

describe('what the port itself says may be read by the pages that its part named', () => {
	it('what its part answers, and that it could not', async () => {
		const port = await ports.freePort();
		const failing: Part = { path: '/api/failing', answer: async () => await Promise.reject(new Error('x')), pages: pagesOf(PANEL) };
		await ports.mount(port, { ...echo('/api'), pages: pagesOf(PANEL) });
		await ports.mount(port, failing);
		expect(await toThree(async (origin) => await asked(port, '/api/x', origin))).toEqual(FOR_PANEL_ALONE(200));
		expect(await toThree(async (origin) => await asked(port, '/api/failing', origin))).toEqual(FOR_PANEL_ALONE(500));
	});

	it('that there is nothing at an address outside of every part', async () => {
		const port = await ports.freePort();
		await ports.mount(port, { ...echo('/api'), pages: pagesOf(PANEL) });
		await ports.mount(port, echo('/zapi/a'));
		expect(await toThree(async (origin) => await asked(port, '/v1/users', origin))).toEqual(FOR_PANEL_ALONE(404));
	});

	it('that it left for a moment; who asks whether it may call does not wait for it', async () => {
		const port = await ports.freePort();
		await ports.mount(port, echo('/zapi/a'));
		const left = await ports.mount(port, { ...echo('/api'), pages: pagesOf(PANEL) }, { ...SHORT, handOverMs: 1500 });
		await left.close();
		const began = performance.now();
		expect((await asked(port, '/api/x', PANEL, 'OPTIONS')).status).toBe(204);
		expect(performance.now() - began).toBeLessThan(1000);
		expect(await toThree(async (origin) => await asked(port, '/api/x', origin))).toEqual(FOR_PANEL_ALONE(503));
		// For good: nobody is there any more who would allow it.
		expect(await toThree(async (origin) => await asked(port, '/api/x', origin))).toEqual(UNSAID(404));
	});

	it('that too many call at once', async () => {
		const port = await ports.freePort();
		await ports.mount(port, silent('/api', pagesOf(PANEL)), { ...LIMITS, atWork: 1, finishMs: 200, handOverMs: 200 });
		void asked(port, '/api/first').catch(() => undefined);
		await until(async () => (await asked(port, '/api/x')).status === 503);
		// Of a program's call nothing is read in a crowd; no cache keeps a 503.
		const [panel, other, program] = await toThree(async (origin) => await asked(port, '/api/x', origin));
		expect([panel, other, program]).toEqual([readBy(PANEL, 503), readBy(null, 503), UNSAID(503)[0]]);
		expect((await asked(port, '/api/x', PANEL, 'OPTIONS')).status).toBe(204);
		expect((await asked(port, '/api/x', OTHER, 'OPTIONS')).status).toBe(503);
	});
});

it('below a part that named nobody nothing is said of origins, whatever its neighbours on the port named', async () => {
	const port = await ports.freePort();
	await ports.mount(port, { ...echo('/api'), pages: pagesOf(PANEL) });
	const zapi = await ports.mount(port, silent('/api/zapi'), { ...LIMITS, atWork: 1, finishMs: 200, handOverMs: 500 });
	const vendor: Part = { path: '/zapi/b', answer: async () => await Promise.resolve(answerOf(404, { error: 'nothing' })) };
	await ports.mount(port, vendor);
	expect(await toThree(async (origin) => await asked(port, '/zapi/b/s', origin))).toEqual(UNSAID(404));
	await zapi.close();
	expect(await toThree(async (origin) => await asked(port, '/api/zapi/s', origin))).toEqual(UNSAID(503));
});

it('a part that comes back with other pages decides for what it answers', async () => {
	const port = await ports.freePort();
	const before = await ports.mount(port, { ...echo('/api'), pages: pagesOf(PANEL) }, { ...SHORT, handOverMs: 3000 });
	await before.close();
	const waiting = toThree(async (origin) => await asked(port, '/api/x', origin));
	await ports.mount(port, { ...echo('/api'), pages: pagesOf(OTHER) });
	expect(await waiting).toEqual([readBy(null, 200), readBy(OTHER, 200), readBy(null, 200)]);
});

it('a call that cannot be read in a crowd is turned away all the same', async () => {
	const port = await ports.freePort();
	await ports.mount(port, silent('/api', pagesOf(PANEL)), { ...LIMITS, atWork: 1, finishMs: 200, handOverMs: 200 });
	void asked(port, '/api/first').catch(() => undefined);
	await until(async () => (await asked(port, '/api/x')).status === 503);
	for (const head of ['TRACE /api/x HTTP/1.1\r\nhost: x', 'GET /api/x HTTP/1.1\r\nhost: [', 'GET //[ HTTP/1.1\r\nhost: x']) {
		const seen = await ports.raw(port, `${head}\r\norigin: ${PANEL}\r\n\r\n`);
		expect(await until(() => seen.text.startsWith('HTTP/1.1 503'))).toBe(true);
	}
});
