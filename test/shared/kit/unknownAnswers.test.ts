import { runNode } from '../../setup/oneNode';
import { faultQueue } from '../../sandbox/faults';
import { startServer, type Answer, type Server } from '../../sandbox/server';

let server: Server;
let answer: Answer;
beforeAll(async () => {
	server = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer: () => answer });
});
afterAll(async () => await server.stop());

const NODES = {
	chatwoot: { atendeAquiChatwootApi: { apiAccessToken: 'token-of-ours', accountId: 1 } },
	pipeRun: { atendeAquiPipeRunApi: { token: 'token-of-ours' } },
	atendeAqui: { atendeAquiApi: { apiToken: 'token-of-ours', environment: 'own' } },
};
const CALLS: Array<[keyof typeof NODES, string, string, Record<string, unknown>]> = [
	['chatwoot', 'contact', 'getMany', { limit: 2 }],
	['chatwoot', 'inbox', 'getMany', { limit: 2 }],
	['chatwoot', 'profile', 'get', {}],
	['pipeRun', 'deal', 'getMany', { limit: 2 }],
	['pipeRun', 'company', 'create', { name: 'Padaria' }],
	['atendeAqui', 'client', 'getMany', { limit: 2 }],
];
const BODIES = [
	'null',
	'[]',
	'[null]',
	'[[null]]',
	'{}',
	'"text"',
	'7',
	'{"data":null}',
	'{"data":[null]}',
	'{"payload":{"a":[null]}}',
	'{"error":{}}',
	'{"message":[null]}',
	'{"data":{"a":null}}',
	'{"meta":null,"data":{"payload":[null,1]}}',
	'<html>',
];

it.each(CALLS)(
	'%s, %s %s: whatever is answered, no bare TypeError',
	async (type, resource, operation, given) => {
		for (const status of [200, 400, 422])
			for (const body of BODIES) {
				answer = { status, headers: { 'content-type': body.startsWith('<') ? 'text/html' : 'application/json' }, body };
				const [[name, credential]] = Object.entries(NODES[type]);
				const credentials = { [name]: { ...credential, baseUrl: server.url } };
				const { error } = await runNode({ type, parameters: { resource, operation, ...given } as never, credentials });
				expect([body, error?.message ?? '']).not.toEqual([
					body,
					expect.stringMatching(/^(Cannot|undefined)|is not (a function|iterable|valid JSON)|\[object/),
				]);
				// AtendeAqui's failures are named by its codes.
				expect([body, status, status < 400 || /\b4\d\d\b|_ERROR/.test(error?.message ?? '')]).toEqual([body, status, true]);
			}
	},
	60_000,
);
