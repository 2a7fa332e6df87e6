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
	['a server that is not there', { baseUrl: 'http://127.0.0.1:9' }, /cannot be reached: it refuses connections/],
	['an empty token', { apiAccessToken: ' ' }, /"Access Token".*is empty/],
])('says what to mend with %s, and shows no secret', async (_, changes, sentence) => {
	const { status, message } = await tested(changes);
	expect({ status, message }).toEqual({ status: 'Error', message: expect.stringMatching(sentence) });
	expect(message).not.toContain('not-the-token-of-anybody');
});
