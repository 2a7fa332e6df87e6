import { api, run, withServer } from './nodeForTests';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const BODIES: unknown[] = [
	null,
	[],
	[null],
	{},
	'text',
	7,
	{ conversations: null },
	{ conversations: [null, 1] },
	{ messages: 'x' },
	{ queue: [null] },
];
const CALLS = [
	['conversation', 'getMany', {}],
	['conversation', 'get', { conversationId: '501' }],
	['message', 'getMany', { conversationId: '501' }],
	['user', 'getMany', {}],
	['queue', 'getMany', {}],
	['dashboard', 'getMetrics', {}],
	['dashboard', 'getAgents', {}],
	['chatbot', 'message', { conversationId: '501', message: 'Oi' }],
	['server', 'getMetrics', {}],
	['server', 'checkHealth', {}],
	['whatsApp', 'sendText', { to: '5531900000001', content: 'Oi' }],
] as const;

describe.each(['documented', 'v2'] as const)('in the dialect %s', (dialect) => {
	withServer(dialect);

	it.each(CALLS)('%s %s: whatever is answered, nothing breaks in words that nobody understands', async (resource, operation, given) => {
		await run('session', 'getMe');
		for (const body of BODIES) {
			api.faults.clear();
			api.faults.push({ kind: 'okWithError', body, times: 9 });
			const { error } = await run(resource, operation, given);
			expect([body, error?.message ?? '']).not.toEqual([
				body,
				expect.stringMatching(/^(Cannot|undefined)|is not (a function|iterable|valid JSON)|\[object/),
			]);
		}
		// A path of an id that is none of this dialect may have been refused by the stand-in.
		api.violations.splice(0);
	});
});
