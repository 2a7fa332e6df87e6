import { account, conversation, message, person, read } from './eventsForTests';

describe('an event', () => {
	it('of a message has everything by name', () => {
		expect(read(message)).toEqual({
			provider: 'chatwoot',
			event: 'message_created',
			accountId: 7,
			inboxId: 12,
			inboxType: 'Channel::Api',
			conversationId: 88,
			contactId: 501,
			phone: '5511999990001',
			name: 'Mariana',
			author: 'human',
			authorId: 3,
			authorName: 'Rafael',
			authorEmail: 'rafael@example.com',
			messageId: 9001,
			direction: 'outgoing',
			isPrivate: false,
			text: 'Oi',
			whatsappText: 'Oi',
			attachments: [],
			sourceId: null,
			mirroredId: null,
			isDeleted: false,
			failure: null,
			status: 'open',
			assigneeId: 3,
			teamId: 2,
			labels: ['vip'],
			changed: {},
			sentAt: '2026-07-28T14:00:01.000Z',
			dedupeKey: 'chatwoot:7:message_created:9001:',
		});
	});

	it.each([
		['customer', { message_type: 'incoming', sender: { id: 501 } }],
		['human', {}],
		['human', { sender: null, content_attributes: { external_echo: true } }],
		['botEcho', { source_id: 'atendeaqui:M1' }],
		['botEcho', { message_type: 'incoming', source_id: 'atendeaqui:M1' }],
		['botEcho', { content_attributes: { atendeaqui: { key: 'note:1' } } }],
		['human', { source_id: 'other:atendeaqui:M1' }],
		['human', { content: 'atendeaqui:M1' }],
		['automation', { sender: null }],
		['automation', { sender: null, message_type: 'template' }],
		['automation', { content_attributes: { automation_rule_id: 44 } }],
		['automation', { sender: { id: 9, type: 'agent_bot' } }],
		['automation', { sender: { id: 3, type: 'captain_assistant' } }],
		['automation', { additional_attributes: { campaign_id: 5 } }],
		['automation', { content_type: 'input_csat', message_type: 'template', sender: null }],
		['automation', { message_type: 'activity' }],
		['human', { sender: { id: '3', type: 'User' }, additional_attributes: {} }],
	])('is written by %s with %j', (author, given) => {
		expect(read({ ...message, ...given })).toMatchObject({ author });
	});

	it('of an attachment alone has the file', () => {
		const file = {
			id: 301,
			file_type: 'audio',
			content_type: 'audio/ogg',
			file_size: 10240,
			data_url: 'https://chat.example.com/b/redirect/i/%C3%A1udio.ogg?d=inline',
		};
		expect(read({ ...message, content: null, attachments: [file] })).toMatchObject({
			text: '',
			attachments: [{ kind: 'audio', url: file.data_url, mimeType: 'audio/ogg', fileName: 'áudio.ogg', size: 10240, seconds: null }],
		});
	});

	it('of a deletion has no text, of a failure its reason', () => {
		const updated = { ...message, event: 'message_updated' };
		expect(read({ ...updated, content: 'Mensagem removida', content_attributes: { deleted: true } })).toMatchObject({
			isDeleted: true,
			text: '',
		});
		expect(read({ ...updated, content_attributes: { external_error: '503' } })).toMatchObject({ failure: '503' });
	});

	it('of a conversation is read from the root, with what changed', () => {
		const changes = [{ status: { previous_value: 'open', current_value: 'resolved' } }];
		expect(read({ ...conversation, status: 'resolved', event: 'conversation_updated', changed_attributes: changes })).toMatchObject({
			conversationId: 88,
			messageId: null,
			author: null,
			status: 'resolved',
			changed: { status: { from: 'open', to: 'resolved' } },
		});
		expect(read({ ...conversation, event: 'conversation_status_changed', changed_attributes: null })).toMatchObject({ changed: {} });
	});

	const named = (source: unknown, contact: object, more: object = {}) =>
		read({ ...message, conversation: { ...conversation, contact_inbox: { source_id: source }, meta: { sender: contact }, ...more } });
	it.each([
		['what we gave, when contacts were merged', '5511988880002', person, '5511988880002', '5511999990001'],
		[
			'what we gave, when the number was taken away',
			'5511988880002',
			{ id: 1, phone_number: null, identifier: '529.982.247-25' },
			'5511988880002',
			null,
		],
		['what we gave, in the form without the ninth digit', '551199990001', person, '5511999990001', undefined],
		['a lid that we gave', '123456789012345@lid', person, '123456789012345@lid', '5511999990001'],
		['a group that we gave', '120363019502650977-group', { id: 1 }, '120363019502650977-group', null],
		['a foreign number that we gave: Peru', '51987654321', { id: 1 }, '51987654321', null],
		['a foreign number of the record: Norway', 'uuid', { id: 1, phone_number: '+4791234567' }, '4791234567', undefined],
		['the record, where Chatwoot made up the id', '9b0f3f0e-5f5d-4a55-9a39-1d1f8f7d0c11', person, '5511999990001', undefined],
		['an identifier that is a chat id', 'uuid', { id: 1, identifier: '5511977770003@s.whatsapp.net' }, '5511977770003', undefined],
		['nobody: a CPF', 'uuid', { id: 1, identifier: '52998224725' }, null, undefined],
		['nobody: a CPF with its signs', 'uuid', { id: 1, identifier: '529.982.247-25' }, null, undefined],
		['nobody: a CNPJ', 'uuid', { id: 1, identifier: '11222333000181' }, null, undefined],
		['nobody: a number without its country', 'uuid', { id: 1, phone_number: '11999990001' }, null, undefined],
		['nobody: an e-mail', 'ana@example.com', { id: 1, identifier: 'ana@example.com' }, null, undefined],
	])('is about %s', (_, source, contact, phone, recordPhone) => {
		expect(named(source, contact)).toMatchObject({ phone });
		expect((named(source, contact) as { recordPhone?: string | null }).recordPhone).toBe(recordPhone);
	});

	it('is about whom we made the conversation for, whatever its source id is', () => {
		const additional_attributes = { atendeaqui: { address: '5511988880002' } };
		expect(named('9b0f3f0e-5f5d-4a55-9a39-1d1f8f7d0c11', person, { additional_attributes })).toMatchObject({ phone: '5511988880002' });
	});

	it('has no agent while a bot has the conversation', () => {
		const meta = { sender: person, assignee: { id: 9, type: 'agent_bot' }, assignee_type: 'AgentBot', team: null };
		expect(read({ ...message, conversation: { ...conversation, meta } })).toMatchObject({ assigneeId: null, teamId: null });
	});

	it('of typing, contacts and the widget finds conversation and person', () => {
		const user = { id: 3, name: 'Rafael', type: 'user' };
		expect(read({ event: 'conversation_typing_on', user, conversation, is_private: false })).toMatchObject({
			conversationId: 88,
			authorId: 3,
		});
		expect(read({ ...person, account, event: 'contact_created' })).toMatchObject({
			contactId: 501,
			phone: '5511999990001',
			conversationId: null,
		});
		expect(
			read({ id: 655, contact: person, inbox: { id: 14 }, account, current_conversation: null, event: 'webwidget_triggered' }),
		).toMatchObject({
			contactId: 501,
			inboxId: 14,
		});
	});

	it('knows a person by a lid, and nobody by the identifier of another system', () => {
		const by = (identifier: string) =>
			read({ ...message, conversation: { ...conversation, meta: { sender: { id: 1, phone_number: null, identifier } } } });
		expect(by('123456789012345@lid')).toMatchObject({ phone: '123456789012345@lid' });
		expect(by('cliente-A')).toMatchObject({ phone: null });
	});

	it('carries the payload along on request, without secrets', () => {
		expect(read(message, { keepRaw: true })).toMatchObject({ raw: { id: 9001, conversation: { contact_inbox: { source_id: 'x' } } } });
		expect(JSON.stringify(read(message, { keepRaw: true }))).not.toContain('a-secret');
	});

	it('never throws, whatever comes', () => {
		for (const value of [
			null,
			0,
			'',
			[],
			{},
			{ event: 5 },
			{ event: 'message_created', id: 'a' },
			{ event: 'x', conversation: 5, changed_attributes: [1] },
		])
			expect(() => read(value)).not.toThrow();
	});

	it('never throws, whatever stands in any of its fields', () => {
		const deep = Array.from({ length: 5000 }).reduce<unknown>((inner) => ({ inner }), 1);
		for (const value of [{ toString: 1 }, [null], [{ toString: 1 }], deep, null, NaN, '', 'x', 1e300, '88', true]) {
			for (const field of Object.keys(message)) expect(() => read({ ...message, [field]: value })).not.toThrow();
			for (const field of Object.keys(conversation)) {
				expect(() => read({ ...message, conversation: { ...conversation, [field]: value } })).not.toThrow();
				expect(() => read({ ...conversation, event: 'conversation_updated', [field]: value })).not.toThrow();
			}
			for (const field of ['attachments', 'changed_attributes', 'additional_attributes', 'user', 'contact'])
				expect(() => read({ ...message, [field]: value }, { keepRaw: true })).not.toThrow();
		}
		expect(read({ ...message, content_attributes: deep })).toMatchObject({ kind: 'malformed' });
	});

	it('is the same with numbers and flags as text, and attributes as the text of a form', () => {
		const { conversation: _, ...rest } = message;
		const asText = { ...rest, id: '9001', private: 'false', message_type: 1, created_at: 1785247201, inbox: { id: '12' } };
		const same = read({ ...asText, conversation: { ...conversation, id: '88' }, account: { id: '7' } });
		expect(same).toEqual(read(message));
		expect(read({ ...message, private: 'true', content_attributes: '{"atendeaqui":{"key":"k"}}' })).toMatchObject({
			isPrivate: true,
			author: 'botEcho',
		});
	});
});
