import type { IDataObject } from 'n8n-workflow';

import { sql } from '../setup/supabase';
import { HOUR, api, call, model, outbox, phone, run, signUp, slug, template, withOnboarding } from './onboardingForTests';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

let now: number;

beforeEach(() => {
	now = Date.now();
});
withOnboarding(() => now);

describe('a signup', () => {
	it('makes the client and starts the flow, is welcomed, and is answered with both', async () => {
		expect(await signUp()).toMatchObject({
			status: 201,
			body: {
				accepted: true,
				client_id: 'empresa-456',
				is_new_client: true,
				welcome: 'queued',
				progress: {
					user_id: 'empresa-456',
					status: 'IN_PROGRESS',
					percentage: 0,
					is_completed: false,
					current_step: 'Conte sobre a empresa',
					steps_done: [],
				},
			},
		});
		expect(api.clients.get('empresa-456')).toMatchObject({ full_name: 'Acme', phone });
		expect(api.flow().get('empresa-456')).toMatchObject({ client_id: 'empresa-456', metadata: { company: 'Acme', plan: 'pro' } });
		expect(await outbox()).toEqual([
			{ text: expect.stringContaining('Olá, Ana!'), key: `onboarding/${slug}/empresa-456/welcome`, status: 'pending' },
		]);
	});

	it('that comes again is answered as before, and nothing is done twice', async () => {
		await signUp();
		expect(await signUp()).toMatchObject({ status: 200, body: { is_new_client: false, welcome: 'known' } });
		expect([api.clients.all().length, (await outbox()).length]).toEqual([1, 1]);
	});

	it.each([
		['email', { email: 'ana@' }],
		['phone', { phone: '999' }],
		['name', { name: '' }],
		['id', { id: 'a/b' }],
	])('with a wrong %s is refused by that name, and nothing is done', async (field, changes) => {
		expect(await signUp(changes)).toMatchObject({
			status: 422,
			body: { accepted: false, field, problem: expect.stringContaining(`"${field}"`) },
		});
		expect([api.requests, await outbox()]).toEqual([[], []]);
	});

	it('that AtendeAqui cannot take now is to be sent again, and is told nothing of ours', async () => {
		api.faults.push({ kind: 'status', status: 503, times: Infinity });
		const { status, body } = await signUp();
		expect({ status, body }).toEqual({ status: 502, body: { accepted: false, problem: expect.stringContaining('Chame de novo') } });
		api.faults.clear();
		expect((await signUp()).status).toBe(201);
	});
});

describe('a deal that is won', () => {
	const won = (deal: IDataObject = {}, more: IDataObject = {}): IDataObject => ({
		event: 'won',
		eventKey: 'piperun:won:1001:2026-03-02T09:30:00-03:00',
		dealId: 1001,
		phone,
		deal: { id: 1001, title: 'Ana Souza', status: 1, person_id: 501, company_id: 301, company: { name: 'Acme' }, ...deal },
		...more,
	});

	it('starts an onboarding like a signup, told twice or not', async () => {
		const first = await run('onboarding', 'Negócio ganho', [won()]);
		expect(first.error).toBeUndefined();
		await run('onboarding', 'Negócio ganho', [won()]);
		expect(api.clients.all()).toMatchObject([{ client_id: 'piperun-empresa-301', full_name: 'Acme', phone }]);
		expect(api.flow().get('piperun-empresa-301')).toMatchObject({ status: 'IN_PROGRESS', external_user_name: 'Ana Souza' });
		expect(await outbox()).toMatchObject([{ text: expect.stringContaining('Olá, Ana!') }]);
	});

	it('without a phone fails, so that the team hears of it', async () => {
		const { error } = await run('onboarding', 'Negócio ganho', [won({}, { phone: null })]);
		expect(error?.message).toContain('O campo "phone" é obrigatório');
		expect(api.requests).toEqual([]);
	});
});

describe('an event of the product', () => {
	const event = async (body: IDataObject) => await call('Evento do produto', { body });

	it('completes its step, and shows its secrets to nobody but AtendeAqui', async () => {
		await signUp();
		const data = { api_token: 'invented-secret', credentials: { senha: 'invented-secret' }, provider: 'google' };
		const { status, body, done } = await event({ user_id: 'empresa-456', feature: 'api_setup', data });
		expect({ status, body }).toMatchObject({ status: 200, body: { handled: true, step: 'configuracao-api' } });
		expect(api.flow().get('empresa-456').step_data['configuracao-api']).toEqual(data);
		const later = await call('Situação', { query: { user_id: 'empresa-456' } });
		const again = await signUp();
		const shown = [
			body,
			later.body,
			again.body,
			...[done, later.done, again.done].flatMap(({ ran, items }) => ran.slice(1).map((node) => items(node))),
		];
		expect(JSON.stringify(shown)).toContain('"api_token":"***"');
		expect(JSON.stringify(shown)).not.toContain('invented-secret');
		expect(JSON.stringify(await sql('select * from onboardings where flow = $1', [slug]))).not.toContain('invented-secret');
		// What the webhook itself was given must not stay either.
		expect(template('onboarding').settings).toMatchObject({
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveManualExecutions: false,
		});
	});

	it('that AtendeAqui fails at tells no secret either', async () => {
		await signUp();
		api.faults.push({ kind: 'status', status: 500, times: Infinity, body: { error: { code: 'SERVER_ERROR', message: 'Falhou' } } });
		const { status, body, done } = await event({ user_id: 'empresa-456', feature: 'api_setup', data: { api_token: 'invented-secret' } });
		expect(status).toBe(502);
		// n8n itself hands the item on beside the error.
		const [{ error, details }] = done.items('Concluir passo', 1);
		expect(error).toContain('SERVER_ERROR');
		expect(JSON.stringify([body, error, details])).not.toContain('invented-secret');
	});

	it.each([
		[{ user_id: 'empresa-456', feature: 'teleport' }, 200, { handled: false, reason: 'unknown_feature' }],
		[{ user_id: 'nobody', feature: 'branding' }, 200, { handled: false, reason: 'not_started' }],
		[{ feature: 'branding' }, 400, { problem: 'User ID is empty' }],
		[{ user_id: 'empresa-456' }, 400, { problem: 'Feature is empty' }],
		[{ user_id: '../x', feature: 'branding' }, 400, { problem: 'User ID must not contain a path' }],
		[{ user_id: 'empresa-456', feature: 'branding', data: [1] }, 400, { problem: expect.stringContaining('Step Data') }],
	])('that means nothing, or is wrong, is told so: %j', async (body, status, answer) => {
		expect(await event(body as IDataObject)).toMatchObject({ status, body: answer });
	});
});

describe('the dashboard and the widget', () => {
	it('are told how far a user is', async () => {
		expect(await call('Situação', { query: { user_id: 'empresa-456' } })).toMatchObject({ status: 200, body: { status: 'NOT_STARTED' } });
		await signUp();
		api.flow().completeSteps('empresa-456', [{ step_key: 'perfil' }]);
		expect((await call('Situação', { query: { user_id: 'empresa-456' } })).body).toEqual({
			user_id: 'empresa-456',
			status: 'IN_PROGRESS',
			percentage: 25,
			is_completed: false,
			current_step: 'Configurar a API',
			steps_done: ['perfil'],
		});
		expect(await call('Situação', {})).toMatchObject({ status: 400, body: { problem: 'User ID is empty' } });
	});

	it('get a token', async () => {
		expect(await call('Token do widget', { body: { user_id: 'empresa-456' } })).toMatchObject({
			status: 200,
			body: { token: expect.stringMatching(/^\S+\.\S+\.\S+$/), expires_in: 600 },
		});
		expect(await call('Token do widget', { body: { user_id: 'empresa-456', ttl: 5 } })).toMatchObject({
			status: 400,
			body: { problem: expect.stringContaining('Valid For') },
		});
	});
});

describe('reminders', () => {
	const look = async () => await run('onboarding-nudge', 'A cada 15 minutos');
	const reminders = async () => (await outbox()).filter(({ key }) => !key.endsWith('/welcome'));

	/** Somebody who signed up two days ago and did one step. */
	async function stalled(): Promise<void> {
		now -= 48 * HOUR;
		await signUp();
		api.flow().completeSteps('empresa-456', [{ step_key: 'perfil' }]);
		now += 48 * HOUR;
		const [progress] = [...api.flow().users.values()];
		await run('onboarding-nudge', 'Mudou no onboarding', [{ event: 'stalled', progress: { ...progress } as IDataObject }]);
	}

	it('are written by the model for the person, and queued once', async () => {
		await stalled();
		model.respondWith(() => JSON.stringify({ message: 'Oi, Ana! Falta pouco para a Acme: que tal configurar a API agora?' }));
		expect((await look()).error).toBeUndefined();
		expect(await reminders()).toMatchObject([
			{ text: 'Oi, Ana! Falta pouco para a Acme: que tal configurar a API agora?', status: 'pending' },
		]);
		expect(JSON.stringify(model.requests[0].messages)).toMatch(/Ana Souza.*Acme.*Configurar a API/);
		await look();
		expect([await reminders(), model.requests]).toEqual([[expect.anything()], [expect.anything()]]);
	});

	it('are the plain text when the model fails', async () => {
		await stalled();
		model.faults.push({ kind: 'status', status: 500, times: Infinity });
		await look();
		expect(await reminders()).toMatchObject([{ text: expect.stringContaining('O próximo passo é "Configurar a API"') }]);
	});

	it('are for nobody who went on or finished since the trigger told, and cost no model then', async () => {
		await stalled();
		api.flow().completeSteps('empresa-456', [{ step_key: 'configuracao-api' }]);
		await look();
		expect([await reminders(), model.requests]).toEqual([[], []]);
		await look();
		expect(await reminders()).toMatchObject([{ key: expect.stringContaining('/congratulation/') }]);
	});

	it('wait when AtendeAqui cannot tell how far the user is now', async () => {
		await stalled();
		api.faults.push({ kind: 'status', status: 500, times: Infinity });
		expect((await look()).error).toBeUndefined();
		expect([await reminders(), model.requests]).toEqual([[], []]);
		api.faults.clear();
		await look();
		expect(await reminders()).toHaveLength(1);
	});

	it('are taken back when the trigger tells of a sign of life', async () => {
		await stalled();
		await look();
		api.flow().skipStep('empresa-456', 'convidar-equipe');
		await run('onboarding-nudge', 'Mudou no onboarding', [{ progress: { ...api.flow().get('empresa-456') } as IDataObject }]);
		expect(await reminders()).toMatchObject([{ status: 'discarded' }]);
	});
});
