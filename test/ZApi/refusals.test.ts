import { zApi } from '../../nodes/ZApi/api';
import { json, startBench, TO, type Bench } from './bench';

const refusesForGood = (said: string) => zApi.refusesForGood?.(said) ?? false;
const kindOf = (status: number, said: string) => zApi.explain?.(status, said)?.kind ?? null;

describe('a refusal that nothing changes', () => {
	it.each([
		'Invalid phone', // vendor page of the contact report
		'Invalid phone; {"phone":"1"}',
		'Phone not found',
		'Phone number does not exist',
		'The number 55000000000000 is not registered on WhatsApp.', // waha issue 2083
		'Number not linked to WhatsApp Account', // open-wa issue 688
		'Number does not exists on WhatsApp', // glific issue 2047
		'Número não possui WhatsApp',
		'Telefone inválido',
		'The number is not registered', // whatsapp-web.js issue 89424
		'O número 5511999990001 não existe',
	])('%s', (said) => {
		expect(refusesForGood(said)).toBe(true);
	});

	it.each([
		'it gave no reason',
		'Phone is required',
		'The number of requests is not allowed by WhatsApp',
		'The queue is full',
		'Your number is banned',
		'message is not valid',
		'The "f6a2" instance does not exist or is not connected', // code-chat issue 119
		'You are not connected.',
		'Client-Token *** not allowed',
		'Unable to find matching target resource method',
		'The phone is not connected',
		'Connection Closed',
		'',
	])('is not known of: %s', (said) => {
		expect(refusesForGood(said)).toBe(false);
	});
});

describe('a fault of the configuration', () => {
	it.each([
		[400, 'your client-token is not configured', 'unauthorized'],
		[200, 'null not allowed', 'unauthorized'],
		[403, 'Client-Token *** not allowed', 'unauthorized'],
		[403, '203.0.113.9 not allowed', 'unauthorized'],
		[200, '203.0.113.9 not allowed', 'unauthorized'],
		[200, 'NOT_FOUND', 'unauthorized'],
		[400, 'Instance not found', 'unauthorized'],
		[400, 'You are not connected.', 'notConnected'],
		[200, 'You need to restore the session.', 'notConnected'],
		[400, 'The "f6a2" instance does not exist or is not connected', 'notConnected'],
		[400, 'Número não está conectado', 'notConnected'],
	])('is told by its kind: %s %s', (status, said, kind) => {
		expect(kindOf(status, said)).toBe(kind);
	});

	it.each([
		[400, 'Invalid phone'],
		[400, 'The queue is full'],
		[500, 'You are not connected.'],
		[200, 'Already connected'],
		[404, ''],
	])('is not: %s %s', (status, said) => {
		expect(kindOf(status, said)).toBeNull();
	});
});

describe('what the node hands on', () => {
	let bench: Bench;
	beforeEach(async () => {
		bench = await startBench();
	});
	afterEach(async () => await bench.stop());

	const refused = async (status: number, error: string, phone = TO) => {
		if (error)
			bench.zapi.faults.push(status === 200 ? { kind: 'okWithError', body: { error } } : { kind: 'status', status, body: { error } });
		const parameters = { resource: 'message', operation: 'sendText', phone, message: 'Olá' };
		const [{ details }] = json(await bench.run(parameters, undefined, { onError: 'continueRegularOutput' }));
		const { kind = null, isFinal = false } = details as { kind?: string; isFinal?: boolean };
		return [kind, isFinal];
	};

	it('tells what nobody needs to try again from what may pass, and from what the operator mends', async () => {
		expect(await refused(400, 'Phone number does not exist')).toEqual(['rejected', true]);
		expect(await refused(200, 'Phone not found')).toEqual(['rejected', true]);
		expect(await refused(400, 'The queue is full')).toEqual(['rejected', false]);
		expect(await refused(400, 'You are not connected.')).toEqual(['notConnected', false]);
		expect(await refused(401, 'Phone not found')).toEqual(['unauthorized', false]);
		expect(await refused(200, '', 'ninguém')).toEqual([null, true]);
	});

	it('takes no page of another site for a text that was sent', async () => {
		bench.zapi.faults.push({ kind: 'okWithError', body: '<!DOCTYPE html><title>Loja</title>' });
		expect(await refused(200, '')).toEqual(['misaddressed', false]);
	});
});
