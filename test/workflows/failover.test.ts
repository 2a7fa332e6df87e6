import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { waIdOf } from '../sandbox/graphMessages';
import { messageFrom } from '../sandbox/graphWebhooks';
import type { Graph } from '../sandbox/graph';
import { only } from '../setup/house';
import type { Credentials } from '../setup/engine';
import { closeSql, sql } from '../setup/supabase';
import { credentialOf, openGraph } from '../WhatsAppCloud/bench';
import { deliver, triggerOf } from '../WhatsAppCloud/trigger/hook';
import { openBundledShop, type BundledShop } from './bundledShop';

/** The bundled workflow with both credentials, whose number at Z-API is banned: from the doors to what each provider was asked, on n8n's engine. */

const SENTENCE = 'Estamos falando de outro número.';
const phone = `5511${900_000_000 + randomInt(99_999_999)}`;
const standIn = String(910_000_000_000_000 + randomInt(1e12));
let shop: BundledShop;
let graph: Graph;
let channel: string;
let credentials: Credentials;

beforeAll(async () => {
	[shop, graph] = await Promise.all([
		openBundledShop({}, 0.3, ['zapi'], ['zapi', 'whatsapp_cloud']),
		openGraph({ phoneNumberId: standIn, windows: true }),
	]);
	const cloud = credentialOf(graph, { phoneNumberId: standIn });
	credentials = { ...shop.credentials, atendeAquiWhatsAppCloudApi: cloud } as Credentials;
	channel = String(shop.credentials.atendeAquiZApi.instanceId);
	await only('setFailover', { failing: channel, standIn, minutes: 5, sentence: SENTENCE });
});
afterAll(async () => {
	await Promise.all([shop?.stop(), graph?.stop(), closeSql()]);
});

const byCloud = () => graph.sent.map(({ body, to }) => ({ to, text: (body.text as { body: string }).body }));
const byZApi = () => shop.zapi.sent.filter(({ body }) => body.phone === phone);
/** They write to the number at Meta, which signs it. */
async function writesToCloud(text: string) {
	graph.state.lastWritten.set(waIdOf(phone), Date.now());
	const door = await triggerOf({ messages: 'store' }, { phoneNumberId: standIn }, shop.credentials);
	const { answered } = await deliver(door, messageFrom({ phone }, { id: `wamid.${randomUUID()}`, text: { body: text } }, standIn));
	expect(answered.status).toBe(200);
}
async function until(holds: () => boolean | Promise<boolean>) {
	for (const deadline = Date.now() + 20_000; !(await holds()); await sleep(20))
		if (Date.now() > deadline) throw new Error(`Never: ${holds.toString()}`);
}

test('the conversation goes on by the other number, in one history, until it is taken back', async () => {
	// Long ago they asked something there, which a person answered: the window is open, the conversation is another one.
	await writesToCloud('Vocês são a loja?');
	await sql(`update inbox set status = 'done' where channel = $1`, [standIn]);
	await shop.deliver({ phone, text: 'Oi, quero uma formadora de hambúrguer' }, credentials);
	expect(byZApi()).toHaveLength(1);
	expect(byCloud()).toEqual([]);

	await sql(`select note_connection($1, 'zapi', false, 'banned', now() - interval '6 minutes')`, [channel]);
	// Taken in before the ban, answered after it.
	await sql(`update integrations set kind = 'operator' where channel = $1`, [channel]);
	await shop.deliver({ phone, text: 'Fazemos uns 400 por dia' }, credentials);
	expect(byZApi()).toHaveLength(1);
	expect(byCloud()).toMatchObject([{ to: `+${phone}`, text: expect.stringMatching(new RegExp(`^${SENTENCE}\n\n.`)) as unknown }]);

	await writesToCloud('Ah, outro número. É para semana que vem');
	await until(() => byCloud().length === 2);
	expect(byCloud()[1].text).not.toContain(SENTENCE);
	expect(graph.violations).toEqual([]);
	expect(await sql(`select distinct channel from turns where phone = $1`, [phone])).toEqual([{ channel }]);
	const history = async () =>
		await sql(`select 1 from conversations where lead_phone = $1 and channel = $2 and status in ('received', 'sent')`, [phone, channel]);
	await until(async () => (await history()).length === 6);

	expect(await only('failBack', { failing: channel })).toMatchObject({ failed_back: true, conversations: 1 });
	await shop.deliver({ phone, text: 'Voltaram?' }, credentials);
	expect(byZApi()).toHaveLength(2);
	expect(byCloud()).toHaveLength(2);
});
