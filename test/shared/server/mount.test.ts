import { createServer } from 'node:net';

import { mount } from '../../../nodes/shared/server/mount';
import { mountPatiently } from '../../../nodes/shared/server/patiently';
import { answerOf } from '../../../nodes/shared/server/listen';
import { call, echo, portsForTests, posted, SHORT, until } from './portForTests';

const ports = portsForTests();
afterEach(ports.end);

const isFree = async (port: number): Promise<boolean> =>
	await new Promise((resolve) => {
		const probe = createServer().once('error', () => resolve(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
	});
/** A part whose answer waits to be let go. */
function slow(path: string) {
	let letGo = (): void => undefined;
	let asked = 0;
	const gone = new Promise<void>((resolve) => (letGo = resolve));
	const answer = async () => {
		asked++;
		await gone;
		return answerOf(200, { answered: true });
	};
	return { part: { path, answer }, letGo, asked: () => asked };
}

it('two parts share a port; taking one away leaves the other, taking both frees the port', async () => {
	const port = await ports.freePort();
	const [one, two] = [await ports.mount(port, echo('/zapi/a')), await ports.mount(port, echo('/zapi/ab'))];
	expect((await call(port, '/zapi/a/s', posted('{"x":1}'))).body).toEqual({ name: '/zapi/a', rest: 's', body: { x: 1 } });
	expect((await call(port, '/zapi/ab/t/u', posted('{}'))).body).toEqual({ name: '/zapi/ab', rest: 't/u', body: {} });
	await one.close();
	await until(async () => (await call(port, '/zapi/a/s')).status === 404);
	expect((await call(port, '/zapi/ab/t')).status).toBe(200);
	await two.close();
	expect(await until(async () => await isFree(port))).toBe(true);
});

it.each(['/', '/zapi', '/zapi/', '/zapi/b', '/zapi/aa/s', '/zapi/%61/s', '//zapi/a', '/webhook/zapi/a/s', '/favicon.ico'])(
	'%s is nowhere',
	async (path) => {
		const port = await ports.freePort();
		await ports.mount(port, echo('/zapi/a'));
		expect((await call(port, path)).status).toBe(404);
	},
);

it('published again: who calls in between waits, and nobody is refused', async () => {
	const port = await ports.freePort();
	const before = await ports.mount(port, echo('/zapi/a', 'before'));
	const statuses: Promise<{ status: number; body: unknown }>[] = [];
	const flow = setInterval(() => statuses.push(call(port, '/zapi/a/s', posted('{}'))), 5);
	await new Promise((resolve) => setTimeout(resolve, 50));
	await before.close();
	await new Promise((resolve) => setTimeout(resolve, 200));
	await ports.mount(port, echo('/zapi/a', 'after'));
	await new Promise((resolve) => setTimeout(resolve, 50));
	clearInterval(flow);
	const answers = await Promise.all(statuses);
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
	expect(new Set(answers.map(({ body }) => (body as { name: string }).name))).toEqual(new Set(['before', 'after']));
});

it('a part is replaced by its owner alone; somebody else is told who has it, and may have it once they are gone', async () => {
	const port = await ports.freePort();
	const of = (id: string, name: string) => ({ ...echo('/zapi/a', id), owner: { id, name } });
	const first = await ports.mount(port, of('w1:1', 'Vendas'));
	await expect(ports.mount(port, of('w2:1', 'Suporte'))).rejects.toMatchObject({
		message: `The workflow "Vendas" serves /zapi/a on port ${port} already`,
		remedy: expect.stringContaining('Unpublish that workflow'),
	});
	await expect(ports.mount(port, echo('/zapi/a'))).rejects.toThrow('Vendas');
	expect((await call(port, '/zapi/a/s')).body).toMatchObject({ name: 'w1:1' });
	const again = await ports.mount(port, of('w1:1', 'Vendas, nova'));
	await first.close();
	expect((await call(port, '/zapi/a/s')).status).toBe(200);
	await again.close();
	await ports.mount(port, of('w2:1', 'Suporte'));
	expect((await call(port, '/zapi/a/s')).body).toMatchObject({ name: 'w2:1' });
	await ports.mount(port, { ...echo('/zapi/b'), owner: { id: 'w1:1', name: 'Vendas' } });
});

it('a part that does not come back: who waited for it is told to come again, later callers that there is nothing', async () => {
	const port = await ports.freePort();
	const one = await ports.mount(port, echo('/zapi/a'));
	await ports.mount(port, echo('/zapi/b'));
	await one.close();
	expect((await call(port, '/zapi/a/s')).status).toBe(503);
	expect((await call(port, '/zapi/a/s')).status).toBe(404);
});

it('closing answers what is under way first', async () => {
	const port = await ports.freePort();
	const { part, letGo, asked } = slow('/zapi/a');
	const mounted = await ports.mount(port, part);
	const answer = call(port, '/zapi/a/s');
	await until(() => asked() === 1);
	let closed = false;
	const closing = mounted.close().then(() => (closed = true));
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(closed).toBe(false);
	letGo();
	expect(await answer).toEqual({ status: 200, body: { answered: true } });
	await closing;
	expect(await until(async () => await isFree(port))).toBe(true);
});

it('an answer that never comes holds nobody up for long', async () => {
	const port = await ports.freePort();
	const { part, asked } = slow('/zapi/a');
	const mounted = await ports.mount(port, part, { ...SHORT, finishMs: 200 });
	const answer = call(port, '/zapi/a/s').catch(() => 'cut off');
	await until(() => asked() === 1);
	await mounted.close();
	expect(await answer).toBe('cut off');
	expect(await until(async () => await isFree(port))).toBe(true);
});

it('the same part twice: the new one has the place, and the end of the old one does not take it away', async () => {
	const port = await ports.freePort();
	const old = await ports.mount(port, echo('/zapi/a', 'old'));
	await ports.mount(port, echo('/zapi/a', 'new'));
	await old.close();
	await new Promise((resolve) => setTimeout(resolve, SHORT.handOverMs + 200));
	expect((await call(port, '/zapi/a')).body).toMatchObject({ name: 'new' });
});

it('many that mount and close at once end in the right state', async () => {
	const port = await ports.freePort();
	const names = Array.from({ length: 20 }, (_, n) => `/zapi/${n}x`);
	const mounted = await Promise.all(names.map(async (name) => await ports.mount(port, echo(name))));
	await Promise.all(mounted.slice(1).map(async ({ close }) => await close()));
	expect((await call(port, '/zapi/0x')).status).toBe(200);
	expect((await call(port, '/zapi/7x')).status).toBe(503);
});

it('a port that is taken is told in one sentence, with what to do; it can be had once it is free', async () => {
	const port = await ports.freePort();
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
	await expect(mount({ port, host: '127.0.0.1' }, echo('/zapi/a'), SHORT)).rejects.toMatchObject({
		message: `Port ${port} is taken by another program`,
		remedy: expect.stringContaining('"Port"'),
	});
	await new Promise((resolve) => other.close(resolve));
	await ports.mount(port, echo('/zapi/a'));
	expect((await call(port, '/zapi/a')).status).toBe(200);
});

it('an address that this machine does not have is told as well', async () => {
	const place = { port: await ports.freePort(), host: '203.0.113.7' };
	await expect(mount(place, echo('/zapi/a'), SHORT)).rejects.toThrow('This machine has no address "203.0.113.7"');
});

it('the same port at another address is refused while somebody is there, and had as soon as nobody is', async () => {
	const port = await ports.freePort();
	const one = await ports.mount(port, echo('/zapi/a'));
	await expect(mount({ port, host: '0.0.0.0' }, echo('/zapi/b'), SHORT)).rejects.toThrow(`Port ${port} is open already, at "127.0.0.1"`);
	await one.close();
	await ports.mount(port, echo('/zapi/b'), SHORT, '0.0.0.0');
	expect((await call(port, '/zapi/b')).status).toBe(200);
});

it('after a restart it goes on trying, tells it once, and gives up when it is closed', async () => {
	const port = await ports.freePort();
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
	const told: string[] = [];
	const say = { failed: ({ message }: Error) => told.push(message), mounted: () => told.push('mounted') };
	const [first, second] = [
		mountPatiently({ port, host: '127.0.0.1' }, echo('/zapi/a'), say, SHORT),
		mountPatiently({ port, host: '127.0.0.1' }, echo('/zapi/b'), { failed: () => undefined, mounted: () => undefined }, SHORT),
	];
	await until(() => told.length === 1);
	await second.close();
	await new Promise((resolve) => other.close(resolve));
	await until(() => told.length === 2);
	expect(told).toEqual([`Port ${port} is taken by another program`, 'mounted']);
	expect([(await call(port, '/zapi/a')).status, (await call(port, '/zapi/b')).status]).toEqual([200, 404]);
	await first.close();
	expect(await until(async () => await isFree(port))).toBe(true);
});
