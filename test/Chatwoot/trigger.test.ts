import { createHmac } from 'node:crypto';

import { WEBHOOK_ID, type Trigger } from './hook';
import { tokenOf } from './node';
import { api, chatwoot, conversation, failure, published, trigger, withChatwoot } from './triggerForTests';

withChatwoot();

describe('account webhook', () => {
	it('is registered with its events and a secret path, found again, and removed', async () => {
		const given = await trigger();
		expect(await given.hook('checkExists')).toBe(false);
		await given.hook('create');
		const [webhook] = chatwoot.state.webhooks;
		expect(webhook.subscriptions).toEqual(['message_created', 'conversation_status_changed']);
		expect(webhook.url).toMatch(new RegExp(`^${given.base}/${WEBHOOK_ID}/${WEBHOOK_ID}/[0-9a-f]{32}$`));
		expect(await given.hook('checkExists')).toBe(true);
		await given.hook('delete');
		expect(chatwoot.state.webhooks).toEqual([]);
		await given.hook('delete');
	});

	it('gets its events updated when they were changed', async () => {
		const given = await published();
		chatwoot.state.webhooks[0].subscriptions = ['message_created'];
		expect(await given.hook('checkExists')).toBe(false);
		await given.hook('create');
		expect(chatwoot.state.webhooks.map(({ subscriptions }) => subscriptions)).toEqual([['message_created', 'conversation_status_changed']]);
	});

	it('takes its stale ones away and leaves those of others, and of the other mode', async () => {
		const other = { name: null, inbox_id: null, secret: 's', subscriptions: [] };
		chatwoot.state.webhooks.push(
			{ id: 1, url: 'https://crm.example.com/hook', ...other },
			{ id: 2, url: `https://old.example.com/webhook/${WEBHOOK_ID}/${WEBHOOK_ID}/${'0'.repeat(32)}`, ...other },
			{ id: 3, url: `https://old.example.com/webhook-test/${WEBHOOK_ID}/${WEBHOOK_ID}/${'0'.repeat(32)}`, ...other },
		);
		await published();
		expect(chatwoot.state.webhooks.map(({ id }) => id)).toEqual([1, 3, expect.any(Number)]);
	});

	it('listens to a test beside the published workflow', async () => {
		await published();
		const test = await trigger();
		await test.hook('create', 'manual');
		expect(chatwoot.state.webhooks).toHaveLength(2);
		await test.hook('delete', 'manual');
		expect(chatwoot.state.webhooks).toHaveLength(1);
	});

	it('adopts the one that a lost request made', async () => {
		const given = await trigger();
		const isPost = () => chatwoot.requests.at(-1)?.method === 'POST';
		chatwoot.faults.push({ kind: 'resetAfter', match: (path) => path === '/webhooks' && isPost() });
		await given.hook('create');
		expect(chatwoot.state.webhooks).toHaveLength(1);
		chatwoot.writes(3, conversation().id, { content: 'Olá' });
		await chatwoot.settled();
		expect(given.items).toHaveLength(1);
	});

	it.each([
		['an agent', 3, 'The token may not do this', 'administrator'],
		['nobody', 99, 'does not accept the "Access Token"', 'Profile Settings'],
	])('says what is missing with the token of %s', async (_, userId, message, remedy) => {
		const error = await failure((await trigger({}, userId)).hook('create'));
		expect(error.message).toContain(message);
		expect(error.description).toContain(remedy);
		expect(JSON.stringify([error.message, error.description, error])).not.toContain(tokenOf(chatwoot, 3));
	});

	it('says that bot events need a bot', async () => {
		const given = await trigger({ events: ['conversation_resolved'] });
		expect((await failure(given.hook('create'))).message).toContain('Choose at least one event');
	});

	it('keeps the secret sealed', async () => {
		const given = await published();
		expect(given.staticData()).toEqual({ sealedSecret: expect.any(String) });
		expect(JSON.stringify(given.staticData())).not.toContain(chatwoot.state.webhooks[0].secret);
	});
});

describe.each([
	['inbox', { mode: 'inbox', inbox: 12 }, () => api().webhook_url, (url: string) => (api().webhook_url = url)],
	[
		'agent bot',
		{ mode: 'agentBot', agentBot: 9 },
		() => chatwoot.state.bots[0].outgoing_url,
		(url: string) => (chatwoot.state.bots[0].outgoing_url = url),
	],
])('%s', (_, parameters, current, set) => {
	it('gets the URL, and nothing is left of it afterwards', async () => {
		const given = await trigger(parameters);
		expect(await given.hook('checkExists')).toBe(false);
		await given.hook('create');
		expect(current()).toContain(given.base);
		expect(await given.hook('checkExists')).toBe(true);
		await given.hook('delete');
		expect(current()).toBe('');
	});

	it("does not take somebody else's place unasked, and restores it", async () => {
		set('https://crm.example.com/hook');
		expect((await failure((await trigger(parameters)).hook('create'))).message).toContain('crm.example.com');
		const given = await published({ ...parameters, otherUrl: 'replace' });
		expect(current()).toContain(given.base);
		await given.hook('delete');
		expect(current()).toBe('https://crm.example.com/hook');
	});

	it('delivers signed events', async () => {
		api().agentBotId = 9;
		const given = await published(parameters);
		chatwoot.writes(3, conversation().id, { content: 'Olá' });
		await chatwoot.settled();
		expect(given.items).toEqual([expect.objectContaining({ event: 'message_created', author: 'human', text: 'Olá' })]);
	});
});

it('an inbox of another channel has no callback', async () => {
	expect((await failure((await trigger({ mode: 'inbox', inbox: 14 })).hook('create'))).message).toContain('Only API inboxes');
});

describe('delivery', () => {
	it('gives a clean event with who wrote it', async () => {
		const given = await published();
		const { id } = conversation();
		chatwoot.writes(3, id, { content: 'Já **verifico** aqui\\\nUm momento' });
		await chatwoot.settled();
		expect(given.items).toEqual([
			expect.objectContaining({
				provider: 'chatwoot',
				event: 'message_created',
				accountId: 7,
				inboxId: 12,
				conversationId: id,
				phone: '5511999990001',
				name: 'Marina',
				author: 'human',
				authorId: 3,
				authorName: 'Rafael Lima',
				direction: 'outgoing',
				isPrivate: false,
				text: 'Já **verifico** aqui\nUm momento',
				whatsappText: 'Já *verifico* aqui\nUm momento',
				status: 'open',
			}),
		]);
	});

	const post = async (given: Trigger, body: string, headers: Record<string, string>, url = chatwoot.state.webhooks[0].url) => {
		const before = given.items.length;
		const { status } = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
		return { status, started: given.items.length - before };
	};
	const human = JSON.stringify({
		event: 'message_created',
		id: 1,
		message_type: 'outgoing',
		private: false,
		content: 'Olá',
		sender: { id: 3, type: 'user', name: 'Rafael' },
		account: { id: 7 },
		conversation: { id: 88 },
	});
	const signed = (body: string, at = Date.now(), secret = chatwoot.state.webhooks[0].secret) => {
		const timestamp = String(Math.floor(at / 1000));
		return {
			'x-chatwoot-timestamp': timestamp,
			'x-chatwoot-signature': `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
		};
	};

	it('believes a right signature', async () => {
		expect(await post(await published(), human, signed(human))).toEqual({ status: 200, started: 1 });
	});

	it.each([
		['unsigned', () => ({}), human],
		['signed with another secret', () => signed(human, Date.now(), 'wrong'), human],
		['signed for another body', () => signed(human), human.replace('Olá', 'Ola')],
		['the same JSON in other bytes', () => signed(human), human.replace('{', '{ ')],
		['too old', () => signed(human, Date.now() - 301_000), human],
		['from the future', () => signed(human, Date.now() + 400_000), human],
		['without its timestamp', () => ({ 'x-chatwoot-signature': signed(human)['x-chatwoot-signature'] }), human],
	])('a forged human message starts nothing: %s', async (_, headers, body) => {
		const given = await published();
		expect(await post(given, body, headers())).toEqual({ status: 401, started: 0 });
		expect(JSON.stringify(given.answers)).not.toContain(chatwoot.state.webhooks[0].secret);
	});

	it('a right signature on a wrong path starts nothing', async () => {
		const given = await published();
		expect(await post(given, human, signed(human), `${given.base}/${WEBHOOK_ID}/${'0'.repeat(32)}`)).toEqual({ status: 401, started: 0 });
	});

	it('an event of another account starts nothing', async () => {
		const given = await published();
		const other = human.replace('"account":{"id":7}', '"account":{"id":8}');
		expect(await post(given, other, signed(other))).toEqual({ status: 401, started: 0 });
	});

	it.each(['', 'oi', '[]', '{}', '{"event":"message_created"}', '{"event":"message_created","id":1}'])('refuses %p', async (body) => {
		expect(await post(await published(), body, signed(body))).toEqual({ status: 400, started: 0 });
	});

	it('an old server that signs nothing is believed by its path, unless signatures are required', async () => {
		chatwoot.rules.signs = false;
		expect(await post(await published(), human, {})).toEqual({ status: 200, started: 1 });
		expect(await post(await published({ options: { requireSignature: true } }), human, {})).toEqual({ status: 401, started: 0 });
	});
});
