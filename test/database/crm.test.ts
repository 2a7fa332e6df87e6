import { randomInt, randomUUID } from 'node:crypto';

import { isWanted, POLICIES, readLead, type SyncPolicy } from '../../nodes/shared/core/crm/wanted';
import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

type Someone = ReturnType<typeof customer>;
type Job = { outbox_id: number; lease_token: string; phone: string; lead: Record<string, unknown>; links: Record<string, unknown> };
const DAY = 86_400;

const ask = async ({ channel }: Pick<Someone, 'channel'>, seconds: number, policy: SyncPolicy = 'hotWarm') =>
	await rpc<Job[]>('claim_crm_syncs', { p_policy: policy, p_limit: 100, p_lease_seconds: 300, p_channel: channel, p_now: at(seconds) });
const learn = async ({ phone }: Pick<Someone, 'phone'>, seconds: number, fields: Record<string, unknown>) =>
	await rpc('upsert_lead', { p_phone: phone, p_fields: fields, p_now: at(seconds) });
const save = async ({ outbox_id, lease_token }: Job, seconds: number, outcome: string, given: Record<string, unknown> = {}) =>
	await rpc('save_crm_sync', {
		p_outbox_id: outbox_id,
		p_lease_token: lease_token,
		p_outcome: outcome,
		p_links: null,
		p_now: at(seconds),
		...given,
	});
const queued = async ({ phone }: Pick<Someone, 'phone'>) =>
	(await sql<{ status: string }>(`select status from outbox where phone = $1 and kind = 'crm_sync'`, [phone])).map(({ status }) => status);
const notices = async ({ channel }: Pick<Someone, 'channel'>) =>
	await sql(`select payload ->> 'kind' as kind, phone from outbox where channel = $1 and kind = 'notice' order by id`, [channel]);

/** Somebody of a channel whose leads go to the CRM since second 0. */
async function followed(policy: SyncPolicy = 'hotWarm'): Promise<Someone> {
	const marina = customer();
	await ask(marina, 0, policy);
	await marina.writes(1);
	return marina;
}

describe('the queue', () => {
	it('stays empty while nobody asks for leads', async () => {
		const marina = customer();
		await marina.writes(0);
		await learn(marina, 1, { temperature: 'hot' });
		expect([await queued(marina), await ask(marina, 2)]).toEqual([[], []]);
	});

	it('fills from the first time on that somebody asks, for that number alone', async () => {
		const [marina, other] = [await followed(), customer()];
		await other.writes(1);
		for (const { phone } of [marina, other]) await learn({ phone }, 2, { temperature: 'hot' });
		expect([await queued(marina), await queued(other)]).toEqual([['pending'], []]);
		expect(await sql('select crm_sync_status from leads where phone = $1', [marina.phone])).toEqual([{ crm_sync_status: 'pending' }]);
	});

	it('stops filling a day after the last time, and catches up on the last day when somebody asks again', async () => {
		const marina = await followed();
		const old = { ...customer(), channel: marina.channel };
		await sql('insert into sessions (channel, phone) values ($1, $2)', [old.channel, old.phone]);
		await learn(old, 2 * DAY, { temperature: 'hot' });
		await learn(marina, 3.5 * DAY, { temperature: 'hot' });
		expect([await queued(marina), await queued(old)]).toEqual([[], []]);
		expect((await ask(marina, 4 * DAY)).map(({ phone }) => phone)).toEqual([marina.phone]);
	});

	it('makes many changes one sync of the newest state', async () => {
		const marina = await followed();
		await learn(marina, 2, { temperature: 'hot' });
		await learn(marina, 3, { product: 'FB300' });
		await learn(marina, 4, { product: 'FBM100' });
		const jobs = await ask(marina, 5);
		expect(jobs).toMatchObject([{ phone: marina.phone, lead: { product: 'FBM100', temperature: 'hot', channel: 'whatsapp' }, links: {} }]);
		expect(await ask(marina, 6)).toEqual([]);
	});

	it('makes a change during the sync one more sync, and forgets none', async () => {
		const marina = await followed();
		await learn(marina, 2, { temperature: 'hot' });
		const [job] = await ask(marina, 3);
		await learn(marina, 4, { product: 'FBM100' });
		expect(await queued(marina)).toEqual(['sending']);
		expect(await save(job, 5, 'synced')).toMatchObject({ saved: true, status: 'pending' });
		expect(await ask(marina, 6)).toMatchObject([{ lead: { product: 'FBM100' } }]);
	});

	it('does not care for what the CRM does not show, nor for nothing new', async () => {
		const marina = await followed();
		await learn(marina, 2, { temperature: 'hot', product: 'FB300' });
		const [job] = await ask(marina, 3);
		await save(job, 4, 'synced');
		await learn(marina, 5, { temperature: 'hot', product: 'FB300', urgency: 'hoje', temperature_reason: 'Tem pressa' });
		expect(await queued(marina)).toEqual(['sent']);
	});

	it('keeps a lead up to date that the CRM has, though it has cooled down', async () => {
		const marina = await followed();
		await learn(marina, 2, { temperature: 'hot' });
		const [job] = await ask(marina, 3);
		await save(job, 4, 'synced', { p_links: { deal_id: 7, links: { deal: { id: 7 } } } });
		await learn(marina, 5, { temperature: 'cold' });
		expect(await ask(marina, 6)).toMatchObject([{ lead: { temperature: 'cold' }, links: { deal: { id: 7 } } }]);
	});

	it('keeps ids of a step at once, and the lead with its worker', async () => {
		const marina = await followed();
		await learn(marina, 2, { temperature: 'hot' });
		const [job] = await ask(marina, 3);
		expect(await save(job, 290, 'step', { p_links: { company_id: 5, links: { company: { id: 5 } } } })).toEqual({
			saved: true,
			status: 'sending',
		});
		expect([await ask(marina, 400), (await ask(marina, 600))[0].links]).toEqual([[], { company: { id: 5 } }]);
		expect(await save(job, 601, 'synced')).toEqual({ saved: false, reason: 'lease_lost' });
	});

	it('lets go of a lead that was erased', async () => {
		const marina = await followed();
		await learn(marina, 2, { temperature: 'hot' });
		const [job] = await ask(marina, 3);
		await sql('delete from leads where phone = $1', [marina.phone]);
		expect(await save(job, 4, 'step', { p_links: { company_id: 5, links: {} } })).toEqual({ saved: false, reason: 'lead_gone' });
		expect([await queued(marina), await sql('select 1 from crm_links where phone = $1', [marina.phone])]).toEqual([['discarded'], []]);
	});

	it('forgets who was made anonymous, and syncs nobody in their place', async () => {
		const marina = await followed();
		await learn(marina, 2, { temperature: 'hot', name: 'Marina' });
		const [job] = await ask(marina, 3);
		await save(job, 4, 'synced', { p_links: { deal_id: 7, links: { person: { id: 7, sent: { name: 'Marina' } } } } });
		const pseudonym = `ANON-${randomUUID()}`;
		await rpc('anonymize_person', { p_phone: marina.phone, p_pseudonym: pseudonym, p_messages: [], p_questions: [], p_now: at(5) });
		const theirs = [marina.phone, pseudonym];
		expect(await sql('select 1 from crm_links where phone = any ($1)', [theirs])).toEqual([]);
		expect(await sql(`select 1 from outbox where phone = any ($1)`, [theirs])).toEqual([]);
	});

	it('tells the team once a day that it is getting long', async () => {
		const marina = await followed();
		for (let n = 0; n < 60; n++) {
			const phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
			await sql('insert into sessions (channel, phone) values ($1, $2) on conflict do nothing', [marina.channel, phone]);
			await learn({ phone }, 2, { temperature: 'hot' });
		}
		for (const job of (await ask(marina, 3)).slice(0, 55))
			await save(job, 4, 'failed', { p_failure: { retry: true, error: 'fora do ar' } });
		expect(await notices(marina)).toMatchObject([{ kind: 'crm_backlog' }]);
	});

	it('tries again after 1, 5, 15, 60, 180, 360, 720, 1440 minutes, a quarter later at most', async () => {
		const waits = await sql<{ waits: number[] }>(
			`select array_agg(extract(epoch from crm_backoff(n, 0))::int / 60 order by n) as waits from generate_series(1, 9) n`,
		);
		expect(waits[0].waits).toEqual([1, 5, 15, 60, 180, 360, 720, 1440, 1440]);
		expect(await sql(`select extract(epoch from crm_backoff(2, 1))::int as latest`)).toEqual([{ latest: 375 }]);
	});
});

it('wants the leads that the package wants, under every policy', async () => {
	const some = <T>(...values: T[]) => values[randomInt(values.length)];
	const leads = Array.from({ length: 60 }, () => ({
		phone: '5511999990001',
		temperature: some(null, 'cold', 'warm', 'hot'),
		name: some(null, 'Maria'),
		product: some(null, 'FB300'),
		city: some(null, 'Chapecó'),
	}));
	for (const policy of POLICIES) {
		const [{ wanted }] = await sql<{ wanted: boolean[] }>(
			`select array_agg(crm_wants(jsonb_populate_record(null::leads, l), $2) order by n) as wanted
			from jsonb_array_elements($1::jsonb) with ordinality as t (l, n)`,
			[JSON.stringify(leads), policy],
		);
		expect(wanted).toEqual(leads.map((lead) => isWanted(readLead(lead), policy).wanted));
	}
});
