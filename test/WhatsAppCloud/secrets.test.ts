import { json, SECRETS, startBench, TO, type Bench } from './bench';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
afterAll(async () => await bench.stop());

const shows = (text: string): boolean => Object.values(SECRETS).some((secret) => text.includes(secret));

it.each([
	['in its words', { message: `Malformed access token ${SECRETS.accessToken}` }],
	['in its details', { message: 'x', error_data: { details: `secret ${SECRETS.appSecret}, ${SECRETS.verifyToken}` } }],
	['in an address', { message: `see https://graph.facebook.com/v26.0/1?access_token=${SECRETS.accessToken}&x=1` }],
])('what Meta says %s is told without the secrets', async (_, error) => {
	bench.graph.faults.push({ kind: 'status', status: 400, body: { error: { ...error, code: 100 } } });
	const parameters = { resource: 'message', operation: 'sendText', to: TO, text: 'Oi' };
	const output = json(await bench.run(parameters, undefined, { onError: 'continueRegularOutput' }));
	expect(output[0].error).toContain('(code 100)');
	expect(shows(JSON.stringify(output))).toBe(false);
});

it('no record of a list holds the address of its next page', async () => {
	const output = json(await bench.run({ resource: 'template', operation: 'getMany', returnAll: false, limit: 2 }));
	expect([output.length, shows(JSON.stringify(output))]).toEqual([2, false]);
});

it('what a token may do is told without it', async () => {
	const output = json(await bench.run({ resource: 'token', operation: 'inspect', appId: '900000000000050' }));
	expect([output[0].is_valid, shows(JSON.stringify(output))]).toEqual([true, false]);
});
