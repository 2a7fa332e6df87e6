import type * as QuickWaits from '../../setup/quickWaits';
import { projectUrl } from '../../../nodes/shared/store/store';
import { runNode } from '../../setup/oneNode';
import { closeSql, sandboxSupabase } from '../../setup/supabase';
import { faultQueue } from '../../sandbox/faults';
import { startServer, type Answer, type Server } from '../../sandbox/server';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../../setup/quickWaits').withQuickWaits());

afterAll(closeSql);

const { url, serviceRoleKey } = sandboxSupabase();
const get = { resource: 'lead', operation: 'get', phone: '5511999990001' };
const read = async (host: string, key = serviceRoleKey) =>
	await runNode({ type: 'leadStore', parameters: get, credentials: { supabaseApi: { host, serviceRole: key } } });

describe('the host of the credential', () => {
	it.each(['', '/', '/rest/v1', '/rest/v1/', '/rest/v1/rpc/claim_turn', '/auth/v1', '/rest', '/rest/v1?apikey=x', ' '])(
		'is understood with "%s" behind it',
		async (tail) => {
			const run = await read(`${url}${tail}`);
			expect(run.error).toBeUndefined();
			expect(run.items('Node')).toEqual([expect.objectContaining({ phone: get.phone })]);
		},
	);

	it.each([
		['https://example.com/supabase', 'https://example.com/supabase'],
		['https://example.com/supabase/rest/v1', 'https://example.com/supabase'],
		['https://restaurante.example.com', 'https://restaurante.example.com'],
	])('keeps a path of its own: %s', (host, project) => {
		expect(projectUrl(host)).toBe(project);
	});
});

describe('what is no Supabase at that host', () => {
	let server: Server;
	let answer: Answer;
	beforeAll(async () => {
		server = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer: () => answer });
	});
	afterAll(async () => await server.stop());

	it.each([
		[404, '{}'],
		[404, '{"message":null}'],
		[404, '<html>Not Found</html>'],
		[400, '{}'],
		[400, '[null]'],
		[400, '"no"'],
		[500, '{"message":{"code":7}}'],
		[502, '<html>Bad Gateway</html>'],
		[200, '<!doctype html><title>Studio</title>'],
		[200, 'null'],
		[200, '[]'],
		[200, '{}'],
	])(
		'is said in a sentence: %i %s',
		async (status, body) => {
			answer = { status, headers: { 'content-type': 'application/json' }, body };
			for (const parameters of [get, { resource: 'lead', operation: 'upsert', phone: get.phone, fields: { name: 'Ana' } }]) {
				const { error } = await runNode({
					type: 'leadStore',
					parameters,
					credentials: { supabaseApi: { host: server.url, serviceRole: 'k' } },
				});
				expect(error?.message ?? '').not.toMatch(/^(Cannot|undefined)|is not (a function|iterable)|\[object/);
				expect(status === 200 || error?.message.includes('Supabase')).toBe(true);
			}
		},
		30_000,
	);

	it('does not show the key that it gives back', async () => {
		const key = 'sb_secret_Q7v9xK2mT4pL8nR1';
		answer = {
			status: 400,
			body: JSON.stringify({ message: `Invalid key ${encodeURIComponent(key)} / ${Buffer.from(key).toString('base64')}` }),
		};
		const { error } = await read(server.url, key);
		expect(error?.message).toBe('Supabase answered with status 400: Invalid key *** / ***');
	});
});
