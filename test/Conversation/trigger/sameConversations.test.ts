import { randomUUID } from 'node:crypto';

import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';

import { credentials, newPlace, type Place } from '../../setup/house';
import { publish, type Published } from '../../setup/published';
import { closeSql } from '../../setup/supabase';

let place: Place;
let published: Published;
beforeEach(() => {
	place = newPlace();
});
afterEach(async () => {
	await published.close();
});
afterAll(closeSql);

/** Publishes a workflow with a trigger of its own. */
async function publishes(parameters: IDataObject, activation?: WorkflowActivateMode): Promise<Published> {
	const node = { id: randomUUID(), name: 'Trigger', type: 'n8n-nodes-atendeaqui.conversationTrigger', typeVersion: 1 };
	const given = { ...node, position: [0, 0] as [number, number], parameters: { channel: place.channel, ...parameters } as never };
	return await publish(
		{ name: 'w', nodes: [given], connections: {} },
		{ node: 'Trigger', credentials, activation, play: async () => 'success' },
	);
}
/** @returns why it was refused, null when it was not */
const refusal = async (parameters: IDataObject, activation?: WorkflowActivateMode): Promise<string | null> =>
	await publishes(parameters, activation).then(
		async (other) => {
			await other.close();
			return null;
		},
		(error: Error) => error.message,
	);
const REFUSED = 'Another published workflow answers the same conversations';

describe('another workflow for the same conversations', () => {
	it.each<[string, IDataObject, IDataObject]>([
		['both for one number', {}, {}],
		['one for all numbers, then one for this', { channel: '' }, {}],
		['one for this, then one for all numbers', {}, { channel: '' }],
		['the same number twice, with blanks', { channel: ' 3D0 ' }, { channel: '3D0' }],
	])('is refused when it is published, not when n8n starts: %s', async (_, first, then) => {
		published = await publishes(first);
		expect(await refusal(then)).toBe(REFUSED);
		// A workflow that is published already would be taken off line for good.
		expect([await refusal(then, 'init'), await refusal(then, 'update'), await refusal(then, 'leadershipChange')]).toEqual([
			null,
			null,
			null,
		]);
	});

	it.each<[string, IDataObject, IDataObject]>([
		['two numbers', {}, { channel: 'another' }],
		['one for all numbers, and one for trying out', { channel: '' }, { channel: 'teste:um' }],
		['one for trying out, and one for all numbers', { channel: 'teste:um' }, { channel: '' }],
	])('is none: %s', async (_, first, then) => {
		published = await publishes(first);
		expect(await refusal(then)).toBeNull();
	});

	it("is none in another company's schema of the same project", async () => {
		published = await publishes({});
		expect(await refusal({ options: { schema: 'empresa_x' } })).not.toBe(REFUSED);
	});

	it('may take over once the other is closed', async () => {
		published = await publishes({});
		await published.close();
		expect(await refusal({})).toBeNull();
	});
});
