import { startZApi, type ZApi } from '../sandbox/zapi';
import { INSTANCE_ID, receivedText } from '../sandbox/zapiPayloads';
import { call, TOKEN, triggerOf } from './hook';

let zapi: ZApi;
beforeAll(async () => {
	zapi = await startZApi({ instanceId: INSTANCE_ID, token: TOKEN });
});
afterAll(async () => await zapi.stop());

it.each([
	['as Z-API sends it', receivedText(), {}, {}],
	['with an ID that was pasted with blanks around it', receivedText(), { instanceId: ` ${INSTANCE_ID}\n` }, {}],
	[
		'with headers of a proxy, and a token header that nobody asked to check',
		receivedText(),
		{},
		{ 'z-api-token': 'other', via: '1.1 proxy' },
	],
])('a message is taken in %s', async (_, body, credential, headers) => {
	const given = await triggerOf(zapi);
	Object.assign(given.credentials.atendeAquiZApi, credential);
	const { answered, items } = await call(given, body, { headers });
	expect([answered, items?.length]).toEqual([{}, 1]);
});

it.each([
	['of another instance', receivedText({ instanceId: 'another' })],
	['whose instance is another in capitals only', receivedText({ instanceId: INSTANCE_ID.toLowerCase() })],
	['whose instance is none', { ...receivedText(), instanceId: null }],
])('a message is refused %s', async (_, body) => {
	const { answered, items } = await call(await triggerOf(zapi), body);
	expect([answered.status, items]).toEqual([403, undefined]);
});
