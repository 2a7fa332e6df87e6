import { closeSql, sql } from '../setup/supabase';
import { look, MODEL_KEY, openBench, pick, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await openBench();
});
afterEach(async () => await bench.stop());
afterAll(closeSql);

const brief = (rows: Awaited<ReturnType<typeof look>>) => rows.map(({ integration, outcome, reason }) => [integration, outcome, reason]);

const SECRETS = ['instanceToken', 'serviceRole', 'apiKey', 'token', 'apiToken', 'accessToken', 'apiAccessToken', 'appSecret'];
const secretsOf = (credentials: Bench['credentials']): string[] =>
	Object.values(credentials).flatMap((data) => SECRETS.map((name) => String(data[name] ?? '')).filter((secret) => secret.length > 3));

it('looks at what was chosen, and finds it well', async () => {
	const rows = await look(bench.credentials, { teamPhones: '11 91234-5678' });
	const outcomes = Object.fromEntries(rows.map(({ integration, outcome }) => [integration, outcome]));
	expect(outcomes).toMatchObject({
		supabase: 'ok',
		schema: 'ok',
		model: 'ok',
		zapi: 'ok',
		whatsapp_cloud: 'ok',
		chatwoot: 'ok',
		piperun: 'ok',
		atendeaqui: 'ok',
		team_phone: 'ok',
	});
	expect(rows.find(({ integration }) => integration === 'piperun')?.text).toBe('O PipeRun: tudo certo.');
	expect(bench.model.requests).toHaveLength(1);
});

it('looks at nothing that was not chosen, once whatever comes in', async () => {
	expect(brief(await look(pick(bench.credentials, 'atendeAquiPipeRunApi'), {}, [{}, {}, {}]))).toEqual([['piperun', 'ok', null]]);
	expect(await look({})).toEqual([]);
});

describe('what does not work is one row that says what to do, and the others are looked at all the same', () => {
	it.each<[string, (all: Bench) => object, [string, string, string | null], RegExp, RegExp]>([
		[
			'a model without credit',
			({ model }) => {
				const body = { error: { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' } };
				model.faults.push({ kind: 'status', status: 429, body, times: 9 });
				return {};
			},
			['model', 'error', 'no_credit'],
			/sem crédito/,
			/credit/,
		],
		[
			'a wrong key of the model',
			() => ({ openAiApi: { apiKey: 'sk-nope-nope-nope-nope' } }),
			['model', 'error', 'wrong_key'],
			/corrija o campo "API Key"/,
			/API Key/,
		],
		[
			'the anon key of Supabase',
			({ anonKey }) => ({ supabaseApi: { serviceRole: anonKey } }),
			['supabase', 'error', 'unauthorized'],
			/^O Supabase não está funcionando \(o acesso foi recusado\).*Confira "Host" e "Secret Key"/,
			/not the anon/,
		],
		[
			'a database that is not there',
			() => ({ supabaseApi: { host: 'http://nowhere.invalid' } }),
			['supabase', 'unreachable', 'unreachable'],
			/não há conexão/,
			/cannot be reached/,
		],
		['an empty host', () => ({ supabaseApi: { host: '' } }), ['supabase', 'unreachable', 'unreachable'], /Supabase/, /Host/],
		[
			'a number that is not connected',
			({ zapi }) => {
				zapi.setConnected(false);
				return {};
			},
			['zapi', 'error', 'disconnected'],
			/leia o QR Code de novo/,
			/not connected/,
		],
		[
			'another token of Z-API',
			() => ({ atendeAquiZApi: { instanceToken: 'F0BAD0F0BAD0F0BAD0F0BAD0' } }),
			['zapi', 'error', 'unauthorized'],
			/confira "Instance ID", "Instance Token"/,
			/does not know this "Instance ID"/,
		],
		[
			'another token of PipeRun',
			() => ({ atendeAquiPipeRunApi: { token: 'nope-nope' } }),
			['piperun', 'error', 'unauthorized'],
			/Confira "Token" na credencial AtendeAqui PipeRun/,
			/token/,
		],
		[
			'another server than PipeRun’s',
			({ model }) => ({ atendeAquiPipeRunApi: { baseUrl: model.baseUrl } }),
			['piperun', 'error', 'unauthorized'],
			/Confira "Token"|Confira "Base URL"/,
			/./,
		],
		[
			'Chatwoot in trouble',
			({ chatwoot }) => {
				chatwoot.faults.push({ kind: 'status', status: 500, times: 9 });
				return {};
			},
			['chatwoot', 'error', 'unavailable'],
			/^O Chatwoot não está funcionando \(o serviço está fora do ar\)/,
			/500/,
		],
		[
			'a token of Meta that is over',
			() => ({ atendeAquiWhatsAppCloudApi: { accessToken: 'EAAGnope000000000000000000000000' } }),
			['whatsapp_cloud', 'error', 'unauthorized'],
			/confira "Access Token"/,
			/token/i,
		],
	])('%s', async (_, breaks, expected, text, message) => {
		const changes = breaks(bench) as Record<string, object>;
		const credentials = Object.fromEntries(Object.entries(bench.credentials).map(([type, data]) => [type, { ...data, ...changes[type] }]));
		const rows = await look(credentials);
		const [row, ...more] = rows.filter(({ integration }) => integration === expected[0]);
		expect(brief([row])).toEqual([expected]);
		expect(more).toEqual([]);
		expect(row.text).toMatch(text);
		expect(`${row.message}. ${row.remedy}`).toMatch(message);
		expect(rows.filter(({ integration }) => integration === 'atendeaqui')).toMatchObject([{ outcome: 'ok' }]);
		expect(secretsOf(credentials).filter((secret) => JSON.stringify(rows).includes(secret))).toEqual([]);
	});
});

describe('a model', () => {
	const alone = () => pick(bench.credentials, 'supabaseApi', 'openAiApi', 'atendeAquiZApi');

	it('that answered lately is not asked again, one that failed is', async () => {
		await sql(`delete from health_checks where name = 'model'`);
		const every = { options: { modelEveryMinutes: 30 } };
		bench.model.faults.push({ kind: 'status', status: 401, times: 1 });
		expect((await look(alone(), every)).find(({ integration }) => integration === 'model')).toMatchObject({ outcome: 'error' });
		expect((await look(alone(), every)).find(({ integration }) => integration === 'model')).toMatchObject({ outcome: 'ok', changed: true });
		const asked = bench.model.requests.length;
		expect((await look(alone(), every)).find(({ integration }) => integration === 'model')).toBeUndefined();
		expect(bench.model.requests).toHaveLength(asked);
		await look(alone());
		expect(bench.model.requests).toHaveLength(asked + 1);
	});

	it('of another service is asked by the name that the operator gave', async () => {
		const [row] = await look({ openAiApi: { apiKey: MODEL_KEY, url: bench.model.baseUrl } }, { model: 'llama-of-ours' });
		expect(bench.model.requests.at(-1)?.model).toBe('llama-of-ours');
		expect(row).toMatchObject({ integration: 'model', detail: 'llama-of-ours' });
	});
});

describe('numbers of the team', () => {
	it.each([
		['11 91234-5678', 'ok', null],
		['+55 (11) 91234-5678', 'ok', null],
		['12345', 'error', 'no_phone'],
		['a equipe', 'error', 'no_phone'],
	])('%s: %s', async (phone, outcome, reason) => {
		expect(await look({}, { teamPhones: phone })).toMatchObject([{ integration: 'team_phone', outcome, reason, detail: phone }]);
	});

	it('that are not on WhatsApp are told, and those beside them are looked at', async () => {
		bench.zapi.faults.push({
			kind: 'okWithError',
			body: [{ exists: false, phone: '5511912345678', lid: null }],
			match: (path) => path.startsWith('/phone-exists/5511912345678'),
		});
		const rows = await look(pick(bench.credentials, 'atendeAquiZApi'), { teamPhones: '11912345678; 11987654321\n+351 912 345 678' });
		expect(rows.filter(({ integration }) => integration === 'team_phone')).toMatchObject([
			{ outcome: 'error', reason: 'not_on_whatsapp', text: expect.stringContaining('esse número não tem WhatsApp') as string },
			{ outcome: 'ok' },
			{ outcome: 'ok' },
		]);
	});
});

it('gives only what is wrong where that is wanted', async () => {
	bench.zapi.setConnected(false);
	const credentials = pick(bench.credentials, 'atendeAquiZApi', 'atendeAquiPipeRunApi');
	const rows = await look(credentials, { options: { onlyWrong: true } });
	expect(brief(rows).map(([integration]) => integration)).toEqual(['zapi', 'zapi_url']);
});

it('has the team told once when it breaks and once when it is over, where that is wanted', async () => {
	const credentials = pick(bench.credentials, 'supabaseApi', 'atendeAquiPipeRunApi', 'atendeAquiZApi');
	bench.zapi.callbackUrls.receivedCallbackUrl = '';
	const broken = { ...credentials, atendeAquiPipeRunApi: { ...credentials.atendeAquiPipeRunApi, token: 'nope' } };
	const told = async () =>
		(
			await sql<{ told: string }>(
				`select payload ->> 'kind' || ' ' || (payload ->> 'integration') as told from outbox where channel = $1 and kind = 'notice' order by id`,
				[bench.instanceId],
			)
		).map((row) => row.told);
	await look(broken);
	expect(await told()).toEqual([]);
	for (let times = 0; times < 3; times++) await look(broken, { tell: true });
	expect(await told()).toEqual(['integration_down piperun', 'integration_down zapi_url']);
	await sql(`update outbox set status = 'sent', attempts = 1 where channel = $1`, [bench.instanceId]);
	for (let times = 0; times < 3; times++) await look(credentials, { tell: true });
	expect(await told()).toEqual(['integration_down piperun', 'integration_down zapi_url', 'integration_up piperun']);
});
