import { GOES_ON, api, paths, run, withServer } from './nodeForTests';

const slept: number[] = [];
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => {
		slept.push(ms);
		await Promise.resolve();
	},
}));
beforeEach(() => slept.splice(0));

const count = (path: string): number => paths().filter((one) => one === path).length;
const refuses = (status: number, body: unknown, headers: Record<string, string> = {}, times = 1) =>
	api.faults.push({ kind: 'status', status, body, headers, times, match: (path) => path !== '/auth/login' });
const text = { to: '5531900000001', content: 'Oi' };

describe('a refusal', () => {
	withServer();

	it.each([
		[
			{ detail: 'Senha fora da regra', error_code: 'VALIDATION_ERROR', field: 'password' },
			'VALIDATION_ERROR: Senha fora da regra (field password)',
		],
		[{ error: { code: 400, message: 'Conversa encerrada', timestamp: 1795000000.12 } }, 'Conversa encerrada'],
		[{ detail: 'Muito longo' }, 'Muito longo'],
		[{ detail: [{ loc: ['body', 'client_phone'], msg: 'Field required', type: 'missing' }] }, 'Field required (field client_phone)'],
		[
			{
				detail: [
					{ loc: ['body', 'items', 0, 'to'], msg: 'bad' },
					{ loc: ['query', 'page'], msg: 'low' },
				],
			},
			'bad (field items.0.to); low (field page)',
		],
		[{ detail: ['um', 'dois'] }, 'um; dois'],
		[{ detail: { msg: 'Erro' } }, 'Erro'],
		[{ message: 'Erro' }, 'Erro'],
		[{ error: 'Erro' }, 'Erro'],
		['Erro', 'Erro'],
		[[], ''],
	])('is read from %j', async (body, words) => {
		refuses(400, body);
		const { error } = await run('session', 'getMe');
		expect(error?.message).toBe(`Attendance API refused the values (status 400)${words ? `: ${words}` : ''}`);
	});

	it('gives a workflow status, code and field', async () => {
		refuses(422, { detail: 'Senha fora da regra', error_code: 'VALIDATION_ERROR', field: 'password' });
		const [{ details }] = (await run('session', 'getMe', {}, { settings: GOES_ON })).items('Node');
		expect(details).toMatchObject({ kind: 'rejected', status: 422, code: 'VALIDATION_ERROR', field: 'password' });
	});

	it.each([
		[403, 'does not allow this'],
		[404, 'did not find it'],
		[405, 'does not know this call'],
		[409, 'somebody else’s'],
		[423, 'has locked this account'],
	])('with %d says what it means', async (status, words) => {
		refuses(status, { detail: 'Não' });
		const { error } = await run('session', 'getMe');
		expect(error?.message).toContain(words);
		expect(error?.description).toBeTruthy();
	});

	it('stays on its item', async () => {
		const items = [{ to: '5531900000001' }, { to: '12' }, { to: '5531900000002' }];
		const result = await run('whatsApp', 'sendText', { to: '={{ $json.to }}', content: 'Oi' }, { items, settings: GOES_ON });
		expect(result.items('Node')).toMatchObject([{ status: 'sent' }, { error: expect.stringContaining('not usable') }, { status: 'sent' }]);
	});

	it('a page instead of data names the Base URL', async () => {
		api.faults.push({ kind: 'status', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } });
		const { error } = await run('session', 'getMe');
		expect(error?.message).toMatch(/web page|without a token/);
		expect(error?.description).toContain('Base URL');
	});
});

describe('what is tried again', () => {
	withServer();

	it.each([502, 503, 504, 429])('a question that is answered with %d, three times', async (status) => {
		refuses(status, { detail: 'Ocupado' }, {}, 3);
		expect((await run('session', 'getMe')).status).toBe('success');
		expect(slept.map((ms) => Math.floor(ms / 1000))).toEqual([1, 2, 4]);
	});

	it.each([400, 403, 404, 422, 500])('no question that is answered with %d', async (status) => {
		refuses(status, { detail: 'Não' }, {}, 9);
		expect((await run('session', 'getMe')).error?.message).toContain(String(status));
		expect([count('GET /auth/me'), slept]).toEqual([1, []]);
	});

	it.each(['sendText', 'sendTemplate'])('%s only where it surely was not sent', async (operation) => {
		const given = { ...text, templateName: 'aviso_manutencao' };
		refuses(429, { detail: 'Muitas' });
		expect((await run('whatsApp', operation, given)).status).toBe('success');
		expect(slept).toHaveLength(1);
		for (const status of [502, 503, 504]) {
			refuses(status, { detail: 'Ocupado' });
			const [failed] = (await run('whatsApp', operation, given, { settings: GOES_ON })).items('Node');
			expect(failed).toMatchObject({ details: { mayHaveActed: true } });
		}
		expect([api.state.sent.length, slept.length]).toEqual([1, 1]);
	});

	it('a send whose answer was lost is not sent twice', async () => {
		await run('session', 'getMe');
		api.faults.push({ kind: 'resetAfter' });
		const [failed] = (await run('whatsApp', 'sendText', text, { settings: GOES_ON })).items('Node');
		expect([failed, api.state.sent.length]).toEqual([
			expect.objectContaining({ details: expect.objectContaining({ mayHaveActed: true }) }),
			1,
		]);
	});

	it('a send to a server that is not there is tried again', async () => {
		await run('session', 'getMe');
		await api.down();
		expect((await run('whatsApp', 'sendText', text)).error?.message).toContain('cannot be reached');
		expect(slept).toHaveLength(3);
		await api.up();
	});
});

describe('how long it waits', () => {
	withServer();
	const epoch = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);

	it.each([
		['Retry-After', { 'retry-after': '7' }, 7],
		['Retry-After before all else', { 'retry-after': '7', 'x-ratelimit-reset': '30' }, 7],
		['the length of a window', { 'x-ratelimit-reset': '12' }, 12],
		['the length of a window of none', { 'x-ratelimit-reset': '0' }, 0],
	])('by %s', async (_, headers, seconds) => {
		refuses(429, { detail: 'Muitas' }, headers);
		await run('session', 'getMe');
		expect(slept).toEqual([seconds * 1000]);
	});

	it('until the end of a window', async () => {
		refuses(429, { detail: 'Muitas' }, { 'x-ratelimit-reset': epoch(20) });
		await run('session', 'getMe');
		expect(slept[0]).toBeGreaterThan(17_000);
		expect(slept[0]).toBeLessThan(22_000);
	});

	it('by the server’s own clock, which is an hour off', async () => {
		const date = new Date(Date.now() + 3_600_000).toUTCString();
		refuses(429, { detail: 'Muitas' }, { 'x-ratelimit-reset': epoch(3620), date });
		await run('session', 'getMe');
		expect(slept[0]).toBeGreaterThan(17_000);
		expect(slept[0]).toBeLessThan(23_000);
	});

	it('no longer than a minute: more is an error at once', async () => {
		refuses(429, { detail: 'Muitas' }, { 'retry-after': '61' });
		expect((await run('session', 'getMe')).error?.message).toContain('takes no more calls');
		expect(slept).toEqual([]);
	});
});

describe('the code dialect', () => {
	withServer('v2');

	it('says 200 when a send failed: that is a failure', async () => {
		api.faults.push({
			kind: 'okWithError',
			body: { success: false, message_id: null, error: 'Janela fechada', details: { code: 131047 } },
			match: (path) => path.startsWith('/whatsapp'),
		});
		const { error } = await run('whatsApp', 'sendText', text);
		expect(error?.message).toBe('Attendance API did not do it: Janela fechada: {"code":131047}');
	});
});
