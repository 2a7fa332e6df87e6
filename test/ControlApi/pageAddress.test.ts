import { HookContext } from 'n8n-core';
import type { IDataObject, INode, IWebhookData, WorkflowActivateMode } from 'n8n-workflow';

import { openStore } from '../../nodes/shared/store/store';
import { pageAddress } from '../../nodes/shared/store/page';
import { startEngine } from '../setup/engine';
import { credentials, newPlace, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

/** Where the page for attendants is, as notices know it. */
const forget = async () => await sql(`delete from settings where starts_with(key, 'page:')`);
beforeEach(forget);
afterAll(async () => {
	await forget();
	await closeSql();
});
const address = async () => await pageAddress(await openStore({ getCredentials: async () => credentials.supabaseApi }));

interface Given {
	id?: string;
	base?: string;
	parameters?: IDataObject;
	activation?: WorkflowActivateMode;
	supabase?: IDataObject;
}
async function hook(method: 'checkExists' | 'delete', given: Given = {}): Promise<boolean> {
	const { id = 'a', base = 'https://n8n.example.com/webhook', parameters = {}, activation = 'activate' } = given;
	const engine = await startEngine();
	const type = 'n8n-nodes-atendeaqui.controlApiTrigger';
	// A copy has the same node id.
	const node = { id: '1', name: 'Trigger', type, typeVersion: 1, position: [0, 0], webhookId: `id-${id}`, parameters } as unknown as INode;
	const json = { name: 'w', nodes: [node], connections: {} };
	const known = { supabaseApi: given.supabase ?? credentials.supabaseApi } as never;
	const workflow = engine.workflow(json, known);
	const additional = Object.assign(engine.additionalData(json, known), {
		webhookBaseUrl: base,
		webhookTestBaseUrl: `${base}-test`,
	});
	const { description, webhookMethods } = engine.nodeTypes.getByNameAndVersion(type, 1);
	const isTest = activation === 'manual';
	const data = { httpMethod: 'GET', node: node.name, path: '', webhookDescription: description.webhooks![0], workflowId: 'w1', isTest };
	const context = new HookContext(workflow, workflow.getNode('Trigger')!, additional, isTest ? 'manual' : 'trigger', activation, {
		...data,
		workflowExecuteAdditionalData: additional,
	} as unknown as IWebhookData);
	return await webhookMethods!.default![method].call(context);
}
const PAGE_A = 'https://n8n.example.com/webhook/id-a/id-a/painel';

it('is kept at publish, and forgotten when it is unpublished', async () => {
	expect(await address()).toBeNull();
	expect(await hook('checkExists')).toBe(true);
	expect(await address()).toBe(PAGE_A);
	expect(await hook('delete')).toBe(true);
	expect(await address()).toBeNull();
});

it('is that of its own port where it has one', async () => {
	await hook('checkExists', { parameters: { ownPort: true, port: 5680, publicUrl: 'https://painel.example.com/' } });
	expect(await address()).toBe('https://painel.example.com/atendimento/id-a/painel');
});

it('is that of the page which was published last; a restart and a test change nothing', async () => {
	await hook('checkExists');
	await hook('checkExists', { id: 'b' });
	await hook('checkExists', { activation: 'init' });
	await hook('checkExists', { id: 'c', activation: 'manual' });
	await hook('delete', { id: 'b', activation: 'manual' });
	expect(await address()).toBe(PAGE_A.replaceAll('id-a', 'id-b'));
	await hook('delete', { id: 'b' });
	expect(await address()).toBe(PAGE_A);
});

it('is known after a restart of what was published before anybody kept it', async () => {
	await hook('checkExists', { activation: 'init' });
	expect(await address()).toBe(PAGE_A);
});

it.each([
	'http://localhost:5678/webhook',
	'http://127.0.0.1:5678/webhook',
	'http://[::1]:5678/webhook',
	'http://n8n.localhost/webhook',
	'nothing',
])('is none where n8n knows itself as %s only', async (base) => {
	await hook('checkExists');
	await hook('checkExists', { base });
	expect(await address()).toBeNull();
});

it('keeps no secret that stands in an address', async () => {
	await hook('checkExists', { base: 'https://ana:segredo@n8n.example.com/webhook' });
	expect(await address()).toBe(PAGE_A);
});

it('that it cannot be kept stops no publication', async () => {
	expect(await hook('checkExists', { supabase: { host: 'http://127.0.0.1:9', serviceRole: 'x' } })).toBe(true);
	expect(await hook('delete', { supabase: { host: 'http://127.0.0.1:9', serviceRole: 'x' } })).toBe(true);
});

it('notices lead to their conversation there, in the form of each target, without a key; without a page they have no link', async () => {
	const told = async (place: Place) => {
		await sql(
			`insert into outbox (idempotency_key, kind, channel, phone, payload) values (gen_random_uuid()::text, 'notice', $1, $2, '{"kind": "hot_lead", "phone": "x"}')`,
			[place.channel, place.phone],
		);
		const { out } = await operate('claimOutbox', { kinds: ['notice'], limit: 10, leaseSeconds: 60, onlyChannel: place.channel });
		return out(1).at(-1) as IDataObject;
	};
	expect(JSON.stringify(await told(newPlace()))).not.toMatch(/Abrir/);
	const place = newPlace();
	await hook('checkExists');
	const link = `${PAGE_A}#conversa=${place.channel}/${place.phone}`;
	const { text, slack_text: slack, chatwoot_text: chatwoot, blocks } = await told(place);
	for (const one of [text, slack, chatwoot]) expect(String(one).split('\n').at(-1)).toBe(`Abrir: ${link}`);
	expect(JSON.stringify(blocks)).toContain(`<${link}|Abrir a conversa>`);
	expect(JSON.stringify([text, blocks])).not.toMatch(/chave=/);
});
