import { everyNth } from '../sandbox/atendeaqui';
import { withParameters } from '../sandbox/publish';
import { eventually, rows, withSandbox } from './sandboxForTests';

const EVERY_5_SECONDS = { interval: [{ field: 'seconds', secondsInterval: 5 }] };
const sandbox = withSandbox({
	templates: ['error-alert', 'outbox-worker', 'onboarding', 'onboarding-nudge'],
	adjust: (template, name) => (name === 'outbox-worker' ? withParameters({ rule: EVERY_5_SECONDS })(template, name) : template),
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
const welcomes = () => sandbox().zapi.sent.filter(({ body }) => String(body.message).includes('Que bom ter vocês com a gente'));

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

	test('leave no body in what n8n keeps, and no vendor refused a request', async () => {
		const { api, published, atendeAqui, zapi } = sandbox();
		expect(await api().executions(published.onboarding)).toEqual([]);
		expect([...atendeAqui.violations, ...zapi.violations]).toEqual([]);
		expect(Object.keys(published).sort()).toEqual(['error-alert', 'onboarding', 'onboarding-nudge', 'outbox-worker']);
	});
});
