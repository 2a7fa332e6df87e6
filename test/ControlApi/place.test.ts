import { randomInt, randomUUID } from 'node:crypto';

import { WebhookContext } from 'n8n-core';
import type { IDataObject, INode } from 'n8n-workflow';

import { startEngine, type Engine } from '../setup/engine';
import type * as House from '../setup/house';
import { ownDatabase } from '../setup/ownDatabase';
import type * as Database from '../setup/supabase';

// Which conversations there are decides: the others of the shared database would be among them.
let stopDatabase: () => Promise<void>;
let house: typeof House;
let database: typeof Database;
let engine: Engine;
let key: string;

beforeAll(async () => {
	stopDatabase = await ownDatabase();
	house = await import('../setup/house');
	database = await import('../setup/supabase');
	engine = await startEngine();
	({ key } = await house.addAttendant('attendant'));
}, 60_000);
afterAll(async () => {
	await database.closeSql();
	await stopDatabase();
});
beforeEach(async () => {
	await database.sql('delete from turns');
	await database.sql('delete from sessions');
});

async function call(route: string, body: IDataObject = {}): Promise<{ status: number; body: IDataObject }> {
	const [method, path] = route.split(' ');
	const node = {
		id: '1',
		name: 'Trigger',
		type: 'n8n-nodes-atendeaqui.controlApiTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: 'w',
		parameters: {},
	} as INode;
	const json = { name: 'w', nodes: [node], connections: {} };
	const [workflow, additional] = [
		engine.workflow(json, house.credentials as never),
		engine.additionalData(json, house.credentials as never),
	];
	const answered = { status: 0, body: {} as IDataObject };
	const response = {
		setHeader: () => undefined,
		status: (status: number) => Object.assign(response, Object.assign(answered, { status }) && {}),
		json: (given: IDataObject) => (answered.body = given),
		send: () => undefined,
	};
	const headers = { authorization: `Bearer ${key}` };
	Object.assign(additional, {
		httpRequest: { method, path: `/webhook/w/w${path}`, body, headers, params: {}, query: {} },
		httpResponse: response,
	});
	const type = engine.nodeTypes.getByNameAndVersion(node.type, 1);
	const data = { httpMethod: method, node: node.name, path: '', webhookDescription: type.description.webhooks![0], workflowId: 'w1' };
	const webhookData = { ...data, workflowExecuteAdditionalData: additional };
	await type.webhook!.call(
		new WebhookContext(workflow, workflow.getNode('Trigger')!, additional, 'webhook', webhookData as never, [], null),
	);
	return answered;
}

const sessions = async () => await database.sql('select channel, phone, mode from sessions order by channel, phone');
const begin = async (place = house.newPlace()) => {
	await house.operate('receive', {}, [house.message(place)]);
	return place;
};

describe('a message that names no channel', () => {
	it('is of the conversation that a person has, and is not answered over them', async () => {
		await begin();
		const place = await begin();
		await house.only('takeOver', { ...place, attendant: 'ana' });
		expect(await call('POST /webhook/whatsapp', { phone: place.phone, message: 'Oi?' })).toMatchObject({
			status: 200,
			body: { should_respond: false, session_mode: 'human', reason: 'waiting_human' },
		});
		expect((await sessions()).filter(({ phone }) => phone === place.phone)).toEqual([{ ...place, mode: 'human' }]);
	});

	it('is of the newest conversation of that phone', async () => {
		const [older, newer] = [await begin(), house.newPlace()];
		await begin({ ...newer, phone: older.phone });
		await call('POST /webhook/whatsapp', { phone: older.phone, message: 'Oi', message_id: 'M1' });
		expect(await database.sql(`select channel from inbox where message_id = 'M1'`)).toEqual([{ channel: newer.channel }]);
	});

	it('of somebody new is of the only number there is', async () => {
		const { channel } = await begin();
		const { phone } = house.newPlace();
		expect(await call('POST /webhook/whatsapp', { phone, message: 'Oi' })).toMatchObject({ status: 200 });
		expect(await sessions()).toContainEqual({ channel, phone, mode: 'agent' });
	});

	it.each([0, 2])('of somebody new is refused where there are %i numbers, and nothing is stored', async (numbers) => {
		for (let n = 0; n < numbers; n++) await begin();
		const { phone } = house.newPlace();
		expect(await call('POST /webhook/whatsapp', { phone, message: 'Oi' })).toEqual({
			status: 422,
			body: { success: false, error: 'CHANNEL_REQUIRED', message: expect.stringContaining('informe "channel"') },
		});
		expect(await database.sql('select 1 from inbox where phone = $1', [phone])).toEqual([]);
	});
});

describe('an order on a phone without a conversation', () => {
	const orders: Array<[string, IDataObject]> = [
		['POST /session/{phone}/takeover', {}],
		['POST /session/{phone}/pause', {}],
		['POST /session/{phone}/touch', {}],
		['PUT /session/{phone}/metadata', { a: 1 }],
		['POST /control/command', { command: '/assumir' }],
	];

	it.each(orders)('%s is refused where two numbers may be meant', async (route, body) => {
		await begin();
		await begin();
		const { phone } = house.newPlace();
		expect(await call(route.replace('{phone}', phone), { phone, ...body })).toMatchObject({
			status: 422,
			body: { error: 'CHANNEL_REQUIRED', message: expect.stringContaining('informe "channel"') },
		});
		expect(await sessions()).toHaveLength(2);
	});

	it('is carried out where there is one, and where the channel is named', async () => {
		const { channel } = await begin();
		const [first, second] = [house.newPlace(), house.newPlace()];
		expect(await call(`POST /session/${first.phone}/takeover`)).toMatchObject({ status: 200 });
		expect(await call(`POST /session/${second.phone}/takeover`, { channel: second.channel })).toMatchObject({ status: 200 });
		expect(await sessions()).toEqual(
			expect.arrayContaining([
				{ channel, phone: first.phone, mode: 'human' },
				{ ...second, mode: 'human' },
			]),
		);
	});

	it('by the node says which field to fill', async () => {
		await begin();
		await begin();
		const { error } = await house.operate('takeOver', { phone: house.newPlace().phone, channel: '', attendant: 'ana' });
		expect(error?.message).toContain('The field "Channel" is empty');
		expect(await sessions()).toHaveLength(2);
	});
});

describe('a phone that is a key', () => {
	/** Peru's mobiles and Porto Alegre's look alike without their country code. */
	const peru = () => `519${String(randomInt(1e8)).padStart(8, '0')}`;

	it('of somebody known is that person, and of nobody known what a person typed', async () => {
		const place = await begin({ channel: `test-${randomUUID()}`, phone: peru() });
		expect(await call(`POST /session/${place.phone}/takeover`)).toMatchObject({ status: 200 });
		expect(await call(`POST /session/${place.phone}/takeover`.replace(place.phone, peru()))).toMatchObject({ status: 200 });
		expect(await sessions()).toEqual([
			{ ...place, mode: 'human' },
			{ channel: place.channel, phone: expect.stringMatching(/^55519\d{8}$/), mode: 'human' },
		]);
	});

	it('that no numbering plan knows is taken where it is known, and refused as a typed one', async () => {
		const place = await begin({ channel: `test-${randomUUID()}`, phone: '6099912345' });
		expect(await call(`POST /session/${place.phone}/takeover`)).toMatchObject({ status: 200 });
		expect(await call('POST /webhook/whatsapp', { phone: place.phone, message: 'Hola' })).toMatchObject({
			body: { session_mode: 'human' },
		});
		expect(await call('POST /session/6099912346/takeover')).toMatchObject({ status: 400, body: { error: 'INVALID_PHONE' } });
	});
});
