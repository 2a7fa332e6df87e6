import type { IDataObject } from 'n8n-workflow';

import { closeSql, sql } from '../setup/supabase';
import { newPhone, run } from './store';

afterAll(closeSql);

const upsert = { resource: 'lead', operation: 'upsert' };

describe('lead', () => {
	it('is created, completed and read, whichever form its phone is given in', async () => {
		const phone = newPhone();
		const masked = `(11) ${phone.slice(4, 9)}-${phone.slice(9)}`;
		await run({ ...upsert, phone: masked, fields: { name: 'Marina', uf: 'Santa Catarina' } }, [{}]);
		await run({ ...upsert, phone, fields: { company: 'Burger do Vale', name: '', temperature: 'warm' } }, [{}]);
		const read = await run({ resource: 'lead', operation: 'get', phone }, [{}, {}]);
		const expected = { found: true, phone, name: 'Marina', uf: 'SC', company: 'Burger do Vale', temperature: 'warm' };
		expect(read.items('Store')).toEqual([expect.objectContaining(expected), expect.objectContaining(expected)]);
	});

	it('of an item of ours is known by the very id, of a form by the number that was typed', async () => {
		const tail = newPhone().slice(-8);
		const [peru, portoAlegre] = [`519${tail}`, `55519${tail}`];
		const phone = '={{ $json.phone }}';
		const save = async (name: string, item: IDataObject) => (await run({ ...upsert, phone, fields: { name } }, [item])).items('Store')[0];
		expect(await save('Rosa', { provider: 'zapi', phone: peru })).toMatchObject({ phone: peru });
		expect(await save('Bruno', { channel: 'instagram', phone: peru })).toMatchObject({ phone: portoAlegre });
		const read = async (item: IDataObject) => (await run({ resource: 'lead', operation: 'get', phone }, [item])).items('Store')[0];
		const rosa = await read({ sendTo: peru, phone: peru });
		expect(rosa).toMatchObject({ name: 'Rosa' });
		expect(await read(rosa)).toMatchObject({ name: 'Rosa' });
		expect(await read({ phone: `(51) 9${tail.slice(0, 4)}-${tail.slice(4)}` })).toMatchObject({ name: 'Bruno' });
	});

	it("keeps the operator's own fields by key, the old value in the audit, and refuses what is no JSON object", async () => {
		const phone = newPhone();
		const save = async (custom: unknown) => await run({ ...upsert, phone, fields: { custom_fields: custom } }, [{}]);
		await save('{"lojas": "3", "marca": "Seleta"}');
		await save({ lojas: 4, canal: '' });
		const read = await run({ resource: 'lead', operation: 'get', phone }, [{}]);
		expect(read.items('Store')[0].custom_fields).toEqual({ lojas: '4', marca: 'Seleta' });
		const audit = await run({ resource: 'audit', operation: 'getAll', phone }, [{}]);
		expect(audit.items('Store').map(({ changes }) => changes)).toContainEqual({
			before: { custom_fields: { lojas: '3', marca: 'Seleta' } },
			after: { custom_fields: { lojas: '4', marca: 'Seleta' } },
		});
		expect((await save('[1]')).error?.message).toContain('The field "Custom Fields (JSON)" must be a JSON object');
		expect((await save('{"Bad Key": "x"}')).error?.message).toBe('The value of "Bad Key" cannot be used: x');
	});

	it('that is not there is no failure', async () => {
		const phone = newPhone();
		expect((await run({ resource: 'lead', operation: 'get', phone }, [{}])).items('Store')).toEqual([{ found: false, phone }]);
	});

	it('with a bad phone or value fails on its own item, with what to do, and the others go on', async () => {
		const phone = newPhone();
		const parameters = { ...upsert, phone: '={{ $json.phone }}', fields: { name: '={{ $json.name }}', uf: '={{ $json.uf }}' } };
		const items = [
			{ phone: '123', name: 'A', uf: '' },
			{ phone, name: 'B', uf: '' },
			{ phone, name: '', uf: 'Chapecó' },
		];
		const kept = await run(parameters, items, { onError: 'continueRegularOutput' });
		expect(kept.items('Store')).toEqual([
			expect.objectContaining({ error: expect.stringContaining('too short') }),
			expect.objectContaining({ name: 'B' }),
			expect.objectContaining({ error: 'The value of "uf" cannot be used: Chapecó' }),
		]);
		const stopped = await run(parameters, items);
		expect(stopped.error?.message).toContain('too short');
		expect(stopped.error?.context).toMatchObject({ itemIndex: 0 });
	});
});

describe('history', () => {
	it('gives the newest messages that the customer saw, oldest first', async () => {
		const phone = newPhone();
		const insert = `insert into conversations (channel, lead_phone, role, content, status, sent_at) values ('c', $1, $2, $3, $4, $5)`;
		await sql(insert, [phone, 'user', 'antiga', 'received', '2026-01-05T10:00:00Z']);
		await sql(insert, [phone, 'user', 'Oi', 'received', '2026-01-05T13:00:00Z']);
		await sql(insert, [phone, 'assistant', 'não saiu', 'discarded', '2026-01-05T13:00:01Z']);
		await sql(insert, [phone, 'assistant', 'Olá', 'sent', '2026-01-05T13:00:02Z']);
		const { items } = await run({ resource: 'conversation', operation: 'getHistory', phone, limit: 2 }, [{}]);
		expect(items('Store').map(({ content }) => content)).toEqual(['Oi', 'Olá']);
	});
});
