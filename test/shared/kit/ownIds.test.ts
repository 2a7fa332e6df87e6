import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';

import type { IDataObject } from 'n8n-workflow';

import { chat, contact } from '../../../nodes/ZApi/pickers';
import { people } from '../../../nodes/ZApi/lists';
import { phone, phones } from '../../../nodes/ZApi/fields';
import { phone as chatwootPhone } from '../../../nodes/Chatwoot/fields';
import { parseProviderId } from '../../../nodes/shared/core/brazil/phone';
import type { Field } from '../../../nodes/shared/kit/field';
import { startEngine, type WorkflowJson } from '../../setup/engine';
import { INSTANCE_ID, SECRETS, startBench, type Bench } from '../../ZApi/bench';

const NUMBERS = getCountries().flatMap((country) => getExampleNumber(country, examples)?.number.slice(1) ?? []);

/** What a field sends for a value, with the item that it is filled in from. */
async function sent({ load, toWire }: Field, value: unknown, item: IDataObject, parameters: IDataObject = {}): Promise<unknown> {
	const context = {
		getInputData: () => [{ json: item }],
		getNode: () => ({ parameters }),
		evaluateExpression: () => {
			throw new Error('There is no expression here');
		},
	};
	return toWire(await load!(value, { context: context as never, itemIndex: 0 }));
}

describe('an id of an item of ours', () => {
	const fields: Array<[string, Field, (value: string) => unknown, (digits: string) => unknown]> = [
		['Phone or Chat', chat(), (value) => ({ __rl: true, mode: 'id', value }), (digits) => digits],
		['Contact', contact(), (value) => value, (digits) => digits],
		['Phone', phone('Phone', ''), (value) => value, (digits) => digits],
		['Phones', phones('Phones', ''), (value) => value, (digits) => [digits]],
		['People', people('People', ''), (value) => ({ entry: [{ value }] }), (digits) => [digits]],
		["Chatwoot's Phone", chatwootPhone(), (value) => value, (digits) => `+${digits}`],
	];

	it.each(fields)('is sent to as it is by %s, one of every country', async (_, field, given, wanted) => {
		for (const number of NUMBERS)
			for (const item of [
				{ sendTo: number },
				{ send_to: number },
				{ session_mode: 'agent', phone: number },
				{ whatsapp_name: null, phone: number },
			])
				expect(await sent(field, given(number), item)).toEqual(wanted(number));
	});

	it.each(fields)('is the same again when what %s sent is given back', async (_, field, given) => {
		await fc.assert(
			fc.asyncProperty(fc.stringMatching(/^[1-9]\d{7,14}$/), async (said) => {
				const { key, sendTo } = parseProviderId(said);
				const once = String(await sent(field, given(sendTo), { channel: 'C', phone: key, sendTo }));
				const again = await sent(field, given(once.replace('+', '')), { channel: 'C', phone: key, sendTo: once.replace('+', '') });
				expect(String(again)).toBe(once);
			}),
			{ numRuns: 50 },
		);
	});

	it("is not what stands in somebody else's item", async () => {
		for (const item of [
			{ phone: '51987654321' },
			{ telefone: '51987654321', provider: 'zapi' },
			{ channel: 'instagram', phone: '51987654321' },
			{},
		])
			expect(await sent(chat(), '51987654321', item)).toBe('5551987654321');
	});

	it('is what was chosen from a list of Z-API', async () => {
		expect(await sent(chat(), { __rl: true, mode: 'list', value: '51987654321' }, {})).toBe('51987654321');
		expect(await sent(chat(), { __rl: true, mode: 'id', value: '51987654321' }, {})).toBe('5551987654321');
	});
});

describe("Z-API's node", () => {
	let bench: Bench;
	beforeEach(async () => {
		bench = await startBench();
	});
	afterEach(async () => await bench.stop());
	const send = async (to: string, item: IDataObject) => {
		await bench.run({ resource: 'message', operation: 'sendAny', kind: 'text', text: 'Oi', phone: to }, [{ json: item }] as never);
		return bench.zapi.sent.map(({ body }) => body.phone);
	};

	it.each([
		['={{ $json.sendTo }}', { sendTo: '51987654321' }, '51987654321'],
		['={{ $json.phone }}', { outbox_id: 1, phone: '4791234567' }, '4791234567'],
		['={{ $json.message.phone }}', { message: { provider: 'zapi', phone: '6591234567' } }, '6591234567'],
		['={{ $input.item.json.cliente?.sendTo }}', { cliente: { sendTo: '5215512345678' } }, '5215512345678'],
		['={{ $json.telefone }}', { telefone: '51987654321' }, '5551987654321'],
		['={{ $json.phone }}', { phone: '(11) 99999-0001' }, '5511999990001'],
		['={{ "+" + $json.phone }}', { phone: '51987654321' }, '51987654321'],
		['51987654321@c.us', {}, '51987654321'],
		['5215512345678', {}, '5215512345678'], // longer than any number without its country code
		['919876543210', {}, '919876543210'],
	])('%s of %j goes to %s', async (to, item, address) => {
		expect(await send(to, item as IDataObject)).toEqual([address]);
	});

	it('takes the address of a node further back, whatever the item is by then', async () => {
		const node = (id: string, name: string, type: string, parameters: IDataObject) => ({
			id,
			name,
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters,
		});
		const to = "={{ $('Mensagem').first().json.sendTo }}";
		const nodes = [
			node('1', 'Mensagem', 'n8n-nodes-base.noOp', {}),
			{ ...node('2', 'Outra coisa', 'n8n-nodes-base.set', { mode: 'raw', jsonOutput: '{"pedido":7}', options: {} }), typeVersion: 3.4 },
			node('3', 'Enviar', 'n8n-nodes-atendeaqui.zApi', { resource: 'message', operation: 'sendAny', kind: 'text', text: 'Oi', phone: to }),
		];
		const then = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
		const workflow = { name: 'w', nodes, connections: { Mensagem: then('Outra coisa'), 'Outra coisa': then('Enviar') } };
		const engine = await startEngine();
		const credentials = { atendeAquiZApi: { instanceId: INSTANCE_ID, ...SECRETS, baseUrl: bench.zapi.baseUrl } };
		const item = { provider: 'zapi', channel: 'C', phone: '51987654321', sendTo: '51987654321' };
		const run = await engine.run(workflow as unknown as WorkflowJson, { from: 'Mensagem', items: [item], credentials });
		expect(run.error).toBeUndefined();
		expect(bench.zapi.sent.map(({ body }) => body.phone)).toEqual(['51987654321']);
	});

	it.each(['119999900012', '4004-0001', '49 99999-0001 ramal 12', '55119999900012'])('%s goes nowhere', async (to) => {
		await expect(send(to, {})).rejects.toThrow('not usable');
		expect(bench.zapi.sent).toEqual([]);
	});
});
