import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { closeSql, sql } from '../setup/supabase';
import { ask, run } from './store';

afterAll(closeSql);

/** A number of ours: what is told of all of them is not this test's alone. */
let channel: string;
let name: string;
beforeEach(() => {
	channel = randomUUID();
	name = `Bolo ${channel}`;
});
const save = async (settings: IDataObject, more: IDataObject = {}) =>
	(await ask('company', 'save', { channel, settings, actor: 'ana@example.com', ...more }))[0];
const get = async () => (await ask('company', 'get', { channel }))[0];
const audited = async (entity: string) =>
	await sql('select action, changed_by, changes from audit_logs where entity_id = $1 order by id', [entity]);

describe('settings', () => {
	it('are saved, shown as they were typed, and kept with who changed what', async () => {
		expect(await save({ persona: 'Lia', quiet_seconds: '9', model_prices: 'm; 0,15; 0,60' })).toMatchObject({
			saved: true,
			changed: ['model_prices', 'persona', 'quiet_seconds'],
			told: { persona: 'Lia', quiet_seconds: '9', model_prices: 'm; 0.15; 0.6; USD', profile: '' },
		});
		expect(await save({ persona: 'Nina', quiet_seconds: '' })).toMatchObject({ changed: ['persona', 'quiet_seconds'] });
		expect((await get()).told).toMatchObject({ persona: 'Nina', quiet_seconds: '', model_prices: 'm; 0.15; 0.6; USD' });
		expect(await audited(channel)).toEqual([
			expect.objectContaining({ action: 'UPDATE', changed_by: 'ana@example.com' }),
			{
				action: 'UPDATE',
				changed_by: 'ana@example.com',
				changes: { before: { persona: 'Lia', quiet_seconds: 9 }, after: { persona: 'Nina', quiet_seconds: null } },
			},
		]);
	});

	it('the same again changes nothing, and is no entry', async () => {
		await save({ persona: 'Lia' });
		expect(await save({ persona: 'Lia' })).toMatchObject({ changed: [] });
		expect(await audited(channel)).toHaveLength(1);
	});

	it('of two at once nothing is lost', async () => {
		await Promise.all([save({ persona: 'Lia' }), save({ profile: 'Padaria' }), save({ phrases: 'Oi!' })]);
		expect((await get()).told).toMatchObject({ persona: 'Lia', profile: 'Padaria', phrases: 'Oi!' });
	});

	it('of a number go before those of the company', async () => {
		await sql(`select save_company('', '{"profile": "A empresa", "persona": "Geral"}', null, 'test')`);
		await save({ persona: 'Lia' });
		expect(await get()).toMatchObject({ told: { persona: 'Lia', profile: '' }, in_force: { persona: 'Lia', profile: 'A empresa' } });
		await sql(`select save_company('', '{"profile": null, "persona": null}', null, 'test')`);
		expect((await get()).in_force).toMatchObject({ persona: 'Lia', profile: '' });
	});
});

describe('prices of the model', () => {
	const price = async (at: string) =>
		(
			await sql<{ price: string | null; currency: string }>(`select price, currency from model_price('model_input', $1, $2)`, [channel, at])
		)[0];

	it('that were told are what turns are reckoned with: the first from the beginning, another from its day on', async () => {
		await save({ model_prices: `${channel}; 0,15; 0,60; BRL` });
		expect(await price('2026-01-01T12:00:00Z')).toEqual({ price: '0.15', currency: 'BRL' });
		await sql(`select told_model_prices($1, now() + interval '40 days')`, [
			JSON.stringify([{ model: channel, input: 0.3, output: 0.6, currency: 'BRL' }]),
		]);
		expect((await price(new Date().toISOString())).price).toBe('0.15');
		expect((await price(new Date(Date.now() + 41 * 86_400_000).toISOString())).price).toBe('0.3');
		// What did not change got no second row.
		expect(await sql(`select 1 from prices where kind = 'model_output' and name = $1`, [channel])).toHaveLength(1);
	});
});

describe('hours', () => {
	const open = async () =>
		await sql('select weekday, from_minute, to_minute from open_hours where channel = $1 order by weekday, from_minute', [channel]);
	const closed = async (day: string) => (await sql('select day from closed_days where channel = $1 and day = $2', [channel, day])).length;
	const hours = { weekday_hours: '08:00-12:00, 13:00-18:00', saturday_hours: '08h às 12h', holidays: '2027-07-09' };

	it('that were told hold for campaigns and reminders, with the holidays of the country', async () => {
		await save(hours);
		expect(await open()).toHaveLength(11);
		expect((await open()).at(-1)).toEqual({ weekday: 6, from_minute: 480, to_minute: 720 });
		expect([await closed('2027-07-09'), await closed('2027-12-25'), await closed('2027-07-08')]).toEqual([1, 1, 0]);
		// No limits of its own: those of its provider go on holding.
		expect(await sql('select 1 from message_limits where channel = $1', [channel])).toEqual([]);
	});

	it('that somebody set for campaigns by hand stay while other things are saved', async () => {
		await save(hours);
		await sql(`select set_message_rules($1, '[{"weekday": 1, "from_minute": 600, "to_minute": 660}]')`, [channel]);
		await save({ persona: 'Lia' });
		expect(await open()).toHaveLength(1);
		await save({ saturday_hours: 'fechado' });
		expect(await open()).toHaveLength(10);
	});

	it('that are taken back altogether hold no longer; those that somebody put in their place stay', async () => {
		const none = { weekday_hours: '', saturday_hours: '', sunday_hours: '' };
		await save(hours);
		await save({ saturday_hours: '' });
		expect(await open()).toHaveLength(10);
		await save(none);
		expect(await open()).toEqual([]);
		await save(hours);
		await sql(`select set_message_rules($1, '[{"weekday": 1, "from_minute": 600, "to_minute": 660}]')`, [channel]);
		await save(none);
		expect(await open()).toHaveLength(1);
	});

	it('that nobody told close nothing', async () => {
		await save({ persona: 'Lia' });
		expect(await open()).toEqual([]);
	});
});

describe('what cannot be read', () => {
	it('is told in both languages, each by itself, and nothing is stored', async () => {
		const done = await run(
			{
				resource: 'company',
				operation: 'save',
				channel,
				settings: { persona: 'Lia', team_phone: '12' },
				withProducts: true,
				products: `${name}; 1; a\n; 2; b`,
			},
			[{}],
			{ onError: 'continueErrorOutput' },
		);
		expect(done.items('Store', 1)).toEqual([
			{
				error: expect.stringMatching(/^Team Phone: "12" is no phone number\nLine 2 has no name/) as string,
				details: expect.objectContaining({
					remedy: 'Nothing was stored. Correct it and save again.',
					sentence: expect.stringMatching(/^Telefone da equipe: "12" não é um telefone.*\nLinha 2: falta o nome/) as string,
				}) as object,
			},
		]);
		expect((await get()).told).toMatchObject({ persona: '' });
		expect(await sql('select 1 from products where name = $1', [name])).toEqual([]);
	});
});

describe('products', () => {
	const stored = async () =>
		await sql('select name, price, facts, category, keywords from products where name like $1 order by name', [`%${channel}%`]);
	afterEach(async () => void (await sql('delete from products where name like $1', [`%${channel}%`])));

	it('pasted lines change what they say and leave the rest, and are kept with the old value', async () => {
		await ask('company', 'saveProducts', {
			productsAs: 'json',
			productList: JSON.stringify([{ name, category: 'bolo', keywords: ['cenoura'], facts: ['a'], price: 9 }]),
		});
		expect(await ask('company', 'saveProducts', { products: `${name}; 45,00; b | c`, actor: 'bia' })).toEqual([
			{ created: 0, updated: 1, removed: 0, products: expect.any(Number) as number },
		]);
		expect(await stored()).toEqual([{ name, price: '45,00', facts: ['b', 'c'], category: 'bolo', keywords: ['cenoura'] }]);
		expect(await audited(name)).toMatchObject([
			{ action: 'CREATE', changed_by: 'system' },
			{
				action: 'UPDATE',
				changed_by: 'bia',
				changes: { before: { price: '9', facts: ['a'] }, after: { price: '45,00', facts: ['b', 'c'] } },
			},
		]);
		expect((await get()).products_text).toContain(`${name}; 45,00; b | c`);
	});

	it('a bad line stores none of them', async () => {
		await expect(ask('company', 'saveProducts', { products: `${name}; 1; a\n${name}; 2; b` })).rejects.toThrow('Line 2 names');
		expect(await stored()).toEqual([]);
	});

	it('what is not in the whole list any more is taken out, and only then', async () => {
		const lines = [`${name} um; 1; a`, `${name} dois; 2; b`].join('\n');
		await ask('company', 'saveProducts', { products: lines });
		await ask('company', 'saveProducts', { products: `${name} um; 3; a` });
		expect(await stored()).toHaveLength(2);
		const others = await sql<{ list: unknown }>('select jsonb_agg(to_jsonb(p)) as list from products p where name not like $1', [
			`%${channel}%`,
		]);
		const kept = (others[0].list ?? []) as IDataObject[];
		await ask('company', 'saveProducts', { productsAs: 'json', productList: JSON.stringify([...kept, { name: `${name} um` }]), all: true });
		expect(await stored()).toMatchObject([{ name: `${name} um` }]);
		expect(await audited(`${name} dois`)).toMatchObject([{ action: 'CREATE' }, { action: 'DELETE', changes: { before: { price: '2' } } }]);
	});

	it('an empty list by mistake takes nothing out', async () => {
		await expect(ask('company', 'saveProducts', { products: '' })).rejects.toThrow('holds no product');
	});
});
