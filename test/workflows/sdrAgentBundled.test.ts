import type * as QuickWaits from '../setup/quickWaits';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { startEngine } from '../setup/engine';
import { sql } from '../setup/supabase';
import { bundledWorkflow, openBundledShop, TRIGGER, type BundledShop } from './bundledShop';
import { refusedCredentials } from './refusedCredentials';
import { withOwnDatabase } from './withOwnDatabase';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

/** The bundled workflow in what its Conversation Trigger does; the rest stands in `sdrAgent.test.ts`. */
withOwnDatabase();
let shop: BundledShop;
let phone: string;
beforeEach(async () => {
	shop = await openBundledShop();
	phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
});
afterEach(async () => {
	expect(shop.zapi.violations).toEqual([]);
	await shop.stop();
});

const sentTo = () => shop.zapi.sent.filter(({ body }) => body.phone === phone).map(({ body }) => String(body.message));
const until = async (holds: () => boolean | Promise<boolean>) => {
	const deadline = Date.now() + 20_000;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`Never: ${holds.toString()}`);
		await sleep(20);
	}
};

it('a burst of five is one execution, one model call and one reply; stored by one call each, answered by two', async () => {
	const texts = ['Oi', 'tudo bem?', 'vi vocês no Instagram', 'sou a Marina', 'quero um misturador'];
	for (const text of texts) await shop.arrives({ phone, text });
	await until(() => shop.published().runs.length > 0);
	const [run] = shop.published().runs;
	expect(run.error).toBeUndefined();
	expect(run.ran).toEqual([
		TRIGGER,
		'Quem responde?',
		'Ouvir áudio',
		'Agente SDR',
		'Confirmar envio',
		'Enviar no WhatsApp',
		'Registrar resposta',
	]);
	expect([shop.model.requests.length, sentTo().length]).toEqual([1, 1]);
	expect(shop.calls().sort()).toEqual(['confirm_send', ...texts.map(() => 'receive_message'), 'record_part']);
	const [{ messageId }] = shop.zapi.sent;
	expect(await sql('select status from turns where phone = $1', [phone])).toEqual([{ status: 'sent' }]);
	// The recorder's row came with those calls.
	const [facts] = await sql('select f.* from turn_facts f join turns t on t.id = f.turn_id where t.phone = $1', [phone]);
	expect(facts).toMatchObject({
		spoke: 'model',
		provider: 'zapi',
		is_first: true,
		parts: 1,
		execution_id: expect.any(String),
		replied_ms: expect.any(Number),
	});
	expect(await sql('select from prompts where hash = $1', [String(facts.prompt)])).toHaveLength(1);
	expect(await sql('select role, content, status, message_id from conversations where lead_phone = $1 order by id', [phone])).toEqual([
		...texts.map((content) => ({ role: 'user', content, status: 'received', message_id: expect.any(String) })),
		{ role: 'assistant', content: sentTo()[0], status: 'sent', message_id: messageId },
	]);
});

it("the agent's own reply, told by Z-API, starts nothing and is nobody's", async () => {
	await shop.deliver({ phone, text: 'Oi, sou a Marina' });
	const [{ messageId }] = shop.zapi.sent;
	await shop.arrives({ phone, text: sentTo()[0], fromMe: true, fromApi: true, messageId });
	await shop.deliver({ phone, text: 'fico em Chapecó/SC' });
	expect([sentTo().length, shop.published().runs.length]).toEqual([2, 2]);
	expect(await sql('select mode from sessions where phone = $1', [phone])).toEqual([{ mode: 'agent' }]);
});

it('a person who types on the phone has the conversation: the agent is silent until it is given back, and then answers what was open', async () => {
	const typed = await shop.deliver({ phone, text: 'Oi, é a Ana, pode falar comigo', fromMe: true });
	expect(typed.ran).toEqual([TRIGGER, 'Equipe no celular']);
	const silent = await shop.deliver({ phone, text: 'vocês abrem sábado?' });
	expect([silent.ran, sentTo()]).toEqual([[TRIGGER, 'Quem responde?'], []]);
	await shop.arrives({ phone, text: '/liberar', fromMe: true });
	await until(() => sentTo().length > 0 && shop.published().runs.length === 4);
	expect(sentTo()).toHaveLength(1);
});

it('a command typed on the phone is answered to the team once, and takes nothing over', async () => {
	await shop.deliver({ phone, text: '/help', fromMe: true });
	await shop.deliver({ phone, text: 'Oi' });
	expect(sentTo()).toHaveLength(1);
	expect(await sql(`select status from outbox where phone = $1 and kind = 'notice'`, [phone])).toHaveLength(1);
});

describe('a database that is down', () => {
	it('takes no message in, so that Z-API delivers it again, and is answered then, once, by the trigger that went on trying', async () => {
		await shop.gateway.down();
		await expect(shop.arrives({ phone, text: 'Oi', messageId: 'M1' })).rejects.toThrow();
		await sleep(500);
		await shop.gateway.up();
		await shop.deliver({ phone, text: 'Oi', messageId: 'M1' });
		expect(sentTo()).toHaveLength(1);
	});

	it('whose answer to the claim is lost gives the same turn to the same question again: one execution', async () => {
		await shop.published().close();
		await shop.arrives({ phone, text: 'Oi' });
		await sleep(400);
		shop.gateway.faults.push({ kind: 'resetAfter', match: (route) => route.endsWith('/next_turns') });
		await shop.publishAgain();
		await until(() => sentTo().length > 0);
		await sleep(1500);
		expect([shop.published().runs.length, sentTo().length, shop.gateway.faults.pending()]).toEqual([1, 1, 0]);
		expect(await sql('select status from turns where phone = $1', [phone])).toEqual([{ status: 'sent' }]);
	});

	it('when the execution asks it fails that execution, and the messages are tried again later', async () => {
		shop.gateway.fail({ status: 400, times: 1, match: (route) => route.endsWith('/confirm_send') });
		expect((await shop.deliver({ phone, text: 'Oi' })).error?.message).toContain('Supabase answered with status 400');
		const later = async () => await sql(`select from inbox where phone = $1 and status = 'waiting' and not_before > now()`, [phone]);
		await until(async () => (await later()).length === 1);
		await sql('update inbox set not_before = now() where phone = $1', [phone]);
		await until(() => sentTo().length > 0);
		expect(sentTo()).toHaveLength(1);
	});
});

it('Execute workflow plays the pinned conversation as often as one likes, asks the model, and sends nothing', async () => {
	await shop.published().close();
	const json = bundledWorkflow();
	const engine = await startEngine();
	for (const played of [1, 2]) {
		const run = await engine.run(json, {
			from: TRIGGER,
			items: json.pinData[TRIGGER].map((item) => item.json),
			credentials: shop.credentials,
			mode: 'manual',
		});
		expect({ error: run.error, ran: run.ran.slice(-2) }).toEqual({ error: undefined, ran: ['Agente SDR', 'Confirmar envio'] });
		expect(run.items('Agente SDR')).toEqual([expect.objectContaining({ reply: expect.stringMatching(/\S/) })]);
		expect(shop.model.requests).toHaveLength(played);
	}
	expect(shop.zapi.sent).toEqual([]);
});

// The database is asked by the trigger, which is no execution: test/Conversation/trigger.
refusedCredentials(() => ({ shop, phone }), ['atendeAquiZApi']);
