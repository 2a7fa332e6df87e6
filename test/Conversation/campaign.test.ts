import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { newPhone } from '../LeadStore/store';
import { credentials, only, operate } from '../setup/house';
import { runNode } from '../setup/oneNode';
import { closeSql, sql } from '../setup/supabase';

afterAll(closeSql);

const WORDS = { messageAs: 'text', text: '{Oi|Olá}, {primeiro_nome}! Novidades em {cidade}.', consent: 'cliente', source: 'items' };
const plan = async (items: IDataObject[], given: IDataObject = {}) => {
	const parameters = {
		operation: 'planCampaign',
		campaignId: `c-${randomUUID()}`,
		...WORDS,
		more: { channel: `n-${randomUUID()}` },
		...given,
	};
	const run = await runNode({ type: 'conversation', parameters, items, credentials });
	if (run.error) throw new Error(run.error.message);
	return { id: String(parameters.campaignId), summary: run.items('Node')[0], lines: run.items('Node', 1) };
};

describe('Plan Campaign', () => {
	it('takes all items as one list, and shows the exact words and each reason', async () => {
		const [ana, bia] = [newPhone(), newPhone()];
		const { summary, lines } = await plan([
			{ telefone: ana, nome: 'ANA SOUZA', cidade: 'Campinas' },
			{ telefone: bia, nome: 'Bia', cidade: '' },
			{ telefone: ana, nome: 'Ana', cidade: 'Santos' },
		]);
		expect(summary).toMatchObject({
			status: 'draft',
			total: 3,
			waiting: 1,
			skipped: 2,
			text: expect.stringContaining('conferência, nada foi enviado'),
		});
		expect(lines.map(({ line, status, because }) => [line, status, because])).toEqual([
			[1, 'waiting', ''],
			[2, 'skipped', 'a coluna {cidade} está vazia nesta linha'],
			[3, 'skipped', 'a mesma pessoa já está na lista'],
		]);
		expect(lines[0].text).toMatch(/^(Oi|Olá), Ana! Novidades em Campinas\.$/);
	});

	it('takes leads by what is known of them', async () => {
		const product = `moedor-${randomUUID()}`;
		const [warm, cold, quiet] = [newPhone(), newPhone(), newPhone()];
		for (const [phone, temperature, name] of [
			[warm, 'warm', 'Ana'],
			[cold, 'cold', 'Bia'],
			[quiet, 'warm', 'Caio'],
		])
			await sql(`insert into leads (phone, name, city, product, temperature) values ($1, $2, 'Campinas', $3, $4)`, [
				phone,
				name,
				product,
				temperature,
			]);
		await sql(`insert into sessions (channel, phone, last_customer_message) values ('x', $1, now() - interval '3 days')`, [quiet]);
		const { lines } = await plan([{}], { source: 'leads', leads: { product, temperatures: ['warm'], quietDays: 10 } });
		expect(lines.map(({ phone, name }) => [phone, name])).toEqual([[warm, 'Ana']]);
	});

	it.each<[IDataObject[], IDataObject, string]>([
		[[{ telefone: '11999990001', nome: 'Ana' }], {}, 'The field "Text" has a placeholder that does not exist: {cidade}'],
		[[{ fone: '11999990001', nome: 'Ana', cidade: 'X' }], {}, 'The list has no column "telefone"'],
		[[{ telefone: '1', nome: 'Ana', cidade: 'X' }], { text: ' ' }, 'The field "Text" is empty'],
		[[{ telefone: '1', nome: 'Ana', cidade: 'X' }], { messageAs: 'template', templateName: 'Novidades!' }, 'is no name of a template'],
		[[{}], { source: 'leads', leads: { product: randomUUID() } }, 'The list is empty'],
	])('says what is wrong: %j %j', async (items, given, problem) => {
		await expect(plan(items, given)).rejects.toThrow(problem);
	});
});

describe('orders and figures', () => {
	it('leave by Refused with the reason, and a campaign that is not there has none', async () => {
		const refused = await operate('startCampaign', { campaignId: randomUUID() });
		expect(refused.out(1)).toMatchObject([
			{ done: false, reason: 'unknown', text: 'Não foi feito: não existe uma campanha com este nome' },
		]);
		await expect(only('getCampaignProgress', { campaignId: 'não há' })).rejects.toMatchObject({
			message: expect.stringContaining('There is no campaign "não há"'),
		});
	});

	it('Get Campaign Results has every line', async () => {
		const { id } = await plan(Array.from({ length: 3 }, (_, n) => ({ telefone: newPhone(), nome: `Ana ${n}`, cidade: 'X' })));
		const lines = (await operate('getCampaignResults', { campaignId: id })).out();
		expect(lines.map(({ line, status }) => [line, status])).toEqual([1, 2, 3].map((line) => [line, 'waiting']));
	});
});

describe('Queue Message Within the Rules', () => {
	const ask = async (phone: string, key: string, channel: string) => {
		const asked = await operate('queueUnasked', { phone, key, text: 'Conseguiu ver a proposta?', channel });
		const output = [0, 1, 2].find((one) => asked.out(one).length > 0);
		return { output, ...asked.out(output)[0] };
	};

	it('queues once, tells until when another one waits, and never writes to whoever opted out', async () => {
		const [phone, out] = [newPhone(), newPhone()];
		const channel = `n-${randomUUID()}`;
		const key = randomUUID();
		expect(await ask(phone, key, channel)).toMatchObject({ output: 0, verdict: 'now' });
		expect(await ask(phone, key, channel)).toMatchObject({ output: 0, verdict: 'known' });
		expect(await ask(phone, randomUUID(), channel)).toMatchObject({ output: 1, reason: 'budget', until: expect.any(String) });
		await sql(`select register_opt_out($1, 'sair')`, [out]);
		expect(await ask(out, randomUUID(), channel)).toMatchObject({ output: 2, because: 'pediu para não receber mensagens' });
		expect(await sql(`select payload ->> 'purpose' as purpose, channel from outbox where phone = $1`, [phone])).toEqual([
			{ purpose: 'follow_up', channel },
		]);
	});

	it('needs a key', async () => {
		await expect(only('queueUnasked', { phone: newPhone(), text: 'Oi', key: "={{ ' ' }}" })).rejects.toMatchObject({
			message: expect.stringContaining('The field "Key" is empty'),
		});
	});
});

describe('Set Message Rules', () => {
	const channel = `n-${randomUUID()}`;
	const form = {
		channel,
		weekdayHours: '08:00-12:00, 13:00-18:00',
		saturdayHours: '',
		sundayHours: '',
		nationalHolidays: true,
		limits: {},
		quality: '',
	};

	it('keeps hours, holidays of this year and the next, days of one’s own, and the limits that were given', async () => {
		const rules = await only('setMessageRules', {
			...form,
			closedDays: '2031-07-09 Revolução\n2031-01-25 Cidade',
			limits: { aMinute: 12, firstDay: 0, refusedPercent: 20 },
		});
		expect(rules).toMatchObject({ channel, limits: { a_minute: 12, first_day: null, refused_share: 0.2, apart_hours: 48, a_week: 3 } });
		expect((rules.hours as unknown[]).length).toBe(10);
		const days = (await sql<{ day: string }>(`select day::text from closed_days where channel = $1 order by 1`, [channel])).map(
			({ day }) => day,
		);
		const year = new Date().getFullYear();
		expect(days).toEqual(expect.arrayContaining([`${year}-12-25`, `${year + 1}-09-07`, '2031-01-25', '2031-07-09']));
		// Once more with one of them less: it is open then.
		await only('setMessageRules', { ...form, closedDays: '2031-07-09 Revolução' });
		expect(await sql(`select day::text from closed_days where channel = $1 and day > '2031-01-01'`, [channel])).toEqual([
			{ day: '2031-07-09' },
		]);
		expect((await only('setMessageRules', form)).limits).toMatchObject({ a_minute: 12 });
	});

	it('leaves the hours, their zone and their closed days as they are where all three are empty, and adds to them', async () => {
		const own = `n-${randomUUID()}`;
		await only('setMessageRules', { ...form, channel: own, timeZone: 'America/Manaus', closedDays: '2031-07-09 Cidade' });
		const empty = { channel: own, weekdayHours: '', saturdayHours: '', sundayHours: '', nationalHolidays: true, quality: '' };
		const rules = await only('setMessageRules', { ...empty, closedDays: '2031-07-10 Ponte', limits: { aMinute: 3 } });
		expect(rules).toMatchObject({ limits: { a_minute: 3, time_zone: 'America/Manaus' } });
		expect((rules.hours as unknown[]).length).toBe(10);
		expect(await sql(`select day::text from closed_days where channel = $1 and day > '2031-01-01' order by 1`, [own])).toEqual([
			{ day: '2031-07-09' },
			{ day: '2031-07-10' },
		]);
		const nobody = `n-${randomUUID()}`;
		await only('setMessageRules', { ...empty, channel: nobody, nationalHolidays: false, limits: {} });
		expect(await sql('select from open_hours where channel = $1', [nobody])).toEqual([]);
	});

	it.each([
		[{ closedDays: '9 de julho' }, '"9 de julho" does not begin with a date'],
		[{ weekdayHours: '8-18' }, 'is not a time range'],
	])('says what is wrong: %j', async (given, problem) => {
		await expect(only('setMessageRules', { ...form, ...given })).rejects.toMatchObject({ message: expect.stringContaining(problem) });
	});
});
