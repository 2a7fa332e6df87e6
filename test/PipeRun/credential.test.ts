import { AtendeAquiPipeRunApi } from '../../credentials/AtendeAquiPipeRunApi.credentials';

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
