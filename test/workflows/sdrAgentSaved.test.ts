import type * as QuickWaits from '../setup/quickWaits';
import { randomInt } from 'node:crypto';

import { sql } from '../setup/supabase';
import { refusedCredentials } from './refusedCredentials';
import { openSavedShop, type SavedShop } from './savedShop';
import { withOwnDatabase } from './withOwnDatabase';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

/** The workflow of 0.2.0 in what it does differently; the rest stands in `sdrAgent.test.ts`. */
// The sweep is for all conversations, also for those of the tests that run beside this one.
withOwnDatabase();
let shop: SavedShop;
let phone: string;

beforeEach(async () => {
	shop = await openSavedShop({}, 0.3);
	phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
});
afterEach(async () => {
	expect(shop.zapi.violations).toEqual([]);
	await shop.stop();
});

const sentTo = (to: string) => shop.zapi.sent.filter(({ body }) => body.phone === to).map(({ body }) => String(body.message));

describe('a message', () => {
	it('is stored, answered once, and recorded, within 4 database round trips, 1 model call and 1 send', async () => {
		const run = await shop.deliver({ phone, text: 'Oi, meu nome é Marina. Queria uma formadora de hambúrguer.', messageId: 'M1' });
		expect(run.error).toBeUndefined();
		expect(run.ran).toEqual([
			'Mensagem no WhatsApp',
			'Guardar mensagem',
			'Esperar e reunir',
			'Quem responde?',
			'Ouvir áudio',
			'Agente SDR',
			'Confirmar envio',
			'Parte a enviar',
			'Enviar no WhatsApp',
			'Registrar resposta',
		]);
		expect([shop.calls().length, shop.model.requests.length, shop.zapi.sent.length]).toEqual([4, 1, 1]);
		expect(run.responses).toEqual([{ body: { stored: true }, headers: {}, statusCode: 200 }]);
		expect(run.items('Registrar resposta')).toEqual([expect.objectContaining({ recorded: true, turn_status: 'sent', status: 'sent' })]);
		const [{ messageId }] = shop.zapi.sent;
		expect(await sql('select role, content, status, message_id from conversations where lead_phone = $1 order by id', [phone])).toEqual([
			{ role: 'user', content: 'Oi, meu nome é Marina. Queria uma formadora de hambúrguer.', status: 'received', message_id: 'M1' },
			{ role: 'assistant', content: sentTo(phone)[0], status: 'sent', message_id: messageId },
		]);
		expect(await sql('select name, product from leads where phone = $1', [phone])).toEqual([
			{ name: 'Marina', product: expect.stringMatching(/formadora/i) },
		]);
	});
});

describe('a database that is down', () => {
	it('makes the run fail and answers nothing to Z-API; the same delivery later is answered', async () => {
		shop.gateway.fail({ status: 400, times: 10 });
		const run = await shop.deliver({ phone, text: 'Oi', messageId: 'M1' });
		expect(run.error?.message).toContain('Supabase answered with status 400');
		expect(run.responses).toEqual([]);
		shop.gateway.faults.clear();
		await shop.deliver({ phone, text: 'Oi', messageId: 'M1' });
		expect(sentTo(phone)).toHaveLength(1);
	});

	it('that fails after the message was stored loses nothing: the sweep answers', async () => {
		shop.gateway.fail({ status: 400, times: 1, match: (route) => route.endsWith('/claim_turn') });
		expect((await shop.deliver({ phone, text: 'Oi' })).error).toBeDefined();
		expect(sentTo(phone)).toEqual([]);
		const swept = await shop.sweep();
		expect([swept.error, ...swept.called.map(({ error }) => error)]).toEqual([undefined, ...swept.called.map(() => undefined)]);
		expect(sentTo(phone)).toHaveLength(1);
	});
});

refusedCredentials(() => ({ shop, phone }), ['supabaseApi', 'atendeAquiZApi']);
