import { AtendeAquiWhatsAppCloudApi } from '../../credentials/AtendeAquiWhatsAppCloudApi.credentials';
import { WhatsApp } from '../../nodes/WhatsApp/WhatsApp.node';
import { WhatsAppCloud } from '../../nodes/WhatsAppCloud/WhatsAppCloud.node';
import type { Graph } from '../sandbox/graph';
import { testCredential } from '../setup/testCredential';
import { credentialOf, IDS, openGraph, SECRETS } from './bench';

let graph: Graph;
beforeEach(async () => {
	graph = await openGraph();
});
afterEach(async () => await graph.stop());

const tested = async (changes: object = {}) =>
	await testCredential(new WhatsAppCloud(), 'atendeAquiWhatsAppCloudApi', { ...credentialOf(graph), ...changes });

it('passes when it is right, from this node and from the neutral one', async () => {
	expect(await tested()).toMatchObject({ status: 'OK' });
	expect(await testCredential(new WhatsApp(), 'atendeAquiWhatsAppCloudApi', credentialOf(graph))).toMatchObject({ status: 'OK' });
});

it('passes without what a node that only sends does not need', async () => {
	expect(await tested({ businessAccountId: '', appSecret: '', verifyToken: '' })).toMatchObject({ status: 'OK' });
	expect(graph.requests.map(({ query }) => 'appsecret_proof' in query)).toEqual([false]);
});

it.each([
	['a wrong token', { accessToken: 'EAAGnope000000000000000000000000' }, /new token of a system user.*"Access Token"/],
	['another phone number ID', { phoneNumberId: '900000000000099' }, /Check the ID/],
	['the number itself', { phoneNumberId: '+55 31 90000-9999' }, /"Phone Number ID".*must be digits alone: it is an ID/],
	['the ID of the account', { phoneNumberId: IDS.accountId }, /"Phone Number ID" of the credential is the ID of something else/],
	['another account', { businessAccountId: '900000000000098' }, /Check the ID/],
	['a wrong app secret', { appSecret: 'exemplo-app-secret-0002' }, /"App Secret" of the credential is not that of the app/],
	['a version that ended', { graphVersion: 'v19.0' }, /"Graph API Version".*v26\.0 is right/],
	['a version in words', { graphVersion: 'latest' }, /must look like v26\.0/],
	['no token', { accessToken: ' ' }, /"Access Token".*is empty/],
	['a server that is not there', { baseUrl: 'http://127.0.0.1:9' }, /cannot be reached/],
])('says what to mend with %s, and shows no secret', async (_, changes, sentence) => {
	const { status, message } = await tested(changes);
	expect({ status, message }).toEqual({ status: 'Error', message: expect.stringMatching(sentence) });
	for (const secret of [...Object.values(SECRETS), ...Object.values<string>(changes).filter((value) => value.length > 20)])
		expect(message).not.toContain(secret);
});

describe('the request', () => {
	const made = async (url: string, changes: object = {}, headers: object = {}) =>
		await new AtendeAquiWhatsAppCloudApi().authenticate(
			{ ...credentialOf({ baseUrl: '' }), ...changes } as never,
			{ url, headers } as never,
		);

	it('has the IDs of the credential in its path', async () => {
		expect(await made('/:phone/messages')).toMatchObject({
			baseURL: 'https://graph.facebook.com/v26.0',
			url: `/${IDS.phoneNumberId}/messages`,
		});
		expect((await made('/:account')).url).toBe(`/${IDS.accountId}`);
		await expect(made('/:account', { businessAccountId: '' })).rejects.toThrow('"WhatsApp Business Account ID"');
	});

	it.each([
		'https://evil.example/x',
		'https://graph.facebook.com.evil.example/x',
		'http://lookaside.fbsbx.com/x',
		'https://lookaside.fbsbx.com:8443/x',
	])('%s gets no token', async (url) => {
		await expect(made(url)).rejects.toThrow('only sent to the server');
	});

	it('goes to Meta’s files with the token, and never on to another host', async () => {
		expect(await made('https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1')).toMatchObject({
			headers: { Authorization: `Bearer ${SECRETS.accessToken}` },
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it('is in the name of the app where Meta wants that', async () => {
		const { headers, qs } = await made('/debug_token', {}, { 'app-id': '900000000000050' });
		expect([headers, qs]).toEqual([{ Authorization: `Bearer 900000000000050|${SECRETS.appSecret}` }, { input_token: SECRETS.accessToken }]);
		await expect(made('/900000000000050/subscriptions', { appSecret: '' })).rejects.toThrow('"App Secret"');
	});

	it('is proven when the app demands it', async () => {
		const proof = (await made('/:phone', { appSecretProof: true })).qs?.appsecret_proof as string;
		expect(proof).toMatch(/^[0-9a-f]{64}$/);
		expect((await made('/:phone')).qs).not.toHaveProperty('appsecret_proof');
	});
});
