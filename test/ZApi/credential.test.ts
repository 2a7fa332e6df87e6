import { ZApi as ZApiNode } from '../../nodes/ZApi/ZApi.node';
import { ZApiTrigger } from '../../nodes/ZApi/ZApiTrigger.node';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { testCredential } from '../setup/testCredential';

const INSTANCE = '3D00000000000000000000000000000C';
const TOKEN = 'F00000000000000000000000000TOKEN';
const CLIENT_TOKEN = 'C00000000000000000000000000TOKEN';
let zapi: ZApi;
beforeEach(async () => {
	zapi = await startZApi({ instanceId: INSTANCE, token: TOKEN, clientToken: CLIENT_TOKEN });
});
afterEach(async () => await zapi.stop());

const right = () => ({ instanceId: INSTANCE, instanceToken: TOKEN, clientToken: CLIENT_TOKEN, baseUrl: zapi.baseUrl });
const tested = async (changes: object = {}) => await testCredential(new ZApiNode(), 'atendeAquiZApi', { ...right(), ...changes });

it('passes when it is right and WhatsApp is connected, from the node and from its trigger', async () => {
	expect(await tested()).toMatchObject({ status: 'OK' });
	expect(await testCredential(new ZApiTrigger(), 'atendeAquiZApi', right())).toMatchObject({ status: 'OK' });
});

it('tells that WhatsApp is not connected, and how to connect it', async () => {
	zapi.faults.push({ kind: 'okWithError', body: { connected: false, error: 'You are not connected.' } });
	expect(await tested()).toEqual({
		status: 'Error',
		message: expect.stringMatching(/accepts this credential, but WhatsApp is not connected.*QR code/),
	});
});

it.each([
	['a wrong client token', { clientToken: 'C000000000000000000000000000BAD' }, /does not accept the "Client Token"/],
	['no client token', { clientToken: '' }, /wants the "Client Token", which is empty/],
	['a wrong instance', { instanceId: '3D0000000000000000000000000000FF' }, /does not know this "Instance ID" with this "Instance Token"/],
	[
		'a wrong instance token',
		{ instanceToken: 'F0000000000000000000000000000BAD' },
		/does not know this "Instance ID" with this "Instance Token"/,
	],
	['an empty instance', { instanceId: ' ' }, /"Instance ID".*is empty/],
	['a server that is not there', { baseUrl: 'http://127.0.0.1:9' }, /cannot be reached/],
])('says what to mend with %s, and shows no secret', async (_, changes, sentence) => {
	const { status, message } = await tested(changes);
	expect({ status, message }).toEqual({ status: 'Error', message: expect.stringMatching(sentence) });
	for (const secret of [TOKEN, ...Object.values<string>(changes).filter((value) => value.length > 20)])
		expect(message).not.toContain(secret);
});
