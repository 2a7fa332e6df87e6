import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { keyHash } from '../../nodes/Conversation/operations/attendants';
import { startSupabase, type Supabase } from '../sandbox/supabase';
import { until } from '../shared/server/portForTests';
import { controlApiPorts, type Heard } from './portForTests';

const SCHEMA = readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8');
const OTHER = 'empresa_x';
const ports = controlApiPorts();
let supabase: Supabase;
beforeAll(async () => {
	supabase = await startSupabase({ schema: `${SCHEMA}${SCHEMA.replaceAll('public', OTHER)}`, schemas: ['public', OTHER] });
});
afterAll(async () => {
	await ports.end();
	await supabase?.stop();
});

const phones = ({ events }: Heard) =>
	events.flatMap(({ data }) => (data as { sessions: Array<{ phone: string }> }).sessions.map(({ phone }) => phone));

it('two companies on one port hear of their own conversations alone, and neither opens with the other’s key', async () => {
	const credentials = { supabaseApi: { host: supabase.url, serviceRole: supabase.serviceRoleKey } };
	const first = await ports.publish({}, { credentials });
	const second = await ports.publish(
		{ port: first.port, options: { schema: OTHER } },
		{ credentials, webhookId: '7d1c2a52-0000-4000-8000-000000000005' },
	);
	const keys: Record<string, string> = {};
	for (const schema of ['public', OTHER]) {
		keys[schema] = randomUUID();
		await supabase.pool.query(`insert into ${schema}.attendants (id, name, role, key_hash) values ('ana', 'Ana', 'attendant', $1)`, [
			keyHash(keys[schema]),
		]);
	}
	expect((await first.listen(keys[OTHER])).status).toBe(401);
	expect((await second.listen(keys.public)).status).toBe(401);
	const [ours, theirs] = [await first.listen(keys.public), await second.listen(keys[OTHER])];
	expect(await until(() => ours.events.length > 0 && theirs.events.length > 0)).toBe(true);
	await supabase.pool.query(`insert into public.sessions (channel, phone) values ('loja', '5511900000001')`);
	await supabase.pool.query(`insert into ${OTHER}.sessions (channel, phone) values ('loja', '5511900000002')`);
	expect(await until(() => phones(ours).length > 0 && phones(theirs).length > 0)).toBe(true);
	expect([phones(ours), phones(theirs)]).toEqual([['5511900000001'], ['5511900000002']]);
	await first.unpublish();
	expect(await until(() => ours.ended)).toBe(true);
	await supabase.pool.query(`update ${OTHER}.sessions set version = version + 1, updated_at = now()`);
	expect(await until(() => phones(theirs).length > 1)).toBe(true);
	expect(theirs.ended).toBe(false);
}, 60_000);
