import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INode, INodeListSearchResult } from 'n8n-workflow';

import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { startEngine } from '../setup/engine';
import { credentialsFor, runNode, tokenOf } from './node';

let chatwoot: Chatwoot;
beforeEach(async () => {
	chatwoot = await startChatwoot();
});
afterEach(async () => {
	await chatwoot.stop();
	expect(chatwoot.violations).toEqual([]);
});

function conversation(inbox = 12, phone = '+5511999990001') {
	const contact = chatwoot.acts.createContact({ name: 'Marina Duarte', phone_number: phone });
	return chatwoot.acts.createConversation(chatwoot.acts.link(contact, inbox, phone.slice(1)), {});
}
const run = async (resource: string, operation: string, given: IDataObject = {}, options: Parameters<typeof runNode>[2] = {}) =>
	await runNode(chatwoot, { resource, operation, options: {}, ...given }, options);
const itemsOf = async (...given: Parameters<typeof run>): Promise<IDataObject[]> => {
	const { error, items } = await run(...given);
	expect(error).toBeUndefined();
	return items('Chatwoot');
};

describe('envelopes become items', () => {
	it.each<[string, string, IDataObject, IDataObject[]]>([
		['contact', 'get', { contact: 9001 }, [{ id: 9001, name: 'Marina Duarte' }]],
		['contact', 'getMany', {}, [{ id: 9001 }]],
		['contact', 'search', { q: '+5511999990001' }, [{ id: 9001 }]],
		['contact', 'getConversations', { contact: 9001 }, [{ id: 88 }]],
		['contact', 'getLabels', { contact: 9001 }, [{ labels: [] }]],
		[
			'contact',
			'create',
			{ name: 'João', phone: '(11) 98888-0002' },
			[{ name: 'João', phone_number: '+5511988880002', contact_inbox: { inbox: null } }],
		],
		['contact', 'update', { contact: 9001, options: { name: 'Marina D.' } }, [{ name: 'Marina D.' }]],
		['conversation', 'getMany', { status: 'all', assignee_type: 'all' }, [{ id: 88 }]],
		['conversation', 'get', { conversation: 88 }, [{ id: 88, status: 'open' }]],
		['conversation', 'count', { status: 'open' }, [{ all_count: 1 }]],
		['conversation', 'setStatus', { conversation: 88, status: 'resolved' }, [{ success: true, current_status: 'resolved' }]],
		['conversation', 'setPriority', { conversation: 88, priority: 'none' }, [{ success: true }]],
		['conversation', 'assignAgent', { conversation: 88, assignee_id: 3 }, [{ assigned: { id: 3, name: 'Rafael Lima' } }]],
		['conversation', 'unassignAgent', { conversation: 88 }, [{ assigned: null }]],
		['message', 'send', { conversation: 88, content: 'Oi' }, [{ content: 'Oi', message_type: 1, private: false }]],
		['message', 'sendNote', { conversation: 88, content: 'Nota' }, [{ content: 'Nota', private: true }]],
		['inbox', 'getMany', {}, [{ id: 12 }, { id: 14 }, { id: 15 }]],
		['label', 'getMany', {}, [{ title: 'lead-quente' }, { title: 'vip' }]],
		['team', 'getMany', {}, [{ name: 'vendas' }]],
		['team', 'removeMembers', { team: 2, user_ids: [3] }, [{ success: true }]],
		['inbox', 'removeMembers', { inbox: 12, user_ids: '3' }, [{ success: true }]],
		['webhook', 'create', { url: 'https://example.com/a', subscriptions: ['message_created'] }, [{ url: 'https://example.com/a' }]],
		['agentBot', 'getMany', {}, [{ id: 9, name: 'SDR Bot' }]],
		['profile', 'get', {}, [{ id: 1, accounts: [{ id: 7 }] }]],
		['account', 'get', {}, [{ id: 7, name: 'Loja Exemplo' }]],
	])('%s %s', async (resource, operation, given, expected) => {
		conversation();
		expect(await itemsOf(resource, operation, given)).toEqual(expected.map((item) => expect.objectContaining(nested(item))));
	});

	const nested = (value: IDataObject): IDataObject =>
		Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [
				key,
				Array.isArray(inner)
					? inner.map((one) => (typeof one === 'object' ? expect.objectContaining(one) : one))
					: typeof inner === 'object' && inner !== null
						? expect.objectContaining(inner)
						: inner,
			]),
		) as IDataObject;

	it.each([
		['inbox', 'get', { inbox: 12 }],
		['agentBot', 'get', { agentBot: 9 }],
		['profile', 'get', {}],
		['webhook', 'create', { url: 'https://example.com/a', subscriptions: ['message_created'] }],
	])('without their secrets: %s %s', async (resource, operation, given) => {
		const [item] = await itemsOf(resource, operation, given);
		expect(Object.keys(item).filter((key) => /secret|token/.test(key))).toEqual([]);
	});

	it('page by page, up to the limit', async () => {
		for (let n = 0; n < 40; n++) chatwoot.acts.createContact({ name: `C${n}`, phone_number: `+55119${String(10_000_000 + n)}` });
		expect(await itemsOf('contact', 'getMany', { returnAll: true })).toHaveLength(40);
		expect(await itemsOf('contact', 'getMany', { limit: 20 })).toHaveLength(20);
		const payload = { entry: [{ attribute_key: 'phone_number', filter_operator: 'is_present', values: '' }] };
		expect(await itemsOf('contact', 'filter', { payload, returnAll: true })).toHaveLength(40);
	});

	it('messages from the newest to the oldest', async () => {
		const { id } = conversation();
		for (let n = 0; n < 50; n++) chatwoot.writes(3, id, { content: String(n) });
		const contents = (await itemsOf('message', 'getMany', { conversation: id, returnAll: true })).map(({ content }) => content);
		expect(contents).toEqual(Array.from({ length: 50 }, (_, n) => String(49 - n)));
		expect(await itemsOf('message', 'getMany', { conversation: id, limit: 3 })).toHaveLength(3);
	});
});

describe('where Chatwoot replaces, the rest is kept', () => {
	it.each(['contact', 'conversation'])('labels of a %s', async (resource) => {
		const open = conversation();
		const record = resource === 'contact' ? chatwoot.state.contacts[0] : open;
		record.labels = ['vip', 'antigo'];
		const given = { [resource]: record.id, add: ['Lead-Quente'], remove: 'antigo' };
		expect(await itemsOf(resource, 'changeLabels', given)).toEqual([{ labels: ['vip', 'lead-quente'], changed: true }]);
		expect(record.labels).toEqual(['vip', 'lead-quente']);
		expect(await itemsOf(resource, 'changeLabels', given)).toEqual([{ labels: ['vip', 'lead-quente'], changed: false }]);
	});

	it('custom attributes of a conversation', async () => {
		const open = conversation();
		open.custom_attributes = { plano: 'ouro' };
		await itemsOf('conversation', 'updateAttributes', { conversation: 88, custom_attributes: '{"origem": "site"}' });
		expect(open.custom_attributes).toEqual({ plano: 'ouro', origem: 'site' });
	});
});

describe('files', () => {
	it('go out with a message and come back byte by byte, through the redirect and without the token', async () => {
		const open = conversation();
		const text = 'ação ✓ linha 1\r\nlinha 2';
		const [sent] = await itemsOf(
			'message',
			'sendFiles',
			{ conversation: 88, files: 'data', content: 'Segue', options: { content_attributes: '{"a": {"b": 1}}', private: true } },
			{ file: { text, fileName: 'proposta.txt' } },
		);
		expect(open.messages[0]).toMatchObject({ content: 'Segue', private: true, content_attributes: { a: { b: 1 } } });
		const { error, items } = await run('message', 'downloadAttachments', { conversation: 88, message: sent.id }, { read: 'file_0' });
		expect(error).toBeUndefined();
		expect(items('Chatwoot')).toEqual([expect.objectContaining({ id: sent.id })]);
		expect(items('Read')).toEqual([expect.objectContaining({ content: text })]);
		const storage = chatwoot.requests.filter(({ path }) => !path.startsWith('/api/'));
		expect(storage).toHaveLength(2);
		expect(storage.map(({ headers }) => headers.api_access_token)).toEqual([undefined, undefined]);
	});

	it('are not fetched from a host that was not allowed', async () => {
		const { id } = conversation();
		const attachment = {
			id: 1,
			file_type: 'file' as const,
			content_type: 'text/plain',
			name: 'a.txt',
			content: Buffer.from('a'),
			isVoice: false,
		};
		const message = chatwoot.writes(3, id, { content: 'a', attachments: [attachment] });
		const elsewhere = { id: message.id, conversation_id: id, attachments: [{ data_url: 'http://169.254.169.254/a.txt' }] };
		chatwoot.faults.push({ kind: 'okWithError', body: { meta: {}, payload: [elsewhere] } });
		const { error } = await run('message', 'downloadAttachments', { conversation: id, message: message.id });
		expect(error?.message).toContain('The file is on 169.254.169.254');
	});

	it('say which binary field is missing', async () => {
		conversation();
		const { error } = await run('message', 'sendFiles', { conversation: 88, files: 'foto', content: '' });
		expect(error?.message).toBe('The item has no binary field "foto"');
	});
});

describe('what went wrong', () => {
	it('names the field that is taken, on its own item, and goes on', async () => {
		conversation();
		const items = [{ phone: '11999990001' }, { phone: '11988880002' }];
		const given = { name: 'B', phone: '={{ $json.phone }}' };
		const kept = await run('contact', 'create', given, { items, settings: { onError: 'continueRegularOutput' } });
		expect(kept.items('Chatwoot')).toEqual([
			expect.objectContaining({ error: expect.stringContaining('Phone number has already been taken (phone_number)') }),
			expect.objectContaining({ phone_number: '+5511988880002' }),
		]);
	});

	it.each([
		['a wrong token', 99, 'account', 'get', {}, 'does not accept the "Access Token"'],
		['the token of an agent', 3, 'webhook', 'getMany', {}, 'The token may not do this in Chatwoot'],
		['the token of a bot', 9, 'contact', 'search', { q: 'a' }, 'The token may not do this in Chatwoot'],
		['a conversation that is not there', 1, 'conversation', 'get', { conversation: 5 }, 'status 404: Resource could not be found'],
	])('%s', async (_, userId, resource, operation, given, message) => {
		const { error } = await run(resource, operation, given, { userId });
		expect(error?.message).toContain(message);
		expect(JSON.stringify([error?.message, error?.description, error])).not.toContain(tokenOf(chatwoot, userId));
	});

	it('an address that is not the one of the server', async () => {
		chatwoot.faults.push({ kind: 'okWithError', body: '<!DOCTYPE html><title>Chatwoot</title>' });
		const { error } = await run('account', 'get');
		expect(error).toMatchObject({
			message: 'Chatwoot answered with a web page instead of data',
			description: expect.stringContaining('Base URL'),
		});
	});
});

describe('pickers', () => {
	async function search(method: string, filter?: string): Promise<INodeListSearchResult> {
		const engine = await startEngine();
		const type = engine.nodeTypes.getByNameAndVersion('n8n-nodes-atendeaqui.chatwoot', 1);
		const node = {
			id: '2',
			name: 'Chatwoot',
			type: 'n8n-nodes-atendeaqui.chatwoot',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		} as INode;
		const json = { name: 'w', nodes: [node], connections: {} };
		const credentials = credentialsFor(chatwoot);
		const workflow = engine.workflow(json, credentials);
		const context = new LoadOptionsContext(workflow, workflow.getNode('Chatwoot')!, engine.additionalData(json, credentials), '');
		const { listSearch, loadOptions } = type.methods!;
		if (loadOptions?.[method]) return { results: (await loadOptions[method].call(context)) as INodeListSearchResult['results'] };
		return await listSearch![method].call(context, filter);
	}
	const names = async (...given: Parameters<typeof search>) => (await search(...given)).results.map(({ name, value }) => [value, name]);

	it.each([
		['searchInboxes', 'vendas', [[12, 'WhatsApp Vendas · Api']]],
		['searchAgents', 'rafael', [[3, 'Rafael Lima · rafael@example.com']]],
		['searchTeams', undefined, [[2, 'vendas']]],
		['searchAgentBots', 'sdr', [[9, 'SDR Bot']]],
		['searchLabels', 'vi', [[6, 'vip']]],
		['searchContacts', 'marina', [[9001, 'Marina Duarte · +5511999990001']]],
		['searchContacts', undefined, [[9001, 'Marina Duarte · +5511999990001']]],
		['searchConversations', '#88', [[88, '#88 · Marina Duarte · +5511999990001 · open']]],
		[
			'getLabels',
			undefined,
			[
				['lead-quente', 'lead-quente'],
				['vip', 'vip'],
			],
		],
	])('%s with %p', async (method, filter, expected) => {
		conversation();
		expect(await names(method, filter)).toEqual(expected);
	});
});
