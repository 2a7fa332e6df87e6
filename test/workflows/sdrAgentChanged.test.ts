import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { sql } from '../setup/supabase';
import { EVERY_SHOP } from './everyShop';
import type { Shop } from './shop';
import { withOwnDatabase } from './withOwnDatabase';

withOwnDatabase();

/** Customers who correct and delete what they wrote, in the bundled workflow and in one that was saved from an earlier version. */
describe.each(EVERY_SHOP)('%s', (_workflow, openShop) => {
	let shop: Shop;
	let phone: string;
	beforeEach(async () => {
		shop = await openShop({}, 1);
		phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
	});
	afterEach(async () => {
		expect(shop.number.violations()).toEqual([]);
		await shop.stop();
	});
	const sent = () => shop.sentTo();
	const asked = (n: number) => (shop.model.requests[n] as { messages: Array<{ role: string; content: string }> }).messages;
	const until = async (isThere: () => boolean | Promise<boolean>) => {
		for (const deadline = Date.now() + 20_000; !(await isThere()); await sleep(20))
			if (Date.now() > deadline) throw new Error('It did not come to that');
	};
	const isStored = async () => (await sql('select 1 from inbox where phone = $1', [phone])).length > 0;
	const edit = async (messageId: string, text: string) => await shop.edit({ phone, messageId, text });

	it('answers a message that was edited while it waited once, as it was corrected', async () => {
		const running = shop.deliver({ phone, text: 'Oi, quero 2 formadoras', messageId: 'M1' });
		await until(isStored);
		await edit('M1', 'Oi, quero 20 formadoras');
		await running;
		expect(sent()).toHaveLength(1);
		expect(asked(0).at(-1)).toEqual({ role: 'user', content: 'Oi, quero 20 formadoras' });
		expect(JSON.stringify(asked(0))).not.toContain('quero 2 formadoras');
	});

	it('answers what was corrected after the reply, once, with both in the history', async () => {
		await shop.deliver({ phone, text: 'Oi, quero 2 formadoras', messageId: 'M1' });
		await Promise.all([edit('M1', 'Oi, quero 20 formadoras'), edit('M1', 'Oi, quero 20 formadoras')]);
		await until(() => sent().length === 2);
		await sleep(500);
		expect(sent()).toHaveLength(2);
		expect(asked(1).slice(2)).toEqual([
			{ role: 'user', content: 'Oi, quero 2 formadoras' },
			{ role: 'assistant', content: sent()[0] },
			{ role: 'user', content: '✏️ corrigido: Oi, quero 20 formadoras' },
		]);
	});

	it('does not answer a message that was deleted while it waited, and answers the next one without its words', async () => {
		const running = shop.deliver({ phone, text: 'Minha senha é 1234', messageId: 'M1' }).catch(() => undefined);
		await until(isStored);
		await shop.revoke({ phone, messageId: 'M1' });
		await sleep(2500);
		expect([sent(), shop.model.requests]).toEqual([[], []]);
		await shop.deliver({ phone, text: 'Oi, quanto custa?' });
		expect(sent()).toHaveLength(1);
		expect(asked(0).slice(2)).toEqual([
			{ role: 'user', content: '[mensagem apagada]' },
			{ role: 'user', content: 'Oi, quanto custa?' },
		]);
		void running;
	});
});
