import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { SCHEMA_VERSION } from '../../nodes/shared/store/schemaVersion';
import { startSupabase, type Supabase } from '../sandbox/supabase';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { runNode } from '../setup/oneNode';

const SCHEMA = readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8');
/** What the operator does by hand for a second company. */
const schemaOf = (name: string): string => SCHEMA.replaceAll('public', name);

const PHONE = '5511900000001';
const CHANNEL = 'inst-1';
const X = { schema: 'empresa_x' };
let supabase: Supabase;
let credentials: Record<string, IDataObject>;

beforeAll(async () => {
	supabase = await startSupabase({ schema: `${SCHEMA}${schemaOf('empresa_x')}`, schemas: ['public', 'empresa_x', 'not_made'] });
	credentials = { supabaseApi: { host: supabase.url, serviceRole: supabase.serviceRoleKey } };
});
afterAll(async () => await supabase?.stop());

const rows = async (text: string): Promise<IDataObject[]> => (await supabase.pool.query<IDataObject>(text)).rows;

async function ask(type: string, parameters: IDataObject, item: IDataObject = {}): Promise<IDataObject> {
	const run = await runNode({ type, parameters, items: [item], credentials: credentials as never });
	if (run.error) throw new Error(run.error.message);
	return [0, 1, 2, 3].flatMap((output) => run.items('Node', output))[0];
}
const operate = async (operation: string, options: IDataObject, item: IDataObject, more: IDataObject = {}) =>
	await ask('conversation', { operation, options, ...more }, item);
const writes = async (options: IDataObject, text: string) =>
	await operate('receive', options, {
		provider: 'zapi',
		channel: CHANNEL,
		phone: PHONE,
		messageId: `M-${text}`,
		sendTo: PHONE,
		name: 'Marina',
		kind: 'text',
		text,
		fromMe: false,
		fromApi: false,
		isGroup: false,
		sentAt: new Date().toISOString(),
	});

/** A message of the customer is taken in and answered. */
async function conversation(options: IDataObject, text: string): Promise<void> {
	const turn = await operate('claimTurn', options, await writes(options, text), { quietSeconds: 0 });
	expect(turn.text).toBe(text);
	const decided = await operate('decide', options, turn);
	const part = await operate(
		'confirm',
		options,
		{ ...decided, lead_updates: { company: `Empresa de ${text}` } },
		{ reply: `Resposta a ${text}` },
	);
	expect(await operate('record', options, { messageId: `R-${text}` }, { outboxId: part.outbox_id })).toMatchObject({ recorded: true });
}

describe('the file of the schema with every "public" replaced', () => {
	it('makes the same things in a schema of its own, and nothing elsewhere', async () => {
		expect(schemaOf('empresa_x')).not.toMatch(/public/);
		const made = async (schema: string) => ({
			tables: await rows(`select table_name, column_name, data_type, column_default from information_schema.columns
				where table_schema = '${schema}' order by 1, 2`),
			functions: await rows(`select proname, pg_get_function_identity_arguments(oid) args, proconfig from pg_proc
				where pronamespace = '${schema}'::regnamespace order by 1, 2`),
			triggers: await rows(`select tgname, tgrelid::regclass::text from pg_trigger t join pg_class c on c.oid = tgrelid
				where not tgisinternal and c.relnamespace = '${schema}'::regnamespace order by 1`),
		});
		const inPublic = JSON.stringify(await made('public'))
			.replaceAll('public.', '')
			.replaceAll('search_path=public', 'search_path=');
		const inX = JSON.stringify(await made('empresa_x'))
			.replaceAll('empresa_x.', '')
			.replaceAll('search_path=empresa_x', 'search_path=');
		expect(inX).toBe(inPublic);
		expect(
			await rows(`select proname from pg_proc p where pronamespace = 'empresa_x'::regnamespace
			and (proconfig is null or not 'search_path=empresa_x' = any(proconfig))`),
		).toEqual([]);
	});

	it('lets nobody in but the service role', async () => {
		const allowed = await rows(`select r.rolname, proname from pg_proc, (values ('anon'), ('authenticated')) r (rolname)
			where pronamespace = 'empresa_x'::regnamespace and has_function_privilege(r.rolname, oid, 'execute')`);
		expect(allowed).toEqual([]);
		const seen = await rows(`select relname from pg_class, (values ('anon'), ('authenticated')) r (rolname)
			where relnamespace = 'empresa_x'::regnamespace and relkind = 'r' and (has_table_privilege(r.rolname, oid, 'select') or not relrowsecurity)`);
		expect(seen).toEqual([]);
	});

	it('no lock of one company holds the other up', () => {
		const locks = (text: string) => [...text.matchAll(/advisory\w*\(.*?'([^']+)'/g)].map(([, name]) => name);
		expect(locks(SCHEMA).length).toBeGreaterThan(0);
		for (const name of locks(SCHEMA)) expect(locks(schemaOf('empresa_x'))).not.toContain(name);
	});
});

describe('two companies with the same customer', () => {
	beforeAll(async () => {
		await conversation({}, 'um');
		await conversation(X, 'dois');
	});

	it('each know their own conversation and lead', async () => {
		const words = async (schema: string) =>
			(await rows(`select content from ${schema}.conversations order by id`)).map(({ content }) => content);
		expect(await words('public')).toEqual(['um', 'Resposta a um']);
		expect(await words('empresa_x')).toEqual(['dois', 'Resposta a dois']);
		const lead = { resource: 'lead', operation: 'get', phone: PHONE };
		expect(await ask('leadStore', lead)).toMatchObject({ company: 'Empresa de um' });
		expect(await ask('leadStore', { ...lead, options: X })).toMatchObject({ company: 'Empresa de dois', database_schema: 'empresa_x' });
	});

	it('switch their agents off and take people off their lists without the other', async () => {
		await operate('switchAgent', X, {}, { enabled: false });
		expect(await rows(`select value from public.settings where key = 'agent_enabled'`)).toEqual([{ value: true }]);
		expect(await rows(`select value from empresa_x.settings where key = 'agent_enabled'`)).toEqual([{ value: false }]);
		await operate('switchAgent', X, {}, { enabled: true });
		await ask('leadStore', { resource: 'optOut', operation: 'register', phone: PHONE, options: X });
		expect(await rows('select phone from public.opt_outs')).toEqual([]);
		expect(await rows('select phone from empresa_x.opt_outs')).toEqual([{ phone: PHONE }]);
	});

	it('have items that the nodes of the other refuse', async () => {
		const ours = await writes({}, 'três');
		const theirs = await writes(X, 'quatro');
		expect(ours).not.toHaveProperty('database_schema');
		await expect(operate('claimTurn', X, ours, { quietSeconds: 0 })).rejects.toThrow(
			'What made this item works with the schema "public", and this node with "empresa_x"',
		);
		await expect(operate('claimTurn', {}, theirs, { quietSeconds: 0 })).rejects.toThrow(
			'What made this item works with the schema "empresa_x", and this node with "public"',
		);
	});
});

describe('one workflow whose nodes disagree', () => {
	it('is refused at the first node that differs, whatever its item says', async () => {
		const node = (name: string, parameters: IDataObject, type = 'n8n-nodes-atendeaqui.conversation') =>
			({ id: name, name, type, typeVersion: 1, position: [0, 0], parameters }) as never;
		const json: WorkflowJson = {
			name: 'w',
			nodes: [
				node('Start', {}, 'n8n-nodes-base.manualTrigger'),
				node('Ours', { operation: 'getStatus', phone: PHONE, channel: CHANNEL }),
				node('Between', {}, 'n8n-nodes-base.noOp'),
				node('Theirs', { operation: 'getStatus', phone: PHONE, channel: CHANNEL, options: X }),
			],
			connections: Object.fromEntries(
				[
					['Start', 'Ours'],
					['Ours', 'Between'],
					['Between', 'Theirs'],
				].map(([from, to]) => [from, { main: [[{ node: to, type: 'main' as const, index: 0 }]] }]),
			),
		};
		const run = await (await startEngine()).run(json, { from: 'Start', items: [{}], credentials: credentials as never });
		expect(run.ran).toContain('Ours');
		expect(run.error?.message).toBe('The node "Ours" before this one works with the schema "public", and this node with "empresa_x"');
		expect(run.error?.description).toMatch(/same value in every node/);
	});
});

describe('a schema that cannot be used', () => {
	const check = { resource: 'schema', operation: 'check' };
	it('is told by its name, by what is exposed, and by what is there', async () => {
		await expect(ask('leadStore', { ...check, options: { schema: 'Empresa X' } })).rejects.toThrow(/small letters, digits and _/);
		await expect(ask('leadStore', { ...check, options: { schema: 'empresa_y' } })).rejects.toThrow(/does not offer the schema/);
		expect(await ask('leadStore', { ...check, options: X })).toMatchObject({
			schema: 'empresa_x',
			state: 'current',
			version: SCHEMA_VERSION,
			needed: SCHEMA_VERSION,
			message: null,
		});
		expect(await ask('leadStore', { ...check, options: { schema: 'not_made' } })).toMatchObject({
			state: 'absent',
			remedy: expect.stringContaining('replaced by "not_made"'),
		});
	});

	it('both are read anew by the interface after the file was run', async () => {
		const name = `f_${randomUUID().slice(0, 8)}`;
		for (const schema of ['public', 'empresa_x'])
			await supabase.pool.query(`create function ${schema}.${name}() returns text language sql as $$ select '${schema}' $$`);
		await supabase.pool.query(schemaOf('empresa_x'));
		const call = async (schema: string) =>
			await fetch(`${supabase.url}/rest/v1/rpc/${name}`, {
				method: 'POST',
				headers: { apikey: supabase.serviceRoleKey, 'content-profile': schema, 'content-type': 'application/json' },
				body: '{}',
			}).then(async (answer) => (await answer.json()) as unknown);
		const until = Date.now() + 10_000;
		while ((await call('public')) !== 'public' && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
		expect([await call('public'), await call('empresa_x')]).toEqual(['public', 'empresa_x']);
	});
});
