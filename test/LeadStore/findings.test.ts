import { randomUUID } from 'node:crypto';

import { customer } from '../database/client';
import { closeSql, sql } from '../setup/supabase';
import { findings, registering } from './findingsForTests';
import { ask, newPhone, run } from './store';

afterAll(closeSql);

let phone: string;
beforeEach(() => {
	phone = newPhone();
});

const register = registering(() => phone);

describe('findings of a turn', () => {
	it('are stored once, however often they are given', async () => {
		expect(await register()).toEqual([expect.objectContaining({ registered: true, new_questions: 1, opted_out: false })]);
		expect(await register()).toEqual([expect.objectContaining({ new_questions: 0 })]);
		const [lead] = await ask('lead', 'get', { phone });
		expect(lead.agent_state).toEqual(findings.agent_state);
		expect(await sql('select product from product_interests where phone = $1', [phone])).toEqual([{ product: 'FB300' }]);
	});

	it('keep the other keys of the memory', async () => {
		await register();
		await register({ agent_state: { question_streak: 0 } });
		const [lead] = await ask('lead', 'get', { phone });
		expect(lead.agent_state).toEqual({ ...findings.agent_state, question_streak: 0 });
	});

	it('write what was heard into the history', async () => {
		const insert = `insert into conversations (channel, lead_phone, role, content, kind, message_id) values ('c', $1, 'user', '[áudio recebido]', 'audio', $2)`;
		await sql(insert, [phone, 'A1']);
		await sql(insert, [phone, 'A2']);
		await register(
			{},
			{
				transcriptions: [
					{ message_id: 'A1', words: 'quero uma formadora' },
					{ message_id: 'A2', problem: 'x' },
				],
			},
		);
		expect(await sql('select content from conversations where lead_phone = $1 order by id', [phone])).toEqual([
			{ content: '[áudio transcrito] quero uma formadora' },
			{ content: '[áudio recebido]' },
		]);
	});

	it('that are not there are missed by name', async () => {
		await expect(ask('conversation', 'registerFindings', { phone })).rejects.toThrow('"findings"');
	});
});

describe('opt-out', () => {
	it('stops everything: the conversation is paused, a reply under way is fenced, and a repetition changes nothing', async () => {
		const marina = customer();
		await marina.writes(0);
		phone = marina.phone;
		const first = await ask('optOut', 'register', { phone, words: 'parem' });
		await register({ opt_out: { words: 'parem de novo' } });
		expect(first[0]).toMatchObject({ phone, words: 'parem', revoked_at: null });
		expect(await ask('optOut', 'check', { phone })).toEqual([{ phone, opted_out: true }]);
		expect(await sql('select mode, paused_by, mode_epoch from sessions where phone = $1', [phone])).toEqual([
			{ mode: 'paused', paused_by: 'opt_out', mode_epoch: 2 },
		]);
	});

	it('can be taken back: the agent answers again, but not where somebody else had paused it', async () => {
		const [marina, ana] = [customer(), customer()];
		for (const one of [marina, ana]) await one.writes(0);
		await sql(`update sessions set mode = 'paused', paused_by = 'ana' where phone = $1`, [ana.phone]);
		for (const one of [marina, ana]) {
			await ask('optOut', 'register', { phone: one.phone });
			await ask('optOut', 'revoke', { phone: one.phone });
		}
		expect(await ask('optOut', 'check', { phone: marina.phone })).toEqual([{ phone: marina.phone, opted_out: false }]);
		const modes = await sql('select phone, mode from sessions where phone = any ($1)', [[marina.phone, ana.phone]]);
		expect(modes).toEqual(
			expect.arrayContaining([
				{ phone: marina.phone, mode: 'agent' },
				{ phone: ana.phone, mode: 'paused' },
			]),
		);
	});

	it('of a phone that nobody knows is no failure', async () => {
		expect(await ask('optOut', 'check', { phone })).toEqual([{ phone, opted_out: false }]);
		expect(await ask('optOut', 'revoke', { phone })).toEqual([{ phone }]);
	});
});

describe('data request', () => {
	it('is opened once under its number, due in 15 days, and closed', async () => {
		const protocol = `LGPD-20260105-${randomUUID().slice(0, 8).toUpperCase()}`;
		const lgpd_request = { protocol, kind: 'deletion', words: 'apaguem meus dados' };
		expect((await register({ lgpd_request }))[0]).toMatchObject({ protocol });
		await register({ lgpd_request: { ...lgpd_request, kind: 'access' } });
		const open = await ask('lgpdRequest', 'getAll', { limit: 100_000 });
		const mine = open.filter((request) => request.protocol === protocol);
		expect(mine).toEqual([expect.objectContaining({ phone, kind: 'deletion', status: 'open', words: 'apaguem meus dados' })]);
		const days = (Date.parse(String(mine[0].due_at)) - Date.parse(String(mine[0].opened_at))) / 86_400_000;
		expect(days).toBe(15);
		const [closed] = await ask('lgpdRequest', 'close', { protocol, outcome: 'done', note: 'apagado' });
		expect(closed).toMatchObject({ status: 'done', note: 'apagado', closed_at: expect.any(String) });
		expect((await ask('lgpdRequest', 'getAll', { limit: 100_000 })).filter((request) => request.protocol === protocol)).toEqual([]);
	});

	it('that came another way gets a number too', async () => {
		const [row] = await ask('lgpdRequest', 'open', { phone, kind: 'access', words: 'por e-mail' });
		expect(row).toMatchObject({ protocol: expect.stringMatching(/^LGPD-\d{8}-[0-9A-F]{8}$/), phone, kind: 'access' });
	});

	it('that does not exist cannot be closed, and the item says so', async () => {
		await expect(ask('lgpdRequest', 'close', { protocol: 'LGPD-1' })).rejects.toThrow('no data request with the protocol LGPD-1');
	});
});

describe('technical question', () => {
	it('waits, oldest first, until a specialist answers it', async () => {
		await register({ technical_questions: ['Tem NR12?', 'Qual compressor?'] });
		const waiting = (await ask('technicalQuestion', 'getAll', { limit: 100_000 })).filter((row) => row.phone === phone);
		expect(waiting.map(({ question }) => question).sort()).toEqual(['Qual compressor?', 'Tem NR12?']);
		const [answered] = await ask('technicalQuestion', 'answer', { questionId: waiting[0].id as string, answer: 'Sim.' });
		expect(answered).toMatchObject({ answered: true, answer: 'Sim.' });
		const rest = (await ask('technicalQuestion', 'getAll', { limit: 100_000 })).filter((row) => row.phone === phone);
		expect(rest).toHaveLength(1);
		await expect(ask('technicalQuestion', 'answer', { questionId: randomUUID(), answer: 'x' })).rejects.toThrow('no technical question');
		await expect(ask('technicalQuestion', 'answer', { questionId: randomUUID(), answer: ' ' })).rejects.toThrow('"Answer" is empty');
	});
});

describe('handoff', () => {
	it('is claimed by one of many at once', async () => {
		await ask('lead', 'upsert', { phone, fields: { name: 'Marina' } });
		const claims = await Promise.all(Array.from({ length: 5 }, async () => await ask('lead', 'claimHandoff', { phone })));
		expect(claims.flat().filter(({ claimed }) => claimed)).toHaveLength(1);
	});
});

describe('lead', () => {
	it('takes the further fields, and a number stays a number', async () => {
		const fields = { cnpj: '12.ABC.345/01DE-35', daily_volume: '1.200', site: 'exemplo.com.br', decision_maker: 'sim' };
		await ask('lead', 'upsert', { phone, fields });
		expect((await ask('lead', 'get', { phone }))[0]).toMatchObject({
			cnpj: '12ABC34501DE35',
			daily_volume: 1200,
			site: 'exemplo.com.br',
			decision_maker: 'sim',
		});
		await expect(ask('lead', 'upsert', { phone, fields: { cnpj: '123' } })).rejects.toThrow('The value of "cnpj" cannot be used: 123');
	});
});

describe('product', () => {
	it('is created, replaced by its name, and read', async () => {
		const name = `X${randomUUID()}`;
		await ask('product', 'upsert', { products: JSON.stringify([{ name, facts: ['a'], internal_note: 'n' }]) });
		await ask('product', 'upsert', { products: JSON.stringify([{ name, facts: ['b'], available: false }]) });
		const found = (await ask('product', 'getAll')).filter((row) => row.name === name);
		expect(found).toEqual([expect.objectContaining({ facts: ['b'], is_available: false, internal_note: '' })]);
	});

	it('without a name is refused with the field, on its own item', async () => {
		const parameters = { resource: 'product', operation: 'upsert', products: '={{ $json.products }}' };
		const items = [{ products: '[{}]' }, { products: '[]' }];
		const kept = await run(parameters, items, { onError: 'continueRegularOutput' });
		expect(kept.items('Store')).toEqual([
			expect.objectContaining({ error: expect.stringContaining('"Products"') }),
			expect.objectContaining({ error: expect.stringContaining('holds no product') }),
		]);
	});
});
