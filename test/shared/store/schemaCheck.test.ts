import { LoggerProxy, type IHookFunctions, type Logger } from 'n8n-workflow';

import { refuseOldSchema } from '../../../nodes/shared/store/schemaAtPublish';
import { checkSchema, knownSchema } from '../../../nodes/shared/store/schemaCheck';
import { SCHEMA_VERSION } from '../../../nodes/shared/store/schemaVersion';
import { openStore, type Store } from '../../../nodes/shared/store/store';
import { startGateway, type Gateway } from '../../sandbox/gateway';
import { ownDatabase } from '../../setup/ownDatabase';
import { closeSql, sandboxSupabase, sql } from '../../setup/supabase';

let stop: () => Promise<void>;
const gateways: Gateway[] = [];
beforeAll(async () => (stop = await ownDatabase()));
afterAll(async () => {
	await Promise.all(gateways.map(async (one) => await one.stop()));
	await closeSql();
	await stop();
});

/** A process that has not met this database yet: another address is another client. */
async function open(): Promise<{ store: Store; gateway: Gateway; questions: () => number; context: () => IHookFunctions }> {
	const supabase = sandboxSupabase();
	let questions = 0;
	const gateway = await startGateway(supabase);
	gateways.push(gateway);
	// Hits nothing: it only counts who asks.
	const counted = (path: string) => path.endsWith('/settings') && ++questions < 0;
	gateway.faults.push({ kind: 'delay', ms: 0, match: counted });
	const credentials = { getCredentials: async () => await Promise.resolve({ host: gateway.url, serviceRole: supabase.serviceRoleKey }) };
	return { store: await openStore(credentials), gateway, questions: () => questions, context: () => hook(credentials) };
}

const logged: string[] = [];
function hook(credentials: object, mode = 'activate'): IHookFunctions {
	return {
		...credentials,
		getNode: () => ({ name: 'Trigger', type: 't' }),
		getNodeParameter: (_: string, fallback: unknown) => fallback,
		getActivationMode: () => mode,
		logger: { warn: (message: string) => logged.push(message) },
	} as unknown as IHookFunctions;
}

const hasVersion = async (version: number | null): Promise<void> => {
	await sql(`delete from settings where key = 'schema_version'`);
	if (version !== null) await sql(`insert into settings (key, value) values ('schema_version', $1)`, [String(version)]);
};
beforeEach(async () => {
	logged.length = 0;
	await hasVersion(SCHEMA_VERSION);
});

it.each([
	{ version: SCHEMA_VERSION, state: 'current', message: null },
	{
		version: null,
		state: 'older',
		message: expect.stringContaining(
			`version 0 of the schema (0.2.0 or before), and this package needs version ${SCHEMA_VERSION}`,
		) as string,
	},
	{ version: SCHEMA_VERSION - 0.5, state: 'older', message: expect.stringContaining('version 0 of the schema') as string },
	{
		version: SCHEMA_VERSION + 4,
		state: 'newer',
		message: expect.stringContaining(
			`version ${SCHEMA_VERSION + 4} of the schema, and this package is older: it was made for version ${SCHEMA_VERSION}`,
		) as string,
	},
])('a database that says version $version is $state', async ({ version, state, message }) => {
	await hasVersion(version);
	const { store } = await open();
	expect(await checkSchema(store.client, 'public')).toMatchObject({ state, message });
});

it('what is not there is told with both versions, and asked for once', async () => {
	await hasVersion(null);
	const { store, questions } = await open();
	const failure = await store.rpc('function_of_tomorrow', {}, true).catch((error: Error) => error);
	expect((failure as Error).message).toContain(`it says version 0, version ${SCHEMA_VERSION} is needed`);
	expect((failure as Error & { remedy: string }).remedy).toMatch(/supabase\/schema\.sql/);
	await store.rpc('function_of_tomorrow', {}, true).catch(() => undefined);
	expect(questions()).toBe(1);
});

it('the first call of a process has the version asked for behind its back, once, and an older one is logged', async () => {
	await hasVersion(null);
	const warned: string[] = [];
	LoggerProxy.init({ warn: (message: string) => warned.push(message), debug() {}, info() {}, error() {} } as unknown as Logger);
	const { store, gateway, questions } = await open();
	await store.rpc('due_sessions', { p_channel: null, p_old_before: new Date(0).toISOString() }, true);
	await store.rpc('due_sessions', { p_channel: null, p_old_before: new Date(0).toISOString() }, true);
	while (warned.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	expect(warned).toEqual([expect.stringContaining(`this package needs version ${SCHEMA_VERSION}. Run the new schema`)]);
	expect([gateway.requests(), questions()]).toEqual([2, 1]);
	expect(knownSchema(store.client)).toMatchObject({ state: 'older' });
});

it('a call does not wait for the version, nor fail with it', async () => {
	const { store, gateway } = await open();
	gateway.fail({ times: 1000, match: (path) => path.endsWith('/settings') });
	expect(await store.rpc('due_sessions', { p_channel: null, p_old_before: new Date(0).toISOString() }, true)).toEqual([]);
});

describe('publishing a trigger', () => {
	it('with an older database is refused with both versions', async () => {
		await hasVersion(null);
		const { context } = await open();
		await expect(refuseOldSchema(context())).rejects.toThrow(`this package needs version ${SCHEMA_VERSION}`);
	});

	it.each(['init', 'leadershipChange'])('is not what %s is: a restart goes on, and logs it', async (mode) => {
		await hasVersion(null);
		const { context } = await open();
		await refuseOldSchema({ ...context(), getActivationMode: () => mode } as unknown as IHookFunctions);
		expect(logged).toEqual([expect.stringContaining('0.2.0 or before')]);
	});

	it('with a newer database, or one that does not answer, goes on and logs it', async () => {
		await hasVersion(SCHEMA_VERSION + 1);
		const { context, gateway } = await open();
		await refuseOldSchema(context());
		gateway.fail({ times: 1000 });
		await refuseOldSchema(context());
		expect(logged).toEqual([expect.stringContaining('this package is older'), expect.stringContaining('503')]);
	});

	it('with the right one says nothing', async () => {
		const { context } = await open();
		await refuseOldSchema(context());
		expect(logged).toEqual([]);
	});
});
