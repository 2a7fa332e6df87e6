import dns from 'node:dns/promises';
import https from 'node:https';
import net, { type LookupFunction, type Socket } from 'node:net';

import { ipaddr } from '../../../nodes/shared/bundled/ipaddr';
import { isPublic } from '../../../nodes/shared/http/addresses';
import { download, type DownloadLimits } from '../../../nodes/shared/http/download';
import { VendorError } from '../../../nodes/shared/http/errors';
import { faultQueue } from '../../sandbox/faults';
import { startServer, type Answer, type Server } from '../../sandbox/server';

/** What the names of this test resolve to. */
const NAMES: Record<string, string[]> = {
	'four.example': ['93.184.215.14'],
	'six.example': ['2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
	'both.example': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
	'dns64.example': ['64:ff9b::5db8:d70e'],
	'inside.example': ['10.0.0.7'],
	'half.example': ['93.184.215.14', 'fd00::7'],
	'mapped.example': ['::ffff:192.168.0.7'],
	'nat64inside.example': ['64:ff9b::a00:7'],
	'zone.example': ['fe80::1%1'],
	'nobody.example': [],
};
let answers: Record<string, string[]>;
let lookups: string[];
/** Every address that a connection was begun to. */
let begun: string[];
let server: Server;

beforeAll(async () => {
	server = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		answer: ({ path }): Answer => {
			const to = new URLSearchParams(path.split('?')[1]).get('to') ?? REDIRECTS[path];
			return to === undefined
				? { status: 200, headers: { 'content-type': 'image/png' }, body: Buffer.from([1, 2, 3]) }
				: { status: 302, headers: { location: to }, body: '' };
		},
	});
	jest.spyOn(dns, 'lookup').mockImplementation((async (host: string) => {
		lookups.push(host);
		return (answers[host] ?? []).map((address) => ({ address, family: net.isIP(address.split('%')[0]) }));
	}) as never);
	// The real agent makes the connection; once it begins, the address is noted and the call goes on to the server of this test.
	const connect = https.Agent.prototype.createConnection;
	jest.spyOn(https.Agent.prototype, 'createConnection').mockImplementation(function (this: https.Agent, options, callback) {
		const socket = connect.call(this, { ...options, lookup: options.lookup as LookupFunction }, () => {}) as Socket;
		socket.once('connectionAttempt', (ip: string) => {
			begun.push(ip);
			socket.removeAllListeners('error').on('error', () => {});
			process.nextTick(() => socket.destroy());
			callback?.(null, net.connect(server.port, '127.0.0.1'));
		});
		socket.on('error', (error) => callback?.(error, socket));
		return undefined as never;
	});
});
afterAll(async () => {
	jest.restoreAllMocks();
	await server.stop();
});
beforeEach(() => {
	answers = { ...NAMES };
	lookups = [];
	begun = [];
});

const guarded: DownloadLimits = { hosts: ['*'], maxBytes: 1024, timeoutMs: 3000, allowPrivate: false };

describe('with the guard on, a connection is made', () => {
	it.each([
		['a public IPv4 literal', '8.8.8.8', '8.8.8.8'],
		['the same in another way of writing', '0x08080808', '8.8.8.8'],
		['a public IPv6 literal', '[2606:4700::1111]', '2606:4700::1111'],
		['a name with an A record', 'four.example', '93.184.215.14'],
		['a name with both', 'both.example', '93.184.215.14'],
		['a name with an AAAA record', 'six.example', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
		['a name behind DNS64', 'dns64.example', '64:ff9b::5db8:d70e'],
	])('to %s', async (_, host, address) => {
		expect(await download(`https://${host}/a.png`, guarded)).toEqual({ data: Buffer.from([1, 2, 3]), mimeType: 'image/png' });
		expect(begun).toEqual([address]);
	});

	it('to the address that was looked at, and to no later one of that name', async () => {
		jest.spyOn(dns, 'lookup').mockImplementationOnce((async (host: string) => {
			lookups.push(host);
			answers[host] = ['127.0.0.1'];
			return [{ address: '93.184.215.14', family: 4 }];
		}) as never);
		await download('https://four.example/a.png', guarded);
		expect([begun, lookups]).toEqual([['93.184.215.14'], ['four.example']]);
		await expect(download('https://four.example/a.png', guarded)).rejects.toThrow('private network');
		expect(begun).toHaveLength(1);
	});

	it('after a redirect, also one that is relative', async () => {
		await download('https://four.example/relative', guarded);
		await download('https://four.example/away', guarded);
		expect(begun).toEqual(['93.184.215.14', '93.184.215.14', '93.184.215.14', '8.8.8.8']);
	});
});

describe('with the guard on, no connection is made', () => {
	it.each([
		'127.0.0.1',
		'2130706433',
		'0x7f.1',
		'0177.0.0.1',
		'127.1',
		'127.0.0.1.',
		'0',
		'10.0.0.1',
		'169.254.169.254',
		'168.63.129.16',
		'100.100.100.200',
		'[::]',
		'[::1]',
		'[::127.0.0.1]',
		'[::ffff:10.0.0.1]',
		'[::ffff:a9fe:a9fe]',
		'[::ffff:0:7f00:1]',
		'[64:ff9b::a9fe:a9fe]',
		'[64:ff9b:1::808:808]',
		'[2002:7f00:1::1]',
		'[2001:0:4136:e378:8000:63bf:f5ff:fffe]',
		'[2001::1]',
		'[fd00:ec2::254]',
		'[fe80::1]',
		'[fec0::1]',
		'[100::1]',
		'[5f00::1]',
		'[3fff::1]',
		'[2001:db8::1]',
		'[4000::1]',
		'[2606:4700::5efe:a00:1]',
		'inside.example',
		'half.example',
		'mapped.example',
		'nat64inside.example',
		'zone.example',
	])('to %s', async (host) => {
		await expect(download(`https://${host}/x`, guarded)).rejects.toThrow('private network');
		expect(begun).toEqual([]);
	});

	it('to a name that has no address', async () => {
		await expect(download('https://nobody.example/x', guarded)).rejects.toMatchObject({ kind: 'unreachable' });
	});

	it.each([
		['/bad', 'four.example redirects to an address that is not a valid URL'],
		['/inside', 'private network'],
		['/hidden', 'private network'],
		['/plain', 'not https'],
		['/script', 'not https'],
		['/data', 'not https'],
	])('after a redirect: %s', async (path, why) => {
		const failed = await download(`https://four.example${path}`, guarded).catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(VendorError);
		expect((failed as Error).message).toContain(why);
		expect(begun).toEqual(['93.184.215.14']);
	});
});
const REDIRECTS: Record<string, string> = {
	'/relative': '../a.png?b=1',
	'/away': '//8.8.8.8/a.png',
	'/bad': 'https://[bad',
	'/inside': 'https://inside.example/x',
	'/hidden': 'https://2852039166/latest/meta-data',
	'/plain': 'http://four.example/a.png',
	'/script': 'file:///etc/passwd',
	'/data': 'data:text/plain,hello',
};

it('an address that is none is not public', () => {
	for (const text of ['', 'four.example', '8.8.8', '0x08080808', '8.8.8.8/32', '08.8.8.8 ', '1e3', '[2606:4700::1]'])
		expect([text, isPublic(text, { ipaddr })]).toEqual([text, false]);
});
