import { randomUUID } from 'node:crypto';

import type { Browser } from 'playwright-core';

import { startBrowser } from '../sandbox/browser';
import { receivedImage, receivedText } from '../sandbox/zapiPayloads';
import type { NodeJson, WorkflowTemplate } from '../sandbox/n8nApi';
import type { ChatRequest } from '../sandbox/modelRequest';
import type { ToolCalls } from '../sandbox/model';
import { eventually, rows, withSandbox } from './sandboxForTests';

const TEAM = '5511900000002';
const ANA = '5511900000001';
const PHOTO = Buffer.from('uma foto');

/** The toolbox reads files from the stand-in, which is no public host. */
const sandbox = withSandbox({
	templates: ['bastidores', 'whatsapp-toolbox'],
	media: { 'foto.jpeg': { mimeType: 'image/jpeg', content: PHOTO } },
	adjust: (template) => ({
		...template,
		nodes: template.nodes.map((node) =>
			node.name === 'Baixar arquivo' ? withOptions(node, { hosts: '127.0.0.1', allowPrivate: true }) : node,
		),
	}),
});

const withOptions = (node: NodeJson, options: object): NodeJson => {
	const parameters = node.parameters as { options?: object };
	return { ...node, parameters: { ...parameters, options: { ...parameters.options, ...options } } };
};
const credentialIds = () => Object.fromEntries(Object.entries(sandbox().credentials).map(([type, { id }]) => [type, id]));
const toolbox = () => sandbox().published['whatsapp-toolbox'];

const node = (name: string, type: string, parameters: object): NodeJson => ({
	id: randomUUID(),
	name,
	type,
	typeVersion: type.endsWith('.webhook') ? 2 : 1,
	position: [0, 0],
	parameters,
	...(type.endsWith('.webhook') && { webhookId: randomUUID() }),
});
const Z_API = 'n8n-nodes-atendeaqui.zApi';

/** Publishes a workflow whose nodes follow each other. */
async function published(name: string, nodes: NodeJson[]): Promise<string> {
	const next = nodes.slice(1).map(({ name: to }) => ({ main: [[{ node: to, type: 'main', index: 0 }]] }));
	const connections = Object.fromEntries(next.map((outputs, n) => [nodes[n].name, outputs]));
	const template: WorkflowTemplate = { name, nodes, connections, settings: { executionOrder: 'v1' } };
	const workflow = await sandbox().api().importWorkflow(template, credentialIds());
	await sandbox().api().publish(workflow);
	return workflow.id;
}

/** A workflow that is called, asks somebody, and tells the team what came of it. */
const asking = async (path: string, question: object): Promise<string> =>
	await published(path, [
		node('Pedido', 'n8n-nodes-base.webhook', { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} }),
		node('Perguntar', Z_API, { resource: 'message', operation: 'sendAndWait', options: {}, ...question }),
		node('Contar', Z_API, {
			resource: 'message',
			operation: 'sendText',
			phone: TEAM,
			message: '={{ JSON.stringify($json.data) }}',
			options: {},
		}),
	]);
const call = async (path: string, body: object) =>
	await fetch(`${sandbox().n8n().url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});

const sentTo = (phone: string) => sandbox().zapi.sent.filter(({ body }) => body.phone === phone);
/** The text of the message that comes next to a phone. */
async function nextTo(phone: string, act: () => Promise<unknown>): Promise<string> {
	const before = sentTo(phone).length;
	await act();
	const sent = await eventually(
		() => sentTo(phone),
		(now) => now.length > before,
	);
	return String(sent[before].body.message);
}
const statusOf = async (workflow: string) => (await sandbox().api().executions(workflow))[0]?.status;
const waits = async (workflow: string) =>
	await eventually(
		async () => await statusOf(workflow),
		(status) => status === 'waiting',
	);
const linkIn = (text: string): string => /http\S+$/.exec(text)?.[0] ?? '';
const told = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('Send and Wait for Response by a link', () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await startBrowser();
	});
	afterAll(async () => await browser.close());

	test('goes on with the button that the person pressed; looking, and a forged link, decide nothing', async () => {
		const workflow = await asking('desconto', { phone: ANA, message: '=Posso dar {{ $json.body.percent }}% de desconto?' });
		const question = await nextTo(ANA, async () => await call('desconto', { percent: 10 }));
		expect(question).toMatch(/^Posso dar 10% de desconto\?\n\nResponda aqui: /);
		await waits(workflow);
		const link = linkIn(question);
		for (const agent of ['WhatsApp/2.24', 'facebookexternalhit/1.1']) await fetch(link, { headers: { 'user-agent': agent } });
		const forged = link.replace(/signature=.{4}/, 'signature=0000');
		expect((await fetch(forged, { method: 'POST', body: new URLSearchParams({ approved: 'true' }) })).status).toBe(401);
		expect(await statusOf(workflow)).toBe('waiting');

		const page = await browser.newPage({ viewport: { width: 375, height: 740 } });
		await page.goto(link);
		expect(await page.locator('main p').innerText()).toBe('Posso dar 10% de desconto?');
		const answer = await nextTo(TEAM, async () => await page.getByRole('button', { name: 'Recusar' }).click());
		expect(told(answer)).toEqual({ approved: false, respondedAt: expect.any(String) });
		await page.getByText('Resposta registrada').waitFor();
		await page.goto(link);
		expect(await page.locator('main p').count()).toBe(0);
		await page.close();
		expect(sentTo(TEAM)).toHaveLength(1);
	});
});

describe('the toolbox', () => {
	test('downloads what a customer sends, and sends it back', async () => {
		const photo = receivedImage({ phone: ANA, url: sandbox().zapi.mediaUrl('foto.jpeg') });
		await sandbox().zapi.deliver(photo);
		const [back] = await eventually(
			() => sandbox().zapi.sent.filter(({ body }) => 'document' in body),
			(sent) => sent.length > 0,
		);
		expect(back.body).toMatchObject({ phone: ANA, document: `data:image/jpeg;base64,${PHOTO.toString('base64')}`, fileName: 'foto' });
	});

	test("works as a tool of n8n's AI Agent", async () => {
		const { zapi, model } = sandbox();
		zapi.records['/groups'] = [{ name: 'Clientes VIP', phone: '120363000000000001-group', isGroup: true, unread: '0' }];
		model.respondWith((body) => result(body) ?? { tools: [{ name: 'Meus_grupos', arguments: {} }] });
		const reply = await nextTo(ANA, async () => await sandbox().write({ phone: ANA, text: 'Quais são os meus grupos?' }));
		expect(reply).toContain('Clientes VIP');
	});

	test.each([
		['approved', true],
		['declined', false],
	])('has a person review what the agent wants to send: %s', async (_, approved) => {
		const { model } = sandbox();
		const customer = '5511900000003';
		const before = sentTo(customer).length;
		const wanted = { toolParameters: { telefone: '11 90000-0003', texto: 'Bom dia!' }, hitlParameters: {} };
		model.respondWith((body) => result(body) ?? { tools: [{ name: 'Escrever_no_WhatsApp', arguments: wanted }] });
		const question = await nextTo(TEAM, async () => await sandbox().write({ phone: ANA, text: 'manda bom dia para 11 90000-0003' }));
		expect(question).toMatch(/Para: 11 90000-0003\nTexto: Bom dia!/);
		await waits(toolbox());
		expect(sentTo(customer)).toHaveLength(before);
		const decide = async () => await fetch(linkIn(question), { method: 'POST', body: new URLSearchParams({ approved: String(approved) }) });
		expect(await nextTo(ANA, decide)).toMatch(approved ? /messageId/ : /rejected/);
		expect(
			sentTo(customer)
				.slice(before)
				.map(({ body }) => body.message),
		).toEqual(approved ? ['Bom dia!'] : []);
	});
});

test('Send and Wait goes on with the next message of that person, once, however fast it comes', async () => {
	// The instance has one URL for received messages: the toolbox makes room.
	await sandbox().api().unpublish(toolbox());
	const inbound = await published('Receber', [
		node('Mensagem', 'n8n-nodes-atendeaqui.zApiTrigger', { events: ['received', 'status'], otherUrl: 'replace', options: {} }),
		node('Guardar', 'n8n-nodes-atendeaqui.conversation', { operation: 'receive' }),
	]);
	const phone = '5511999990077';
	await asking('cnpj', { phone: '={{ $json.body.phone }}', message: 'Qual é o CNPJ?', responseType: 'nextMessage' });
	const before = sentTo(TEAM).length;
	const answer = await nextTo(TEAM, async () => {
		await nextTo(phone, async () => await call('cnpj', { phone }));
		for (const messageId of ['ANSWER', 'ANSWER', 'LATER']) await sandbox().write({ phone, messageId, text: `Texto ${messageId}` });
	});
	expect(told(answer)).toMatchObject({ text: 'Texto ANSWER', message: { messageId: 'ANSWER', phone, kind: 'text' } });
	const inbox = async () => await rows(sandbox(), 'select message_id, status from inbox where phone = $1 order by id', [phone]);
	expect(await eventually(inbox, (all) => all.length === 2 && all[0].status === 'done')).toEqual([
		{ message_id: 'ANSWER', status: 'done' },
		{ message_id: 'LATER', status: 'waiting' },
	]);
	const receipt = { type: 'MessageStatusCallback', instanceId: receivedText().instanceId, phone, status: 'READ', ids: ['M1'] };
	expect((await sandbox().zapi.deliver(receipt)).status).toBe(200);
	expect(sentTo(TEAM)).toHaveLength(before + 1);
	const statuses = async () => (await sandbox().api().executions(inbound)).map(({ status }) => status);
	await eventually(statuses, (all) => all.length === 4 && all.every((status) => status === 'success'));
});

test('no vendor refused a request, and no execution failed', async () => {
	expect([sandbox().zapi.violations, sandbox().model.violations]).toEqual([[], []]);
	const kept = await sandbox().api().executions(sandbox().published.bastidores);
	expect(kept.filter(({ status }) => ['error', 'crashed'].includes(status))).toEqual([]);
});

/** The words after a tool was used; null before. */
function result({ messages }: ChatRequest): string | ToolCalls | null {
	const last = (messages as Array<{ role: string; content: unknown }>).at(-1);
	return last?.role === 'tool' ? `Resultado: ${String(last.content)}` : null;
}
