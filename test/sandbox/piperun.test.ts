import { startPipeRun, type PipeRunStandIn } from './piperun';

let piperun: PipeRunStandIn;
beforeEach(async () => {
	piperun = await startPipeRun({ token: 'TOKEN', now: () => Date.UTC(2026, 2, 2, 12, 30) });
});
afterEach(async () => await piperun.stop());

async function call(method: string, route: string, body?: unknown, headers: Record<string, string> = { token: 'TOKEN' }) {
	const answer = await fetch(`${piperun.baseUrl}${route}`, {
		method,
		headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
		body: body === undefined ? undefined : JSON.stringify(body),
		signal: AbortSignal.timeout(2000),
	});
	const text = await answer.text();
	return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as { data: never; [key: string]: unknown } };
}
const list = async (route: string) => (await call('GET', route)).body.data as Array<Record<string, unknown>>;

it('refuses a wrong token', async () => {
	await expect(call('GET', '/users', undefined, { token: 'x' })).resolves.toEqual({
		status: 401,
		body: { success: false, message: 'Unauthorized' },
	});
});

it('refuses and remembers what the contract does not know', async () => {
	await expect(call('POST', '/persons', { name: 'Ana', phones: ['1'] })).resolves.toMatchObject({
		status: 422,
		body: { success: false, message: 'Unprocessable Entity', data: { phones: expect.any(String) } },
	});
	await expect(call('GET', '/me')).resolves.toMatchObject({ status: 404 });
	expect(piperun.violations).toEqual(['POST /persons: body.phones: is not documented', 'GET /me: no such route']);
});

it('refuses a record that points to nothing', async () => {
	const { pipeline } = piperun.ids;
	await expect(call('POST', '/deals', { title: 'A', pipeline_id: pipeline, stage_id: 1 })).resolves.toMatchObject({
		status: 422,
		body: { data: { stage_id: 'O campo stage_id não existe.' } },
	});
});

it('keeps what it is given: create, read, list, change, delete', async () => {
	const { pipeline, stage, lostReason } = piperun.ids;
	const { status, body } = await call('POST', '/deals', { title: 'Lead', pipeline_id: pipeline, stage_id: stage });
	const { id } = body.data as { id: number };
	expect(status).toBe(201);
	expect(body.data).toMatchObject({ status: 0, deleted: 0, value: '0.00', created_at: '2026-03-02 09:30:00' });
	await call('PUT', `/deals/${id}`, { status: 3, lost_reason_id: lostReason, reason_close: 'Caro' });
	expect((await call('GET', `/deals/${id}`)).body.data).toMatchObject({ status: 3, closed_at: '2026-03-02 09:30:00' });
	expect(await list('/deals?status=3&deleted=false')).toHaveLength(1);
	expect(await list('/deals?status=0')).toHaveLength(0);
	await expect(call('DELETE', `/deals/${id}`)).resolves.toEqual({ status: 204, body: undefined });
	await expect(call('GET', `/deals/${id}`)).resolves.toMatchObject({ status: 404 });
});

it('gives lists in pages, by a cursor', async () => {
	for (let n = 0; n < 5; n++) await call('POST', '/companies', { name: `Padaria ${n}` });
	const first = await call('GET', '/companies?show=3&name=padaria');
	const { next } = (first.body.meta as { cursor: { next: string } }).cursor;
	expect(first.body.data).toHaveLength(3);
	const second = await call('GET', `/companies?show=3&name=padaria&cursor=${encodeURIComponent(next)}`);
	expect(second.body.data).toHaveLength(2);
	expect(second.body.meta).toMatchObject({ cursor: { next: null } });
});

it('finds by parts of names and by digits of the CNPJ', async () => {
	await call('POST', '/companies', { name: 'São João', cnpj: '11222333000181' });
	expect(await list('/companies?name=sao%20joao')).toHaveLength(1);
	expect(await list('/companies?cnpj=11.222.333/0001-81')).toHaveLength(1);
	expect((await list('/cities?name=Santa%20Maria')).map(({ name, uf }) => `${String(name)}/${String(uf)}`)).toEqual([
		'Santa Maria do Oeste/PR',
		'Santa Maria/RN',
		'Santa Maria/RS',
	]);
});

it('shows contacts only when asked, and ignores the form that it does not know', async () => {
	await call('POST', '/persons', { name: 'Ana', contactPhones: ['5511999990001'], contactEmails: [{ email: 'ana@example.com' }] });
	expect((await list('/persons'))[0]).not.toHaveProperty('contactPhones');
	const [ana] = await list('/persons?with=contactPhones,contactEmails');
	expect(ana).toMatchObject({ contactPhones: [{ phone: '5511999990001', is_main: 1 }], contactEmails: [] });
});

it('ignores the undocumented filters unless told otherwise', async () => {
	await call('POST', '/persons', { name: 'Ana', contactPhones: ['1'] });
	await call('POST', '/persons', { name: 'Bia', contactPhones: ['2'] });
	expect(await list('/persons?phones[phone]=2')).toHaveLength(2);
	piperun.account.habits.contactFilters = true;
	expect((await list('/persons?phones[phone]=2')).map(({ name }) => name)).toEqual(['Bia']);
});

it('can fail before and after having done it', async () => {
	piperun.faults.push({ kind: 'status', status: 429, match: (route) => route === 'POST /notes' });
	await expect(call('GET', '/notes')).resolves.toMatchObject({ status: 200 });
	await expect(call('POST', '/notes', { text: 'a' })).resolves.toMatchObject({ status: 429 });
	piperun.faults.push({ kind: 'resetAfter', match: (route) => route === 'POST /notes' });
	await expect(call('POST', '/notes', { text: 'b' })).rejects.toThrow();
	expect(piperun.account.all('notes').map(({ text }) => text)).toEqual(['b']);
	await piperun.down();
	await expect(call('GET', '/notes')).rejects.toThrow();
	await piperun.up();
	await expect(call('GET', '/notes')).resolves.toMatchObject({ status: 200 });
});
