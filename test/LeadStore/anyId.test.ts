import { randomInt } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { ask, newPhone } from './store';

afterAll(closeSql);

const newLid = (): string => `1${String(randomInt(1e14)).padStart(14, '0')}@lid`;
/** Drops the ninth digit: the form that WhatsApp still gives for many older numbers. */
const short = (phone: string): string => phone.replace(/^(\d{4})9/, '$1');

/** Somebody known by a phone, a lid and another phone, which was joined by hand. */
async function joined(): Promise<{ phone: string; ids: string[] }> {
	const [phone, lid, other] = [newPhone().replace(/^(\d{5})./, '$19'), newLid(), newPhone()];
	await ask('lead', 'upsert', { phone: lid, fields: { name: 'Marina' } });
	await ask('lead', 'upsert', { phone, fields: { city: 'Itu' } });
	for (const from of [lid, other]) await sql(`select join_contacts($1, $2, 'ana', now(), true)`, [from, phone]);
	return { phone, ids: [phone, short(phone), `+${phone}`, lid, other] };
}

it('finds the one lead by every id of the person', async () => {
	const { phone, ids } = await joined();
	for (const id of ids)
		expect(await ask('lead', 'get', { phone: id })).toEqual([expect.objectContaining({ found: true, phone, name: 'Marina', city: 'Itu' })]);
	expect(await sql('select 1 from leads where phone = any ($1)', [ids])).toHaveLength(1);
});

it('tells of an opt-out by every id: whoever asks before a campaign may have any of them', async () => {
	const { ids } = await joined();
	const [one] = ids;
	for (const id of ids) expect(await ask('optOut', 'check', { phone: id })).toMatchObject([{ opted_out: false }]);
	await ask('optOut', 'register', { phone: ids[3], words: 'parem' });
	for (const id of ids) expect(await ask('optOut', 'check', { phone: id })).toMatchObject([{ opted_out: true }]);
	await ask('optOut', 'revoke', { phone: one });
	for (const id of ids) expect(await ask('optOut', 'check', { phone: id })).toMatchObject([{ opted_out: false }]);
});

it('reads what was said and what changed by every id', async () => {
	const { phone, ids } = await joined();
	await sql(`insert into conversations (channel, lead_phone, role, content) values ('c', $1, 'user', 'oi')`, [phone]);
	for (const id of ids) {
		expect(await ask('conversation', 'getHistory', { phone: id, limit: 5 })).toMatchObject([{ content: 'oi' }]);
		expect(await ask('audit', 'getAll', { phone: id, limit: 50 })).not.toEqual([]);
	}
});

it('makes the whole person anonymous by any of their ids, and a stranger is none', async () => {
	const { ids } = await joined();
	expect(await ask('lead', 'get', { phone: newLid() })).toMatchObject([{ found: false }]);
	expect(await ask('lgpdRequest', 'anonymize', { phone: ids[3] })).toMatchObject([{ anonymized: true }]);
	for (const id of ids) expect(await ask('lead', 'get', { phone: id })).toMatchObject([{ found: false }]);
});
