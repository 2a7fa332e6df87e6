import type { IDataObject, INode } from 'n8n-workflow';

import { everyNth, startAtendeAqui, type AtendeAqui } from '../sandbox/atendeaqui';
import { DEMO_FLOW } from '../sandbox/atendeaquiFlow';
import { startEngine, type Engine, type WorkflowJson } from '../setup/engine';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

let engine: Engine;
let api: AtendeAqui;

beforeAll(async () => {
	engine = await startEngine();
});
beforeEach(async () => {
	api = await startAtendeAqui({ apiToken: 'sandbox-token' });
});
afterEach(async () => {
	expect(api.violations).toEqual([]);
	await api.stop();
});

async function run(parameters: IDataObject, items: IDataObject[] = [{}], settings: object = {}) {
	const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
	const node = {
		id: '2',
		name: 'API',
		type: 'n8n-nodes-atendeaqui.atendeAqui',
		typeVersion: 1,
		position: [9, 0],
		parameters: { resource: 'progress', ...parameters },
		...settings,
	};
	const json: WorkflowJson = {
		name: 'w',
		nodes: [start, node] as INode[],
		connections: { Start: { main: [[{ node: 'API', type: 'main', index: 0 }]] } } as WorkflowJson['connections'],
	};
	const atendeAquiApi = { environment: 'own', baseUrl: api.baseUrl, apiToken: 'sandbox-token', flowKey: DEMO_FLOW.key };
	return await engine.run(json, { from: 'Start', items, credentials: { atendeAquiApi } });
}

const signup = (id: string, changes: IDataObject = {}): IDataObject => ({
	body: {
		id,
		name: `Ana ${id}`,
		email: `ana${id}@example.com`,
		phone: '11999990001',
		company: `Empresa ${id}`,
		plan: 'pro',
		...changes,
	},
});
const onboard = { operation: 'onboard', signup: '={{ $json.body }}' };

describe('a signup', () => {
	it('becomes a client and a started flow that knows it', async () => {
		const [done] = (await run(onboard, [signup('456')])).items('API');
		expect(done).toMatchObject({
			accepted: true,
			clientId: '456',
			isNewClient: true,
			phone: '5511999990001',
			company: 'Empresa 456',
			welcomeKey: 'onboarding/onboarding-clientes/456/welcome',
			progress: { status: 'IN_PROGRESS', client_id: '456', external_user_email: 'ana456@example.com' },
		});
		expect(api.clients.get('456')).toMatchObject({ full_name: 'Empresa 456', email: 'ana456@example.com', phone: '5511999990001' });
		expect(api.flow().get('456').metadata).toEqual({ company: 'Empresa 456', plan: 'pro' });
	});

	it('that comes again changes nothing', async () => {
		await run(onboard, [signup('456')]);
		const steps = [{ step_key: 'perfil' }];
		api.flow().completeSteps('456', steps);
		const [again] = (await run(onboard, [signup('456', { plan: 'free' })])).items('API');
		expect(again).toMatchObject({
			accepted: true,
			isNewClient: false,
			progress: { steps_completed: ['perfil'], metadata: { plan: 'pro' } },
		});
		expect(api.clients.all()).toHaveLength(1);
	});

	it.each([
		[{ email: 'x' }, 'email'],
		[{ phone: '12' }, 'phone'],
		[{ name: '' }, 'name'],
	])('that is wrong names the field, and nothing is made: %j', async (changes, field) => {
		const result = await run(onboard, [signup('456', changes)]);
		expect(result.items('API')).toEqual([{ accepted: false, field, problem: expect.stringContaining(`"${field}"`) }]);
		expect(api.requests).toEqual([]);
	});

	it.each(['oi', 5, null, ['a']])('that is no object is told so: %j', async (body) => {
		const result = await run(onboard, [{ body }]);
		expect(result.items('API')).toMatchObject([{ accepted: false, field: 'body' }]);
	});

	it('of a CRM may come without an email, and a wrong one may be an error', async () => {
		const options = { emailMayMiss: true, wrongIsError: true };
		const [done] = (await run({ ...onboard, options }, [signup('456', { email: undefined })])).items('API');
		expect(done).toMatchObject({ accepted: true, email: '', progress: { external_user_email: '' } });
		expect(api.clients.get('456')).toMatchObject({ email: '' });
		const refused = await run({ ...onboard, options }, [signup('457', { phone: null })]);
		expect(refused.error?.message).toBe('The signup cannot be used: O campo "phone" é obrigatório.');
	});

	it('one of fifty, some repeated, some wrong, survives an API that fails one call in five', async () => {
		api.faults.push({ kind: 'status', status: 503, times: Infinity, match: everyNth(5) });
		const valid = Array.from({ length: 60 }, (_, n) => signup(String(n % 50)));
		const wrong = Array.from({ length: 10 }, (_, n) => signup(`wrong${n}`, { email: 'x' }));
		const result = await run(onboard, [...valid, ...wrong], { onError: 'continueRegularOutput' });
		expect(result.items('API').filter(({ error }) => error)).toEqual([]);
		expect(result.items('API').filter(({ accepted }) => accepted === false)).toHaveLength(10);
		expect(api.clients.all()).toHaveLength(50);
		expect(api.flow().users.size).toBe(50);
		expect(new Set(result.items('API').flatMap(({ welcomeKey = [] }) => welcomeKey)).size).toBe(50);
	});
});

describe('a feature of the product', () => {
	const report = (feature: string, more: IDataObject = {}) => ({ operation: 'reportFeature', userId: 'u1', feature, ...more });

	it('completes its step with its data, secrets masked in the output', async () => {
		api.flow().start({ external_user_id: 'u1' });
		const [done] = (await run(report('api_setup', { stepData: { api_token: 'invented-secret', provider: 'google' } }))).items('API');
		expect(done).toMatchObject({
			handled: true,
			step: 'configuracao-api',
			progress: { step_data: { 'configuracao-api': { api_token: '***', provider: 'google' } } },
		});
		expect(api.flow().get('u1').step_data).toMatchObject({ 'configuracao-api': { api_token: 'invented-secret' } });
	});

	it('follows the operator’s own map', async () => {
		api.flow().start({ external_user_id: 'u1' });
		const featureSteps = { entry: [{ feature: 'profile_done', step: 'perfil' }] };
		expect((await run(report('profile_done', { featureSteps }))).items('API')).toMatchObject([{ handled: true, step: 'perfil' }]);
		expect((await run(report('api_setup', { featureSteps }))).items('API')).toEqual([
			{ handled: false, reason: 'unknown_feature', userId: 'u1', feature: 'api_setup' },
		]);
	});

	it('of a user who has not started is passed over', async () => {
		expect((await run(report('branding'))).items('API')).toEqual([
			{ handled: false, reason: 'not_started', userId: 'u1', feature: 'branding', step: 'personalizar-marca' },
		]);
	});

	it('with a step that the flow does not have is an error, since the map is wrong', async () => {
		api.flow().start({ external_user_id: 'u1' });
		const featureSteps = { entry: [{ feature: 'branding', step: 'marca' }] };
		expect((await run(report('branding', { featureSteps }))).error?.message).toContain('STEP_NOT_FOUND');
	});

	it.each(['..', 'a/b'])('takes no path for a user: %s', async (userId) => {
		expect((await run({ ...report('branding'), userId })).error?.message).toBe('User ID must not contain a path');
		expect(api.requests).toEqual([]);
	});
});
