import { cleanLeadUpdates } from '../../nodes/shared/core/lead/lead';
import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

async function claimed() {
	const marina = customer();
	const { sequence } = await marina.writes(0);
	return { marina, turn: await marina.claim(7, sequence) };
}
const unlearnt = async ({ channel }: { channel: string }) =>
	(
		await sql<{ details: { codes: Record<string, string> } }>(
			`select details from session_history where channel = $1 and type = 'learning_failed' order by id`,
			[channel],
		)
	).map(({ details }) => details.codes);
const notices = async ({ channel }: { channel: string }) =>
	await sql(`select payload ->> 'kind' as kind, payload ->> 'error' as error from outbox where channel = $1 and kind = 'notice'`, [
		channel,
	]);

describe('what is learned', () => {
	it.each<[string, unknown, Record<string, string>]>([
		['a number past what an integer holds', { daily_volume: '5000000000' }, { daily_volume: '22003' }],
		['words for a number', { daily_volume: 'uns mil' }, { daily_volume: '22P02' }],
		['a state of three letters', { uf: 'SCX' }, { uf: '23514' }],
		['a temperature that nobody knows', { temperature: 'morno' }, { temperature: '23514' }],
		['an id that is none', { id: 'x', created_at: 'ontem' }, { id: '22P02', created_at: '22007' }],
		['no object', ['Marina'], { lead: '22023' }],
	])('never stops a reply: %s', async (_, lead, codes) => {
		const { marina, turn } = await claimed();
		const given = Array.isArray(lead) ? lead : { ...(lead as object), name: 'Marina', city: 'Chapecó' };
		expect(await marina.confirm(8, turn, { p_lead: given })).toMatchObject({ confirmed: true, parts: [{ text: 'Olá!' }] });
		expect(await unlearnt(marina)).toEqual([codes]);
		const known = Array.isArray(lead) ? { name: null, city: null } : { name: 'Marina', city: 'Chapecó' };
		expect(await sql('select name, city from leads where phone = $1', [marina.phone])).toEqual([known]);
		expect(await notices(marina)).toEqual([{ kind: 'learning_failed', error: expect.stringContaining(Object.values(codes)[0]) }]);
	});

	it('tells once a day, and shows no value', async () => {
		const { marina, turn } = await claimed();
		await marina.confirm(8, turn, { p_lead: { uf: 'segredo-123' } });
		const next = await marina.writes(200);
		await marina.confirm(210, await marina.claim(207, next.sequence), { p_lead: { uf: 'segredo-123' } });
		expect([(await unlearnt(marina)).length, (await notices(marina)).length]).toEqual([2, 1]);
		expect(JSON.stringify([await unlearnt(marina), await notices(marina)])).not.toContain('segredo');
	});

	it('keeps an opt-out and a data request beside findings that cannot be stored', async () => {
		const { marina, turn } = await claimed();
		const findings = {
			opt_out: { words: 'pare de mandar' },
			lgpd_request: { protocol: `LGPD-${marina.channel}`, kind: 'deletion', words: 'apague meus dados' },
			technical_questions: { not: 'a list' },
			interests: ['Formadora'],
			tell: ['lgpd_request'],
			agent_state: {},
		};
		expect(await marina.confirm(8, turn, { p_findings: findings })).toMatchObject({ confirmed: true });
		expect(await sql('select words from opt_outs where phone = $1', [marina.phone])).toEqual([{ words: 'pare de mandar' }]);
		expect(await sql('select kind from lgpd_requests where phone = $1', [marina.phone])).toEqual([{ kind: 'deletion' }]);
		expect(await sql('select product from product_interests where phone = $1', [marina.phone])).toEqual([{ product: 'Formadora' }]);
		expect(await unlearnt(marina)).toEqual([{ technical_questions: '22023' }]);
		expect((await notices(marina)).map(({ kind }) => kind).sort()).toEqual(['learning_failed', 'lgpd_request']);
	});

	it('takes a question that is longer than an index can hold', async () => {
		const { marina, turn } = await claimed();
		const letters = Array.from({ length: 4000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000))).join('');
		await marina.confirm(8, turn, { p_findings: { technical_questions: [letters], interests: [letters] } });
		expect(await unlearnt(marina)).toEqual([]);
		expect(await sql('select length(question) from technical_questions where phone = $1', [marina.phone])).toEqual([{ length: 600 }]);
	});
});

it.each<[string, string | undefined]>([
	['5000000000 por dia', undefined],
	['10000000', '10000000'],
	['2147483647', undefined],
	['uns 1.200 por dia', '1200'],
	['9'.repeat(400), undefined],
])('pieces a day of "%s" are what a day can have', (said, stored) => {
	expect(cleanLeadUpdates({ daily_volume: said }).daily_volume).toBe(stored);
});

describe('a message', () => {
	it.each<[string, Record<string, unknown>]>([
		['a name that is an object', { name: { first: 'Marina' } }],
		['a name of 100,000 letters', { name: 'M'.repeat(100_000) }],
		['media that is no object', { media: 'https://example.com/a.jpg' }],
		['media that is a list', { media: [null] }],
		['no kind', { kind: null }],
		['a kind that is a number', { kind: 7 }],
		['no text', { text: null }],
		['a text that is an object', { text: { body: 'oi' } }],
		['no address to send to', { send_to: null }],
		['fields that are ours', { id: 'x', status: 'failed', attempts: 'many', turn_id: 'x', receipt: {}, received_at: 'x' }],
		['a word for waiting that is none', { waits: 'talvez' }],
	])('is stored and answered with %s', async (_, given) => {
		const marina = customer();
		const { stored, sequence } = await marina.writes(0, given);
		expect(stored).toBe(true);
		expect(await sql('select status, attempts, jsonb_typeof(media) as media from inbox where id = $1', [sequence])).toEqual([
			{ status: 'waiting', attempts: 0, media: null },
		]);
		expect(await marina.claim(7, sequence)).toMatchObject({ claimed: true });
	});

	it('is stored although its sender cannot be made known', async () => {
		const marina = customer();
		await sql(`create or replace function pg_temp_refuse() returns trigger language plpgsql as $$ begin
			if new.phone = '${marina.phone}' then raise exception 'no' using errcode = '23514'; end if; return new; end $$`);
		await sql('create trigger refuse_one before insert on leads for each row execute function pg_temp_refuse()');
		try {
			expect(await marina.writes(0)).toMatchObject({ stored: true });
			expect(await unlearnt(marina)).toEqual([{ whatsapp_name: '23514' }]);
		} finally {
			await sql('drop trigger refuse_one on leads');
			await sql('drop function pg_temp_refuse');
		}
		expect(await rpc('upsert_lead', { p_phone: marina.phone, p_fields: {}, p_now: at(1) })).toMatchObject({ phone: marina.phone });
	});
});

it.each([
	['at 22:30 in São Paulo it is that day still', '2026-03-11T01:30:00Z', '2026-03-10'],
	['at 00:30 it is the next', '2026-03-11T03:30:00Z', '2026-03-11'],
])('the day on which something was asked for is the one of the house: %s', async (_, now, day) => {
	const { phone, channel, writes } = customer();
	await writes(0);
	await rpc('upsert_lead', { p_phone: phone, p_fields: { name: 'Marina' } });
	await rpc('register_findings', { p_phone: phone, p_findings: { commercial_request: true }, p_channel: channel, p_now: now });
	expect(await sql('select requests from leads where phone = $1', [phone])).toEqual([{ requests: { commercial: day } }]);
});
