import { setTimeout as sleep } from 'node:timers/promises';

import { everyNth } from '../sandbox/atendeaqui';
import type { Execution, WorkflowTemplate } from '../sandbox/n8nApi';
import { automationPayload } from '../sandbox/piperunPayloads';
import { withParameters } from '../sandbox/publish';
import { eventually, rows, withSandbox } from './sandboxForTests';

const EVERY_5_SECONDS = { interval: [{ field: 'seconds', secondsInterval: 5 }] };
const ALWAYS = { weekdayHours: '00:00-24:00', saturdayHours: '00:00-24:00', sundayHours: '00:00-24:00' };
const changes = { rule: EVERY_5_SECONDS, rules: { ...ALWAYS, gapSeconds: 1 }, pollTimes: { item: [{ mode: 'everyMinute' }] } };
const SECRET = 'k3v9Qw7ZpT2mX8aB';
/** Deals that are won start an onboarding: the trigger is switched on, and has a secret of its own. */
const withPipeRun = (template: WorkflowTemplate): WorkflowTemplate => ({
	...template,
	nodes: template.nodes.map((node) =>
		node.type.endsWith('.pipeRunTrigger')
			? { ...node, disabled: false, parameters: { ...(node.parameters as object), secret: SECRET } }
			: node,
	),
});
const sandbox = withSandbox({
	templates: ['bastidores', 'onboarding', 'onboarding-nudge'],
	adjust: (template, name) => withParameters(changes)(name === 'onboarding' ? withPipeRun(template) : template, name),
});
const CUSTOMERS = 50;
const phoneOf = (n: number): string => `55119999901${String(n).padStart(2, '0')}`;

interface Answer {
	status: number;
	body: Record<string, unknown>;
}
async function call(method: string, route: string, body?: object, headers?: Record<string, string>): Promise<Answer> {
	const { name, value } = sandbox().credentials.httpHeaderAuth.data as { name: string; value: string };
	const response = await fetch(`${sandbox().n8n().url}/webhook/onboarding/${route}`, {
		method,
		headers: { 'content-type': 'application/json', ...(headers ?? { [name]: value }) },
		...(body && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : { text }) as Answer['body'] };
}
const signup = (n: number, changes: object = {}) => ({
	id: `empresa-${n}`,
	name: `Ana Souza ${n}`,
	email: `ana${n}@example.com`,
	phone: phoneOf(n),
	company: `Empresa ${n}`,
	plan: 'pro',
	...changes,
});

/** As a caller does who was told to call again. */
async function signUp(body: object): Promise<Answer> {
	for (let tries = 1; ; tries++) {
		const answer = await call('POST', 'cadastro', body);
		if (answer.status < 500 || tries === 5) return answer;
	}
}
/** So many at a time, as a product under load. */
async function each<T, R>(given: T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
	const done: R[] = [];
	const queue = given.map((one, index) => ({ one, index }));
	const worker = async () => {
		for (let next = queue.shift(); next; next = queue.shift()) done[next.index] = await work(next.one);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return done;
}
const isWelcome = (text: unknown): boolean => String(text).includes('Que bom ter vocês com a gente');
const welcomes = () => sandbox().zapi.sent.filter(({ body }) => isWelcome(body.message));
/** What a customer received after the welcome. */
const reminders = (n: number) =>
	sandbox().zapi.sent.flatMap(({ body }) => (body.phone === phoneOf(n) && !isWelcome(body.message) ? [String(body.message)] : []));

describe('signups on real n8n', () => {
	test('of nobody with the right key are let in', async () => {
		for (const headers of [{}, { 'X-Api-Key': 'wrong' }] as Array<Record<string, string>>)
			for (const route of ['cadastro', 'evento', 'token']) expect((await call('POST', route, signup(0), headers)).status).toBe(403);
		// The trigger of the reminders reads.
		expect(sandbox().atendeAqui.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test('fifty, some repeated, some wrong, while one call in five fails: fifty clients, flows and welcomes', async () => {
		const { atendeAqui, zapi } = sandbox();
		atendeAqui.faults.push({ kind: 'status', status: 503, times: Infinity, match: everyNth(5) });
		zapi.faults.push({ kind: 'status', status: 429, times: Infinity, match: everyNth(5) });
		const valid = Array.from({ length: CUSTOMERS }, (_, n) => signup(n));
		const repeated = Array.from({ length: 20 }, (_, n) => signup(n * 2));
		const wrong: Array<[string, object]> = [
			['email', { email: 'ana@' }],
			['phone', { phone: '12' }],
			['name', { name: ' ' }],
			['id', { id: '' }],
			['company', { company: ['Acme'] }],
		];
		const bodies = [...valid, ...repeated].sort((a, b) => a.email.localeCompare(b.email));
		const refused = each(wrong, 1, async ([, changes]) => await call('POST', 'cadastro', signup(900, changes)));
		const accepted = await each(bodies, 6, signUp);

		expect((await refused).map(({ status, body }) => [status, body.field])).toEqual(wrong.map(([field]) => [422, field]));
		expect(accepted.map(({ status }) => status).filter((status) => status !== 200 && status !== 201)).toEqual([]);
		expect(atendeAqui.clients.all()).toHaveLength(CUSTOMERS);
		expect(atendeAqui.flow().users.size).toBe(CUSTOMERS);
		for (const [user, progress] of atendeAqui.flow().users) expect(progress).toMatchObject({ client_id: user, status: 'IN_PROGRESS' });

		await eventually(
			async () => await rows(sandbox(), `select status from outbox where status <> 'sent'`),
			(open) => open.length === 0,
			150_000,
		);
		expect(
			welcomes()
				.map(({ body }) => body.phone)
				.sort(),
		).toEqual(valid.map(({ phone }) => phone).sort());
		expect(await rows(sandbox(), `select count(*)::int from onboardings where phone <> ''`)).toEqual([{ count: CUSTOMERS }]);
		atendeAqui.faults.clear();
		zapi.faults.clear();
	});

	test('a deal that is won in PipeRun, told twice, is welcomed once too', async () => {
		const { piperun, api, published, atendeAqui, n8n } = sandbox();
		const phone = '5511999990299';
		const company = piperun.account.add('companies', { name: 'Burger do Vale' });
		const { pipeline, stage } = piperun.ids;
		const deal = piperun.account.add('deals', {
			title: 'Marina Exemplo',
			pipeline_id: pipeline,
			stage_id: stage,
			company_id: company.id,
			reference: `atendeaqui:${phone}:1`,
			status: 1,
			closed_at: '2026-03-02 09:30:00',
		});
		const id = await api().webhookId(published.onboarding, 'n8n-nodes-atendeaqui.pipeRunTrigger');
		const tell = async () =>
			await fetch(`${n8n().url}/webhook/${id}/${SECRET}?event=won`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(automationPayload(deal)),
			});
		expect([(await tell()).status, (await tell()).status]).toEqual([200, 200]);
		const user = `piperun-empresa-${String(company.id)}`;
		await eventually(
			() => welcomes().filter(({ body }) => body.phone === phone),
			(sent) => sent.length === 1,
		);
		expect(atendeAqui.clients.get(user)).toMatchObject({ client_id: user, phone });
		expect(atendeAqui.flow().get(user)).toMatchObject({ status: 'IN_PROGRESS', client_id: user, external_user_name: 'Marina Exemplo' });
	});

	test('what the product tells completes steps, and the dashboard sees it', async () => {
		const data = { api_token: 'invented-secret', provider: 'google' };
		expect(await call('POST', 'evento', { user_id: 'empresa-1', feature: 'api_setup', data })).toMatchObject({
			status: 200,
			body: { handled: true, step: 'configuracao-api' },
		});
		expect(sandbox().atendeAqui.flow().get('empresa-1').step_data['configuracao-api']).toEqual(data);
		expect(await call('POST', 'evento', { feature: 'api_setup' })).toMatchObject({ status: 400, body: { problem: 'User ID is empty' } });
		expect(await call('GET', 'situacao?user_id=empresa-1')).toMatchObject({
			status: 200,
			body: { status: 'IN_PROGRESS', percentage: 25, is_completed: false, steps_done: ['configuracao-api'] },
		});
		expect(await call('POST', 'token', { user_id: 'empresa-1' })).toMatchObject({ status: 200, body: { expires_in: 600 } });
	});

	test('who stalled is reminded in words of the model, who finished is congratulated, who opted out is left alone', async () => {
		const { atendeAqui, model } = sandbox();
		model.respondWith((body) => {
			const isReminder = JSON.stringify(body.messages).includes('\\"message\\":\\"reminder\\"');
			return JSON.stringify({ message: isReminder ? 'Oi, Ana! Que tal continuar agora?' : 'Ana, vocês conseguiram!' });
		});
		const longAgo = new Date(Date.now() - 48 * 3_600_000).toISOString();
		await rows(sandbox(), `select register_opt_out($1, 'sair')`, [phoneOf(12)]);
		for (const n of [10, 12]) {
			Object.assign(atendeAqui.flow().get(`empresa-${n}`), { started_at: longAgo, last_activity_at: longAgo });
			await rows(sandbox(), `update onboardings set started_at = $1, last_activity_at = $1 where user_id = $2`, [longAgo, `empresa-${n}`]);
		}
		// Nobody tells of it but AtendeAqui's list: the trigger has to see it.
		atendeAqui.flow().finish('empresa-11', 'COMPLETED');
		await eventually(
			() => [reminders(10), reminders(11)],
			(received) => received.every((texts) => texts.length > 0),
			120_000,
		);
		// Two more looks of the workflow find nobody else.
		await sleep(10_000);
		expect([10, 11, 12, 13].map(reminders)).toEqual([['Oi, Ana! Que tal continuar agora?'], ['Ana, vocês conseguiram!'], [], []]);
	});

	let killedAt = '';
	test('what happened while n8n was dead is told when it is back', async () => {
		killedAt = new Date().toISOString();
		await sandbox().n8n().kill();
		sandbox().atendeAqui.flow().finish('empresa-21', 'COMPLETED');
		await sandbox().startAgain();
		await eventually(
			() => reminders(21),
			(texts) => texts.length > 0,
			120_000,
		);
		await sleep(10_000);
		expect([10, 11, 12, 13, 21].map((n) => reminders(n).length)).toEqual([1, 1, 0, 0, 1]);
		sandbox().model.respondWith(null);
	});

	test('leave no body in what n8n keeps, and no vendor refused a request', async () => {
		const { api, published, atendeAqui, zapi, model, piperun } = sandbox();
		expect(await api().executions(published.onboarding)).toEqual([]);
		// Nothing failed there, since nobody was alerted; of other workflows the executions are kept.
		const alerts = (await api().executions(published.bastidores)).filter(({ mode }) => mode === 'error');
		expect(alerts).toEqual([]);
		const diedInTheKill = ({ status, startedAt }: Execution) => status === 'crashed' && startedAt <= killedAt;
		const isFine = (one: Execution) => ['success', 'running', 'new'].includes(one.status) || diedInTheKill(one);
		for (const name of ['bastidores', 'onboarding-nudge']) {
			const kept = await api().executions(published[name]);
			expect([name, kept.length > 0, kept.filter((one) => !isFine(one))]).toEqual([name, true, []]);
		}
		expect([...atendeAqui.violations, ...zapi.violations, ...model.violations, ...piperun.violations]).toEqual([]);
		expect(Object.keys(published).sort()).toEqual(['bastidores', 'onboarding', 'onboarding-nudge']);
	});
});
