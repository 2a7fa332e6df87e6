import { isMinor } from '../../nodes/Chatwoot/trigger/minor';
import { seal, signatureProblem, unseal } from '../../nodes/Chatwoot/trigger/signature';
import { plainText, whatsappText } from '../../nodes/Chatwoot/content';
import { dedupeKeyOf, Recent } from '../../nodes/Chatwoot/dedupe';
import { readEvent } from '../../nodes/Chatwoot/events';
import { toMarkdown } from '../../nodes/Chatwoot/markup';
import { personOf } from '../../nodes/Chatwoot/composites/contact';

const account = { id: 7, name: 'Loja Exemplo' };
const person = { id: 501, name: 'Mariana', phone_number: '+551199990001', identifier: null, type: 'contact' };
const conversation = {
	account,
	channel: 'Channel::Api',
	contact_inbox: { id: 640, inbox_id: 12, source_id: 'x', pubsub_token: 'a-secret' },
	id: 88,
	inbox_id: 12,
	labels: ['vip'],
	messages: [{ id: 9001, status: 'sent' }],
	meta: { sender: person, assignee: { id: 3, type: 'user' }, assignee_type: 'User', team: { id: 2 } },
	status: 'open',
	updated_at: 1785247201.512,
};
const message = {
	account,
	content: 'Oi',
	content_attributes: {},
	content_type: 'text',
	conversation,
	created_at: '2026-07-28T14:00:01.000Z',
	event: 'message_created',
	id: 9001,
	inbox: { id: 12, name: 'WhatsApp Vendas' },
	message_type: 'outgoing',
	private: false,
	sender: { id: 3, name: 'Rafael', email: 'rafael@example.com', type: 'user' },
	source_id: null,
};
const read = (payload: unknown, facts = {}) => {
	const reading = readEvent(payload, { deliveryId: 'd1', keepRaw: false, ...facts });
	return reading.kind === 'event' ? reading.event : reading;
};

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

describe('text', () => {
	it.each([
		['linha 1\\\nlinha 2\n\n', 'linha 1\nlinha 2', 'linha 1\nlinha 2'],
		['**Oi** e ~~não~~', '**Oi** e ~~não~~', '*Oi* e ~não~'],
		['2 * 3 ** 4', '2 * 3 ** 4', '2 * 3 ** 4'],
		['R\\$ 10 \\* item\\_1', 'R\\$ 10 \\* item\\_1', 'R\\$ 10 * item_1'],
		['[site](https://example.com/a)', '[site](https://example.com/a)', 'site: https://example.com/a'],
		['[https://example.com](https://example.com)', '[https://example.com](https://example.com)', 'https://example.com'],
		['veja <https://example.com/a_b_c>', 'veja <https://example.com/a_b_c>', 'veja https://example.com/a_b_c'],
		['*itálico* e ***os dois***', '*itálico* e ***os dois***', '_itálico_ e *_os dois_*'],
		['**a *b* c** e *d **e** f*', '**a *b* c** e *d **e** f*', '*a _b_ c* e _d *e* f_'],
		['**Suporte - Paulo**:\\\nteste', '**Suporte - Paulo**:\nteste', '*Suporte - Paulo*:\nteste'],
		['Oi\n\n--\n\nAna ![](https://x.example.com/s.png?cw_image_height=24px)', expect.any(String), 'Oi\n\n--\n\nAna'],
		['![planta](https://x.example.com/p.png)', expect.any(String), 'planta: https://x.example.com/p.png'],
		['**https://example.com/a_b**', expect.any(String), '*https://example.com/a_b*'],
		['`*a*` 5*3*2 snake_case_x', expect.any(String), '`*a*` 5*3*2 snake_case_x'],
		['> cita **isto**\n> e isto', expect.any(String), '> cita *isto*\n> e isto'],
		['- **um**\n- dois\n1. três', expect.any(String), '- *um*\n- dois\n1. três'],
		['```\n**x**\n```', expect.any(String), '```\n**x**\n```'],
	])('%j', (content, plain, whatsapp) => {
		expect([plainText(content), whatsappText(content)]).toEqual([plain, whatsapp]);
	});
});

it.each([
	'*negrito*',
	'_itálico_',
	'*_os dois_*',
	'~não~',
	'```x *y*```',
	'> cita *isto*',
	'a*b*c',
	'2 * 3 * 4',
	'snake_case_x',
	'https://x.example.com/_a_ _b_',
])('what WhatsApp shows is the same there after a way through Chatwoot: %s', (words) => {
	expect(whatsappText(toMarkdown(words))).toBe(words);
});

describe('the key of a happening', () => {
	const key = (payload: Record<string, unknown>, delivery = 'd1') => dedupeKeyOf(String(payload.event), payload, delivery);
	const updated = {
		...conversation,
		event: 'conversation_updated',
		changed_attributes: [{ updated_at: { previous_value: 'a', current_value: 'b' } }],
	};

	it('is the same for two deliveries that were built at different moments', () => {
		expect(key({ ...message, conversation: { ...conversation, status: 'resolved' } }, 'd2')).toBe(key(message));
		expect(key({ ...updated, status: 'resolved', updated_at: 5 }, 'd2')).toBe(key(updated));
	});

	it('differs for what happened at another time, to another record, in another account', () => {
		const other = { ...updated, changed_attributes: [{ updated_at: { previous_value: 'b', current_value: 'c' } }] };
		const status = { ...message, event: 'message_updated', conversation: { ...conversation, messages: [{ id: 9001, status: 'read' }] } };
		const all = [
			message,
			{ ...message, id: 9002 },
			{ ...message, account: { id: 8 } },
			updated,
			other,
			{ ...message, event: 'message_updated' },
			status,
		];
		expect(new Set(all.map((one) => key(one))).size).toBe(all.length);
	});

	it('keeps typing apart, which happens alike again and again', () => {
		const typing = { event: 'conversation_typing_on', conversation };
		expect(key(typing, 'd1')).not.toBe(key(typing, 'd2'));
	});
});

describe('what came in lately', () => {
	it('is known for ten minutes', () => {
		const recent = new Recent();
		expect([
			recent.isRepeat('k', 'a', false, 0),
			recent.isRepeat('k', 'b', false, 599_999),
			recent.isRepeat('k', 'c', false, 600_001),
		]).toEqual([false, true, false]);
	});

	it("is no duplicate when it is a bot's second attempt", () => {
		const recent = new Recent();
		recent.isRepeat('k', 'a', true, 0);
		expect([recent.isRepeat('k', 'a', true, 1), recent.isRepeat('k', 'b', true, 2)]).toEqual([false, true]);
	});

	it('does not grow without end', () => {
		const recent = new Recent();
		for (let n = 0; n < 30_000; n++) recent.isRepeat(String(n), 'a', false, n);
		expect([recent.isRepeat('0', 'b', false, 30_000), recent.isRepeat('29999', 'b', false, 30_000)]).toEqual([false, true]);
	});
});

describe('the signature', () => {
	// Chatwoot's own vector.
	const secret = 'invented-webhook-secret';
	const raw = Buffer.from('{"event":"contact_created","id":501}');
	const timestamp = '1785247201';
	const signature = 'sha256=fc32c1add58c0d1f0b5e99fd52a15f805d6c807db32c7743a646b68a5be0b610';
	const now = 1785247201_000;

	it('of Chatwoot is right, and too old after its time', () => {
		expect(signatureProblem({ raw, signature, timestamp }, secret, now + 300_000, 300)).toBeNull();
		expect(signatureProblem({ raw, signature, timestamp }, secret, now + 301_000, 300)).toBe('The delivery is too old');
	});

	it.each([
		['without one', { signature: undefined }, 'The delivery is not signed'],
		['cut', { signature: signature.slice(0, -1) }, 'The signature is wrong'],
		['without its prefix', { signature: signature.slice(7) }, 'The signature is wrong'],
		['another time', { timestamp: '1785247202' }, 'The signature is wrong'],
		['no time', { timestamp: 'soon' }, 'The signature is wrong'],
	])('%s is refused', (_, given, problem) => {
		expect(signatureProblem({ raw, signature, timestamp, ...given }, secret, now, 300)).toBe(problem);
	});

	it('secret can be read again with the same token only', () => {
		const sealed = seal(secret, 'token', Buffer.alloc(12, 1));
		expect(unseal(sealed, 'token')).toBe(secret);
		expect([unseal(sealed, 'other'), unseal(`${sealed.slice(0, -4)}AAAA`, 'token'), unseal('', 'token')]).toEqual([null, null, null]);
	});
});

describe('minor updates', () => {
	const changed = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, { from: 1, to: 2 }]));
	it.each([
		['conversation_updated', ['waiting_since', 'updated_at'], true],
		['contact_updated', ['last_activity_at', 'updated_at'], true],
		['conversation_updated', ['status', 'updated_at'], false],
		['conversation_updated', [], false],
		['message_updated', ['updated_at'], false],
	])('%s with %j: %p', (event, fields, expected) => {
		expect(isMinor({ event, changed: changed(...fields) })).toBe(expected);
	});
});

describe('a person', () => {
	it.each([
		['5511999990001', ['+5511999990001', '+551199990001']],
		['551199990001', ['+5511999990001', '+551199990001']],
		['551133330001', ['+551133330001']],
		['+351912345678', ['+351912345678']],
	])('%s is known as %j', (given, phones) => {
		expect(personOf(given)).toEqual({ key: phones[0].slice(1), phones });
	});
});
