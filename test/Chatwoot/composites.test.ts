import { faultQueue } from '../sandbox/faults';
import { startServer } from '../sandbox/server';
import { runNode } from './node';
import { NOW, PHONE, chatwoot, mirror, only, paths, withChatwoot, written } from './compositesForTests';

withChatwoot();

describe('mirror message', () => {
	it('makes contact and conversation for a first message', async () => {
		const result = await only(mirror({}, { name: 'Marina', sentAt: NOW }));
		const [contact] = chatwoot.state.contacts;
		const [conversation] = chatwoot.state.conversations;
		expect(contact).toMatchObject({ name: 'Marina', phone_number: `+${PHONE}` });
		expect(conversation.contactInbox).toMatchObject({ contact_id: contact.id, inbox_id: 12, source_id: PHONE });
		expect(conversation.messages).toEqual([
			expect.objectContaining({
				content: 'Oi',
				message_type: 'incoming',
				source_id: 'atendeaqui:M1',
				sender: { type: 'Contact', id: contact.id },
			}),
		]);
		expect(result).toEqual({
			contactId: contact.id,
			conversationId: conversation.id,
			messageId: conversation.messages[0].id,
			sourceId: 'atendeaqui:M1',
			created: { contact: true, conversation: true, message: true },
		});
	});

	it('needs four requests when everything is there', async () => {
		await only(mirror({}, { sentAt: NOW }));
		chatwoot.requests.length = 0;
		await only(mirror({ messageId: 'M2', text: 'Tudo bem?' }, { sentAt: NOW }));
		expect(paths()).toEqual([
			'POST /contacts/filter',
			`GET /contacts/${chatwoot.state.contacts[0].id}/conversations`,
			'GET /conversations/88/messages',
			'POST /conversations/88/messages',
		]);
	});

	it.each([
		['incoming', 'incoming', false, 'Contact'],
		['outgoing', 'outgoing', false, 'User'],
		['note', 'outgoing', true, 'User'],
	])('writes %s once however often it runs', async (direction, type, isPrivate, sender) => {
		const first = await only(mirror({ direction }, { sentAt: NOW }));
		const second = await only(mirror({ direction }, { sentAt: NOW }));
		const third = await only(mirror({ direction }));
		expect(written()).toEqual([
			expect.objectContaining({ message_type: type, private: isPrivate, sender: expect.objectContaining({ type: sender }) }),
		]);
		const repeated = { ...first, created: { contact: false, conversation: false, message: false } };
		expect([second, third]).toEqual([repeated, repeated]);
	});

	it.each([
		['12 digits in Chatwoot, 13 on WhatsApp', '+551199990001', PHONE],
		['13 digits in Chatwoot, 12 on WhatsApp', `+${PHONE}`, '551199990001'],
		['a mask', `+${PHONE}`, '(11) 99999-0001'],
	])('finds the contact with %s', async (_, stored, phone) => {
		const contact = chatwoot.acts.createContact({ name: 'Marina', phone_number: stored });
		// A search by parts of the number would find this one too.
		chatwoot.acts.createContact({ name: 'Outra', phone_number: `${stored}9`, email: 'outra@example.com' });
		expect(await only(mirror({ phone }))).toMatchObject({ contactId: contact.id, created: { contact: false } });
		expect(chatwoot.state.contacts).toHaveLength(2);
	});

	it('waits with what follows in a conversation once something failed there, and with all when the server does', async () => {
		const run = async (phones: string[]) => {
			const items = phones.map((phone, n) => ({ phone, id: `M${n}` }));
			const parameters = {
				resource: 'conversation',
				operation: 'mirrorMessage',
				inbox: 12,
				phone: '={{ $json.phone }}',
				direction: 'incoming',
				messageId: '={{ $json.id }}',
				text: '={{ $json.id }}',
			};
			const { items: given } = await runNode(chatwoot, parameters, { items, settings: { onError: 'continueErrorOutput' } });
			return given('Chatwoot', 1).map(({ error }) => String(error));
		};
		const [marina, paulo, rita, joao, ana, luis] = Array.from({ length: 6 }, (_, n) => `551199999000${n}`);
		chatwoot.faults.push({ kind: 'status', status: 422, match: (path) => path === '/contacts/filter' });
		expect(await run([marina, paulo, marina])).toEqual([
			expect.stringContaining('422'),
			expect.stringContaining('an earlier message of this conversation'),
		]);
		expect(written().map(({ content }) => content)).toEqual(['M1']);
		chatwoot.faults.push({ kind: 'status', status: 500, times: 3, match: (path) => path === '/contacts' });
		const broken = expect.stringContaining('500');
		expect(await run([rita, joao, ana, luis])).toEqual([broken, broken, broken, expect.stringContaining('the server did not answer')]);
		expect(await run([rita, joao, ana, luis])).toEqual([]);
	});

	it('brings a file from its address', async () => {
		const files = await startServer({
			faults: faultQueue(),
			faultBody: () => '',
			answer: () => ({ status: 200, headers: { 'content-type': 'image/png' }, body: Buffer.from('imagem') }),
		});
		try {
			const url = `${files.url}/foto.png`;
			await only(mirror({ messageId: 'M1', text: 'olha' }, { fileUrl: url, hosts: '127.0.0.1', allowPrivate: true }));
			await only(mirror({ messageId: 'M2', text: 'olha' }, { fileUrl: url }));
			expect(
				written().map(({ content, attachments }) => [content, attachments.map(({ name, content_type: type }) => [name, type])]),
			).toEqual([
				['olha', [['foto.png', 'image/png']]],
				[`olha\n📎 ${url}`, []],
			]);
		} finally {
			await files.stop();
		}
	});

	it('knows a person without a phone by the identifier', async () => {
		const lid = { phone: '123456789012345@lid' };
		const first = await only(mirror(lid));
		expect(chatwoot.state.contacts).toEqual([expect.objectContaining({ phone_number: null, identifier: lid.phone })]);
		expect(await only(mirror({ ...lid, messageId: 'M2' }))).toMatchObject({
			contactId: first.contactId,
			conversationId: first.conversationId,
		});
	});

	it("never writes into another contact's conversation, nor into another inbox", async () => {
		const other = chatwoot.acts.createContact({ name: 'Outra', phone_number: '+5511988880002' });
		const contact = chatwoot.acts.createContact({ name: 'Marina', phone_number: `+${PHONE}` });
		chatwoot.acts.createConversation(chatwoot.acts.link(other, 12, 'a'), {});
		chatwoot.acts.createConversation(chatwoot.acts.link(contact, 14, 'b'), {});
		expect(await only(mirror())).toMatchObject({ conversationId: 90, created: { contact: false, conversation: true } });
	});

	it('keeps the source id by which the contact is known in the inbox', async () => {
		const contact = chatwoot.acts.createContact({ name: 'Marina', phone_number: `+${PHONE}` });
		chatwoot.acts.link(contact, 12, 'known');
		await only(mirror());
		expect(chatwoot.state.contactInboxes).toEqual([expect.objectContaining({ source_id: 'known' })]);
	});

	it('starts a new conversation after the old one was resolved, and still knows what it mirrored there', async () => {
		await only(mirror({}, { sentAt: NOW }));
		chatwoot.acts.setStatus(chatwoot.state.conversations[0], 'resolved');
		expect(await only(mirror({ direction: 'outgoing', messageId: 'M2' }, { sentAt: NOW }))).toMatchObject({ conversationId: 89 });
		expect(await only(mirror({}, { sentAt: NOW }))).toMatchObject({ conversationId: 88, created: { message: false } });
		expect(written()).toHaveLength(2);
	});

	it('finds its copy behind many newer messages', async () => {
		await only(mirror({}, { sentAt: NOW }));
		for (let n = 0; n < 130; n++) chatwoot.writes(3, 88, { content: `resposta ${n}` });
		expect(await only(mirror({}, { sentAt: NOW }))).toMatchObject({ created: { message: false } });
	});

	it('is not written twice when the answer got lost', async () => {
		await only(mirror());
		const isPost = () => chatwoot.requests.at(-1)?.method === 'POST';
		chatwoot.faults.push({ kind: 'resetAfter', match: (path) => path === '/conversations/88/messages' && isPost() });
		const failed = await mirror({ messageId: 'M2', text: 'Segunda' }, { sentAt: NOW });
		expect(failed.error?.message).toContain('Chatwoot broke the connection');
		expect(await only(mirror({ messageId: 'M2', text: 'Segunda' }, { sentAt: NOW }))).toMatchObject({ created: { message: false } });
		expect(written()).toHaveLength(2);
	});

	it('uses the contact that another run made in between', async () => {
		const race = {
			kind: 'status' as const,
			status: 422,
			body: { message: 'Phone number has already been taken', attributes: ['phone_number'] },
			match: (path: string) => {
				if (path !== '/contacts') return false;
				chatwoot.acts.createContact({ name: 'Marina', phone_number: `+${PHONE}` });
				return true;
			},
		};
		chatwoot.faults.push(race);
		expect(await only(mirror())).toMatchObject({ contactId: chatwoot.state.contacts[0].id, created: { contact: false, message: true } });
		expect(chatwoot.state.contacts).toHaveLength(1);
	});

	it('carries a file of the item, as a voice message on request', async () => {
		const parameters = {
			resource: 'conversation',
			operation: 'mirrorMessage',
			inbox: 12,
			phone: PHONE,
			direction: 'incoming',
			messageId: 'M1',
			text: '',
		};
		const options = { files: 'data', isVoice: true };
		const { error } = await runNode(
			chatwoot,
			{ ...parameters, options },
			{ file: { text: 'conteúdo é binário ✓', fileName: 'nota fiscal.txt' } },
		);
		expect(error).toBeUndefined();
		const [message] = written();
		expect(message).toMatchObject({ source_id: 'atendeaqui:M1', content_attributes: { atendeaqui: { key: 'atendeaqui:M1' } } });
		expect(message.attachments).toEqual([expect.objectContaining({ name: 'nota fiscal.txt', content_type: 'text/plain', isVoice: true })]);
		expect(message.attachments[0].content.toString()).toBe('conteúdo é binário ✓');
	});

	it('refuses an inbox where a mirrored reply would be sent, before anything is made', async () => {
		const { error } = await mirror({ inbox: 15, direction: 'outgoing' });
		expect(error?.message).toContain('Inbox 15 is no API inbox');
		expect(chatwoot.state.conversations).toEqual([]);
	});

	it.each([
		[{ phone: '123' }, 'too short'],
		[{ text: '' }, 'neither a text nor a file'],
		[{ messageId: '={{ "" }}' }, 'Message ID is empty'],
		[{ inbox: '={{ "" }}' }, 'Inbox is empty'],
		[{ inbox: 'vendas' }, 'Inbox must be a number'],
	])('says what is wrong with %p', async (given, message) => {
		const { error } = await mirror(given);
		expect(error?.message).toContain(message);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(chatwoot.requests).toEqual([]);
	});
});
