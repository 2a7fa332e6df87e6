import { randomInt } from 'node:crypto';

import { TEAM_PHONE } from '../sandbox/demoCompany';
import type { ProviderId } from '../sandbox/providers';
import { sql } from '../setup/supabase';
import { openCampaignHouse, TEMPLATE, TEXT, type CampaignHouse } from './campaignHouse';
import { withOwnDatabase } from './withOwnDatabase';

/** `CAMPAIGN_PEOPLE=10000` for the large one. */
const MANY = Number(process.env.CAMPAIGN_PEOPLE ?? 44);
/** The two forms of a Brazilian mobile. */
const twinOf = (phone: string): string => phone.replace(/^(55\d\d)9/, '$1');

/**
 * A campaign from its CSV file to what people received, through the bundled workflows: duplicates, twins, opt-outs, people whom somebody attends, three kills in
 * the middle and a provider that fails one time in ten. Called by one file for each provider.
 */
export function campaignBy(provider: ProviderId): void {
	withOwnDatabase();
	let house: CampaignHouse;
	beforeAll(async () => {
		house = await openCampaignHouse(provider, Math.ceil(MANY / 8));
	}, 60_000);
	afterAll(async () => {
		expect(house.number.violations()).toEqual([]);
		await house.stop();
	});
	const newPhone = () => `551199${String(randomInt(1e7)).padStart(7, '0')}`;
	const received = () => house.number.sent().filter(({ to }) => to !== TEAM_PHONE && to !== '5511900000009');
	const countOf = (phones: string[]) => phones.map((phone) => received().filter(({ to }) => to === phone || to === twinOf(phone)).length);

	it('gives it to nobody twice, to nobody who may not be written to, and its sums add up', async () => {
		const people = Array.from({ length: MANY }, newPhone);
		const [out, human, objected] = [people.slice(0, 5), people.slice(5, 10), people.slice(10, 12)];
		for (const phone of out) await sql(`select register_opt_out($1, 'sair')`, [phone]);
		for (const phone of human)
			await sql(`insert into sessions (channel, phone, mode) values ($1, $2, 'human')`, [house.number.channel, phone]);
		for (const phone of objected)
			await sql(`insert into lgpd_requests (protocol, phone, kind, due_at) values ('P-' || $1::text, $1, 'objection', now())`, [phone]);
		const rows = people.map((phone, n) => `${n % 3 === 0 ? twinOf(phone) : phone};PESSOA ${n};Campinas`);
		// The same people once more: as they were, in the other form, and as people type it.
		const again = [people[20], twinOf(people[21]), `(11) ${people[22].slice(4, 9)}-${people[22].slice(9)}`].map(
			(phone) => `${phone};De Novo;Campinas`,
		);
		const csv = `\uFEFFTelefone;Nome;Cidade\n${[...rows, ...again, 'não tem;Sem Telefone;', ';Vazio;'].join('\n')}\n`;
		const lines = MANY + 5;

		const message = provider === 'zapi' ? TEXT : TEMPLATE;
		const planned = await house.plans('natal', csv.replaceAll(';', ','), message);
		expect(planned.error).toBeUndefined();
		expect(planned.items('Planejar campanha')[0]).toMatchObject({
			status: 'draft',
			total: lines,
			waiting: MANY - 12,
			skipped_because: { opted_out: 5, with_human: 5, objection: 2, duplicate: 3, invalid_phone: 1, no_phone: 1 },
		});
		expect(planned.items('Planejar campanha', 1)).toHaveLength(lines);
		expect(planned.items('Planejar campanha', 1)[30].text).toMatch(provider === 'zapi' ? /^(Oi|Olá|Bom dia), Pessoa! / : /· Pessoa$/);
		await house.releases();
		await house.sends();
		expect(received()).toEqual([]);

		const started = await house.orders('natal', 'Começar');
		expect(started.items('Começar')).toMatchObject([{ done: true, status: 'running' }]);
		const { faults, trouble } = house.number;
		for (let round = 0; round < 60; round++) {
			await house.releases();
			if (round % 3 === 0) faults.push(trouble.busy, trouble.reset, trouble.resetAfter);
			// Killed once everything was claimed, once it was sent, and while it was let out.
			const dies = { 1: 'Textos a enviar', 2: 'Enviar no WhatsApp' }[round];
			if (round === 0) {
				// Two take over, and two ask for no more, while theirs wait in the outbox.
				for (const phone of people.slice(12, 14))
					await sql(`insert into sessions (channel, phone, mode) values ($1, $2, 'human')`, [house.number.channel, phone]);
				for (const phone of people.slice(14, 16)) await sql(`select register_opt_out($1, 'sair')`, [phone]);
				await sql(`do $$ begin perform release_campaigns(); raise exception 'killed'; end $$`).catch(() => undefined);
			}
			await house.sends(dies);
			await house.timePasses();
			const [{ left }] = await sql<{ left: number }>(
				`select count(*)::int as left from campaign_contacts where status in ('waiting', 'queued')`,
			);
			if (left === 0 && round > 4) break;
		}
		faults.clear();
		await house.releases();
		const { total, sent, failed, skipped, waiting, queued, status, text } = await house.progress('natal');
		expect({ total, sum: sent + failed + skipped, waiting, queued, status }).toEqual({
			total: lines,
			sum: lines,
			waiting: 0,
			queued: 0,
			status: 'done',
		});
		expect(text).toContain('Campanha Natal: terminou');
		const counts = countOf(people);
		expect(Math.max(...counts)).toBe(1);
		expect(counts.slice(0, 16)).toEqual(Array(16).fill(0));
		// Of what was cut off some stays unknown, and is not sent again.
		expect(counts.slice(16).filter((count) => count === 1).length).toBeGreaterThan(0.6 * (MANY - 16));

		// The same list and the same name once more.
		// The team may be told of something meanwhile: it is the people of the list that are looked at.
		await house.plans('natal', csv.replaceAll(';', ','), message).catch(() => undefined);
		await house.orders('natal', 'Começar');
		await house.releases();
		await house.sends();
		expect(countOf(people)).toEqual(counts);

		const results = (await house.orders('natal', 'Ver resultado')).items('Resultado');
		expect(results).toHaveLength(lines);
		expect(results.filter(({ status: was }) => was === 'skipped').map(({ because }) => because)).toContain(
			'a mesma pessoa já está na lista',
		);
	}, 550_000);

	it('a refused token stops all of it, once mended and resumed it goes on, and the team was told once', async () => {
		const people = Array.from({ length: 6 }, newPhone);
		await house.plans(
			'pascoa',
			`telefone,nome\n${people.map((phone) => `${phone},Ana`).join('\n')}`,
			provider === 'zapi' ? TEXT : TEMPLATE,
		);
		await house.orders('pascoa', 'Começar');
		await house.releases();
		house.number.faults.push({
			kind: 'status',
			status: 401,
			times: 50,
			...(provider === 'zapi' ? {} : { body: { error: { code: 190, message: 'Invalid OAuth access token' } } }),
		});
		await house.sends();
		house.number.faults.clear();
		await house.releases();
		expect(await house.progress('pascoa')).toMatchObject({ status: 'halted', because: expect.stringContaining('recusado') });
		await house.timePasses();
		await house.sends();
		expect(countOf(people)).toEqual(Array(6).fill(0));
		expect(await sql(`select count(*)::int as told from outbox where payload ->> 'kind' = 'campaign_halted'`)).toEqual([{ told: 1 }]);
		await house.orders('pascoa', 'Retomar');
		for (let round = 0; round < 4; round++) {
			await house.releases();
			await house.sends();
			await house.timePasses();
		}
		expect(countOf(people)).toEqual(Array(6).fill(1));
	}, 60_000);
}
