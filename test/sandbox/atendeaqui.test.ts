import { everyNth, startAtendeAqui, type AtendeAqui } from './atendeaqui';
import { DEMO_FLOW } from './atendeaquiFlow';

const TOKEN = 'sandbox-token';
const KEY = DEMO_FLOW.key;
let now = Date.UTC(2026, 2, 2, 12);
let api: AtendeAqui;
beforeEach(async () => {
	api = await startAtendeAqui({ apiToken: TOKEN, now: () => now });
});
afterEach(async () => await api.stop());

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
	const isFlowCall = path.startsWith(`/onboarding/${KEY}/`) || path.startsWith('/onboarding/auth/');
	const answer = await fetch(`${api.baseUrl}${path}`, {
		method,
		headers: {
			...(isFlowCall ? { 'x-onboarding-key': KEY } : { authorization: `Bearer ${TOKEN}` }),
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers,
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.text();
	return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> };
}
const onUser = async (act: string, body?: unknown) => await call('POST', `/onboarding/${KEY}/progress/u1/${act}/`, body);
const start = async (user = 'u1') => await call('POST', `/onboarding/${KEY}/start/`, { external_user_id: user });

describe('who may call', () => {
	it.each([
		['no token', '/clients/', { authorization: '' }, 401, 'AUTH_REQUIRED'],
		['a wrong token', '/clients/', { authorization: 'Bearer wrong' }, 401, 'AUTH_REQUIRED'],
		['an old token', '/clients/', { authorization: 'Bearer expired-1' }, 401, 'TOKEN_EXPIRED'],
		['another origin', '/clients/', { origin: 'https://example.com' }, 403, 'ORIGIN_NOT_ALLOWED'],
		['an unknown flow', '/onboarding/other/structure/', { 'x-onboarding-key': 'other' }, 404, 'FLOW_NOT_FOUND'],
		['a header of another flow', `/onboarding/${KEY}/structure/`, { 'x-onboarding-key': 'other' }, 401, 'AUTH_REQUIRED'],
	])('refuses %s', async (_, path, headers, status, code) => {
		expect(await call('GET', path, undefined, headers as Record<string, string>)).toMatchObject({ status, body: { error: { code } } });
	});

	it('refuses a flow key without its header, and remembers it as a mistake of the caller', async () => {
		const answer = await fetch(`${api.baseUrl}/onboarding/${KEY}/structure/`);
		expect(answer.status).toBe(401);
		expect(api.violations).toEqual([`GET /onboarding/${KEY}/structure/: header X-Onboarding-Key: is required`]);
	});
});

describe('what may be asked', () => {
	it('answers 404 to unknown paths, and to those without the slash', async () => {
		for (const path of ['/clients', '/people/', '/onboarding/flows'])
			expect(await call('GET', path)).toEqual({ status: 404, body: { detail: 'Não encontrado.' } });
	});

	it('refuses what the contract does not allow', async () => {
		expect(await call('POST', '/clients/', { name: 'Acme' })).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION_ERROR' } } });
		await onUser('complete', { a: 1 });
		expect(api.violations).toEqual([
			'POST /clients/: body.name: is not documented',
			`POST /onboarding/${KEY}/progress/u1/complete/: body: none is expected`,
		]);
	});

	it('words its refusals in all three forms', async () => {
		const words = async () => (await call('POST', '/clients/', { full_name: 'Acme', email: 'x' })).body;
		const said = 'Insira um endereço de email válido.';
		expect(await words()).toEqual({ error: { code: 'VALIDATION_ERROR', message: `email: ${said}` } });
		api.habits.errors = 'fields';
		expect(await words()).toEqual({ email: [said] });
		api.habits.errors = 'detail';
		expect(await words()).toEqual({ detail: said });
		expect(api.violations).toEqual([]);
	});
});

describe('clients', () => {
	it('are made once under an id, changed and listed in pages', async () => {
		expect(await call('POST', '/clients/', { full_name: 'Acme', client_id: '456' })).toMatchObject({
			status: 201,
			body: { client_id: '456', preferred_language: 'pt-BR', team_count: 0 },
		});
		expect(await call('POST', '/clients/', { full_name: 'Acme', client_id: '456' })).toMatchObject({ status: 400 });
		await call('PATCH', '/clients/456/', { phone: '1133334444' });
		expect((await call('GET', '/clients/456/')).body).toMatchObject({ full_name: 'Acme', phone: '1133334444' });
		expect((await call('POST', '/clients/', { full_name: 'Outra' })).body.client_id).toMatch(/^[0-9a-f-]{36}$/);
		expect((await call('GET', '/clients/?page=2&page_size=1')).body).toMatchObject({ results: [{ full_name: 'Outra' }] });
		expect((await call('GET', '/clients/?page=3&page_size=1')).body).toEqual({ results: [] });
		expect((await call('GET', '/clients/789/')).status).toBe(404);
	});

	it('have a team whose removed members are no longer shown', async () => {
		await call('POST', '/clients/', { full_name: 'Acme', client_id: '456' });
		const { body: ana } = await call('POST', '/clients/456/add-team-member/', { user_email: 'ana@example.com', is_primary: true });
		expect(ana).toMatchObject({ email: 'ana@example.com', is_primary: true, can_create_tickets: true });
		expect((await call('POST', '/clients/456/add-team-member/', { user_email: 'ana@example.com' })).status).toBe(400);
		const member = `team-member/${String(ana.id)}/`;
		expect((await call('PATCH', `/clients/456/update-${member}`, { can_edit_client: true })).body).toMatchObject({ can_edit_client: true });
		expect(await call('DELETE', `/clients/456/remove-${member}`)).toEqual({ status: 204, body: undefined });
		expect((await call('GET', '/clients/456/team/')).body).toEqual({ results: [] });
		expect((await call('DELETE', `/clients/456/remove-${member}`)).status).toBe(404);
	});

	it('come as a bare list, or as Django gives them', async () => {
		await call('POST', '/clients/', { full_name: 'Acme', client_id: '456' });
		api.habits.lists = 'bare';
		expect((await call('GET', '/clients/')).body).toHaveLength(1);
		api.habits.lists = 'django';
		expect((await call('GET', '/clients/')).body).toMatchObject({ count: 1, next: null, previous: null });
		expect(await call('GET', '/clients/?page=2')).toEqual({ status: 404, body: { detail: 'Página inválida.' } });
	});
});

describe('a flow', () => {
	it('starts once, and takes a user through its steps', async () => {
		expect((await start()).body).toMatchObject({ status: 'IN_PROGRESS', current_step_key: 'perfil', completion_percentage: 0 });
		expect((await onUser('complete-step', { step_key: 'perfil', step_data: { time: 10 } })).body).toMatchObject({
			steps_completed: ['perfil'],
			step_data: { perfil: { time: 10 } },
			current_step_key: 'configuracao-api',
			completion_percentage: 25,
		});
		expect((await start()).body).toMatchObject({ steps_completed: ['perfil'] });
		expect((await onUser('skip-step', { step_key: 'convidar-equipe' })).body).toMatchObject({ steps_skipped: ['convidar-equipe'] });
		expect((await onUser('start-step', { step_key: 'personalizar-marca' })).body).toMatchObject({ current_step_key: 'personalizar-marca' });
	});

	it('is completed by its required steps', async () => {
		await start();
		now += 60_000;
		const { body } = await onUser('complete-steps', { steps: [{ step_key: 'perfil' }, { step_key: 'configuracao-api' }] });
		expect(body).toMatchObject({ status: 'COMPLETED', completion_percentage: 100, completed_at: new Date(now).toISOString() });
	});

	it('refuses unknown steps, required ones that are skipped, and users who have not started', async () => {
		expect(await onUser('complete-step', { step_key: 'perfil' })).toMatchObject({
			status: 404,
			body: { error: { code: 'PROGRESS_NOT_FOUND' } },
		});
		await start();
		expect(await onUser('complete-step', { step_key: 'x' })).toMatchObject({ status: 400, body: { error: { code: 'STEP_NOT_FOUND' } } });
		expect(await onUser('skip-step', { step_key: 'perfil' })).toMatchObject({ body: { error: { code: 'STEP_NOT_SKIPPABLE' } } });
		const both = { steps: [{ step_key: 'perfil' }, { step_key: 'x' }] };
		expect(await onUser('complete-steps', both)).toMatchObject({ status: 400 });
		expect(api.flow().get('u1').steps_completed).toEqual([]);
	});

	it('is abandoned, restarted and finished by hand; metadata adds up', async () => {
		await start();
		expect((await onUser('abandon')).body).toMatchObject({ status: 'ABANDONED' });
		await onUser('complete-step', { step_key: 'perfil' });
		expect((await onUser('restart')).body).toMatchObject({ status: 'IN_PROGRESS', steps_completed: [], completed_at: null });
		await call('PATCH', `/onboarding/${KEY}/progress/u1/metadata/`, { metadata: { company: 'Acme' } });
		await call('PATCH', `/onboarding/${KEY}/progress/u1/metadata/`, { metadata: { plan: 'pro' } });
		expect(api.flow().get('u1').metadata).toEqual({ company: 'Acme', plan: 'pro' });
		expect((await onUser('complete')).body).toMatchObject({ status: 'COMPLETED' });
	});

	it('is linked to a client that exists', async () => {
		const linked = { external_user_id: 'u1', client_id: '456' };
		expect(await call('POST', `/onboarding/${KEY}/start/`, linked)).toMatchObject({ status: 400 });
		api.clients.create({ full_name: 'Acme', client_id: '456' });
		expect((await call('POST', `/onboarding/${KEY}/start/`, linked)).body).toMatchObject({ client_id: '456' });
	});

	it('lists progress with the newest activity first, and counts it', async () => {
		for (const user of ['u1', 'u2', 'u3']) {
			now += 1000;
			await start(user);
		}
		now += 1000;
		await onUser('complete');
		const users = async () => {
			const { body } = await call('GET', `/onboarding/flows/${DEMO_FLOW.slug}/progress/`);
			return (body.results as Array<{ external_user_id: string }>).map(({ external_user_id }) => external_user_id);
		};
		expect(await users()).toEqual(['u1', 'u3', 'u2']);
		api.habits.order = 'oldestFirst';
		expect(await users()).toEqual(['u1', 'u2', 'u3']);
		expect((await call('GET', `/onboarding/flows/${DEMO_FLOW.slug}/analytics/`)).body).toMatchObject({
			total_starts: 3,
			total_completions: 1,
			completion_rate: 33.3,
			in_progress: 2,
		});
	});

	it('gives a token for the widget', async () => {
		const { body } = await call('POST', '/onboarding/auth/token/', { ttl: 120, external_user_id: 'u1' });
		expect(body).toEqual({ token: expect.stringMatching(/^\S+\.\S+\.\S+$/), expires_in: 120 });
	});
});

it('fails as it is told, for good if need be', async () => {
	api.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '1' } });
	expect(await call('GET', '/clients/')).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMITED' } } });
	api.faults.push({ kind: 'status', status: 503, times: Infinity, match: everyNth(5) });
	const statuses = [];
	for (let n = 0; n < 10; n++) statuses.push((await call('GET', '/clients/')).status);
	expect(statuses).toEqual([200, 200, 200, 200, 503, 200, 200, 200, 200, 503]);
	expect(api.requests).toHaveLength(11);
});
