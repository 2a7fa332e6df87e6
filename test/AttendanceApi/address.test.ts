import { AtendeAquiAttendanceApi } from '../../credentials/AtendeAquiAttendanceApi.credentials';
import { baseOf, rootOf, socketRoot } from '../../nodes/AttendanceApi/address';
import { socketUrl } from '../../nodes/AttendanceApi/socket/paths';

describe('the address', () => {
	it.each([
		['https://api.provedor.example', 'https://api.provedor.example'],
		['https://api.provedor.example/', 'https://api.provedor.example'],
		['https://api.provedor.example/api/v1', 'https://api.provedor.example'],
		[' https://api.provedor.example/api/v1/ ', 'https://api.provedor.example'],
		['https://api.provedor.example/api', 'https://api.provedor.example'],
		['https://api.provedor.example/API/V1/auth/login', 'https://api.provedor.example'],
		['api.provedor.example/api/v1', 'https://api.provedor.example'],
		['http://10.0.0.5:8000/api/v1//', 'http://10.0.0.5:8000'],
		['https://n8n.provedor.example/webhook/x/api/v1', 'https://n8n.provedor.example/webhook/x'],
		['https://api.provedor.example/apiary', 'https://api.provedor.example/apiary'],
		['https://api.provedor.example/api/v1?x=1#y', 'https://api.provedor.example'],
	])('%s has its root at %s', (typed, root) => {
		expect(rootOf(typed)).toBe(root);
	});

	it.each([
		['', '"Base URL" of the Attendance API credential is empty'],
		['ftp://api.provedor.example', 'is not an address'],
		['https://', 'is not an address'],
		['https://ana:senha@api.provedor.example', 'must not hold a user name'],
	])('%s is none', (typed, message) => {
		expect(() => rootOf(typed)).toThrow(message);
	});

	it.each(['/health', '/metrics', '/info', '/cache/stats', '/circuit-breakers', '/health?x=1'])('%s stands at the root', (path) => {
		expect(baseOf('https://a.example', path)).toBe('https://a.example');
	});

	it.each(['/healthy', '/whatsapp/v2/send/health', '/chatbot/metrics', '/dashboard/metrics', '/auth/me'])(
		'%s stands below /api/v1',
		(path) => {
			expect(baseOf('https://a.example', path)).toBe('https://a.example/api/v1');
		},
	);

	it.each([
		['http://http-gw.example', 'ws://http-gw.example'],
		['https://https.http.example/http', 'wss://https.http.example/http'],
	])('%s becomes %s: the scheme, and nothing else', (root, socket) => {
		expect(socketRoot(root)).toBe(socket);
	});

	it('of a socket carries the token encoded, and who it is where the path says so', () => {
		const bia = { id: '12', email: '', name: '', role: 'atendente', permissions: [] };
		expect(socketUrl('https://a.example', '/ws/chat', 'a+b/c=', null)).toBe('wss://a.example/ws/chat?token=a%2Bb%2Fc%3D');
		expect(socketUrl('https://a.example', '/ws/ws/chat/{user}', 't', bia)).toBe('wss://a.example/ws/ws/chat/12?role=atendente&token=t');
	});
});

describe('the credential', () => {
	const { authenticate } = new AtendeAquiAttendanceApi();
	const credential = { baseUrl: 'https://a.example/api/v1/', email: ' bia@a.example ', password: ' Fibra2026! ', dialect: 'documented' };

	it('gives e-mail and password to the login alone', async () => {
		expect(await authenticate(credential, { url: '/auth/login', method: 'POST', body: {} })).toMatchObject({
			baseURL: 'https://a.example/api/v1',
			body: { email: 'bia@a.example', password: ' Fibra2026! ' },
		});
		const other = await authenticate(credential, { url: '/users', headers: { Authorization: 'Bearer t' }, body: { nome: 'x' } });
		expect(JSON.stringify(other)).not.toContain('Fibra2026!');
		expect(other).toMatchObject({ headers: { Authorization: 'Bearer t' }, sendCredentialsOnCrossOriginRedirect: false });
	});

	it('does not sign what needs no token', async () => {
		const { headers, baseURL } = await authenticate(credential, { url: '/health' });
		expect([headers, baseURL]).toEqual([{ Accept: 'application/json' }, 'https://a.example']);
	});

	it('has no token for a custom call before anybody logged in, and none for another server', async () => {
		await expect(authenticate(credential, { url: '/users' })).rejects.toThrow('Nobody has logged in');
		await expect(authenticate(credential, { url: 'https://b.example/api/v1/users' })).rejects.toThrow('only sent to a.example');
		await expect(authenticate(credential, { url: 'https://a.example.evil.example/' })).rejects.toThrow('only sent to a.example');
	});

	it.each([
		[{ email: ' ' }, '"E-Mail"'],
		[{ password: '' }, '"Password"'],
		[{ baseUrl: '' }, '"Base URL"'],
	])('with %j says which field is empty', async (changes, field) => {
		await expect(authenticate({ ...credential, ...changes }, { url: '/health' })).rejects.toThrow(field);
	});
});
