import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { campaign, people, sum } from './campaignForTests';
import { after, iso } from './gateForTests';

afterAll(closeSql);

describe('all of it', () => {
	it('stops once too much failed, is told once, and goes on by hand where it stood', async () => {
		const c = await campaign({ refused_share: 1 });
		await c.plan(people(60));
		await c.order('start');
		await c.release(0.1, 25);
		for (const [n, effect] of (await c.claim(0.1)).entries())
			await c.finish(effect, 0.2, n % 5 === 0 ? 'failed' : 'sent', n % 5 === 0 ? { p_final: true, p_error: 'refused' } : {});
		expect(await c.release(0.3)).toMatchObject([{ status: 'halted', reason: 'too_many_failed' }]);
		expect(await c.release(0.4)).toEqual([]);
		expect((await c.told()).map(({ payload }) => payload)).toMatchObject([
			{ kind: 'campaign_halted', reason: 'too_many_failed', campaign: 'Natal' },
		]);
		await c.order('resume', 0.5);
		await c.release(0.5);
		await c.sends(0.5);
		expect(await c.progress()).toMatchObject({ total: 60, sent: 55, failed: 5 });
	});

	it('does not stop for one failure in twenty', async () => {
		const c = await campaign();
		await c.plan(people(41));
		await c.order('start');
		await c.release(0.1, 40);
		for (const [n, effect] of (await c.claim(0.1)).entries())
			await c.finish(effect, 0.2, n % 20 === 0 ? 'failed' : 'sent', n % 20 === 0 ? { p_final: true, p_error: 'refused' } : {});
		expect(await c.release(0.3)).toMatchObject([{ status: 'running', asked: 1 }]);
	});

	it.each<[string, Record<string, unknown>, string]>([
		['a token that is refused', { p_failure: 'unauthorized', p_error: '401' }, 'number_refused'],
		['a number that is held for a nuisance', { p_action: 'stopSending', p_failure: 'notConnected', p_error: '131048' }, 'number_blocked'],
	])('stops at %s; mended and resumed, one message finds out and nobody gets it twice', async (_, refusal, reason) => {
		const c = await campaign();
		await sql(
			`insert into inbox (provider, channel, message_id, phone, send_to, kind, speaker, sent_at, status) values ('zapi', $1, $2, '5511900000009', '5511900000009', 'text', 'customer', $3, 'done')`,
			[c.channel, c.id, after(0)],
		);
		await c.plan(people(4));
		await c.order('start');
		await c.release(0.1, 1);
		for (const effect of await c.claim(0.1)) await c.finish(effect, 0.1, 'failed', refusal);
		expect(await c.release(0.2)).toMatchObject([{ status: 'halted', reason }]);
		expect(await c.sends(1)).toEqual([]);
		expect(await c.told()).toHaveLength(1);
		await c.order('resume', 30);
		expect((await c.release(30)).map(({ status, asked }) => [status, asked])).toEqual([['running', 0]]);
		expect(await c.sends(30)).toHaveLength(1);
		await c.release(30.1);
		await c.sends(30.1);
		expect(await c.progress()).toMatchObject({ total: 4, sent: 4 });
	});

	it('waits outside the hours, asks nobody then, and tells when it goes on', async () => {
		const c = await campaign({}, [
			[1, 540, 600],
			[2, 540, 600],
		]);
		await c.plan(people(3));
		await c.order('start');
		expect(await c.release(2)).toMatchObject([{ asked: 0, reason: 'closed' }]);
		const progress = await c.progress(2);
		expect([progress.waits_for, iso(progress.waits_until)]).toEqual(['closed', after(24)]);
		expect((await c.release(24))[0].asked).toBe(3);
		expect(sum(await c.progress(24))).toBe(3);
	});

	it('lets out no more while what it let out is not sent, and goes on once it is', async () => {
		const minute = 1 / 60;
		const c = await campaign({ a_minute: 6 });
		await c.plan(people(30));
		await c.order('start');
		expect(await c.release(0)).toMatchObject([{ asked: 7, reason: 'pace' }]);
		// A minute late is nothing yet.
		expect(await c.release(2 * minute)).toMatchObject([{ asked: 7, reason: 'pace' }]);
		expect(await c.release(10 * minute)).toMatchObject([{ asked: 0, reason: 'outbox_lags' }]);
		expect((await c.progress(10 * minute)).waits_for).toBe('outbox_lags');
		expect((await c.sends(10 * minute)).length).toBeGreaterThan(0);
		expect(await c.release(11 * minute)).toMatchObject([{ asked: 7, reason: 'pace' }]);
	});

	it('after an outage what is late goes at the number’s pace, a fifth more at most in any minute', async () => {
		const second = 1 / 3600;
		const c = await campaign({ a_minute: 30 });
		await c.plan(people(150));
		await c.order('start');
		// Nobody sends for as long as the outbox may lag.
		for (let at = 0; at <= 120; at += 30) await c.release(at * second);
		const went: number[] = [];
		for (let at = 240; at <= 840; at += 20) {
			for (const effect of await c.claim(at * second - 1 / 60)) {
				went.push(at);
				await c.finish(effect, at * second);
			}
			await c.release(at * second);
		}
		expect([went.length, new Set(went).size > 4]).toEqual([150, true]);
		for (const from of went) expect(went.filter((at) => at >= from && at < from + 60).length).toBeLessThanOrEqual(36);
		expect(await c.progress(1)).toMatchObject({ sent: 150, waiting: 0, queued: 0 });
	});

	it('is estimated by pace, hours, and what a young number may send', async () => {
		const c = await campaign(
			{ a_minute: 1, first_day: 20, a_day: 100 },
			[1, 2, 3, 4, 5].map((day) => [day, 540, 600]),
		);
		await c.plan(people(100));
		// 20 on Monday, 40 on Tuesday, 40 on Wednesday from nine.
		expect(iso((await c.progress(0)).ends_at)).toBe(after(48 + 40 / 60));
	});

	it('costs what its templates cost, and nothing is 0 because it is not known', async () => {
		const c = await campaign();
		const template = { name: 'novidades', language: 'pt_BR', values: [] };
		await c.plan(people(4).map((one) => ({ ...one, template })));
		const [{ value }] = await sql<{ value: unknown }>('select message_prices() as value');
		await rpc('set_message_prices', { p_prices: [] });
		expect((await c.progress()).cost).toBeNull();
		await rpc('set_message_prices', { p_prices: [{ category: 'marketing', price: 0.35, currency: 'BRL', valid_from: '2026-01-01' }] });
		expect((await c.progress()).cost).toEqual({ BRL: 1.4 });
		await rpc('set_message_prices', { p_prices: value });
		const free = await campaign();
		await free.plan(people(1));
		expect((await free.progress()).cost).toEqual({});
	});
});
