import { everyNth } from '../sandbox/atendeaqui';
import { DEMO_FLOW } from '../sandbox/atendeaquiFlow';
import { OTHER, TOKEN, api, credential, onUser, run, start, withApi } from './nodeForTests';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

withApi();

describe('a user’s onboarding', () => {
	it('goes from the client to the last step', async () => {
		const client = await run({
			resource: 'client',
			operation: 'create',
			fullName: 'Acme',
			options: { clientId: '456', birthday: '31/05/1990' },
		});
		expect(client.items('API')).toEqual([expect.objectContaining({ client_id: '456', birthday: '1990-05-31', team_count: 0 })]);
		const options = { clientId: '456', name: 'Ana', metadata: { company: 'Acme', plan: 'pro' } };
		expect((await run({ ...start, userId: 'u1', options })).items('API')).toEqual([
			expect.objectContaining({ status: 'IN_PROGRESS', client_id: '456', external_user_name: 'Ana', completed_at: '' }),
		]);
		await run(onUser('startStep', { step: 'perfil' }));
		await run(onUser('completeStep', { step: { __rl: true, mode: 'list', value: 'perfil' }, stepData: '{"time": 10}' }));
		await run(onUser('skipStep', { step: 'convidar-equipe' }));
		const steps = { entry: [{ step: 'configuracao-api', stepData: { api_token: 'invented-secret', provider: 'google' } }] };
		const [done] = (await run(onUser('completeSteps', { steps }))).items('API');
		expect(done).toMatchObject({
			status: 'COMPLETED',
			is_completed: true,
			step_data: { perfil: { time: 10 }, 'configuracao-api': { api_token: '***', provider: 'google' } },
		});
		expect(api.flow().get('u1').step_data['configuracao-api']).toEqual({ api_token: 'invented-secret', provider: 'google' });
	});

	it('is restarted, abandoned, finished and described', async () => {
		await run({ ...start, userId: 'u1' });
		for (const [operation, status] of [
			['abandon', 'ABANDONED'],
			['restart', 'IN_PROGRESS'],
			['complete', 'COMPLETED'],
		])
			expect((await run(onUser(operation))).items('API')).toEqual([expect.objectContaining({ status })]);
		await run(onUser('updateMetadata', { metadata: { plan: 'pro', api_key: 'invented-secret' } }));
		const [found] = (await run(onUser('get'))).items('API');
		expect(found).toMatchObject({ metadata: { plan: 'pro', api_key: '***' } });
	});

	it('is shown as a status, started or not', async () => {
		expect((await run(onUser('getStatus'))).items('API')).toEqual([
			{ user_id: 'u1', status: 'NOT_STARTED', percentage: 0, is_completed: false, current_step: '', steps_done: [] },
		]);
		await run({ ...start, userId: 'u1' });
		await run(onUser('completeStep', { step: 'perfil' }));
		expect((await run(onUser('getStatus'))).items('API')).toEqual([
			{
				user_id: 'u1',
				status: 'IN_PROGRESS',
				percentage: 25,
				is_completed: false,
				current_step: 'Configurar a API',
				steps_done: ['perfil'],
			},
		]);
		const unknown = await run(onUser('getStatus', { flowKey: 'unknown' }));
		expect(unknown.error?.message).toContain('FLOW_NOT_FOUND');
	});

	it('runs in the call’s own flow rather than the credential’s', async () => {
		await run({ ...start, userId: 'u1', flowKey: OTHER.key });
		expect(api.flow('outro').users.size).toBe(1);
		expect(api.flow().users.size).toBe(0);
		const token = { resource: 'widgetToken', operation: 'create', ttl: 120 };
		const payload = async (flowKey: string) => {
			const [{ token: jwt }] = (await run({ ...token, flowKey })).items('API');
			return JSON.parse(Buffer.from(String(jwt).split('.')[1], 'base64url').toString()) as object;
		};
		expect(await payload(OTHER.key)).toEqual({ flow: 'outro', ttl: 120 });
		expect(await payload('')).toEqual({ flow: DEMO_FLOW.slug, ttl: 120 });
	});

	it('needs no token', async () => {
		const credentials = credential({ apiToken: '' });
		expect((await run({ ...start, userId: 'u1' }, { credentials })).status).toBe('success');
		expect(api.requests[0].headers).not.toHaveProperty('authorization');
	});
});

describe('lists', () => {
	it.each(['results', 'bare', 'django'] as const)('are read to the end when they come as %s', async (lists) => {
		api.habits.lists = lists;
		for (let n = 0; n < 101; n++) api.flow().start({ external_user_id: `u${n}` });
		const list = { resource: 'progress', operation: 'getMany', flow: DEMO_FLOW.slug };
		const all = await run({ ...list, returnAll: true });
		expect(new Set(all.items('API').map(({ external_user_id }) => external_user_id)).size).toBe(101);
		expect(api.requests).toHaveLength(3);
		expect((await run({ ...list, returnAll: false, limit: 7 })).items('API')).toHaveLength(7);
		expect(api.requests.at(-1)?.query).toEqual({ page: '1', page_size: '7' });
	});

	it('give flows, analytics and the team', async () => {
		api.clients.create({ full_name: 'Acme', client_id: '456' });
		const team = { resource: 'teamMember', clientId: '456' };
		const added = await run({ ...team, operation: 'add', addBy: 'email', email: 'ana@example.com', isPrimary: true });
		const [{ id }] = added.items('API');
		await run({ ...team, operation: 'update', memberId: id, options: { canEditClient: true } });
		expect((await run({ ...team, operation: 'getMany' })).items('API')).toEqual([
			expect.objectContaining({ id, is_primary: true, can_edit_client: true }),
		]);
		expect((await run({ ...team, operation: 'remove', memberId: id })).items('API')).toEqual([{ deleted: true }]);
		expect((await run({ resource: 'flow', operation: 'getMany', returnAll: true })).items('API')).toMatchObject([
			{ slug: DEMO_FLOW.slug },
			{ slug: 'outro' },
		]);
		const [structure] = (await run({ resource: 'flow', operation: 'getStructure' })).items('API');
		expect(structure).toMatchObject({ step_count: 4, steps: expect.arrayContaining([expect.objectContaining({ step_key: 'perfil' })]) });
		const [numbers] = (await run({ resource: 'flow', operation: 'getAnalytics', flow: 'outro' })).items('API');
		expect(numbers).toMatchObject({ total_starts: 0, average_completion_time: 0 });
	});
});

describe('create if missing', () => {
	const ensure = { resource: 'client', operation: 'createIfMissing', clientId: '={{ $json.id }}', fullName: '={{ $json.name }}' };

	it('makes a client once', async () => {
		const items = [
			{ id: '1', name: 'Acme' },
			{ id: '1', name: 'Acme again' },
		];
		expect((await run(ensure, { items })).items('API')).toMatchObject([{ created: true }, { created: false, full_name: 'Acme' }]);
		expect(api.clients.all()).toHaveLength(1);
	});

	it('makes fifty, each once, while one call in five fails before or after the work', async () => {
		api.faults.push({ kind: 'status', status: 503, times: Infinity, match: everyNth(5) });
		api.faults.push({ kind: 'resetAfter', times: Infinity, match: everyNth(7) });
		const items = Array.from({ length: 60 }, (_, n) => ({ id: String(n % 50), name: `Empresa ${n % 50}` }));
		const result = await run(ensure, { items, settings: { onError: 'continueRegularOutput' } });
		expect(result.items('API').filter((item) => item.error)).toEqual([]);
		expect(api.clients.all()).toHaveLength(50);
		expect(new Set(result.items('API').map(({ client_id }) => client_id)).size).toBe(50);
	});

	it('passes on what the vendor refuses', async () => {
		const result = await run({ ...ensure, options: { email: 'x' } }, { items: [{ id: '1', name: 'Acme' }] });
		expect(result.error).toMatchObject({ message: expect.stringContaining('email: Insira'), context: { itemIndex: 0 } });
		expect(api.clients.all()).toEqual([]);
	});
});

describe('failures', () => {
	it.each(['coded', 'detail', 'fields'] as const)('are told with their code and a remedy, worded as %s', async (errors) => {
		api.habits.errors = errors;
		const { error } = await run(onUser('get'));
		expect(error).toMatchObject({ message: expect.stringMatching(/\(\w*NOT_FOUND\): O usuário não iniciou/), httpCode: '404' });
		expect(error?.description).toMatch(/Start the flow|Check the id/);
	});

	it('stay on their item', async () => {
		const items = [{ id: 'u1' }, { id: '' }, { id: 'u3' }];
		const result = await run({ ...start, userId: '={{ $json.id }}' }, { items, settings: { onError: 'continueRegularOutput' } });
		expect(result.items('API')).toMatchObject([{ external_user_id: 'u1' }, { error: 'User ID is empty' }, { external_user_id: 'u3' }]);
	});

	it('of the moment are overcome where repeating does no harm', async () => {
		api.faults.push(
			{ kind: 'status', status: 429, headers: { 'retry-after': '1' } },
			{ kind: 'resetAfter' },
			{ kind: 'status', status: 503 },
		);
		expect((await run({ ...start, userId: 'u1' })).items('API')).toMatchObject([{ external_user_id: 'u1' }]);
		expect(api.requests).toHaveLength(4);
	});

	it('of a creation are not repeated, and are said to have perhaps worked', async () => {
		api.faults.push({ kind: 'resetAfter' });
		const create = { resource: 'client', operation: 'create', fullName: 'Acme' };
		const result = await run(create, { settings: { onError: 'continueRegularOutput' } });
		expect(result.items('API')).toMatchObject([{ details: { mayHaveActed: true } }]);
		expect(api.clients.all()).toHaveLength(1);
	});

	it.each([
		[{ apiToken: '', flowKey: '' }, start, 'neither an "API Token" nor a "Flow Key"'],
		[{ flowKey: '' }, start, 'There is no flow key'],
		[{ apiToken: '' }, { resource: 'client', operation: 'get', clientId: '1' }, 'needs the "API Token"'],
	])('of the credential are told before anything is sent: %j', async (changes, parameters, message) => {
		const { error } = await run({ ...parameters, userId: 'u1' }, { credentials: credential(changes) });
		expect(error?.message).toContain(message);
		expect(api.requests).toEqual([]);
	});

	it('never show the token', async () => {
		api.faults.push({ kind: 'status', status: 401, body: { detail: `Token ${TOKEN} inválido` } });
		const { error } = await run({ resource: 'client', operation: 'get', clientId: '1' });
		expect(error?.message).toBe('AtendeAqui does not accept the credential (AUTH_REQUIRED): Token *** inválido');
		expect(JSON.stringify(error)).not.toContain(TOKEN);
	});
});
