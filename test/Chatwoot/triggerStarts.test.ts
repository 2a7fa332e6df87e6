import { type Trigger } from './hook';
import { runNode } from './node';
import { api, chatwoot, conversation, published, withChatwoot } from './triggerForTests';

withChatwoot();

describe('what starts the workflow', () => {
	const authors = (given: Trigger) => given.items.map(({ author }) => author);

	it('never the echo of what this package wrote', async () => {
		const given = await published();
		const mirror = { resource: 'conversation', operation: 'mirrorMessage', inbox: 12, phone: '5511999990001', text: 'Oi', options: {} };
		for (const direction of ['incoming', 'outgoing', 'note']) {
			const { error } = await runNode(chatwoot, { ...mirror, direction, messageId: direction });
			expect(error).toBeUndefined();
		}
		const turn = { resource: 'conversation', conversation: 88, options: {} };
		await runNode(chatwoot, { ...turn, operation: 'handOff', status: 'open', note: 'Lead quente' });
		await chatwoot.settled();
		expect(chatwoot.deliveries).toHaveLength(4);
		expect(given.items).toEqual([]);
		expect(given.answers.map(({ body }) => body)).toEqual(Array(4).fill({ ignored: 'author' }));
	});

	it('tells people from rules, greetings, bots and the vendor app', async () => {
		const given = await published();
		const open = conversation();
		chatwoot.acts.addMessage(open, null, { content: 'a', content_attributes: { automation_rule_id: 44 } });
		chatwoot.acts.addMessage(open, null, { content: 'b', message_type: 'template' });
		chatwoot.acts.addMessage(open, { type: 'AgentBot', id: 9 }, { content: 'c' });
		chatwoot.acts.addMessage(open, { type: 'Contact', id: open.contactInbox.contact_id }, { content: 'd', message_type: 'incoming' });
		chatwoot.acts.addMessage(open, null, { content: 'e', content_attributes: { external_echo: true } });
		chatwoot.writes(3, open.id, { content: 'f' });
		await chatwoot.settled();
		const byText = Object.fromEntries(given.items.map(({ text, author }) => [text, author]));
		expect(byText).toEqual({ a: 'automation', b: 'automation', c: 'automation', d: 'customer', e: 'human', f: 'human' });
	});

	it('takes all of a dedicated user for an echo, on request', async () => {
		const given = await published({ options: { dedicatedUser: true } });
		const { id } = conversation();
		chatwoot.writes(1, id, { content: 'de outro fluxo' });
		chatwoot.writes(3, id, { content: 'de uma pessoa' });
		await chatwoot.settled();
		expect(given.items.map(({ text }) => text)).toEqual(['de uma pessoa']);
	});

	it('only what was chosen: events, writers, inbox, notes', async () => {
		const given = await published({ inbox: 12, writtenBy: ['human'], options: { privateNotes: false } });
		const open = conversation();
		const other = conversation(14, '+5511988880002');
		chatwoot.writes(3, open.id, { content: 'nota', private: true });
		chatwoot.writes(3, other.id, { content: 'outra caixa' });
		chatwoot.acts.addMessage(open, { type: 'Contact', id: open.contactInbox.contact_id }, { content: 'cliente', message_type: 'incoming' });
		chatwoot.writes(3, open.id, { content: 'pessoa' });
		await chatwoot.settled();
		expect(given.items.map(({ text }) => text)).toEqual(['pessoa']);
		const reasons = given.answers.map(({ body }) => (body as { ignored?: string } | undefined)?.ignored ?? 'started');
		expect(reasons.sort()).toEqual(['author', 'inbox', 'private_note', 'started']);
	});

	it('no update that is only the trace of a message, unless wanted', async () => {
		const events = ['contact_updated', 'conversation_updated'];
		const quiet = await published({ events });
		const open = conversation();
		chatwoot.acts.addMessage(open, { type: 'Contact', id: open.contactInbox.contact_id }, { content: 'Oi', message_type: 'incoming' });
		await chatwoot.settled();
		expect(quiet.items).toEqual([]);
		expect(quiet.answers).toHaveLength(2);
		chatwoot.acts.change(open, { labels: ['vip'] }, { labels: 'label_list' });
		await chatwoot.settled();
		expect(quiet.items).toEqual([expect.objectContaining({ changed: expect.objectContaining({ label_list: { from: [], to: ['vip'] } }) })]);
	});

	it('once, when account webhook and API inbox both tell of it, and when a proxy doubles it', async () => {
		chatwoot.rules.copies = () => 2;
		const given = await published({
			events: ['message_created', 'message_updated', 'conversation_updated', 'conversation_status_changed'],
		});
		api().webhook_url = chatwoot.state.webhooks[0].url;
		api().secret = chatwoot.state.webhooks[0].secret;
		const open = conversation();
		const message = chatwoot.writes(3, open.id, { content: 'Olá' });
		chatwoot.acts.setStatus(open, 'resolved');
		message.status = 'delivered';
		chatwoot.acts.messageUpdated(open, message);
		chatwoot.acts.change(open, { labels: ['vip'] }, { labels: 'label_list' });
		await chatwoot.settled();
		expect(given.answers.length).toBeGreaterThan(15);
		expect(given.items.map(({ event }) => event).sort()).toEqual([
			'conversation_status_changed',
			'conversation_updated',
			'conversation_updated',
			'message_created',
			'message_updated',
		]);
		expect(new Set(given.items.map(({ dedupeKey }) => dedupeKey)).size).toBe(5);
	});

	it('every human reply once in 60 conversations, late, doubled and out of order, with the bot writing in between', async () => {
		let seed = 7;
		const chance = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
		// Hundreds of deliveries at once: on a starved machine some take longer than the five seconds after which Chatwoot gives one up for good.
		Object.assign(chatwoot.rules, { delayMs: () => Math.floor(chance() * 400), copies: () => (chance() < 0.3 ? 2 : 1), timeoutMs: 25_000 });
		const given = await published();
		const replies: string[] = [];
		for (let n = 0; n < 60; n++) {
			const { id } = conversation(12, `+55119${String(10_000_000 + n)}`);
			for (let m = 0; m < 3; m++) {
				const echo = { content_attributes: { atendeaqui: { key: `k${n}-${m}` } }, source_id: `atendeaqui:${n}-${m}` };
				chatwoot.writes(1, id, { content: 'resposta do robô', ...echo });
				replies.push(String(chatwoot.writes(3, id, { content: 'Sim' }).id));
			}
		}
		await chatwoot.settled();
		expect(given.items.map(({ messageId }) => String(messageId)).sort()).toEqual(replies.sort());
		expect(new Set(authors(given))).toEqual(new Set(['human']));
	});
});
