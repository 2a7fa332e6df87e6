import { Pool } from 'pg';

import { startSupabase, type Supabase } from './supabase';

const SCHEMA = `
	create table public.notes (id bigint generated always as identity primary key, words text not null);
	alter table public.notes enable row level security;
	create function public.shout(words text) returns text language sql as $$ select upper(words) $$;
`;

let supabase: Supabase;
beforeAll(async () => {
	supabase = await startSupabase({ schema: SCHEMA });
});
afterAll(async () => await supabase.stop());
beforeEach(() => supabase.resetRequests());

const call = async (path: string, headers: Record<string, string>, body?: unknown) =>
	await fetch(`${supabase.url}${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: body === undefined ? undefined : JSON.stringify(body),
	});

describe('keys', () => {
	it('refuses a request without one', async () => {
		const answer = await call('/rest/v1/notes', {});
		expect(answer.status).toBe(401);
		await expect(answer.json()).resolves.toMatchObject({ message: 'No API key found in request' });
	});

	it('refuses an unknown one', async () => {
		const answer = await call('/rest/v1/notes', { apikey: `${supabase.anonKey}x` });
		expect(answer.status).toBe(401);
		await expect(answer.json()).resolves.toMatchObject({ message: 'Invalid API key' });
	});

	it('refuses a bearer token with a forged signature', async () => {
		const forged = supabase.serviceRoleKey.replace(/[^.]+$/, 'AAAA');
		const answer = await call('/rest/v1/notes', { apikey: supabase.anonKey, authorization: `Bearer ${forged}` });
		expect(answer.status).toBe(401);
	});

	it('lets the anon key see nothing through row level security, and write nothing', async () => {
		await supabase.pool.query(`insert into notes (words) values ('secret')`);
		const read = await call('/rest/v1/notes', { apikey: supabase.anonKey });
		await expect(read.json()).resolves.toEqual([]);
		const written = await call('/rest/v1/notes', { apikey: supabase.anonKey }, { words: 'mine' });
		expect(written.status).toBe(401);
		await expect(written.json()).resolves.toMatchObject({ code: '42501' });
	});

	it('lets the service role read, write and call functions', async () => {
		const apikey = supabase.serviceRoleKey;
		expect((await call('/rest/v1/notes', { apikey }, { words: 'olá, açaí' })).status).toBe(201);
		const read = await call(`/rest/v1/notes?select=words&words=eq.${encodeURIComponent('olá, açaí')}`, { apikey });
		await expect(read.json()).resolves.toEqual([{ words: 'olá, açaí' }]);
		const shouted = await call('/rest/v1/rpc/shout', { apikey }, { words: 'ação' });
		await expect(shouted.json()).resolves.toBe('AÇÃO');
	});
});

describe('paths', () => {
	it('knows nothing outside of /rest/v1 and does not count it', async () => {
		expect((await call('/notes', { apikey: supabase.anonKey })).status).toBe(404);
		expect((await call('/rest/v1x/notes', { apikey: supabase.anonKey })).status).toBe(404);
		await call('/rest/v1/notes', { apikey: supabase.anonKey });
		expect(supabase.requestLog.at(-1)).toEqual({ method: 'GET', path: '/rest/v1/notes' });
	});

	it('passes the refusals of PostgREST on', async () => {
		expect((await call('/rest/v1/nothing', { apikey: supabase.serviceRoleKey })).status).toBe(404);
	});
});

describe('failing', () => {
	it('refuses as often as told, on the paths told', async () => {
		const headers = { apikey: supabase.serviceRoleKey };
		supabase.fail({ status: 500, times: 2, match: (path) => path.includes('/rpc/') });
		expect((await call('/rest/v1/notes', headers)).status).toBe(200);
		const seen = [await call('/rest/v1/rpc/shout', headers, { words: 'a' }), await call('/rest/v1/rpc/shout', headers, { words: 'a' })];
		expect(seen.map(({ status }) => status)).toEqual([500, 500]);
		expect((await call('/rest/v1/rpc/shout', headers, { words: 'a' })).status).toBe(200);
		expect(supabase.requests()).toBe(4);
	});

	it('is not there while it is down', async () => {
		await supabase.down();
		await expect(call('/rest/v1/notes', { apikey: supabase.anonKey })).rejects.toThrow('fetch failed');
		await supabase.up();
		expect((await call('/rest/v1/notes', { apikey: supabase.anonKey })).status).toBe(200);
	});
});

describe('starting and stopping', () => {
	it('says in one sentence that a schema is wrong, and leaves nothing running', async () => {
		await expect(startSupabase({ schema: 'create tabel x ()' })).rejects.toThrow(/^The database refuses the schema: syntax error .*\.$/);
	});

	it('stops twice without complaint, and the database is gone', async () => {
		const other = await startSupabase({ schema: '' });
		await Promise.all([other.stop(), other.stop()]);
		const pool = new Pool({ connectionString: other.databaseUrl });
		await expect(pool.query('select 1')).rejects.toThrow('ECONNREFUSED');
		await pool.end();
	});
});
