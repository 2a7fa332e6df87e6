import type * as QuickWaits from '../setup/quickWaits';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { sql } from '../setup/supabase';
import { openBundledShop } from './bundledShop';
import { openSavedShop } from './savedShop';
import type { Shop } from './shop';
import { withOwnDatabase } from './withOwnDatabase';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

// A turn that is left behind would be claimed by the sweeps of the tests that run beside this one.
withOwnDatabase();

/** The bundled workflow's trigger looks for what is left behind once a second; the saved one's schedule once a minute. */
const WORKFLOWS: Array<[string, string[], () => Promise<{ shop: Shop; looksAgain: () => Promise<unknown> }>]> = [
	[
		'the bundled workflow',
		[],
		async () => {
			const shop = await openBundledShop();
			const looksAgain = async () => {
				await shop.publishAgain();
				await sleep(1500);
			};
			return { shop, looksAgain };
		},
	],
	[
		'the workflow of 0.2.0',
		['claim_turn'],
		async () => {
			const shop = await openSavedShop({}, 0.3);
			return { shop, looksAgain: shop.sweep };
		},
	],
];

describe.each(WORKFLOWS)('%s', (_workflow, ofItsOwn, open) => {
	let shop: Shop;
	let looksAgain: () => Promise<unknown>;
	let phone: string;
	beforeEach(async () => {
		({ shop, looksAgain } = await open());
		phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
	});
	afterEach(async () => {
		expect(shop.zapi.violations).toEqual([]);
		await shop.stop();
	});

	const sentTo = (to: string) => shop.zapi.sent.filter(({ body }) => body.phone === to).map(({ body }) => String(body.message));

	describe('an answer of the database that was lost is not an answer that never was', () => {
		it.each(['receive_message', ...ofItsOwn, 'save_session', 'finish_turn', 'confirm_send', 'record_part'])(
			'%s is done and the connection cut: the run goes on where it stood, and the customer gets one reply',
			async (name) => {
				// Asking for a person changes the session and gets ready words.
				const text = name === 'save_session' ? 'quero falar com um atendente' : 'Oi, sou a Marina';
				if (name === 'finish_turn') await sql(`insert into sessions (channel, phone, mode) values ($1, $2, 'paused')`, [channel(), phone]);
				shop.gateway.faults.push({ kind: 'resetAfter', times: 1, match: (route) => route.endsWith(`/${name}`) });
				const run = await shop.deliver({ phone, text, messageId: 'M1' });
				expect(run.error).toBeUndefined();
				expect(shop.gateway.faults.pending()).toBe(0);
				expect(sentTo(phone)).toHaveLength(name === 'finish_turn' ? 0 : 1);
				expect(await sql('select status, attempts from inbox where phone = $1', [phone])).toEqual([{ status: 'done', attempts: 1 }]);
				expect(await sql(`select status from outbox where phone = $1 and kind = 'whatsapp_text' and status <> 'sent'`, [phone])).toEqual(
					[],
				);
				// Nothing is left for whoever looks once more.
				await sql(`update inbox set received_at = received_at - interval '5 minutes' where phone = $1`, [phone]);
				await sql(`update turns set lease_until = now() - interval '1 minute' where phone = $1`, [phone]);
				const before = shop.zapi.sent.length;
				await looksAgain();
				expect(shop.zapi.sent).toHaveLength(before);
			},
			60_000,
		);
	});

	const channel = (): string => String(shop.credentials.atendeAquiZApi.instanceId);

	describe('what the operator must mend', () => {
		it('a wrong key of the model: a greeting and one apology, the messages wait without a try, the team is told once, and both are answered when it is mended', async () => {
			const wrong = { ...shop.credentials, openAiApi: { ...shop.credentials.openAiApi, apiKey: 'sk-wrong-00000000' } };
			for (const text of ['Oi', 'Vocês abrem hoje?']) {
				const run = await shop.deliver({ phone, text }, wrong);
				expect(run.error).toBeUndefined();
			}
			expect(await sql('select status, attempts from inbox where phone = $1', [phone])).toEqual([
				{ status: 'waiting', attempts: 0 },
				{ status: 'waiting', attempts: 0 },
			]);
			const kinds = async () =>
				(
					await sql<{ kind: string }>(`select payload ->> 'kind' as kind from outbox where phone = $1 and kind = 'notice' order by id`, [
						phone,
					])
				).map(({ kind }) => kind);
			expect([sentTo(phone).length, await kinds()]).toEqual([2, ['integration_down']]);
			await sql(`update outbox set status = 'sent', attempts = 1 where phone = $1 and kind = 'notice'`, [phone]);
			await sql(`update inbox set not_before = now(), received_at = received_at - interval '2 minutes' where phone = $1`, [phone]);
			await looksAgain();
			expect(sentTo(phone)).toHaveLength(3);
			expect(await sql('select distinct status from inbox where phone = $1', [phone])).toEqual([{ status: 'done' }]);
			expect(await kinds()).toEqual(['integration_down', 'integration_up']);
		}, 60_000);

		it('a wrong token of Z-API: the reply waits in the outbox', async () => {
			const wrong = { ...shop.credentials, atendeAquiZApi: { ...shop.credentials.atendeAquiZApi, clientToken: 'wrong-client-token' } };
			const run = await shop.deliver({ phone, text: 'Oi' }, wrong);
			expect(run.items('Registrar falha')).toEqual([expect.objectContaining({ recorded: true, later: true })]);
			expect(
				await sql('select status, payload ->> $2 as late from outbox where phone = $1 and kind <> $3', [phone, 'late', 'notice']),
			).toEqual([{ status: 'queued', late: 'true' }]);
		}, 60_000);
	});
});
