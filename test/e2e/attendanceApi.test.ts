import { randomInt } from 'node:crypto';

import { onPort } from '../sandbox/ownPort';
import { freePort } from '../sandbox/ports';
import { withParameters } from '../sandbox/publish';
import { repliesTo, replyAfter } from '../sandbox/story';
import { apiOf, firstAdmin, runClient, type Login } from './attendanceClients';
import { eventually, rows, withSandbox } from './sandboxForTests';

/** Programs that were written from the document, run as they are against the served API on a port of its own. */

let port: number;
beforeAll(async () => {
	port = await freePort();
});
const sandbox = withSandbox({
	templates: ['bastidores', 'sdr-agent', 'attendance-api'],
	quietSeconds: 1,
	adjust: (template, name) =>
		onPort(port)(withParameters({ rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } })(template, name), name),
});

const IMAGE = 'https://cdn.provedor.example/modem.png';
let base: string;
let api: Awaited<ReturnType<typeof apiOf>>;
const team = {} as Record<'chief' | 'ana' | 'bia' | 'robo', Login>;
beforeAll(async () => {
	base = `http://127.0.0.1:${port}/api/v1`;
	const admin = await firstAdmin(sandbox());
	api = await apiOf(base, admin);
	for (const [name, role] of [
		['chief', 'supervisor'],
		['ana', 'atendente'],
		['bia', 'atendente'],
		['robo', 'atendente'],
	] as const)
		team[name] = await api.user(name, role);
}, 120_000);

const run = async <T>(who: Login, name: string, ...args: string[]): Promise<T> => (await runClient(base, who, name, ...args).result) as T;

/** A customer who wrote and was answered by the agent. */
async function customer(text = 'Oi, minha internet está lenta') {
	const phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
	expect((await sandbox().write({ phone, text, name: 'Ana Teste' })).status).toBe(200);
	await replyAfter(sandbox(), phone, 0);
	const [{ id }] = await rows<{ id: string }>(sandbox(), 'select id from attendances where phone = $1', [phone]);
	return { phone, id };
}
const texts = (phone: string) => repliesTo(sandbox(), phone).map(({ body }) => body.message);
const get = async (id: string) => (await api.call('GET', `/conversations/${id}`)).body;

it('login and logout: the token says who it is, and is good for nothing afterwards', async () => {
	expect(await run(team.ana, 'login_logout.py')).toEqual({
		token_type: 'bearer',
		expires_in: 86_400,
		user: { id: team.ana.id, email: team.ana.email, nome: 'ana', role: 'atendente' },
		me: expect.objectContaining({ id: team.ana.id, is_active: true }) as unknown,
		logout: 200,
		after: [401, 'UNAUTHORIZED'],
		wrong: [401, expect.any(String) as unknown],
	});
});

it('a conversation: the assistant, the queue, an attendant, the next one, the end', async () => {
	const { phone, id } = await customer();
	const { reply } = await run<{ reply: Record<string, unknown> }>(team.robo, 'chatbot.py', id, 'Estou sem sinal desde cedo');
	expect(reply).toMatchObject({ response: expect.any(String), intent: expect.any(String), should_transfer: expect.any(Boolean) });
	const { waiting, read } = await run<{ waiting: number; read: Array<Record<string, unknown>> }>(team.chief, 'list_and_read.py');
	expect(waiting).toBe(1);
	expect(read[0]).toMatchObject({ id, phone: `+${phone}`, status: 'queue' });
	const board = await run<{ metrics: { conversations: object }; queue: { queue: object[] }; text: string }>(team.chief, 'dashboard.py');
	expect(board.metrics.conversations).toMatchObject({ in_queue: 1, resolved_today: 0 });
	expect(board.queue.queue).toMatchObject([{ position: 1, customer_phone: `+${phone}`, priority: 'normal' }]);

	const taken = await (await apiOf(base, team.ana)).call('POST', '/conversations/queue/next');
	expect([taken.status, taken.body.id, taken.body.assigned_to]).toEqual([200, id, team.ana.id]);
	const sent = await run<Record<'text' | 'image', object>>(team.ana, 'send_message.py', id, 'Bom dia! Vou conferir a sua linha.', IMAGE);
	expect(sent.text).toMatchObject({
		direction: 'outgoing',
		content: 'Bom dia! Vou conferir a sua linha.',
		type: 'text',
		status: 'sent',
		sent_by: 'agent',
	});
	expect(sent.image).toMatchObject({ type: 'image', content: IMAGE });
	await eventually(
		() => repliesTo(sandbox(), phone).map(({ body }) => body),
		(all) => all.some(({ message }) => message === 'Bom dia! Vou conferir a sua linha.') && all.some(({ image }) => image === IMAGE),
		20_000,
	);

	await run(team.ana, 'transfer.py', id, String(team.bia.id), 'É da Bia');
	expect(await get(id)).toMatchObject({ status: 'in_progress', assigned_to: team.bia.id });
	expect(await run(team.bia, 'close.py', id, 'resolved', 'Sinal de volta')).toEqual({ status: 'resolved' });
	expect((await run<{ metrics: { conversations: object } }>(team.chief, 'dashboard.py')).metrics.conversations).toMatchObject({
		in_queue: 0,
		resolved_today: 1,
	});
});

it('the socket: what the customer and the attendant say, and how far it got', async () => {
	const { phone, id } = await customer();
	await (await apiOf(base, team.bia)).call('POST', `/conversations/${id}/take`);
	const listening = runClient(base, team.bia, 'listen.py', id, '8', 'Oi, em que posso ajudar?');
	await listening.ready;
	await eventually(
		async () => JSON.stringify((await get(id)).messages),
		(messages) => messages.includes('Oi, em que posso ajudar?'),
		10_000,
	);
	await sandbox().write({ phone, text: 'Continua sem sinal' });
	const heard = (await listening.result) as Array<Record<string, unknown>>;
	const said = heard.filter(({ type }) => type === 'new_message');
	expect(said.map(({ direction, content, sent_by }) => [direction, content, sent_by])).toEqual([
		['outgoing', 'Oi, em que posso ajudar?', 'agent'],
		['incoming', 'Continua sem sinal', 'customer'],
	]);
	expect(heard[0]).toEqual({ type: 'pong' });
	expect(heard.filter(({ type }) => type === 'error')).toEqual([]);
	expect(heard.filter(({ type, message_id }) => type === 'message_status' && message_id === said[0].message_id).length).toBeGreaterThan(0);
	expect(texts(phone)).toContain('Oi, em que posso ajudar?');
	await run(team.bia, 'close.py', id, 'unresolved', '');
});

it('an attendant that is a program: greets, answers with the assistant', async () => {
	const { phone, id } = await customer();
	const robot = runClient(base, team.robo, 'virtual_attendant.py', '14');
	await robot.ready;
	await (await apiOf(base, team.ana)).call('POST', `/conversations/${id}/take`);
	await (await apiOf(base, team.ana)).call('POST', `/conversations/${id}/transfer`, { to_agent_id: team.robo.id, reason: 'robô' });
	await eventually(
		() => texts(phone),
		(all) => all.some((text) => String(text).includes('assistente virtual')),
		10_000,
	);
	await sandbox().write({ phone, text: 'Qual é o horário de vocês?' });
	const log = (await robot.result) as Array<Record<string, unknown>>;
	expect(log[0]).toEqual({ greeted: id });
	expect(log.filter((line) => 'failed' in line)).toEqual([]);
	expect(log.some((line) => line.answered === id || line.escalated === id)).toBe(true);
});

it('text, image, template to a number, and a campaign of three', async () => {
	const phones = [1, 2, 3].map(() => `+55119${String(randomInt(1e8)).padStart(8, '0')}`);
	const sent = await run<Record<string, Record<string, unknown>>>(team.chief, 'whatsapp.py', phones[0], 'aviso_manutencao', IMAGE);
	expect(sent.text).toEqual({ message_id: expect.any(String) as unknown, status: 'sent' });
	expect(sent.image).toMatchObject({ status: 'sent' });
	const campaign = await run<{ success: number; failed: number; errors: Array<{ status: number }> }>(
		team.chief,
		'campaign.py',
		'aviso_manutencao',
		...phones,
	);
	expect(campaign.success + campaign.failed).toBe(3);
	// A number of Z-API has no templates, and no text stands for this one: each is told so.
	expect(campaign.errors.every(({ status }) => status === 400)).toBe(true);
});

it('health and figures at the origin', async () => {
	const { health, metrics } = await run<{ health: { status: string }; metrics: string[] }>(team.chief, 'health.py');
	expect(['ok', 'degraded']).toContain(health.status);
	expect(metrics).toEqual(
		expect.arrayContaining([
			'http_requests_total',
			'http_request_duration_seconds_count',
			'websocket_connections_active',
			'conversations_active_total',
			'messages_sent_total',
		]),
	);
});
