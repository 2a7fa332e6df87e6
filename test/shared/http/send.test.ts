import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { httpRequestWithAuthentication } from 'n8n-core/dist/execution-engine/node-execution-context/utils/request-helpers/authentication';
import { NodeApiError, type IExecuteFunctions, type IHttpRequestOptions, type INode } from 'n8n-workflow';

import { VendorError } from '../../../nodes/shared/http/errors';
import { send, type VendorRequest } from '../../../nodes/shared/http/send';
import type { Vendor } from '../../../nodes/shared/http/vendor';
import { runItems } from '../../../nodes/shared/kit/items';

const mockWaits: number[] = [];
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void mockWaits.push(ms),
}));

interface Seen {
	method?: string;
	url?: string;
	type?: string;
	key?: string;
	body: string;
}
type Reply = { status?: number; body?: unknown; headers?: Record<string, string> } | 'reset' | 'silence';

let server: Server;
let baseURL: string;
let replies: Reply[];
let seen: Seen[];

const bodyOf = async (request: IncomingMessage): Promise<string> => {
	let body = '';
	for await (const part of request) body += String(part);
	return body;
};

beforeAll(async () => {
	server = createServer((request, response) => {
		void bodyOf(request).then((body) => {
			const { method, url, headers } = request;
			seen.push({ method, url, type: headers['content-type'], key: headers['x-key'] as string, body });
			const reply = replies.length > 1 ? (replies.shift() as Reply) : replies[0];
			if (reply === 'reset') return request.socket.resetAndDestroy();
			if (reply === 'silence') return undefined;
			const json = reply.body === undefined ? '' : JSON.stringify(reply.body);
			return response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers }).end(json);
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
});

beforeEach(() => {
	mockWaits.length = 0;
	seen = [];
	replies = [{ body: { ok: true } }];
});

const library: Vendor = {
	name: 'The library',
	credentialType: 'libraryApi',
	secretFields: ['key'],
	// A busy machine answers its first request in more than a tenth of a second.
	timeoutMs: 500,
	complaint: (status, body) => (status >= 400 ? ((body as { error?: string } | null)?.error ?? '') : null),
};

const node: INode = { id: '1', name: 'Library', type: 'library', typeVersion: 1, position: [0, 0], parameters: {} };

/** As much of n8n as a request needs; the request itself is made by n8n's own code. */
function context(at = baseURL): IExecuteFunctions {
	const additionalData = {
		credentialsHelper: {
			getParentTypes: () => [],
			preAuthentication: async () => undefined,
			authenticate: async ({ key }: { key: string }, _: string, options: IHttpRequestOptions) => ({
				...options,
				baseURL: at,
				headers: { ...options.headers, 'x-key': key.trim() },
			}),
		},
	};
	const self = {
		getNode: () => node,
		getInputData: () => [{ json: {} }],
		continueOnFail: () => false,
		getCredentials: async () => ({ key: ' s3cr3t-key\n' }),
		helpers: {
			async httpRequestWithAuthentication(type: string, options: IHttpRequestOptions) {
				return await httpRequestWithAuthentication.call(self as never, type, options, {} as never, node, additionalData as never);
			},
		},
	};
	return self as unknown as IExecuteFunctions;
}

const read: VendorRequest = { method: 'GET', path: '/books', query: { page: 2 }, repeatable: true };
const lend: VendorRequest = { method: 'POST', path: '/loans', body: { book: 'b1' }, repeatable: false };

const failure = async (request: VendorRequest, at?: string): Promise<VendorError> =>
	await send(context(at), library, request).then(
		() => {
			throw new Error('It worked');
		},
		(error: VendorError) => error,
	);

describe('send', () => {
	it('authenticates, sends the query and gives the body', async () => {
		expect(await send(context(), library, read)).toEqual({ ok: true });
		expect(seen).toEqual([{ method: 'GET', url: '/books?page=2', type: undefined, key: 's3cr3t-key', body: '' }]);
	});

	it('sends a body as JSON', async () => {
		await send(context(), library, lend);
		expect(seen[0]).toMatchObject({ method: 'POST', url: '/loans', type: 'application/json', body: '{"book":"b1"}' });
	});

	it('sends an empty body as JSON too', async () => {
		await send(context(), library, { ...lend, body: {} });
		expect(seen[0]).toMatchObject({ type: 'application/json', body: '{}' });
	});

	it('gives an empty object for an empty answer', async () => {
		replies = [{ status: 204 }];
		expect(await send(context(), library, lend)).toEqual({});
	});

	it("says what the vendor said, without the credential's secrets", async () => {
		replies = [{ status: 400, body: { error: 'key s3cr3t-key is old' } }];
		expect(await failure(lend)).toMatchObject({
			kind: 'rejected',
			status: 400,
			message: 'The library answered with status 400: key *** is old',
		});
	});

	it.each([
		[401, 'unauthorized'],
		[403, 'unauthorized'],
		[404, 'notFound'],
		[422, 'rejected'],
	])('does not repeat after %d, which is %s', async (status, kind) => {
		replies = [{ status }];
		expect(await failure(read)).toMatchObject({ kind, status, remedy: expect.stringMatching(/\.$/) as string });
		expect(seen).toHaveLength(1);
	});

	it('never repeats a send after a failure of the server', async () => {
		replies = [{ status: 503 }];
		expect(await failure(lend)).toMatchObject({ kind: 'unavailable', status: 503 });
		expect(seen).toHaveLength(1);
	});

	it('repeats a read after a failure of the server', async () => {
		replies = [{ status: 500 }, 'reset', 'silence', { body: { ok: true } }];
		expect(await send(context(), library, read)).toEqual({ ok: true });
		expect(seen).toHaveLength(4);
		expect(mockWaits).toHaveLength(3);
	});

	it('repeats a send that was turned away for its rate, when the server says', async () => {
		replies = [{ status: 429, headers: { 'retry-after': '3' } }, { body: { ok: true } }];
		expect(await send(context(), library, lend)).toEqual({ ok: true });
		expect(mockWaits).toEqual([3000]);
		expect(seen.map(({ body }) => body)).toEqual(['{"book":"b1"}', '{"book":"b1"}']);
	});

	it.each<[Reply, string]>([
		['reset', 'The library broke the connection'],
		['silence', 'The library did not answer within 0.5 seconds'],
	])('never repeats a send after %s', async (reply, message) => {
		replies = [reply];
		expect(await failure(lend)).toMatchObject({ kind: 'timedOut', message });
		expect(seen).toHaveLength(1);
	});

	it('repeats a send that never reached the server, and says why it could not', async () => {
		const nobody = 'http://127.0.0.1:1';
		expect(await failure(lend, nobody)).toMatchObject({
			kind: 'unreachable',
			message: 'The library cannot be reached: it refuses connections',
		});
		expect(mockWaits).toHaveLength(3);
	});

	it.each<[string, VendorRequest, Reply | null]>([
		['refused connection', lend, null],
		['broken connection', lend, 'reset'],
		['missing answer', lend, 'silence'],
	])('its words reach the operator unchanged: %s', async (_, request, reply) => {
		if (reply) replies = [reply];
		const run = runItems(context(reply ? baseURL : 'http://127.0.0.1:1'), async () => {
			await send(context(reply ? baseURL : 'http://127.0.0.1:1'), library, request);
			return [];
		});
		const error = (await run.catch((thrown: unknown) => thrown)) as NodeApiError;
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toMatch(/^The library /);
	});
});
