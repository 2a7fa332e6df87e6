import { spawn, spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { bodyOf, bytesOf } from '../../nodes/shared/server/body';
import { answerOf } from '../../nodes/shared/server/listen';
import { mount, type Mounted, type Part } from '../../nodes/shared/server/mount';
import { freePort } from '../sandbox/ports';
import { client, echoing } from '../shared/server/socketsForTests';
import { eventually } from './sandboxForTests';

/** The lines that the READMEs give for proxies, read out of them, in front of a port: what a vendor sends arrives as it was, and what a port sends goes out at once. */

const ROOT = path.resolve(__dirname, '../..');
const SECRET = 'exemplo-app-secret-0001';
const MB = 1024 * 1024;
const sleep = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** The blocks of a README for one program: for a domain of its own, and for a path on another. */
function blocksOf(readme: string, program: string): { domain: string; path: string } {
	const blocks = [...readFileSync(path.join(ROOT, readme), 'utf8').matchAll(/```(\w+)\n([\s\S]*?)```/g)];
	const [domain, below] = blocks.filter(([, name]) => name === program).map(([, , lines]) => lines);
	return { domain, path: below };
}

/** Starts a program with the lines of its block; its files are in a folder of its own. */
interface Proxy {
	/** Where Debian puts it. */
	binary: string;
	config: (lines: string, port: number, folder: string) => string;
	/** The block of a path has to stand in somebody's. */
	around: (lines: string) => string;
	args: (config: string, folder: string) => string[];
}
const PROXIES: Record<string, Proxy> = {
	nginx: {
		binary: '/usr/sbin/nginx',
		config: (lines, port, folder) => `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
			events {} http { access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
			server { listen 127.0.0.1:${port};\n${lines} } }`,
		around: (lines) => lines,
		args: (config, folder) => ['-p', folder, '-c', config],
	},
	caddy: {
		binary: '/usr/bin/caddy',
		// As in the README but for the name, which would make it ask the world for a certificate.
		config: (lines, port) => `{\n admin off\n auto_https off\n}\n${lines.replace(/^\S+ \{/, `http://127.0.0.1:${port} {`)}`,
		around: (lines) => `x {\n${lines}}\n`,
		args: (config) => ['run', '--adapter', 'caddyfile', '--config', config],
	},
};

const open: Array<() => Promise<void> | void> = [];
const mounted: Mounted[] = [];
afterEach(async () => {
	for (const close of open.splice(0)) await close();
	await Promise.all(mounted.splice(0).map(async ({ close }) => await close()));
});

/** A program in front of a port. @returns its address */
async function inFront(program: string, lines: string, port: number): Promise<string> {
	const { binary, config, args } = PROXIES[program];
	const [at, folder] = [await freePort(), mkdtempSync(path.join(tmpdir(), 'proxy-'))];
	const file = path.join(folder, 'config');
	writeFileSync(file, config(lines.replaceAll('5680', String(port)), at, folder));
	const child = spawn(binary, args(file, folder), { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder } });
	let said = '';
	child.stderr.on('data', (chunk) => (said += String(chunk)));
	const ended = once(child, 'exit');
	open.push(async () => {
		child.kill('SIGTERM');
		await ended;
		rmSync(folder, { recursive: true, force: true });
	});
	const listens = async () =>
		await new Promise<boolean>((resolve) => {
			const probe = connect(at, '127.0.0.1', () => probe.destroy() && resolve(true)).once('error', () => resolve(false));
		});
	await eventually(listens, (holds) => holds, 30_000).catch((error: Error) => {
		throw new Error(`${program}: ${error.message}\n${said}`);
	});
	return `http://127.0.0.1:${at}`;
}

const signatureOf = (bytes: Uint8Array) => `sha256=${createHmac('sha256', SECRET).update(bytes).digest('hex')}`;
/** A port as triggers make it: a signed body, a JSON body, a page, a stream. */
async function aPort(): Promise<number> {
	const port = await freePort();
	const tick = { n: 0 };
	const parts: Part[] = [
		{
			path: '/webhook/id',
			answer: async (request) => {
				const isTrue = signatureOf(await bytesOf(request, 3 * MB)) === request.headers.get('x-hub-signature-256');
				return answerOf(isTrue ? 200 : 401, { query: new URL(request.url).search });
			},
		},
		{ path: '/zapi/id', answer: async (request, rest) => answerOf(200, { rest, body: await bodyOf(request) }) },
		{
			path: '/atendimento/id',
			answer: async (_, rest) => {
				if (rest === 'painel')
					return await Promise.resolve(
						new Response('<h1>Olá</h1>', { headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" } }),
					);
				const body = new ReadableStream({
					pull: async (controller) => {
						if (tick.n > 0) await sleep(3000);
						controller.enqueue(new TextEncoder().encode(`data: ${tick.n++}\n\n`));
					},
				});
				return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
			},
		},
	];
	parts.push(echoing('/ws/chat').part, echoing('/api/v1/ws/chat').part);
	for (const part of parts) mounted.push(await mount({ port, host: '127.0.0.1' }, part));
	return port;
}

/** Everything that is told of a port, through its public URL. */
async function demandAll(publicUrl: string): Promise<true> {
	const post = async (to: string, body: Buffer | string, headers: Record<string, string>) =>
		await fetch(`${publicUrl}${to}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
	for (const raw of [Buffer.from('{"t":"Olá/ção \\u00e7 👍"}'), randomBytes(3 * MB)])
		expect((await post('/webhook/id/whatsapp', raw, { 'x-hub-signature-256': signatureOf(raw) })).status).toBe(200);
	const query = '?hub.mode=subscribe&hub.challenge=7&hub.verify_token=a%26b%20c';
	const asked = await fetch(`${publicUrl}/webhook/id/whatsapp${query}`);
	expect(await asked.json()).toEqual({ query });
	const delivered = await post('/zapi/id/segredo', '{"text":"Olá"}', {});
	expect(await delivered.json()).toEqual({ rest: 'segredo', body: { text: 'Olá' } });
	const page = await fetch(`${publicUrl}/atendimento/id/painel`);
	expect([await page.text(), page.headers.get('content-security-policy')]).toEqual(['<h1>Olá</h1>', "default-src 'none'"]);
	const since = Date.now();
	const stream = await fetch(`${publicUrl}/atendimento/id/events`);
	const reader = stream.body!.getReader();
	const first = new TextDecoder().decode((await reader.read()).value);
	await reader.cancel();
	expect(first).toBe('data: 0\n\n');
	// The second one comes after three seconds: who keeps the first one back for it is too late.
	expect(Date.now() - since).toBeLessThan(2500);
	expect((await fetch(`${publicUrl}/webhook/other`)).status).toBe(404);
	return true;
}

/** The socket of the attendance API is at the origin: through a proxy it is opened, stays open while nobody says anything, and is refused with its own words. */
async function demandSocket(publicUrl: string): Promise<true> {
	for (const path of ['/ws/chat', '/api/v1/ws/chat']) {
		const one = client(`${publicUrl.replace('http', 'ws')}${path}?token=a%2Bb`, { headers: { origin: 'https://painel.example' } });
		await one.settled();
		one.say('{"type":"ping"}');
		expect(await one.hears(1)).toBe(true);
		await sleep(1500);
		one.say('{"type":"ping"}');
		expect(await one.hears(2)).toBe(true);
		one.seen.socket.close();
	}
	const refused = client(`${publicUrl.replace('http', 'ws')}/ws/chat?token=wrong`);
	await refused.settled();
	expect(refused.seen.status).toBe(401);
	return true;
}

const CASES = Object.keys(PROXIES).flatMap((program) => ['README.md', 'README.pt-BR.md'].map((readme) => [program, readme] as const));
describe.each(CASES)('%s with the lines of %s', (program, readme) => {
	const { binary, around } = PROXIES[program];
	const isInstalled = spawnSync(binary, [program === 'nginx' ? '-v' : 'version']).status === 0;
	if (!isInstalled) return test.todo(`is not installed here (${binary})`);
	const blocks = blocksOf(readme, program);

	test('for a domain of its own', async () => {
		const publicUrl = await inFront(program, blocks.domain, await aPort());
		expect(await demandAll(publicUrl)).toBe(true);
		expect(await demandSocket(publicUrl)).toBe(true);
	});

	test('for a path on another domain, which it takes off', async () => {
		expect(await demandAll(`${await inFront(program, around(blocks.path), await aPort())}/whatsapp`)).toBe(true);
	});

	test('while nobody listens there it says so, and nothing is taken for stored', async () => {
		const publicUrl = await inFront(program, blocks.domain, await freePort());
		expect((await fetch(`${publicUrl}/zapi/id/s`, { method: 'POST', body: '{}' })).status).toBe(502);
	});
});
