import { download, type DownloadLimits } from '../../../nodes/shared/http/download';
import { faultQueue } from '../../sandbox/faults';
import { startServer, type Answer, type Server } from '../../sandbox/server';

let server: Server;
const faults = faultQueue();
const calls: string[] = [];

beforeAll(async () => {
	server = await startServer({
		faults,
		faultBody: () => ({}),
		onCall: ({ path }) => calls.push(path),
		answer: ({ path }): Answer => {
			if (path === '/file') return { status: 200, headers: { 'content-type': 'Audio/OGG; codecs=opus' }, body: Buffer.from([0, 255, 1]) };
			if (path === '/big') return { status: 200, body: Buffer.alloc(2 * 1024 * 1024) };
			if (path === '/moved') return { status: 302, headers: { location: '/file' }, body: '' };
			if (path === '/loop') return { status: 302, headers: { location: '/loop' }, body: '' };
			if (path === '/elsewhere') return { status: 302, headers: { location: 'https://files.example.com/file' }, body: '' };
			if (path === '/script') return { status: 302, headers: { location: 'file:///etc/passwd' }, body: '' };
			return { status: 404, body: '' };
		},
	});
});
afterAll(async () => await server.stop());
beforeEach(() => {
	faults.clear();
	calls.length = 0;
});

const ours: DownloadLimits = { hosts: ['127.0.0.1'], maxBytes: 1024 * 1024, timeoutMs: 2000, allowPrivate: true };
const publicOnly: DownloadLimits = { ...ours, hosts: ['*'], allowPrivate: false };

it('gives the file and its type without parameters, also after a redirect', async () => {
	const expected = { data: Buffer.from([0, 255, 1]), mimeType: 'audio/ogg' };
	expect(await download(`${server.url}/file`, ours)).toEqual(expected);
	expect(await download(`${server.url}/moved`, ours)).toEqual(expected);
});

describe('refuses', () => {
	it.each([
		['https://127.0.0.1/x', 'private network'],
		['https://[::1]/x', 'private network'],
		['https://[::ffff:10.0.0.1]/x', 'private network'],
		['https://2130706433/x', 'private network'],
		['https://0x7f.1/x', 'private network'],
		['https://169.254.169.254/latest/meta-data', 'private network'],
		['https://10.1.2.3/x', 'private network'],
		['https://192.168.0.1/x', 'private network'],
		['https://[fd00::1]/x', 'private network'],
		['https://localhost/x', 'private network'], // by name: only the lookup tells
		['http://files.example.com/x', 'not https'],
		['ftp://files.example.com/x', 'not https'],
		['file:///etc/passwd', 'not https'],
		['https://user:secret@files.example.com/x', 'user name'],
		['not a url', 'not a valid URL'],
		['', 'not a valid URL'],
	])('%s', async (url, why) => {
		await expect(download(url, publicOnly)).rejects.toThrow(why);
	});

	it.each(['https://files.example.com.evil.test/x', 'https://evilexample.com/x', 'https://example.com@evil.test/x'])(
		'%s, which only looks like an allowed host',
		async (url) => {
			await expect(download(url, { ...publicOnly, hosts: ['example.com'] })).rejects.toThrow(/not on the list|user name/);
		},
	);

	it('a redirect to a host that is not on the list, to another protocol, or in a circle', async () => {
		await expect(download(`${server.url}/elsewhere`, ours)).rejects.toThrow('the host files.example.com is not on the list');
		await expect(download(`${server.url}/script`, ours)).rejects.toThrow('not https');
		await expect(download(`${server.url}/loop`, ours)).rejects.toThrow('redirects too often');
		expect(calls.filter((path) => path === '/loop')).toHaveLength(4);
	});

	it('a file that is too large', async () => {
		await expect(download(`${server.url}/big`, ours)).rejects.toThrow('larger than 1 MB');
	});
});

describe('a server that fails', () => {
	it.each([
		['is missing the file', () => faults.clear(), '/gone', { kind: 'notFound' }],
		['is in trouble', () => faults.push({ kind: 'status', status: 503 }), '/file', { kind: 'unavailable' }],
		['never answers', () => faults.push({ kind: 'timeout' }), '/file', { kind: 'timedOut' }],
		['breaks off', () => faults.push({ kind: 'reset' }), '/file', { kind: 'unreachable' }],
	] as const)('%s', async (_, breakIt, path, expected) => {
		breakIt();
		await expect(download(`${server.url}${path}`, { ...ours, timeoutMs: 500 })).rejects.toMatchObject(expected);
	});

	it('is named by its host alone: the address may hold a secret', async () => {
		const failed = await download(`${server.url}/gone?token=TOPSECRET`, ours).catch((error: unknown) => (error as Error).message);
		expect(failed).toBe('The file was not downloaded: 127.0.0.1 answered with status 404');
	});
});
