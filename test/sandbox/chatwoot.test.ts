import { createHmac } from 'node:crypto';

import { api, chatwoot, conversation, events, received, subscribe, token, url, withChatwoot } from './chatwootForTests';

let answer: (path: string) => number | null;

beforeEach(() => {
	answer = () => 200;
});
withChatwoot((path) => answer(path));

describe('envelopes', () => {
	it.each([
		['/contacts', { meta: { count: 1, current_page: 1 }, payload: [expect.objectContaining({ name: 'Marina' })] }],
		['/contacts/search?q=999990001', { meta: { count: 1, current_page: 1, has_more: false }, payload: [expect.anything()] }],
		['/contacts/9001', { payload: expect.objectContaining({ id: 9001, contact_inboxes: [expect.anything()] }) }],
		[
			'/contacts/9001/conversations',
			{ payload: [expect.objectContaining({ id: 88, meta: expect.objectContaining({ channel: 'Channel::Api' }) })] },
		],
		['/conversations', { data: { meta: expect.anything(), payload: [expect.objectContaining({ id: 88 })] } }],
		['/conversations/meta', { meta: { mine_count: 0, assigned_count: 0, unassigned_count: 1, all_count: 1 } }],
		['/conversations/88', expect.objectContaining({ id: 88, status: 'open' })],
		['/conversations/88/messages', { meta: expect.anything(), payload: [] }],
		['/inboxes', { payload: [expect.objectContaining({ id: 12 }), expect.anything(), expect.anything()] }],
		['/labels', { payload: [expect.objectContaining({ title: 'lead-quente' }), expect.anything()] }],
		['/teams', [expect.objectContaining({ name: 'vendas' })]],
		['/webhooks', { payload: { webhooks: [] } }],
	])('GET %s', async (path, expected) => {
		conversation();
		expect(await api('GET', path)).toEqual({ status: 200, body: expected });
	});

	it('wraps a created contact, with empty inner values without an inbox', async () => {
		const { body } = await api('POST', '/contacts', { name: 'João' });
		expect(body).toMatchObject({ payload: { contact: { name: 'João' }, contact_inbox: { inbox: null, source_id: null } } });
	});

	it('gives message types as numbers and times in seconds', async () => {
		conversation();
		const { body } = await api('POST', '/conversations/88/messages', { content: 'Oi', message_type: 'incoming', echo_id: 'e1' });
		expect(body).toMatchObject({ message_type: 0, echo_id: 'e1', sender: { type: 'contact' }, created_at: expect.any(Number) });
	});
});

describe('refusals', () => {
	it.each([
		['an unknown token', 'GET', '/contacts', undefined, 'wrong', 401],
		['a bot that searches', 'GET', '/contacts/search?q=a', undefined, 9, 401],
		['an agent who makes webhooks', 'POST', '/webhooks', { url: 'https://example.com' }, 3, 401],
		['a record that is not there', 'GET', '/contacts/1', undefined, 1, 404],
		['a phone that is taken', 'POST', '/contacts', { name: 'B', phone_number: '+5511999990001' }, 1, 422],
		['a phone without plus', 'POST', '/contacts', { name: 'B', phone_number: '5511999990009' }, 1, 422],
		['an unknown key', 'POST', '/contacts', { name: 'B', phone: '1' }, 1, 422],
		['an incoming message on a real channel', 'POST', '/conversations/89/messages', { content: 'a', message_type: 'incoming' }, 1, 422],
		['a priority that is none', 'POST', '/conversations/88/toggle_priority', { priority: 'none' }, 1, 422],
	])('%s', async (_, method, path, body, by, status) => {
		const { contactInbox } = conversation();
		const contact = chatwoot.state.contacts.find(({ id }) => id === contactInbox.contact_id)!;
		chatwoot.acts.createConversation(chatwoot.acts.link(contact, 15, '5511999990001'), {});
		const answered = await api(method, path, body, typeof by === 'number' ? token(by) : by);
		expect(answered.status).toBe(status);
		expect(JSON.stringify(answered.body)).toMatch(/^\{"(error|message)":"/);
	});

	it('a webhook URL twice, naming the field', async () => {
		await subscribe('message_created');
		expect(await subscribe('message_created')).toEqual({
			status: 422,
			body: { message: 'Url has already been taken', attributes: ['url'] },
		});
	});

	it('the 101st search in a minute, and the 201st message of a conversation', async () => {
		conversation();
		const searches = await Promise.all(Array.from({ length: 101 }, async () => await api('GET', '/contacts/search?q=a')));
		expect(searches.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(1);
		for (let n = 0; n < 200; n++) chatwoot.writes(3, 88, { content: String(n) });
		expect(await api('POST', '/conversations/88/messages', { content: 'a' })).toEqual({
			status: 422,
			body: { error: 'Too many messages' },
		});
	});
});

describe('webhooks', () => {
	it('tell of a message written through the API as of one typed by the owner of the token, with its marks', async () => {
		await subscribe('message_created');
		conversation();
		const message = { content: 'Olá', source_id: 'x:1', content_attributes: { origin: 'a' }, echo_id: 'e1' };
		await api('POST', '/conversations/88/messages', message);
		await chatwoot.settled();
		expect(received[0].body).toMatchObject({
			event: 'message_created',
			message_type: 'outgoing',
			sender: { id: 1, type: 'user' },
			source_id: 'x:1',
			content_attributes: { origin: 'a' },
			created_at: expect.stringMatching(/Z$/),
			conversation: { id: 88, messages: [{ message_type: 1, status: 'sent' }] },
		});
		expect(received[0].body).not.toHaveProperty('echo_id');
		expect(received[0].body).not.toHaveProperty('status');
	});

	it('are signed over the timestamp and the raw body', async () => {
		const { body } = await subscribe('contact_created');
		const { secret } = (body as { payload: { webhook: { secret: string } } }).payload.webhook;
		conversation();
		await chatwoot.settled();
		const [{ headers, text }] = received;
		const signed = `${String(headers['x-chatwoot-timestamp'])}.${text}`;
		expect(headers['x-chatwoot-signature']).toBe(`sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`);
		expect(headers['x-chatwoot-delivery']).toMatch(/^[\w-]{36}$/);
	});

	it('carry no signature from an old server, which shows no secret', async () => {
		chatwoot.rules.signs = false;
		const { body } = await subscribe('contact_created');
		expect(JSON.stringify(body)).not.toContain('secret');
		conversation();
		await chatwoot.settled();
		expect(Object.keys(received[0].headers).filter((name) => name.startsWith('x-chatwoot'))).toEqual([]);
	});

	it('go to the account, the API inbox and its bot, each with its own events', async () => {
		await subscribe('message_created', 'conversation_created', 'contact_created');
		Object.assign(chatwoot.state.inboxes[0], { webhook_url: `${url}/inbox`, agentBotId: 9 });
		chatwoot.state.bots[0].outgoing_url = `${url}/bot`;
		chatwoot.acts.addMessage(conversation(), null, { content: 'Bem-vindo', message_type: 'template' });
		await chatwoot.settled();
		expect(events('/account').sort()).toEqual(['contact_created', 'conversation_created', 'message_created']);
		expect(events('/inbox').sort()).toEqual(['conversation_created', 'message_created']);
		expect(events('/bot')).toEqual(['message_created']);
	});

	it('are sent to an account once, whatever it answers', async () => {
		await subscribe('contact_created');
		answer = () => 500;
		conversation();
		await chatwoot.settled();
		expect(received).toHaveLength(1);
	});

	it('give up after the timeout', async () => {
		await subscribe('contact_created');
		answer = () => null;
		conversation();
		await chatwoot.settled();
		expect(chatwoot.deliveries).toEqual([expect.objectContaining({ status: null, attempts: 1, done: true })]);
	});

	it('mark a message as failed when the callback of the API inbox fails', async () => {
		chatwoot.state.inboxes[0].webhook_url = `${url}/inbox`;
		const open = conversation();
		answer = () => 503;
		const message = chatwoot.writes(3, open.id, { content: 'Olá' });
		await chatwoot.settled();
		expect(message).toMatchObject({ status: 'failed', content_attributes: { external_error: '503' } });
		expect(events('/inbox')).toContain('message_updated');
	});

	it('try a bot three times after 500, and then open the conversation', async () => {
		Object.assign(chatwoot.state.inboxes[0], { agentBotId: 9 });
		chatwoot.state.bots[0].outgoing_url = `${url}/bot`;
		const pending = conversation();
		expect(pending.status).toBe('pending');
		answer = () => 500;
		chatwoot.acts.addMessage(
			pending,
			{ type: 'Contact', id: pending.contactInbox.contact_id },
			{ content: 'Oi', message_type: 'incoming' },
		);
		await chatwoot.settled();
		expect(chatwoot.deliveries.find(({ event }) => event === 'message_created')).toMatchObject({ attempts: 3 });
		expect(pending.status).toBe('open');
	});

	it('come in no order, and in copies when a proxy makes them', async () => {
		await subscribe('message_created');
		const open = conversation();
		let n = 3;
		chatwoot.rules.delayMs = () => 40 * n--;
		chatwoot.rules.copies = () => 2;
		for (const content of ['a', 'b', 'c']) chatwoot.writes(3, open.id, { content });
		await chatwoot.settled();
		const contents = received.map(({ body }) => body.content);
		expect(contents[0]).toBe('c');
		expect(contents.sort()).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
	});

	it('say what changed, also that a status change is two events', async () => {
		await subscribe('conversation_updated', 'conversation_status_changed');
		chatwoot.acts.setStatus(conversation(), 'resolved');
		await chatwoot.settled();
		const bodies = Object.fromEntries(received.map(({ body }) => [body.event, body]));
		expect(bodies.conversation_status_changed).toMatchObject({ id: 88, status: 'resolved', changed_attributes: null });
		expect(bodies.conversation_updated).toMatchObject({
			changed_attributes: [{ status: { previous_value: 'open', current_value: 'resolved' } }, { updated_at: expect.anything() }],
		});
	});
});
