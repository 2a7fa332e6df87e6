import { json, startBench, TO, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const bodies = () => bench.zapi.sent.map(({ body }) => body);

describe('failures', () => {
	const text = { resource: 'message', operation: 'sendText', phone: '={{ $json.phone }}', message: 'Olá' };
	const items = [{ json: { phone: TO } }, { json: { phone: 'ninguém' } }, { json: { phone: '5521988880002' } }];

	it('stay with their item when the operator goes on', async () => {
		bench.zapi.faults.push({ kind: 'okWithError', body: { error: 'Phone not found' } });
		const output = await bench.run(text, items, { onError: 'continueRegularOutput' });
		expect(output.map(({ json: { error, details }, pairedItem }) => [pairedItem, error, details])).toEqual([
			[{ item: 0 }, 'Z-API refused the request: Phone not found', expect.objectContaining({ mayHaveActed: false })],
			[{ item: 1 }, expect.stringContaining('it holds no digits'), expect.objectContaining({ mayHaveActed: false })],
			[{ item: 2 }, undefined, undefined],
		]);
		expect(bodies()).toEqual([{ phone: '5521988880002', message: 'Olá' }]);
	});

	it('stop the run otherwise, and say on which item', async () => {
		await expect(bench.run(text, items)).rejects.toMatchObject({ context: { itemIndex: 1 } });
		expect(bodies()).toHaveLength(1);
	});

	it.each([
		[
			'a contact that was not saved',
			{ resource: 'contact', operation: 'remove', phones: { entry: [{ value: TO }] } },
			{ success: false, errors: ['Not allowed'] },
			'Not allowed',
		],
		[
			'a channel that was not given away',
			{ resource: 'newsletter', operation: 'transferOwnership', newsletterId: '1@newsletter', phone: TO },
			{ value: false, message: 'Not an admin' },
			'Not an admin',
		],
		['a chat that was not changed', { resource: 'chat', operation: 'clear', phone: TO }, { value: false }, 'it gave no reason'],
	])('are %s, with status 200', async (_, parameters, body, why) => {
		bench.zapi.faults.push({ kind: 'okWithError', body });
		await expect(bench.run(parameters)).rejects.toThrow(`Z-API refused the request: ${why}`);
	});

	it('are no captcha to read', async () => {
		bench.zapi.faults.push({ kind: 'okWithError', body: { success: false, captcha: 'iVBORw0KGgo=' } });
		const request = { resource: 'mobile', operation: 'requestCode', ddi: '55', phone: '11999990001', method: 'sms' };
		expect(json(await bench.run(request))).toEqual([{ success: false, captcha: 'iVBORw0KGgo=' }]);
	});
});

describe('what was done', () => {
	it.each([
		['a bare value', { resource: 'chat', operation: 'archive', phone: TO, chatAction: 'archive' }, { success: true }],
		['nothing', { resource: 'community', operation: 'deactivate', communityId: '120363019502650977' }, { success: true }],
		['a deletion', { resource: 'newsletter', operation: 'delete', channel: '1@newsletter' }, { deleted: true }],
		['a deleted message', { resource: 'message', operation: 'delete', phone: TO, messageId: 'A', owner: true }, { deleted: true }],
	])('is one small object, where the vendor says %s', async (_, parameters, expected) => {
		expect(json(await bench.run(parameters))).toEqual([expected]);
	});

	it('reaches the vendor as a bare array where it wants one', async () => {
		await bench.run({ resource: 'contact', operation: 'remove', phones: { entry: [{ value: TO }, { value: '(21) 98888-0002' }] } });
		const contacts = { entry: [{ firstName: 'Ana', lastName: '', phone: '(11) 99999-0001' }] };
		await bench.run({ resource: 'contact', operation: 'add', contacts });
		expect(bench.zapi.requests.map(({ method, body }) => [method, body])).toEqual([
			['DELETE', [TO, '5521988880002']],
			['POST', [{ firstName: 'Ana', phone: TO }]],
		]);
	});
});
