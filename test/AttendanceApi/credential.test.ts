import { startEngine } from '../setup/engine';
import { testCredential } from '../setup/testCredential';
import { GOES_ON, api, run, withServer } from './nodeForTests';

const tested = async (changes: object = {}) =>
	await testCredential(
		(await startEngine()).nodeTypes.getByNameAndVersion('n8n-nodes-atendeaqui.attendanceApi', 1),
		'atendeAquiAttendanceApi',
		{ ...api.credential, ...changes },
	);

describe.each(['documented', 'v2'] as const)('the test of the credential, in the dialect %s', (dialect) => {
	withServer(dialect);

	it('passes, says who it is, and is the login of the node from then on', async () => {
		expect(await tested()).toEqual({ status: 'OK', message: 'Attendance API accepts this credential: Ana Gerente (admin)' });
		await run('session', 'getMe');
		expect(api.logins.attempts).toBe(1);
	});

	it.each([404, 405, 500, 501])('passes by the login alone where the server cannot tell who it is (%d)', async (status) => {
		api.faults.push({ kind: 'status', status, match: (path) => path === '/auth/me' });
		expect(await tested()).toMatchObject({ status: 'OK' });
	});

	it.each([
		[{ password: 'errada-2026' }, 'does not accept this e-mail and password'],
		[{ baseUrl: '' }, '"Base URL" of the Attendance API credential is empty'],
		[{ baseUrl: 'http://127.0.0.1:9' }, 'cannot be reached'],
	])('fails with %j', async (changes, message) => {
		const { status, message: told } = await tested(changes);
		expect([status, told]).toEqual(['Error', expect.stringContaining(message)]);
		expect(told).not.toContain('errada-2026');
	});

	it('fails where the new token is refused, and where something else answers', async () => {
		api.faults.push({ kind: 'status', status: 401, match: (path) => path === '/auth/me' });
		expect(await tested()).toMatchObject({ status: 'Error' });
		api.faults.push({ kind: 'okWithError', body: { hello: 'world' } });
		expect(await tested()).toMatchObject({ status: 'Error', message: expect.stringContaining('without a token') });
	});

	it('lets the node log in again at once after a password was put right', async () => {
		api.faults.push({ kind: 'status', status: 401, body: { detail: 'Não' } });
		expect((await run('session', 'getMe', {}, { settings: GOES_ON })).items('Node')[0].error).toContain('does not accept');
		expect((await run('session', 'getMe', {}, { settings: GOES_ON })).items('Node')[0].error).toContain('does not accept');
		expect(await tested()).toMatchObject({ status: 'OK' });
		expect((await run('session', 'getMe')).status).toBe('success');
	});
});
