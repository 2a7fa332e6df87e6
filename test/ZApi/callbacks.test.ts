import { readEvent, type EventName } from '../../nodes/ZApi/events';
import type { ChatEventName } from '../../nodes/shared/core/message/channelEvent';
import callbacks from './callbacks.json';

/** One callback of each kind that the vendor documents, with invented people. */
const PAYLOADS = Object.entries(callbacks as Record<string, Record<string, unknown>>);

const EVENTS: EventName[] = ['received', 'delivery', 'status', 'connected', 'disconnected', 'presence'];
const CHAT_EVENTS: ChatEventName[] = ['notification', 'reaction', 'edit', 'pin', 'channelMessage', 'broadcast', 'waiting'];
const ALL = { events: EVENTS, chatEvents: CHAT_EVENTS, groups: true, ownMessages: true };

const CHANNEL = '3D00000000000000000000000000000A';
const ANA = '5511999990001';
const GROUP = '120363000000000001-group';
const NOON = '2025-01-01T12:00:00.000Z';

const message = (kind: string, text: string, more = {}) => ({
	kind: 'message',
	message: { provider: 'zapi', channel: CHANNEL, phone: ANA, kind, text, fromMe: false, isGroup: false, sentAt: NOON, ...more },
});
const file = (kind: string, text: string, media: object, more = {}) =>
	message(kind, text, { media: { url: expect.stringContaining('https://media.example.com/'), ...media }, ...more });
const event = (name: string, more = {}) => ({
	kind: 'event',
	event: { event: name, provider: 'zapi', channel: CHANNEL, at: NOON, ...more },
});
const notification = (word: string, more = {}) => event('notification', { notification: word, text: '', ...more });
const presence = (word: string) => event('presence', { phone: ANA, presence: word, at: null });
const receipt = (status: string) => event('receipt', { phone: ANA, messageIds: ['3EB0AAAAAAAAAAAA0001'], status, isGroup: false });
const mine = { fromMe: true };

/** What each one becomes for a trigger that wants everything. */
const BECOMES: Record<string, object> = {
	'ReceivedCallback.text': message('text', 'Olá, tudo bem?'),
	'ReceivedCallback.textWithPreview': message('text', expect.stringContaining('Veja https://')),
	'ReceivedCallback.textReply': message('text', expect.any(String), { quoted: '3EB0AAAAAAAAAAAA0001' }),
	'ReceivedCallback.textFromAd': message('text', 'Quero saber mais', {
		content: { ad: expect.objectContaining({ clickId: 'CTWA-EXEMPLO-0001' }) },
	}),
	'ReceivedCallback.image': file('image', 'Foto do produto', { mimeType: 'image/jpeg' }),
	'ReceivedCallback.audio': file('audio', '', { mimeType: 'audio/ogg; codecs=opus', seconds: 10 }),
	'ReceivedCallback.video': file('video', 'Demonstração', { seconds: 13 }),
	'ReceivedCallback.gif': file('video', '', { mimeType: 'video/mp4', seconds: null }),
	'ReceivedCallback.ptv': file('video', '', {}, mine),
	'ReceivedCallback.document': file('document', '', { fileName: 'orcamento.pdf', mimeType: 'application/pdf' }),
	'ReceivedCallback.sticker': file('sticker', '', { mimeType: 'image/webp' }),
	'ReceivedCallback.location': message('location', 'Av. Exemplo, 1000, São Paulo, SP, https://maps.google.com/?q=-23.56,-46.65', {
		content: { place: expect.any(Object) },
	}),
	'ReceivedCallback.contact': message('contact', 'Bruno Exemplo: 5511999990002', { content: { contacts: [expect.any(Object)] } }),
	'ReceivedCallback.reaction': event('reaction', { phone: ANA, text: '❤️', refersTo: '3EB0AAAAAAAAAAAA0001' }),
	'ReceivedCallback.buttonResponse': message('buttonReply', 'Ótimo', { quoted: '3EB0AAAAAAAAAAAA0001' }),
	'ReceivedCallback.listResponse': message('listReply', 'Opção 1'),
	'ReceivedCallback.poll': message('poll', 'Qual o melhor horário? Manhã / Tarde'),
	'ReceivedCallback.pollVote': message('pollVote', 'Manhã'),
	'ReceivedCallback.order': message('order', '1× Produto A (A-1)', { content: { order: expect.any(Object) } }),
	'ReceivedCallback.product': message('product', 'Produto A'),
	'ReceivedCallback.orderSent': message('other', ''),
	'ReceivedCallback.orderUpdate': message('other', ''),
	'ReceivedCallback.pinMessage': event('pin', { ...mine, refersTo: '3EB0AAAAAAAAAAAA0001' }),
	'ReceivedCallback.event': message('other', 'Reunião', { phone: GROUP, isGroup: true }),
	'ReceivedCallback.eventResponse': message('other', '', { phone: GROUP, isGroup: true }),
	'ReceivedCallback.newsletterAdminInvite': message('other', 'Convite para administrar o canal'),
	'ReceivedCallback.templateText': message('text', 'Texto da mensagem'),
	'ReceivedCallback.templateImage': message('text', 'Texto da mensagem'),
	'ReceivedCallback.templateVideo': message('text', 'Texto da mensagem'),
	'ReceivedCallback.templateDocument': message('text', 'Texto da mensagem'),
	'ReceivedCallback.templateLocation': message('text', 'Texto da mensagem'),
	'ReceivedCallback.templateOtpButton': message('text', 'Texto da mensagem'),
	'ReceivedCallback.pixKey': message('other', ''),
	'ReceivedCallback.buttonsWithImage': message('text', 'Confirma?'),
	'ReceivedCallback.buttonsWithVideo': message('text', 'Confirma?'),
	'ReceivedCallback.carousel': message('other', 'Nossas ofertas', { ...mine, fromApi: true }),
	'ReceivedCallback.statusReply': message('text', expect.any(String), { quoted: '3EB0AAAAAAAAAAAA0003' }),
	'ReceivedCallback.waitingMessage': event('waiting', { ...mine, text: '' }),
	'ReceivedCallback.broadcastFromMe': event('broadcast', { ...mine, phone: '1735732800-broadcast' }),
	'ReceivedCallback.paymentRequest': message('other', ''),
	'ReceivedCallback.paymentReceived': message('other', ''),
	'ReceivedCallback.notificationPaymentDeclined': notification('PAYMENT_ACTION_REQUEST_DECLINED', { parameters: [ANA, 'BRL', '1000'] }),
	'ReceivedCallback.notificationCallVoice': notification('CALL_VOICE', { phone: ANA }),
	'ReceivedCallback.notificationCallMissedVoice': notification('CALL_MISSED_VOICE'),
	'ReceivedCallback.notificationMembershipRequestLink': notification('MEMBERSHIP_APPROVAL_REQUEST', { phone: GROUP, isGroup: true }),
	'ReceivedCallback.notificationMembershipRevoked': notification('REVOKED_MEMBERSHIP_REQUESTS'),
	'ReceivedCallback.notificationMembershipRequestByMember': notification('MEMBERSHIP_APPROVAL_REQUEST', {
		parameters: [ANA, '5511999990002'],
	}),
	'ReceivedCallback.notificationNewsletterAdminPromote': notification('NEWSLETTER_ADMIN_PROMOTE', {
		phone: '120363000000000099@newsletter',
	}),
	'ReceivedCallback.notificationNewsletterAdminDemote': notification('NEWSLETTER_ADMIN_DEMOTE'),
	'ReceivedCallback.notificationProfileName': notification('PROFILE_NAME_UPDATED', { ...mine, messageId: null, parameters: [] }),
	'ReceivedCallback.notificationProfilePicture': notification('PROFILE_PICTURE_UPDATED', { messageId: null }),
	'ReceivedCallback.notificationChatLabel': notification('CHAT_LABEL_ASSOCIATION', {
		messageId: null,
		parameters: [expect.any(Object), expect.any(Object)],
	}),
	'ReceivedCallback.notificationGroupLinkAdmin': notification('GROUP_MEMBER_LINK_PROPERTY_UPDATE'),
	'ReceivedCallback.notificationGroupLinkAll': notification('GROUP_MEMBER_LINK_PROPERTY_UPDATE'),
	'ReceivedCallback.groupMessage': message('text', expect.any(String), { phone: GROUP, isGroup: true }),
	'ReceivedCallback.fromMeMessage': message('text', expect.any(String), { ...mine, fromApi: false }),
	'ReceivedCallback.fromMeApiMessage': message('text', expect.any(String), { ...mine, fromApi: true }),
	'ReceivedCallback.lidOnlyPhone': message('text', expect.any(String), { phone: '100000000000001@lid', sendTo: '100000000000001@lid' }),
	'ReceivedCallback.editedText': event('edit', { phone: ANA, text: expect.any(String) }),
	'ReceivedCallback.newsletterMessage': event('channelMessage', { phone: '120363000000000099@newsletter', text: expect.any(String) }),
	'ReceivedCallback.notificationGroupCreate': notification('GROUP_CREATE', { parameters: ['Grupo Exemplo'] }),
	'ReceivedCallback.notificationGroupParticipantAdd': notification('GROUP_PARTICIPANT_ADD', {
		phone: GROUP,
		parameters: ['5511999990002'],
	}),
	'ReceivedCallback.notificationGroupParticipantRemove': notification('GROUP_PARTICIPANT_REMOVE'),
	'ReceivedCallback.notificationGroupParticipantLeave': notification('GROUP_PARTICIPANT_LEAVE'),
	'ReceivedCallback.notificationRevoke': notification('REVOKE', { phone: ANA }),
	'DeliveryCallback.delivered': {
		kind: 'delivery',
		delivery: {
			event: 'delivery',
			provider: 'zapi',
			channel: CHANNEL,
			phone: ANA,
			messageId: '3EB0AAAAAAAAAAAA0001',
			queueId: 'ZAAP0000000000000000000000000001',
		},
	},
	'MessageStatusCallback.SENT': receipt('sent'),
	'MessageStatusCallback.RECEIVED': receipt('delivered'),
	'MessageStatusCallback.READ': receipt('read'),
	'MessageStatusCallback.READ_BY_ME': receipt('readByMe'),
	'MessageStatusCallback.PLAYED': receipt('played'),
	'ConnectedCallback.connected': event('connected', { phone: '5511999990000' }),
	'DisconnectedCallback.disconnected': event('disconnected', { phone: null, reason: 'Device has been disconnected' }),
	'PresenceChatCallback.UNAVAILABLE': presence('unavailable'),
	'PresenceChatCallback.AVAILABLE': presence('available'),
	'PresenceChatCallback.COMPOSING': presence('typing'),
	'PresenceChatCallback.PAUSED': presence('paused'),
	'PresenceChatCallback.RECORDING': presence('recording'),
};

it('knows all 78 documented callbacks', () => {
	expect(PAYLOADS).toHaveLength(78);
	expect(Object.keys(BECOMES).sort()).toEqual(Object.keys(callbacks).sort());
});

describe.each(PAYLOADS)('%s', (name, payload) => {
	it('leaves the trigger as a clean message or a clean event', () => {
		expect(readEvent(payload, ALL, false)).toMatchObject(BECOMES[name]);
	});

	it('passes with keys, kinds and values that nobody knows yet', () => {
		const strange = { ...payload, brandNew: { deep: [1, { a: null }] }, anotherFlag: 'maybe', phoneDevice: 'x' };
		expect(readEvent(strange, ALL, false)).toMatchObject(BECOMES[name]);
		for (const key of Object.keys(payload))
			for (const value of [null, undefined, 7, 'x', {}, [], [null]])
				expect(() => readEvent({ ...payload, [key]: value }, ALL, true)).not.toThrow();
	});

	it('starts nothing in a trigger that did not ask for it', () => {
		const usual = readEvent(payload, { groups: false, ownMessages: false }, false);
		const isAnswerable = usual.kind === 'message' && !usual.message.fromMe && !usual.message.isGroup;
		expect(usual.kind === 'ignored' || isAnswerable).toBe(true);
	});
});

it('keeps what a trigger for receipts alone does not want away from it', () => {
	const wanted = { events: ['status' as const], groups: false, ownMessages: false };
	const kinds = PAYLOADS.map(([name, payload]) => [name, readEvent(payload, wanted, false).kind]);
	expect(kinds.filter(([, kind]) => kind !== 'ignored').map(([name]) => name)).toEqual([
		'MessageStatusCallback.SENT',
		'MessageStatusCallback.RECEIVED',
		'MessageStatusCallback.READ',
		'MessageStatusCallback.READ_BY_ME',
		'MessageStatusCallback.PLAYED',
	]);
});

it('leaves out receipts of groups where groups are not wanted, and keeps a status that is new', () => {
	const [, given] = PAYLOADS.find(([name]) => name === 'MessageStatusCallback.READ')!;
	const wanted = { events: ['status' as const], groups: false, ownMessages: false };
	expect(readEvent({ ...given, isGroup: true, phone: GROUP }, wanted, false)).toEqual({ kind: 'ignored', reason: 'group' });
	expect(readEvent({ ...given, status: 'TELEPORTED' }, wanted, false)).toMatchObject({ event: { status: 'teleported' } });
});
