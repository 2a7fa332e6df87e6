import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { AtendeAquiChatwootApi } from '../../credentials/AtendeAquiChatwootApi.credentials';
import { Chatwoot as ChatwootNode } from '../../nodes/Chatwoot/Chatwoot.node';
import { ChatwootTrigger } from '../../nodes/Chatwoot/ChatwootTrigger.node';
import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { testCredential } from '../setup/testCredential';
import { credentialsFor } from './node';

let chatwoot: Chatwoot;
beforeAll(async () => {
	chatwoot = await startChatwoot();
});
afterAll(async () => await chatwoot.stop());

const tested = async (changes: object = {}, userId = 1) =>
	await testCredential(new ChatwootNode(), 'atendeAquiChatwootApi', {
		...credentialsFor(chatwoot, userId).atendeAquiChatwootApi,
		...changes,
	});

it('passes with the token of an administrator, from the node and from its trigger', async () => {
	expect(await tested()).toMatchObject({ status: 'OK' });
	const { atendeAquiChatwootApi } = credentialsFor(chatwoot);
	expect(await testCredential(new ChatwootTrigger(), 'atendeAquiChatwootApi', atendeAquiChatwootApi)).toMatchObject({ status: 'OK' });
});

it('tells that an agent’s token is not enough', async () => {
	const agent = chatwoot.state.users.find(({ role }) => role === 'agent');
	expect(await tested({}, agent?.id)).toEqual({
		status: 'Error',
		message: expect.stringContaining('only administrators register webhooks'),
	});
});

it.each([
	['a wrong token', { apiAccessToken: 'not-the-token-of-anybody' }, /does not accept the "Access Token".*Profile Settings/],
	['another account', { accountId: '99' }, /no member of account 99\. Check the "Account ID"; the accounts of this user are 7 \(/],
	['an account that is no number', { accountId: 'acme' }, /"Account ID".*must be a number/],
	['a server that is not there', { baseUrl: 'http://127.0.0.1:9' }, /cannot be reached: it refuses connections.*"Base URL"/],
	['an empty token', { apiAccessToken: ' ' }, /"Access Token".*is empty/],
])('says what to mend with %s, and shows no secret', async (_, changes, sentence) => {
	const { status, message } = await tested(changes);
	expect({ status, message }).toEqual({ status: 'Error', message: expect.stringMatching(sentence) });
	expect(message).not.toContain('not-the-token-of-anybody');
});

it.each([
	[404, { error: 'Not Found' }],
	[200, '<!DOCTYPE html><title>Loja</title>'],
])('names the Base URL when another site answers with %i', async (status, body) => {
	chatwoot.faults.push(status === 200 ? { kind: 'okWithError', body } : { kind: 'status', status, body });
	expect(await tested()).toEqual({ status: 'Error', message: expect.stringMatching(/Chatwoot.*"Base URL"/) });
});

describe('the credential', () => {
	const given = { baseUrl: ' https://chat.example.com/app/accounts/7/ ', accountId: ' 7 ', apiAccessToken: ' token-of-the-user\n' };
	const authenticate = async (url: string, credential: IDataObject = given) =>
		await new AtendeAquiChatwootApi().authenticate(credential as never, { url } as IHttpRequestOptions);

	it.each([
		['/contacts', 'https://chat.example.com/api/v1/accounts/7', '/contacts'],
		['/v2/reports/conversations/', 'https://chat.example.com/api/v2/accounts/7', '/reports/conversations/'],
		['/profile', 'https://chat.example.com/api/v1', '/profile'],
		['/', 'https://chat.example.com/api/v1/accounts/7', ''],
		['https://chat.example.com/api/v1/profile', undefined, 'https://chat.example.com/api/v1/profile'],
	])('leads %s to its place', async (path, baseURL, url) => {
		expect(await authenticate(path)).toEqual(
			expect.objectContaining({ ...(baseURL && { baseURL }), url, headers: { api_access_token: 'token-of-the-user' } }),
		);
	});

	it('keeps the token from every other host', async () => {
		await expect(authenticate('https://elsewhere.example.com/x')).rejects.toThrow('only sent to chat.example.com');
	});

	it('sends the header that proxies let through, on request', async () => {
		expect((await authenticate('/contacts', { ...given, hyphenHeader: true })).headers).toEqual({
			'api-access-token': 'token-of-the-user',
		});
	});

	it.each([
		['Base URL', { ...given, baseUrl: '' }],
		['Account ID', { ...given, accountId: ' ' }],
		['Access Token', { ...given, apiAccessToken: '' }],
		['Account ID', { ...given, accountId: 'loja' }],
	])('says that %s is wrong', async (field, credential) => {
		await expect(authenticate('/contacts', credential)).rejects.toThrow(field);
	});
});
