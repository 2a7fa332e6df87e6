import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { campaign, people } from './campaignForTests';
import { after, newPhone } from './gateForTests';

afterAll(closeSql);

describe('a plan', () => {
	it('has each line once and each person once, with a reason for everybody who is skipped, and sends nothing', async () => {
		const c = await campaign();
		const [ana, out, busy, lid] = [newPhone(), newPhone(), newPhone(), newPhone()];
		await sql(`select register_opt_out($1, 'sair')`, [out]);
		await c.mode(busy, 'human');
		await sql(`insert into contact_ids (kind, value, key) values ('phone', $1, $2)`, [lid, ana]);
		const list = [
			{ line: 1, phone: ana },
			{ line: 2, phone: ana },
			{ line: 3, phone: '', reason: 'invalid_phone' },
			{ line: 4, phone: out },
			{ line: 5, phone: busy },
			{ line: 6, phone: newPhone(), consent: '' },
			{ line: 7, phone: newPhone(), reason: 'missing_value:nome' },
			// Another phone that turned out to be hers.
			{ line: 8, phone: lid },
			{ line: 9, phone: newPhone() },
		];
		const told = [null, 'duplicate', 'invalid_phone', 'opted_out', 'with_human', 'no_consent', 'missing_value:nome', 'duplicate', null];
		expect((await c.plan(list)).map(({ reason }) => reason)).toEqual(told);
		// In parts, and once more, it is the same list.
		await c.plan(list.slice(0, 4));
		await c.plan(list.slice(4));
		expect(await c.progress()).toMatchObject({
			status: 'draft',
			total: 9,
			waiting: 2,
			skipped: 7,
			sent: 0,
			skipped_because: { duplicate: 2, invalid_phone: 1, opted_out: 1, with_human: 1, no_consent: 1, 'missing_value:nome': 1 },
		});
		await c.release(1);
		expect(await c.sends(1)).toEqual([]);
	});

	it('changes words while it is a draft, and no word of what has begun', async () => {
		const c = await campaign();
		const [one] = people(1);
		await c.plan([{ ...one, text: 'Promoçao' }]);
		await c.plan([{ ...one, text: 'Promoção' }]);
		await c.order('start');
		await c.plan([
			{ ...one, text: 'Outra coisa' },
			{ line: 2, phone: newPhone(), text: 'Também' },
		]);
		await c.release(0);
		expect((await c.claim(0)).map(({ payload }) => payload.text)).toEqual(['Promoção', 'Também']);
	});

	it('on the official API without a template skips whoever did not write', async () => {
		const c = await campaign();
		const [wrote, stranger, withTemplate] = people(3);
		await rpc('receive_message', {
			p_message: {
				provider: 'whatsapp_cloud',
				channel: c.channel,
				phone: wrote.phone,
				message_id: `M-${c.id}`,
				send_to: wrote.phone,
				kind: 'text',
				text: 'oi',
				speaker: 'customer',
				sent_at: after(0),
			},
			p_now: after(0),
		});
		const template = { name: 'novidades', language: 'pt_BR', values: ['Ana'] };
		const lines = await c.plan([wrote, stranger, { ...withTemplate, template }]);
		expect(lines.map(({ reason }) => reason)).toEqual([null, 'no_template', null]);
	});
});

describe('orders', () => {
	it('are refused where they make no sense, and twice is once', async () => {
		const c = await campaign();
		expect(await c.order('start')).toEqual({ done: false, reason: 'unknown', id: c.id, status: null });
		await c.plan([{ line: 1, phone: '', reason: 'no_phone' }]);
		expect(await c.order('start')).toMatchObject({ done: false, reason: 'nobody' });
		await c.plan(people(3).map((one) => ({ ...one, line: one.line + 1 })));
		expect(await c.order('resume')).toMatchObject({ done: false, reason: 'draft' });
		expect([await c.order('start'), await c.order('start')]).toMatchObject([
			{ done: true, status: 'running' },
			{ done: true, reason: 'already' },
		]);
		expect(await c.order('stop')).toMatchObject({ done: true, status: 'stopped' });
		expect(await c.order('resume')).toMatchObject({ done: false, reason: 'stopped' });
		const noHours = await campaign({}, []);
		await noHours.plan(people(1));
		await sql(`delete from open_hours where channel in ('', $1)`, [noHours.channel]);
		expect(await noHours.order('start')).toMatchObject({ done: false, reason: 'no_hours' });
	});

	it('pause what waits in the outbox too, resume it where it stood, and stop the rest for good', async () => {
		const c = await campaign();
		await c.plan(people(6));
		await c.order('start');
		await c.release(0, 2);
		expect(await c.sends(0)).toHaveLength(2);
		await c.release(0, 2);
		await c.order('pause');
		await c.release(0.1, 2);
		expect(await c.sends(0.1)).toEqual([]);
		expect(await c.progress()).toMatchObject({ status: 'paused', sent: 2, queued: 2, waiting: 2 });
		await c.order('resume', 0.2);
		expect(await c.sends(0.2)).toHaveLength(2);
		await c.release(0.3, 1);
		await c.order('stop', 0.3);
		expect(await c.sends(0.4)).toEqual([]);
		expect(await c.progress()).toMatchObject({ total: 6, sent: 4, skipped: 2, queued: 0, waiting: 0, skipped_because: { stopped: 2 } });
	});
});

describe('what goes out', () => {
	it('is counted by what became of it, to the end', async () => {
		const c = await campaign();
		const list = people(7);
		await c.plan(list);
		await c.order('start');
		await c.release(0);
		const claimed = await c.claim(0);
		for (const [n, effect] of claimed.entries())
			await c.finish(
				effect,
				0,
				n === 6 ? 'failed' : 'sent',
				n === 6 ? { p_final: true, p_error: 'not on WhatsApp', p_action: 'unreachable' } : {},
			);
		for (const [n, status] of [
			[0, 'delivered'],
			[1, 'read'],
			[2, 'played'],
		] as const)
			await rpc('settle_status', {
				p_status: { message_id: `M${claimed[n].outbox_id}`, status, at: after(0.1), channel: c.channel },
				p_now: after(0.1),
			});
		await c.writes(list[1].phone, 1);
		await sql(`select register_opt_out($1, 'sair', $2)`, [list[2].phone, after(1)]);
		await c.release(2);
		expect(await c.progress(2)).toMatchObject({
			status: 'done',
			total: 7,
			sent: 6,
			failed: 1,
			skipped: 0,
			delivered: 3,
			read: 2,
			answered: 1,
			opted_out: 1,
			waiting: 0,
		});
		const results = await rpc<Array<Record<string, unknown>>>('campaign_results', { p_id: c.id });
		expect(results.map(({ status, reason }) => [status, reason])).toEqual([
			...Array<unknown>(6).fill(['sent', null]),
			['failed', 'unreachable'],
		]);
		expect(results[1]).toMatchObject({ delivery: 'read', answered_at: expect.any(String), consent: 'cliente' });
	});

	it('stays counted when a person is forgotten', async () => {
		const c = await campaign();
		const [one, two] = people(2);
		await c.plan([one, two]);
		await c.order('start');
		await c.release(0, 1);
		await c.sends(0);
		await c.writes(one.phone, 1);
		for (const { phone } of [one, two]) await rpc('delete_conversation', { p_channel: c.channel, p_phone: phone });
		expect(await c.progress()).toMatchObject({ total: 2, sent: 1, skipped: 1, skipped_because: { forgotten: 1 } });
	});

	it('is known to the agent when they answer, for a week and on that number', async () => {
		const c = await campaign();
		const [one, other] = people(2);
		await c.plan([one]);
		await c.order('start');
		await c.release(0);
		await c.sends(0);
		const turnOf = async (phone: string, hour: number) => {
			await c.writes(phone, hour);
			const [turn] = await rpc<Array<{ phone: string; campaign: unknown }>>('claim_due_turns', {
				p_limit: 1000,
				p_quiet_seconds: 1,
				p_grace_seconds: 1,
				p_lease_seconds: 60,
				p_history_limit: 5,
				p_now: after(hour + 0.01),
			}).then((turns) => turns.filter((turn) => turn.phone === phone));
			return turn.campaign;
		};
		expect(await turnOf(one.phone, 1)).toMatchObject({ id: c.id, name: 'Natal', about: 'Panetones até dia 20' });
		expect(await turnOf(other.phone, 1)).toBeNull();
		expect(await sql('select campaign_of($1, $2, $3) as it', [c.channel, one.phone, after(169)])).toEqual([{ it: null }]);
	});
});
