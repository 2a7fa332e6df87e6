import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

const rows = async (type: string, id: string) =>
	await sql(`select action, changes, changed_by from audit_logs where entity_type = $1 and entity_id = $2 order by id`, [type, id]);

it('an opt-out and its end stand in the audit by the hash of the person, without a word of theirs', async () => {
	const { phone } = customer();
	await rpc('register_opt_out', { p_phone: phone, p_words: 'parem de me mandar isso, sou o Zé', p_now: at(0) });
	await rpc('register_opt_out', { p_phone: phone, p_words: 'parem', p_now: at(5) });
	await rpc('revoke_opt_out', { p_phone: phone, p_now: at(60) });
	const [{ hash }] = await sql<{ hash: string }>(`select person_hash($1) as hash`, [phone]);
	const audit = await rows('opt_out', hash);
	expect(audit.map(({ action, changed_by }) => [action, changed_by])).toEqual([
		['CREATE', 'system'],
		['UPDATE', 'system'],
	]);
	expect(audit[1].changes).toEqual({ before: {}, after: { revoked_at: expect.stringContaining('2026-01-05T13:01:00') } });
	expect(JSON.stringify(audit)).not.toMatch(new RegExp(`Zé|${phone}`));
	expect(
		await sql(`select 1 from audit_logs where entity_type = 'opt_out' and to_jsonb(audit_logs)::text like '%' || $1 || '%'`, [phone]),
	).toEqual([]);
});

it('a request stands there by its protocol, also after the erasure that it asked for', async () => {
	const { phone, writes } = customer();
	await writes(0);
	const protocol = `P-${randomUUID()}`;
	await rpc('open_lgpd_request', { p_protocol: protocol, p_phone: phone, p_kind: 'deletion', p_words: 'apaguem o Zé' });
	await rpc('erase_person', { p_phone: phone, p_protocol: protocol, p_by: 'ana', p_seen: 'document' });
	await rpc('finish_erasure', { p_protocol: protocol, p_steps: [] });
	const audit = await rows('lgpd_request', protocol);
	expect(audit).toEqual([
		expect.objectContaining({
			action: 'CREATE',
			changes: { after: expect.objectContaining({ protocol, kind: 'deletion', status: 'open' }) },
		}),
	]);
	expect(JSON.stringify(audit)).not.toContain('Zé');
	expect(await rows('person', (await sql<{ hash: string }>(`select person_hash($1) as hash`, [phone]))[0].hash)).toEqual([
		expect.objectContaining({ action: 'DELETE', changed_by: 'ana' }),
	]);
});

it('what is tried out is nobody’s wish', async () => {
	const phone = `teste:${randomUUID()}`;
	await rpc('register_opt_out', { p_phone: phone, p_words: 'pare' });
	expect(await sql(`select 1 from audit_logs where entity_id = person_hash($1)`, [phone])).toEqual([]);
});
