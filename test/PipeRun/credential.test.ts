import { AtendeAquiPipeRunApi } from '../../credentials/AtendeAquiPipeRunApi.credentials';
import { PipeRun } from '../../nodes/PipeRun/PipeRun.node';
import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { testCredential } from '../setup/testCredential';

const { authenticate } = new AtendeAquiPipeRunApi();

it('puts the token into the header, never into the address', async () => {
	const credential = { token: ' abc \n', baseUrl: 'https://crm.example.com/v1//' };
	expect(await authenticate(credential, { url: '/users', qs: { show: 1 }, headers: { 'x-a': '1' } })).toEqual({
		url: '/users',
		qs: { show: 1 },
		baseURL: 'https://crm.example.com/v1',
		headers: { 'x-a': '1', Accept: 'application/json', token: 'abc' },
	});
});

it('knows the address of PipeRun', async () => {
	expect(await authenticate({ token: 'abc', baseUrl: '' }, { url: '/users' })).toMatchObject({ baseURL: 'https://api.pipe.run/v1' });
});

it('says which field is empty', async () => {
	await expect(authenticate({ token: ' ' }, { url: '/users' })).rejects.toThrow('The field "Token" of the PipeRun credential is empty');
});

describe('the test of the credential', () => {
	let piperun: PipeRunStandIn;
	beforeAll(async () => {
		piperun = await startPipeRun({ token: 'right-token' });
	});
	afterAll(async () => await piperun.stop());

	const tested = async (token: string) => await testCredential(new PipeRun(), 'atendeAquiPipeRunApi', { token, baseUrl: piperun.baseUrl });

	it('passes with the right token', async () => {
		expect(await tested('right-token')).toMatchObject({ status: 'OK' });
	});

	it.each([
		['another path of PipeRun', { kind: 'status', status: 404 }],
		['a page', { kind: 'okWithError', body: '<html>Entrar</html>' }],
		['another API', { kind: 'okWithError', body: { ok: true } }],
		['a server that takes no such question', { kind: 'status', status: 405, body: '<html>Not Allowed</html>' }],
	] as const)('names the Base URL when it is that of %s', async (_, fault) => {
		piperun.faults.push(fault);
		expect(await tested('right-token')).toMatchObject({ status: 'Error', message: expect.stringContaining('"Base URL"') });
	});

	it('names it too when nobody is there', async () => {
		const credential = { token: 'right-token', baseUrl: 'http://127.0.0.1:1/v1' };
		const { status, message } = await testCredential(new PipeRun(), 'atendeAquiPipeRunApi', credential);
		expect({ status, message }).toEqual({ status: 'Error', message: expect.stringMatching(/cannot be reached.*"Base URL"/) });
	});

	it('says where the token is, when it is wrong, and does not show it', async () => {
		const { status, message } = await tested('wrong-token-of-somebody');
		expect({ status, message }).toEqual({
			status: 'Error',
			message: expect.stringMatching(/does not accept the token.*user data page in PipeRun/),
		});
		expect(message).not.toContain('wrong-token-of-somebody');
	});
});
