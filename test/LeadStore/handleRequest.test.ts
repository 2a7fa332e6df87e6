import { randomUUID } from 'node:crypto';

import { newPlace } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { ask } from './store';

afterAll(closeSql);

const handle = async (request: string, given: object = {}) =>
	(await ask('lgpdRequest', 'handleRequest', { request, by: 'ana@example.com', ...given }))[0];

describe('one node behind a form with several requests', () => {
	it('does what is asked for as the operation of that name does, and tells which it was', async () => {
		const { phone } = newPlace();
		await ask('lead', 'upsert', { phone, fields: { name: 'Marina', email: 'marina@example.com' } });
		expect(await handle('findPerson', { phone })).toMatchObject({
			done: true,
			request: 'findPerson',
			text: expect.stringContaining('Marina'),
		});
		const sure = { phone, seen: 'document' };
		expect(await handle('correct', { ...sure, field: 'name', value: 'Marina Lima' })).toMatchObject({ done: true, request: 'correct' });
		expect(await sql('select name from leads where phone = $1', [phone])).toEqual([{ name: 'Marina Lima' }]);
		expect(await handle('exportPerson', sure)).toMatchObject({ done: true, request: 'exportPerson', phone });
		const protocol = `LGPD-${randomUUID()}`;
		expect(await handle('erasePerson', { ...sure, protocol, confirmation: 'sim' })).toMatchObject({
			done: false,
			request: 'erasePerson',
			reason: 'not_confirmed',
		});
		expect(await sql('select 1 from leads where phone = $1', [phone])).toHaveLength(1);
		expect(await handle('erasePerson', { ...sure, protocol, confirmation: 'APAGAR' })).toMatchObject({ done: true, protocol });
		expect(await sql('select 1 from leads where phone = $1', [phone])).toEqual([]);
		expect(await handle('overview')).toMatchObject({ done: true, request: 'overview' });
	});

	it.each(['exportPerson', 'correct', 'erasePerson'])('%s is done to nobody of whom it is not sure who asks', async (request) => {
		const { phone } = newPlace();
		await ask('lead', 'upsert', { phone, fields: { name: 'Marina' } });
		const given = { phone, seen: '', field: 'name', value: 'Outra', confirmation: 'APAGAR' };
		expect(await handle(request, given)).toMatchObject({ done: false, reason: 'not_verified', request });
		expect(await sql('select name from leads where phone = $1', [phone])).toEqual([{ name: 'Marina' }]);
	});

	it.each(['', 'hardDelete', 'toString', 'forgetReceipts'])('%j is no request', async (request) => {
		await expect(handle(request)).rejects.toThrow('"Request" is none that can be handled');
	});
});
