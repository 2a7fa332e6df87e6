import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { takeIn } from '../../nodes/shared/inbound/takeIn';
import { openStore } from '../../nodes/shared/store/store';
import { readEvent } from '../../nodes/ZApi/events';
import { DEMO_AGENT } from '../sandbox/demoCompany';
import { receivedText } from '../sandbox/zapiPayloads';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { ownDatabase } from '../setup/ownDatabase';
import { publish, type Published } from '../setup/published';
import { closeSql, sql } from '../setup/supabase';
import { openShop, type Shop } from './sdrConversation';

/** The bundled workflow with the Conversation Trigger, published in n8n's engine, on a database of its own: its trigger claims all channels. */
let stopDatabase: () => Promise<void>;
let shop: Shop;
let published: Published;
let phone: string;
beforeAll(async () => {
	stopDatabase = await ownDatabase();
}, 60_000);
beforeEach(async () => {
	shop = await openShop();
	phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
	published = await publish(template(), { node: 'Conversa em silêncio', credentials: shop.credentials });
});
afterEach(async () => {
	await published.close();
	expect(shop.zapi.violations).toEqual([]);
	await shop.stop();
});
afterAll(async () => {
	await closeSql();
	await stopDatabase();
});

function template(): WorkflowJson & { pinData: Record<string, Array<{ json: IDataObject }>> } {
	const json = JSON.parse(readFileSync(path.resolve(__dirname, '../../workflows/sdr-agent-conversas.json'), 'utf8')) as ReturnType<
		typeof template
	>;
	for (const node of json.nodes) {
		if ('quietSeconds' in node.parameters) node.parameters.quietSeconds = 0.5;
		if (node.name === 'Agente SDR') Object.assign(node.parameters, DEMO_AGENT);
	}
	return json;
}

/** What the trigger of Z-API does with a delivery, its answer apart. */
async function arrives(given: { text: string; messageId?: string; fromMe?: boolean }) {
	const instanceId = String(shop.credentials.atendeAquiZApi.instanceId);
	const payload = { ...receivedText({ ...given, phone, instanceId }), ...(given.fromMe && { fromMe: true, fromApi: false }) };
	const reading = readEvent(payload, { groups: false, ownMessages: true }, false);
	if (reading.kind !== 'message') throw new Error(JSON.stringify(reading));
	const store = await openStore({ getCredentials: async () => shop.credentials.supabaseApi });
	return await takeIn({ helpers: {} as never, logger: { warn: () => undefined } as never }, store, reading.message);
}
const runsUntil = async (count: number) => {
	const deadline = Date.now() + 20_000;
	while (published.runs.length < count) {
		if (Date.now() > deadline) throw new Error(`${published.runs.length} runs of ${count}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
};
const sentTo = () => shop.zapi.sent.filter(({ body }) => body.phone === phone).map(({ body }) => String(body.message));

it('a burst of five is one execution, one model call and one reply, within 4 round trips', async () => {
	shop.gateway.resetRequests();
	for (const text of ['Oi', 'tudo bem?', 'vi vocês no Instagram', 'sou a Marina', 'quero um misturador']) await arrives({ text });
	await runsUntil(1);
	const [run] = published.runs;
	expect(run.error).toBeUndefined();
	expect(run.ran).toEqual([
		'Conversa em silêncio',
		'Quem responde?',
		'Ouvir áudio',
		'Agente SDR',
		'Confirmar envio',
		'Parte a enviar',
		'Enviar no WhatsApp',
		'Registrar resposta',
	]);
	expect([shop.model.requests.length, sentTo().length]).toEqual([1, 1]);
	const calls = shop.gateway.requestLog.map(({ path: called }) => called.replace(/.*\/rpc\//, ''));
	// Each message is stored by one; the trigger's question is asked once a second, whatever there is to do.
	expect(calls.filter((name) => name !== 'next_turns').sort()).toEqual([
		'confirm_send',
		...Array<string>(5).fill('receive_message'),
		'record_part',
	]);
	expect(await sql('select status from turns where phone = $1', [phone])).toEqual([{ status: 'sent' }]);
});

it("the agent's own reply, told by Z-API, starts nothing; the next message is answered with the history", async () => {
	await arrives({ text: 'Oi, sou a Marina' });
	await runsUntil(1);
	await arrives({ text: 'fico em Chapecó/SC' });
	await runsUntil(2);
	expect(sentTo()).toHaveLength(2);
	const { messages } = shop.model.requests[1] as { messages: Array<{ role: string; content: string }> };
	expect(messages.map(({ content }) => content)).toEqual(expect.arrayContaining(['Oi, sou a Marina', sentTo()[0], 'fico em Chapecó/SC']));
});

it('a person who types on the phone has the conversation: the agent is silent until it is given back, and then answers what was open', async () => {
	await arrives({ text: 'Oi, é a Ana, pode falar comigo', fromMe: true });
	await runsUntil(1);
	await arrives({ text: 'vocês abrem sábado?' });
	await runsUntil(2);
	expect(sentTo()).toEqual([]);
	await arrives({ text: '/liberar', fromMe: true });
	await runsUntil(4);
	expect(sentTo()).toHaveLength(1);
});

it('the workflow of before beside it: its sweep and this trigger answer each message once between them', async () => {
	await Promise.all([arrives({ text: 'Oi' }), shop.sweep(), new Promise((resolve) => setTimeout(resolve, 600)).then(shop.sweep)]);
	const deadline = Date.now() + 15_000;
	while (sentTo().length === 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
	await shop.sweep();
	await new Promise((resolve) => setTimeout(resolve, 1200));
	expect(sentTo()).toHaveLength(1);
});

it('Execute workflow plays the pinned conversation as often as one likes, asks the model, and sends nothing', async () => {
	await published.close();
	const json = template();
	const engine = await startEngine();
	for (const played of [1, 2]) {
		const run = await engine.run(json, {
			from: 'Conversa em silêncio',
			items: json.pinData['Conversa em silêncio'].map((item) => item.json),
			credentials: shop.credentials,
			mode: 'manual',
		});
		expect({ error: run.error, ran: run.ran.slice(-2) }).toEqual({ error: undefined, ran: ['Agente SDR', 'Confirmar envio'] });
		expect(run.items('Agente SDR')).toEqual([expect.objectContaining({ reply: expect.stringMatching(/\S/) })]);
		expect(shop.model.requests).toHaveLength(played);
	}
	expect(shop.zapi.sent).toEqual([]);
});
