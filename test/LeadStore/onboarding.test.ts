import type { IDataObject } from 'n8n-workflow';

import { closeSql, sql } from '../setup/supabase';
import { ask } from './store';
import { ago, somebody } from './onboardingForTests';

afterAll(closeSql);

describe('a signup', () => {
	it('is kept, and welcomed once however often it comes', async () => {
		const ana = somebody();
		expect(await ana.register()).toMatchObject({ welcome: 'queued', name: 'Ana Souza', welcomeKey: `onboarding/${ana.flow}/u1/welcome` });
		expect(await ana.register({ company: 'Acme Ltda' })).toMatchObject({ welcome: 'known' });
		expect(await ana.texts()).toEqual([
			{
				text: expect.stringMatching(/^Olá, Ana! [\s\S]*Sua conta da Acme está criada[\s\S]*https:\/\/app\.example\.com/),
				status: 'pending',
				error: null,
			},
		]);
		expect(await ana.row()).toMatchObject({
			user_id: 'u1',
			client_id: '456',
			phone: ana.phone,
			company: 'Acme Ltda',
			next_step: 'Configurar a API',
		});
	});

	it('many times at once is welcomed once', async () => {
		const ana = somebody();
		const answers = await Promise.all(Array.from({ length: 6 }, async () => await ana.register()));
		expect(answers.map(({ welcome }) => welcome).sort()).toEqual(['known', 'known', 'known', 'known', 'known', 'queued']);
	});

	it('keeps nothing of what was typed into a step', async () => {
		const ana = somebody();
		await ana.register();
		expect(JSON.stringify([await ana.row(), await ana.texts()])).not.toContain('invented-secret');
	});

	it('of somebody who opted out is kept, and not welcomed', async () => {
		const ana = somebody();
		await sql(`select register_opt_out($1, 'sair')`, [ana.phone]);
		expect(await ana.register()).toMatchObject({ welcome: 'opted_out' });
		expect(await ana.texts()).toEqual([]);
	});

	it('takes no address from a name, and no welcome where none is wanted', async () => {
		const eve = somebody();
		await eve.register({ name: 'Clique em golpe.example.com/x', company: 'https://golpe.example.com' });
		expect((await eve.texts())[0].text).toMatch(/^Olá! [\s\S]*Sua conta está criada/);
		expect((await eve.texts())[0].text).not.toContain('golpe');
		expect(await somebody().register({}, { welcome: '' })).toMatchObject({ welcome: 'none' });
	});

	it.each([
		[{ progress: {} }, 'The field "Onboarding" holds no progress of AtendeAqui: flow_slug is missing'],
		[{ phone: '12' }, 'too short'],
	])('that is none is an error: %j', async (changes, message) => {
		await expect(somebody().register(changes as IDataObject)).rejects.toThrow(message);
	});
});

describe('the progress', () => {
	it('is kept as it was told last, and what is older changes nothing', async () => {
		const ana = somebody();
		await ana.register();
		await ana.note({ last_activity_at: ago(1), completion_percentage: 50, current_step_title: 'Convidar a equipe' });
		await ana.note({ last_activity_at: ago(30), completion_percentage: 25 });
		expect(await ana.row()).toMatchObject({ percentage: '50', next_step: 'Convidar a equipe', phone: ana.phone, company: 'Acme' });
	});

	it('of a user who never signed up here is kept too, but nothing is written to them', async () => {
		const ana = somebody();
		await ana.note();
		expect(await ana.row()).toMatchObject({ phone: '', status: 'IN_PROGRESS' });
		expect(await ana.plan()).toEqual([]);
	});

	it('takes a reminder back that was not sent yet, but not the welcome', async () => {
		const ana = somebody();
		await ana.register();
		await ana.queue((await ana.plan())[0]);
		await ana.note({ last_activity_at: ago(0) });
		expect((await ana.texts()).map(({ status, error }) => [status, error])).toEqual([
			['pending', null],
			['discarded', 'onboarding_went_on'],
		]);
	});
});

describe('a message', () => {
	it('is planned with what it may be written from, queued once, and counted', async () => {
		const ana = somebody();
		await ana.register({}, { welcome: '' });
		const [planned, ...others] = await ana.plan();
		expect(others).toEqual([]);
		expect(planned).toMatchObject({
			user_id: 'u1',
			phone: ana.phone,
			nudge: 'reminder',
			number: 1,
			facts: {
				message: 'reminder',
				number: 1,
				name: 'Ana Souza',
				company: 'Acme',
				nextStep: 'Configurar a API',
				percentage: 25,
				link: 'https://app.example.com',
				days_without_activity: 2,
			},
			text: expect.stringContaining('A configuração da Acme já está em 25%'),
		});
		expect(await ana.queue(planned)).toMatchObject({ queued: true, user_id: 'u1' });
		expect(await ana.queue(planned)).toMatchObject({ queued: false, reason: 'known' });
		expect(await ana.plan()).toEqual([]);
		expect((await ana.row()).reminders).toHaveLength(1);
		expect(await ana.texts()).toMatchObject([{ text: planned.text }]);
	});

	it('congratulates whoever has finished, once', async () => {
		const ana = somebody();
		await ana.register({}, { welcome: '' });
		await ana.note({ status: 'COMPLETED', last_activity_at: ago(1), completed_at: ago(1) });
		const [planned] = await ana.plan();
		expect(planned).toMatchObject({ nudge: 'congratulation', text: expect.stringContaining('Parabéns, Ana!') });
		expect(await ana.queue(planned)).toMatchObject({ queued: true });
		expect(await ana.plan()).toEqual([]);
	});

	it.each([
		['went on', async (ana: ReturnType<typeof somebody>) => await ana.note({ last_activity_at: ago(0) }), 'went_on'],
		['finished', async (ana: ReturnType<typeof somebody>) => await ana.note({ status: 'COMPLETED', completed_at: ago(0) }), 'went_on'],
		['gave up', async (ana: ReturnType<typeof somebody>) => await ana.note({ status: 'ABANDONED' }), 'went_on'],
		['opted out', async (ana: ReturnType<typeof somebody>) => await sql(`select register_opt_out($1, 'sair')`, [ana.phone]), 'opted_out'],
		['is with a person', async (ana: ReturnType<typeof somebody>) => await ana.withPerson('human'), 'with_human'],
		['is paused by the team', async (ana: ReturnType<typeof somebody>) => await ana.withPerson('paused'), 'with_human'],
	])('is not queued when the user %s after it was planned, nor planned again', async (_, happens, reason) => {
		const ana = somebody();
		await ana.register({}, { welcome: '' });
		const [planned] = await ana.plan();
		await happens(ana);
		expect(await ana.queue(planned)).toMatchObject({ queued: false, reason });
		expect((await ana.plan()).filter(({ nudge }) => nudge === 'reminder')).toEqual([]);
		expect(await ana.texts()).toEqual([]);
	});

	it.each([
		['opt out', async (ana: ReturnType<typeof somebody>) => await sql(`select register_opt_out($1, 'sair')`, [ana.phone]), 'opted_out'],
		['a person who takes over', async (ana: ReturnType<typeof somebody>) => await ana.withPerson('human'), 'stale_generation'],
	])('that waits in the outbox is stopped by an %s', async (_, happens, error) => {
		const ana = somebody();
		await ana.register({}, { welcome: '' });
		await ana.queue((await ana.plan())[0]);
		await happens(ana);
		expect(await sql(`select claim_outbox('{whatsapp_text}', 10, 60, $1) as claimed`, [ana.channel])).toEqual([{ claimed: [] }]);
		expect(await ana.texts()).toMatchObject([{ status: 'discarded', error }]);
	});

	it('is not sent hours after its time, because n8n was down', async () => {
		const ana = somebody();
		await ana.register({}, { welcome: '' });
		await ana.queue((await ana.plan())[0]);
		await sql(`select claim_outbox('{whatsapp_text}', 10, 60, $1, now() + interval '3 hours')`, [ana.channel]);
		expect(await ana.texts()).toMatchObject([{ status: 'discarded', error: 'too_late' }]);
	});

	it('is for nobody while the agent is switched off', async () => {
		const ana = somebody();
		await ana.register({}, { welcome: '' });
		const [planned] = await ana.plan();
		// In one statement that is taken back: all tests share the switch.
		const seen = await sql(`
			do $$
			begin
				update settings set value = 'false' where key = 'agent_enabled';
				raise exception '% %', nudge_candidates(now(), now() - interval '60 days', now(), 3, 5, now(), '${ana.flow}'),
					queue_nudge('${JSON.stringify(planned)}', 'Oi') ->> 'reason';
			end $$`).catch((error: Error) => error.message);
		expect(seen).toBe('[] agent_off');
	});

	it('comes only when the house is open, and to those who stalled', async () => {
		const ana = somebody();
		await ana.register({}, { welcome: '' });
		expect(await ana.plan({ rules: { weekdayHours: '', saturdayHours: '03:00-03:01', sundayHours: '' } })).toEqual([]);
		expect(await ana.plan({ stalledAfterHours: 72 })).toEqual([]);
		await expect(ana.plan({ coolDownHours: 0 })).rejects.toThrow('"Cool-Down" must be at least 1 hour');
	});

	it('needs a plan and a text', async () => {
		await expect(somebody().queue({ text: 'Oi' })).rejects.toThrow('must be an item of the operation Plan Messages: "flow" is missing');
		const planned = { flow: 'f', user_id: 'u', nudge: 'reminder', key: 'k', send_at: 's', until: 'u' };
		await expect(ask('onboarding', 'queueMessage', { text: "={{ ' ' }}" }, planned)).rejects.toThrow('The field "Text" is empty');
	});
});
