import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { fit, salesAnswer, type Schema } from '../sandbox/modelAnswer';
import { spoken, type ChatRequest } from '../sandbox/modelRequest';
import { addPerson, controlApiUrl } from '../sandbox/people';
import { withParameters, type Adjust } from '../sandbox/publish';
import { startServer, json, type Server } from '../sandbox/server';
import { faultQueue } from '../sandbox/faults';
import { repliesTo, replyAfter } from '../sandbox/story';
import { receivedText } from '../sandbox/zapiPayloads';
import { pageOnRealN8n } from './pageOnRealN8n';
import { eventually, rows, withSandbox } from './sandboxForTests';

const EVERY_5_SECONDS = { interval: [{ field: 'seconds', secondsInterval: 5 }] };
const hurried = withParameters({ rule: EVERY_5_SECONDS });
/** Long enough for a reply of three parts. */
const wordy: Adjust = (template) => ({
	...template,
	nodes: template.nodes.map((node) =>
		node.name === 'Agente SDR'
			? { ...node, parameters: { ...(node.parameters as object), options: { maxLength: 4000, maxTokens: 2000 } } }
			: node,
	),
});
const sandbox = withSandbox({
	quietSeconds: 1,
	adjust: (template, name) => (name === 'sdr-agent' ? wordy : hurried)(template, name),
});
const TEAM = '5511900000000';
/** Long enough for a reply that must not come. */
const NO_REPLY_MS = 4000;

let base: string;
let ana: string;
let bia: string;
beforeAll(async () => {
	ana = await addPerson(sandbox(), { id: 'ana@example.com', name: 'Ana', role: 'attendant', slackUserId: 'U0000ANA' });
	bia = await addPerson(sandbox(), { id: 'bia@example.com', name: 'Bia', role: 'attendant', slackUserId: 'U0000BIA' });
	base = await controlApiUrl(sandbox());
});

async function ask(method: string, route: string, key: string, body?: object, headers: Record<string, string> = {}) {
	const response = await fetch(`${base}${route}`, {
		method,
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
		...(body && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
}
const order = async (phone: string, name: string, key = ana) => await ask('POST', `/session/${phone}/${name}`, key, {});
const texts = (phone: string) => repliesTo(sandbox(), phone).map(({ body }) => String(body.message));

describe('the control API on real n8n', () => {
	test('answers to a page without an origin, and refuses strangers', async () => {
		const preflight = await fetch(`${base}/sessions/active`, {
			method: 'OPTIONS',
			headers: { origin: 'null', 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
		});
		expect(preflight.ok).toBe(true);
		const listed = await ask('GET', '/sessions/active', ana, undefined, { origin: 'null' });
		expect([listed.status, listed.headers.get('access-control-allow-origin'), listed.headers.get('access-control-expose-headers')]).toEqual(
			[200, expect.stringMatching(/^(\*|null)$/), 'ETag'],
		);
		expect(await ask('GET', '/sessions/active', 'wrong')).toMatchObject({ status: 401, body: { error: 'UNAUTHORIZED' } });
		expect(await (await fetch(base)).json()).toMatchObject({ status: 'online' });
	});

	test('two attendants at once: one gets it', async () => {
		const phone = '5511999990100';
		// Nobody has written yet: the channel has to be named.
		const take = async (key: string) => await ask('POST', `/session/${phone}/takeover`, key, { channel: 'teste' });
		const answers = await Promise.all([take(ana), take(bia)]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
		expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
			error: 'OWNED_BY_OTHER',
			data: { owner: expect.stringContaining('@example.com') },
		});
	});
});

describe('a person and the bot never talk over each other', () => {
	test('a takeover while the model thinks silences that reply; after the release the bot answers again', async () => {
		const phone = '5511999990101';
		const { model } = sandbox();
		const asked = model.requests.length;
		model.faults.push({ kind: 'delay', ms: 3000 });
		await sandbox().write({ phone, text: 'tem desconto?' });
		await eventually(
			() => model.requests.length,
			(count) => count > asked,
		);
		expect(await order(phone, 'takeover')).toMatchObject({ status: 200, body: { current_mode: 'human' } });
		await sleep(3000 + NO_REPLY_MS);
		expect(texts(phone)).toEqual([]);
		expect(await rows(sandbox(), `select status from conversations where lead_phone = $1 and role = 'assistant'`, [phone])).toEqual([
			{ status: 'discarded' },
		]);
		await sandbox().write({ phone, text: 'alguém aí?' });
		await sleep(NO_REPLY_MS);
		expect(texts(phone)).toEqual([]);

		expect(await order(phone, 'release')).toMatchObject({ status: 200, body: { current_mode: 'agent' } });
		await sandbox().write({ phone, text: 'Oi, tem FB300?' });
		await replyAfter(sandbox(), phone, 0);
	});

	test('a takeover between two parts of a reply silences the rest; without one all parts arrive in order', async () => {
		const { model } = sandbox();
		const part = (letter: string) => `${letter} ${'Entendi, obrigado por me contar. '.repeat(27)}`.trim();
		const long = [part('A'), part('B'), part('C')].join('\n\n');
		model.respondWith((body) => longAnswer(body, long));
		try {
			const whole = '5511999990102';
			await sandbox().write({ phone: whole, text: 'me conta tudo' });
			await replyAfter(sandbox(), whole, 2);
			expect(texts(whole).map((text) => text[0])).toEqual(['A', 'B', 'C']);

			const cut = '5511999990103';
			// The first part is on its way for as long as a takeover may take on a busy machine.
			sandbox().zapi.faults.push({ kind: 'delay', ms: 6000, match: (path) => path === '/send-text' });
			await sandbox().write({ phone: cut, text: 'me conta tudo' });
			await replyAfter(sandbox(), cut, 0);
			expect((await order(cut, 'takeover')).status).toBe(200);
			await sleep(6000 + NO_REPLY_MS);
			expect(texts(cut)).toHaveLength(1);
			expect(await rows(sandbox(), `select status from outbox where phone = $1 and kind = 'whatsapp_text' order by id`, [cut])).toEqual([
				{ status: 'sent' },
				{ status: 'discarded' },
				{ status: 'discarded' },
			]);
		} finally {
			model.respondWith(null);
		}
	});

	test('what the team types on the business phone takes over; "/liberar" gives back; the echo of the bot does neither', async () => {
		const phone = '5511999990104';
		await sandbox().write({ phone, text: 'Oi' });
		await replyAfter(sandbox(), phone, 0);
		// The stand-in has told of the bot's own message by now.
		await eventually(
			async () => await rows(sandbox(), `select 1 from inbox where phone = $1 and speaker = 'agent'`, [phone]),
			(echoes) => echoes.length === 1,
		);
		const type = async (text: string) => await sandbox().zapi.deliver(receivedText({ phone, text, fromMe: true, fromApi: false }));
		const mode = async () => (await ask('GET', `/session/${phone}/status`, ana)).body.mode as string;
		expect(await mode()).toBe('agent');
		await type('Oi, aqui é a Ana, já te respondo');
		await eventually(mode, (now) => now === 'human');
		await sandbox().write({ phone, text: 'beleza' });
		await sleep(NO_REPLY_MS);
		expect(texts(phone)).toHaveLength(1);
		await type('/liberar');
		await eventually(mode, (now) => now === 'agent');
		await sandbox().write({ phone, text: 'e a FB300?' });
		await replyAfter(sandbox(), phone, 1);
	});

	test('who asks for a person gets ready words, the team is told once, and an idle person gives back by the sweep', async () => {
		const phone = '5511999990105';
		await sandbox().write({ phone, text: 'quero falar com um atendente' });
		expect(String((await replyAfter(sandbox(), phone, 0)).body.message)).toContain('avisando a equipe');
		// Another customer may still be being answered: the model has seen nothing of these words.
		const said = sandbox().model.requests.map((request) => JSON.stringify((request.messages as unknown[]).at(-1)));
		expect(said.filter((words) => words.includes('quero falar com um atendente'))).toEqual([]);
		const told = () => texts(TEAM).filter((text) => text.includes(phone) && text.includes('🆘'));
		await eventually(told, (notices) => notices.length === 1);
		await sandbox().write({ phone, text: 'quero falar com um atendente!' });
		await sleep(NO_REPLY_MS * 2);
		expect([texts(phone).length, told().length]).toEqual([1, 1]);

		await order(phone, 'takeover');
		await sandbox().supabase.pool.query(
			`update sessions set last_human_activity = now() - interval '301 seconds', human_since = now() - interval '301 seconds' where phone = $1`,
			[phone],
		);
		await eventually(
			() => texts(TEAM).filter((text) => text.includes(phone) && text.includes('voltou para o robô')),
			(notices) => notices.length === 1,
		);
	});

	test('a click in Slack takes over, and the message in Slack is updated; a forged one does nothing', async () => {
		const phone = '5511999990106';
		await sandbox().write({ phone, text: 'quero um atendente' });
		await replyAfter(sandbox(), phone, 0);
		const posted: string[] = [];
		const slack: Server = await startServer({
			faults: faultQueue(),
			faultBody: () => ({}),
			answer: ({ text }) => {
				posted.push(text);
				return json(200, { ok: true });
			},
		});
		const channel = sandbox().credentials.atendeAquiZApi.data.instanceId;
		const click = async (user: string, secret = String(sandbox().credentials.slackApi.data.signatureSecret)) => {
			const payload = {
				type: 'block_actions',
				user: { id: user },
				response_url: `${slack.url}/actions`,
				actions: [{ action_id: 'takeover', value: JSON.stringify({ channel, phone }) }],
			};
			const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
			const timestamp = String(Math.floor(Date.now() / 1000));
			const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
			const headers = {
				'content-type': 'application/x-www-form-urlencoded',
				'x-slack-request-timestamp': timestamp,
				'x-slack-signature': signature,
			};
			return (await fetch(`${base}/slack`, { method: 'POST', headers, body })).status;
		};
		try {
			expect(await click('U0000ANA', 'forged')).toBe(401);
			expect(await click('U0000ANA')).toBe(200);
			await eventually(
				() => posted.join(),
				(seen) => seen.includes('assumida por Ana'),
			);
			expect(await click('U0000BIA')).toBe(200);
			await eventually(
				() => posted.join(),
				(seen) => seen.includes('Ana já atende'),
			);
			expect((await ask('GET', `/session/${phone}/status`, ana)).body).toMatchObject({ mode: 'human', human_attendant: 'ana@example.com' });
		} finally {
			await slack.stop();
		}
	});
});

pageOnRealN8n(() => ({ base, ana, sandbox: sandbox(), ask, order }));

test('no vendor refused a request, and no execution failed', async () => {
	expect([sandbox().zapi.violations, sandbox().model.violations]).toEqual([[], []]);
	for (const id of Object.values(sandbox().published)) {
		const executions = await sandbox().api().executions(id);
		expect(executions.filter(({ status }) => !['success', 'running', 'new', 'waiting'].includes(status))).toEqual([]);
	}
});

/** A reply that has to be sent in parts, in the form that was asked for. */
function longAnswer(body: ChatRequest, reply: string): string {
	const { json_schema } = (body.response_format ?? {}) as { json_schema?: { schema?: Schema } };
	return JSON.stringify(fit({ ...salesAnswer(spoken(body)), reply }, json_schema?.schema ?? {}));
}
