import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { campaign, people } from './campaignForTests';
import { after } from './gateForTests';

afterAll(closeSql);

describe('two lines of a campaign that turn out to be one person', () => {
	const joined = async (release: boolean) => {
		const c = await campaign();
		const [one, other] = people(2);
		await c.plan([one, other]);
		await c.order('start');
		if (release) {
			await c.release(0, 1);
			await c.sends(0);
		}
		await sql(`select join_contacts($1, $2, 'ana', p_by_hand => true)`, [other.phone, one.phone]);
		return { c, one, other };
	};

	it('get it once, whether that is learnt before or after the first', async () => {
		for (const release of [false, true]) {
			const { c, one } = await joined(release);
			for (const hour of [1, 60, 120]) {
				await c.release(hour);
				await c.sends(hour);
			}
			expect(await c.progress(130)).toMatchObject({ status: 'done', total: 2, sent: 1, skipped: 1, skipped_because: { duplicate: 1 } });
			expect(await sql('select count(*)::int as many from outbox where phone = $1 and status = $2', [one.phone, 'sent'])).toEqual([
				{ many: 1 },
			]);
		}
	});

	it('are two lines again when the join is undone, and each gets it', async () => {
		const { c, one, other } = await joined(false);
		expect((await c.lines()).map(({ phone }) => phone)).toEqual([one.phone, one.phone]);
		await rpc('undo_join', { p_one: one.phone, p_other: other.phone, p_by: 'ana' });
		expect((await c.lines()).map(({ phone }) => phone)).toEqual([one.phone, other.phone]);
		await c.release(1);
		expect((await c.sends(1)).sort()).toEqual([one.phone, other.phone].sort());
	});

	it('and so is the one that was left out meanwhile, but no twin of the list', async () => {
		const c = await campaign();
		const [one, other] = people(2);
		await c.plan([one, other, { ...other, line: 3 }]);
		await c.order('start');
		await sql(`select join_contacts($1, $2, 'ana', p_by_hand => true, p_now => $3)`, [other.phone, one.phone, after(0)]);
		await c.release(0);
		const [got] = await c.sends(0);
		expect(got).toBe(one.phone);
		expect((await c.lines()).map(({ status, reason }) => [status, reason])).toEqual([
			['sent', null],
			['skipped', 'duplicate'],
			['skipped', 'duplicate'],
		]);
		expect(await rpc('undo_join', { p_one: one.phone, p_other: other.phone, p_by: 'ana', p_now: after(0.5) })).toMatchObject({
			undone: true,
		});
		await c.release(1);
		expect(await c.sends(1)).toEqual([other.phone]);
		expect((await c.lines()).map(({ status }) => status)).toEqual(['sent', 'sent', 'skipped']);
	});
});
