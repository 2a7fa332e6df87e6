import type * as QuickWaits from '../setup/quickWaits';
import { randomInt } from 'node:crypto';

import { sql } from '../setup/supabase';
import { EVERY_SHOP } from './everyShop';
import type { Shop } from './shop';
import { withOwnDatabase } from './withOwnDatabase';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

withOwnDatabase();

/** What a customer, the team and the operator see is the same by either provider, and with a workflow that was saved from an earlier version. */
describe.each(EVERY_SHOP)('%s', (_workflow, openShop) => {
	let shop: Shop;
	let phone: string;
	beforeEach(async () => {
		shop = await openShop({}, 0.3);
		phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
	});
	afterEach(async () => {
		expect(shop.number.violations()).toEqual([]);
		await shop.stop();
	});
	const sentTo = (to: string) => shop.sentTo(to);
	const addresses = () => shop.number.sent().map(({ to }) => to);
	const modelRequest = (n: number) => shop.model.requests[n] as { messages: Array<{ role: string; content: string }> };

	describe('a message', () => {
		it('delivered three times at once gives one row, one model call and one reply', async () => {
			await Promise.all([1, 2, 3].map(async () => await shop.deliver({ phone, text: 'Oi', messageId: 'SAME' })));
			expect([sentTo(phone).length, shop.model.requests.length]).toEqual([1, 1]);
			expect(await sql('select count(*)::int from inbox where phone = $1', [phone])).toEqual([{ count: 1 }]);
		});

		it('of a burst is answered with the others: five messages, one model call, one reply', async () => {
			// Long enough for all of them to come in parallel on a busy machine.
			await shop.stop();
			shop = await openShop({}, 1);
			const start = Date.now();
			const texts = ['Oi', 'tudo bem?', 'vi vocês no Instagram', 'sou a Marina', 'quero um misturador'];
			await Promise.all(texts.map(async (text, n) => await shop.deliver({ phone, text, momment: start - (texts.length - n) * 1000 })));
			expect(sentTo(phone)).toHaveLength(1);
			expect(shop.model.requests).toHaveLength(1);
			expect(modelRequest(0).messages.at(-1)).toEqual({ role: 'user', content: texts.join('\n') });
		});

		it('is answered with the history: what was said before really reaches the model, and no internal key does', async () => {
			await shop.deliver({ phone, text: 'Oi, sou a Marina' });
			await shop.deliver({ phone, text: 'fico em Chapecó/SC' });
			const { messages } = modelRequest(1);
			expect(messages.slice(2)).toEqual([
				{ role: 'user', content: 'Oi, sou a Marina' },
				{ role: 'assistant', content: sentTo(phone)[0] },
				{ role: 'user', content: 'fico em Chapecó/SC' },
			]);
			const instructions = messages
				.slice(0, 2)
				.map(({ content }) => content)
				.join('\n');
			expect(instructions).toContain('Dados já coletados: {"name":"Marina"}');
			expect(instructions).not.toMatch(/mode_epoch|lease|crm_sync|temperature_updated/);
		});

		it('of 1 MB is stored whole and cut for the model alone', async () => {
			const run = await shop.deliver({ phone, text: `Oi ${'x'.repeat(1e6)}` });
			expect(run.error).toBeUndefined();
			expect(sentTo(phone)).toHaveLength(1);
			expect(modelRequest(0).messages.at(-1)?.content.length).toBeLessThan(4100);
			expect(await sql('select length(text) from inbox where phone = $1', [phone])).toEqual([{ length: 1_000_003 }]);
		});
	});

	describe('a customer', () => {
		const digits = () => String(randomInt(1e7, 1e8));
		it.each([
			['from Peru, as somebody of Porto Alegre would be', () => `519${digits()}`],
			['from Norway, as an old mobile of Joinville would be', () => `479${digits().slice(1)}`],
			['from Singapore, as an old mobile of Cuiabá would be', () => `659${digits().slice(1)}`],
			['from Mexico, with a 1 that its numbering plan has not', () => `52155${digits()}`],
			['with a toll-free number', () => `55800${digits().slice(1)}`],
			['known by an id alone', () => (shop.number.provider === 'zapi' ? `1000000${digits()}@lid` : `BR.1000000${digits()}`)],
		])('%s is answered, twice in one conversation, at exactly the address that they wrote from', async (_, newAddress) => {
			phone = newAddress();
			await shop.deliver({ phone, text: 'Oi, meu nome é Marina' });
			await shop.deliver({ phone, text: 'Vocês entregam?' });
			expect(addresses()).toEqual([phone, phone]);
			expect(await sql('select phone, mode from sessions where channel = $1', [shop.number.channel])).toEqual([{ phone, mode: 'agent' }]);
			expect(await sql('select name from leads where phone = $1', [phone])).toEqual([{ name: 'Marina' }]);
		});

		it('from Brazil whose number comes with and without its ninth digit is one, as in the rows that are there', async () => {
			// Of mobiles alone there is an old form: after the ninth digit they begin with 6 to 9.
			phone = `551199${digits().slice(1)}`;
			const old = phone.replace(/^55119/, '5511');
			await shop.deliver({ phone, text: 'Oi, meu nome é Marina' });
			await shop.deliver({ phone: old, text: 'Vocês entregam?' });
			expect(addresses()).toEqual([phone, old]);
			expect(await sql('select phone from sessions where channel = $1', [shop.number.channel])).toEqual([{ phone }]);
		});
	});

	describe('a person', () => {
		const takeOver = async () => {
			await sql(
				`update sessions set mode = 'human', human_attendant = 'ana', human_since = now(), last_human_activity = now(),
				mode_epoch = mode_epoch + 1, version = version + 1 where phone = $1`,
				[phone],
			);
		};

		it('who has the conversation is not talked over: the message is kept, nothing is sent', async () => {
			await shop.deliver({ phone, text: 'Oi' });
			await takeOver();
			const run = await shop.deliver({ phone, text: 'Tem alguém aí?' });
			expect(run.items('Quem responde?', 1)).toEqual([expect.objectContaining({ should_respond: false, reason: 'waiting_human' })]);
			expect(sentTo(phone)).toHaveLength(1);
			expect(await sql(`select 1 from inbox where phone = $1 and status <> 'done'`, [phone])).toEqual([]);
			expect(await sql(`select 1 from conversations where lead_phone = $1 and content = 'Tem alguém aí?'`, [phone])).toHaveLength(1);
		});

		it('who takes over while the model thinks silences that reply', async () => {
			shop.model.faults.push({ kind: 'delay', ms: 600 });
			const running = shop.deliver({ phone, text: 'Oi' });
			while (shop.model.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
			await takeOver();
			const run = await running;
			expect(run.items('Confirmar envio', 1)).toEqual([expect.objectContaining({ confirmed: false, reason: 'stale_generation' })]);
			expect(sentTo(phone)).toEqual([]);
		});

		it('who went silent for more than 300 s gives the conversation back', async () => {
			await shop.deliver({ phone, text: 'Oi' });
			await takeOver();
			await sql(`update sessions set last_human_activity = now() - interval '301 seconds' where phone = $1`, [phone]);
			const run = await shop.deliver({ phone, text: 'E vocês abrem hoje?' });
			expect(run.items('Quem responde?')).toEqual([expect.objectContaining({ reason: 'auto_resumed', session_mode: 'agent' })]);
			expect(sentTo(phone)).toHaveLength(2);
			expect(await sql('select mode, human_attendant, mode_epoch from sessions where phone = $1', [phone])).toEqual([
				{ mode: 'agent', human_attendant: null, mode_epoch: 3 },
			]);
		});
	});

	describe('a model that fails', () => {
		it.each([
			['500', () => shop.model.faults.push({ kind: 'status', status: 500, times: 5 })],
			['broken JSON', () => shop.model.respondWith(() => '{"reply": "Ol')],
			['an empty text', () => shop.model.respondWith(() => '')],
			['an empty reply', () => shop.model.respondWith(() => '{"reply": " "}')],
			['a list', () => shop.model.respondWith(() => '[1]')],
			['a cut connection', () => shop.model.faults.push({ kind: 'reset', times: 5 })],
		])('with %s: the customer still gets a prepared reply, once', async (_, breakIt) => {
			breakIt();
			const run = await shop.deliver({ phone, text: 'Oi' });
			expect(run.error).toBeUndefined();
			expect(run.items('Agente SDR')).toEqual([expect.objectContaining({ fallback_reason: expect.any(String), lead_updates: {} })]);
			expect(sentTo(phone)).toEqual([expect.stringContaining('o que você está procurando?')]);
		});

		it('later in the conversation, the reply apologises instead of welcoming', async () => {
			await shop.deliver({ phone, text: 'Oi' });
			shop.model.respondWith(() => 'nada');
			await shop.deliver({ phone, text: 'E aí?' });
			expect(sentTo(phone)[1]).toContain('problema técnico');
		});
	});

	describe('a provider', () => {
		it('that refuses: the failure is recorded, the reply waits to be sent later, and the run fails so that the alert goes out', async () => {
			shop.number.faults.push(shop.number.trouble.refused);
			const run = await shop.deliver({ phone, text: 'Oi' });
			expect(run.ran.slice(-2)).toEqual(['Registrar falha', 'Acionar alerta']);
			expect(run.error?.message).toContain(shop.number.refusal);
			expect(await sql(`select status, error from outbox where phone = $1 and kind = 'whatsapp_text'`, [phone])).toEqual([
				{ status: 'queued', error: shop.number.refusal },
			]);
		});

		it('that is busy (429) is tried again after the time that it asked for', async () => {
			shop.number.faults.push(shop.number.trouble.busy);
			const run = await shop.deliver({ phone, text: 'Oi' });
			expect(run.error).toBeUndefined();
			expect(sentTo(phone)).toHaveLength(1);
		});

		it.each(['resetAfter', 'reset'] as const)(
			'that breaks the connection (%s) is not asked twice: the reply is uncertain',
			async (kind) => {
				shop.number.faults.push(shop.number.trouble[kind]);
				const run = await shop.deliver({ phone, text: 'Oi' });
				expect(shop.number.asked()).toBe(1);
				expect(run.items('Registrar falha')).toEqual([expect.objectContaining({ status: 'uncertain', turn_status: 'uncertain' })]);
				expect(run.error).toBeDefined();
			},
		);
	});
});
