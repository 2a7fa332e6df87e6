import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { house, newPhone } from './gateForTests';

afterAll(closeSql);

async function erase(phone: string): Promise<void> {
	const p_protocol = `P-${randomUUID()}`;
	await rpc('erase_person', { p_phone: phone, p_protocol, p_by: 'ana@example.com', p_seen: 'documento' });
	await rpc('finish_erasure', { p_protocol, p_steps: [] });
}
/** The same mobile as a list of before the ninth digit has it. */
const older = (phone: string): string => phone.replace(/^(55\d\d)9([6-9]\d{7})$/, '$1$2');

describe('who was erased, and comes again with somebody’s list', () => {
	it.each<[string, (phone: string) => Promise<unknown>, string]>([
		['and wanted no messages', async (phone) => await sql(`select register_opt_out($1, 'sair')`, [phone]), 'opted_out'],
		[
			'and had asked for it',
			async (phone) =>
				await sql(`insert into lgpd_requests (protocol, phone, kind, status, due_at) values ($1, $2, 'deletion', 'done', now())`, [
					randomUUID(),
					phone,
				]),
			'objection',
		],
	])('%s: is not written to, and whoever has another number is', async (_, happens, reason) => {
		const shop = house();
		await shop.rules();
		const [gone, other] = [newPhone(), newPhone()];
		await happens(gone);
		await erase(gone);
		expect(await sql(`select 1 from lgpd_requests where phone = $1 union all select 1 from opt_outs where phone = $1`, [gone])).toEqual([]);
		for (const phone of new Set([gone, older(gone)])) expect(await shop.asks(phone, 0)).toMatchObject({ verdict: 'never', reason });
		expect(await shop.asks(other, 0)).toMatchObject({ verdict: 'now' });
	});

	it('without any such wish: is a stranger like others', async () => {
		const shop = house();
		await shop.rules();
		const gone = newPhone();
		await sql(`insert into leads (phone, name) values ($1, 'Zé')`, [gone]);
		await erase(gone);
		expect(await shop.asks(gone, 0)).toMatchObject({ verdict: 'now' });
	});
});
