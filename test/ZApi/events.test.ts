import { readEvent } from '../../nodes/ZApi/events';
import {
	INSTANCE_ID,
	receivedAudio,
	receivedFromLid,
	receivedImage,
	receivedInGroup,
	receivedNotification,
	receivedReaction,
	receivedText,
	receivedWaiting,
	sentByMe,
} from '../sandbox/zapiPayloads';

const deep = Array.from({ length: 5000 }).reduce<unknown>((inner) => ({ inner }), 'x');
const HOSTILE: unknown[] = [{ toString: 1 }, [null], null, 7, 1e400, 'x\u0000', true, [], { message: { a: 1 } }, [{ toString: 1 }], deep];
/** One of every field that is read. */
const EVERYTHING: Record<string, unknown> = {
	...receivedText(),
	participantPhone: '5511999990002',
	chatLid: '1@lid',
	senderLid: '1@lid',
	ids: ['M1'],
	status: 'READ',
	error: 'x',
	zaapId: 'Z',
	notificationParameters: ['x'],
	referenceMessageId: 'M0',
	message: undefined,
	image: undefined,
	audio: undefined,
	reaction: undefined,
	pinMessage: undefined,
	pollVote: undefined,
	notification: undefined,
};
const ALL = {
	events: ['received', 'delivery', 'status', 'connected', 'disconnected', 'presence'] as const,
	chatEvents: ['notification', 'reaction', 'edit', 'pin', 'channelMessage', 'broadcast', 'waiting'] as const,
};
const TYPES = ['ReceivedCallback', 'DeliveryCallback', 'MessageStatusCallback', 'ConnectedCallback', 'PresenceChatCallback', null].map(
	(type) => (value: unknown) =>
		type !== null && typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value, type } : value,
);

const read = (payload: unknown, filters = {}) => readEvent(payload, { groups: false, ownMessages: false, ...filters }, false);

describe('readEvent', () => {
	it('gives a text as a clean message', () => {
		const payload = receivedText({
			text: 'Olá!',
			phone: '551199990001',
			name: 'Marina',
			messageId: 'M1',
			senderLid: '100000000000001@lid',
			momment: 1767618000123,
		});
		expect(read({ ...payload, referenceMessageId: 'M0' })).toEqual({
			kind: 'message',
			message: {
				provider: 'zapi',
				channel: INSTANCE_ID,
				messageId: 'M1',
				phone: '5511999990001',
				ids: [
					{ kind: 'phone', value: '5511999990001' },
					{ kind: 'lid', value: '100000000000001@lid' },
				],
				sendTo: '551199990001',
				name: 'Marina',
				kind: 'text',
				text: 'Olá!',
				fromMe: false,
				fromApi: false,
				isGroup: false,
				sentAt: '2026-01-05T13:00:00.123Z',
				quoted: 'M0',
			},
		});
	});

	it('gives media with its file, and the caption as text', () => {
		expect(read(receivedImage({ caption: 'minha loja', url: 'https://media.example.com/a.jpeg' }))).toMatchObject({
			message: { kind: 'image', text: 'minha loja', media: { url: 'https://media.example.com/a.jpeg', mimeType: 'image/jpeg' } },
		});
		expect(read(receivedAudio({ seconds: 7 }))).toMatchObject({ message: { kind: 'audio', text: '', media: { seconds: 7 } } });
	});

	it.each([
		[{ buttonsResponseMessage: { buttonId: '1', message: 'Quero' } }, 'buttonReply', 'Quero'],
		[{ listResponseMessage: { message: 'm', title: 'Formadora', selectedRowId: '2' } }, 'listReply', 'Formadora'],
		[
			{ location: { latitude: -27.1, longitude: -52.6, address: 'Rua A, 1', url: '' } },
			'location',
			'Rua A, 1, https://maps.google.com/?q=-27.1,-52.6',
		],
		[{ contact: { displayName: 'João', vCard: '', phones: [] } }, 'contact', 'João'],
		[{ somethingNew: { a: 1 } }, 'other', ''],
		[{ message: 'texto plano' }, 'text', 'texto plano'],
	])('reads %p as %s', (content, kind, text) => {
		const { text: _, ...payload } = receivedText();
		expect(read({ ...payload, ...content })).toMatchObject({ kind: 'message', message: { kind, text } });
	});

	it('keeps a lid as the address', () => {
		expect(read(receivedFromLid({ lid: '100000000000001@lid' }))).toMatchObject({
			message: { phone: '100000000000001@lid', sendTo: '100000000000001@lid' },
		});
	});

	it('keeps a text of 1 MB', () => {
		expect(read(receivedText({ text: 'x'.repeat(1e6) }))).toMatchObject({ message: { text: 'x'.repeat(1e6) } });
	});

	it.each([
		['group', receivedInGroup()],
		['own_message', sentByMe()],
		['reaction', receivedReaction()],
		['system_notification', receivedNotification()],
		['content_not_loaded_yet', receivedWaiting()],
		['edited_message', receivedText({ isEdit: true })],
		['newsletter', receivedText({ phone: '120363166555745933@newsletter' })],
		['broadcast', receivedText({ phone: '1700000000-broadcast' })],
		['empty_text', receivedText({ text: '  \n ' })],
		['not_a_message', { type: 'MessageStatusCallback', instanceId: INSTANCE_ID, phone: '5511999990001', status: 'READ', ids: ['M1'] }],
		['not_a_message', { type: 'PresenceChatCallback', instanceId: INSTANCE_ID, phone: '5511999990001', status: 'COMPOSING' }],
	])('ignores %s', (reason, payload) => {
		expect(read(payload)).toEqual({ kind: 'ignored', reason });
	});

	it('passes groups and own messages on request', () => {
		expect(read(receivedInGroup(), { groups: true })).toMatchObject({ message: { isGroup: true } });
		expect(read(sentByMe(), { ownMessages: true })).toMatchObject({ message: { fromMe: true, fromApi: false } });
	});

	it.each([
		['The body is not a JSON object', 'hello'],
		['The body is not a JSON object', undefined],
		['The body is not a JSON object', [receivedText()]],
		['The field "type" is missing', {}],
		['The field "instanceId" is missing', { ...receivedText(), instanceId: undefined }],
		['The field "phone" is missing', { ...receivedText(), phone: undefined }],
		['The field "phone" is missing', { ...receivedText(), phone: { a: 1 } }],
		['The field "messageId" is missing', { ...receivedText(), messageId: null }],
	])('calls it malformed: %s', (problem, payload) => {
		expect(read(payload)).toEqual({ kind: 'malformed', problem });
	});

	it.each([
		// what the provider says, the key, what is answered to
		['51987654321', '51987654321', '51987654321'], // Peru, which looks like a mobile of Porto Alegre
		['4791234567', '4791234567', '4791234567'], // Norway: Joinville
		['6591234567', '6591234567', '6591234567'], // Singapore: Cuiabá
		['79991234567', '79991234567', '79991234567'], // Russia: Aracaju
		['5351234567', '5351234567', '5351234567'], // Cuba: a landline of Pelotas
		['5215512345678', '5215512345678', '5215512345678'], // Mexico with the 1 that its plan dropped
		['5520999990001', '5520999990001', '5520999990001'], // no area code: still somebody's id
		['558001234567', '558001234567', '558001234567'],
		['08001234567', '08001234567', '08001234567'],
		['0', '0', '0'],
		['551199990001', '5511999990001', '551199990001'],
		['551178123456', '5511978123456', '551178123456'],
		['557588253000', '5575988253000', '557588253000'], // an account without the ninth digit: nobody is at the longer number
		['5511999990001:3@s.whatsapp.net', '5511999990001', '5511999990001'],
		['5511999990001:99@hosted', '5511999990001', '5511999990001'],
		['100000000000001:12@lid', '100000000000001@lid', '100000000000001@lid'],
		['100000000000001@LID', '100000000000001@lid', '100000000000001@lid'],
		['100000000000001:99@hosted.lid', '100000000000001@lid', '100000000000001@lid'],
		['BR.1A2B3C4D5E', 'BR.1A2B3C4D5E', 'BR.1A2B3C4D5E'], // a form that nobody knows yet
	])('takes the id %s as it is', (phone, key, sendTo) => {
		expect(read({ ...receivedText(), phone })).toMatchObject({ kind: 'message', message: { phone: key, sendTo, isGroup: false } });
	});

	it.each([
		{ phone: '81896604192873', chatLid: '81896604192873@lid', senderLid: '81896604192873@lid' },
		{ phone: '81896604192873', senderLid: '81896604192873@lid' },
		{ phone: 81896604192873, chatLid: '81896604192873:4@lid' },
		{ phone: '81896604192873', chatLid: '81896604192873' },
		{ phone: '81896604192873@s.whatsapp.net', chatLid: '81896604192873@lid' },
	])('knows a lid without its suffix by the other fields: %j', (ids) => {
		expect(read({ ...receivedText(), ...ids })).toMatchObject({ message: { phone: '81896604192873@lid', sendTo: '81896604192873@lid' } });
	});

	it('leaves a phone one whose lid is told beside it', () => {
		expect(read({ ...receivedText({ phone: '5511999990001' }), chatLid: '81896604192873@lid' })).toMatchObject({
			message: { phone: '5511999990001', sendTo: '5511999990001' },
		});
	});

	it.each([
		['group', { phone: '120363000000000001@g.us' }],
		['group', { phone: '5511999990001-1623281429@g.us' }],
		['broadcast', { phone: 'status@broadcast' }],
		['broadcast', { phone: '1700000000@broadcast' }],
		['newsletter', { phone: '120363000000000001@NEWSLETTER' }],
		['broadcast', { broadcast: true, fromMe: true }],
	])('ignores as %s: %j', (reason, given) => {
		expect(read({ ...receivedText(), ...given }, { ownMessages: true })).toEqual({ kind: 'ignored', reason });
	});

	it("reads what a customer's list wrote to us alone", () => {
		expect(read({ ...receivedText({ text: 'Oi, queria um orçamento' }), broadcast: true })).toMatchObject({
			kind: 'message',
			message: { text: 'Oi, queria um orçamento' },
		});
	});

	it.each([undefined, null, 'soon', -1, 0, 8e15, Infinity, { toString: 1 }, [1767618000123]])(
		'gives a message without a readable time (%p) that of its arrival',
		(momment) => {
			const reading = readEvent({ ...receivedText(), momment }, { groups: false, ownMessages: false }, false, 1767618000123);
			expect(reading).toMatchObject({ kind: 'message', message: { sentAt: '2026-01-05T13:00:00.123Z' } });
		},
	);

	it.each([
		[1767618000, '2026-01-05T13:00:00.000Z'],
		['1767618000123', '2026-01-05T13:00:00.123Z'],
		[32472144000000, '2999-01-01T00:00:00.000Z'],
	])('reads the time %p', (momment, sentAt) => {
		expect(read({ ...receivedText(), momment })).toMatchObject({ message: { sentAt } });
	});

	it('never throws, whatever comes', () => {
		for (const value of [
			null,
			0,
			'',
			[],
			NaN,
			{ type: 5 },
			{ type: 'ReceivedCallback', phone: 5, instanceId: 1, messageId: 1, momment: -1 },
			...HOSTILE.flatMap((odd) => Object.keys(EVERYTHING).map((key) => ({ ...EVERYTHING, [key]: odd }))),
		])
			for (const type of TYPES)
				expect(() => JSON.stringify(readEvent(type(value), { ...ALL, groups: true, ownMessages: true }, true))).not.toThrow();
	});

	it('carries the payload along on request', () => {
		const payload = receivedText();
		expect(readEvent(payload, { groups: false, ownMessages: false }, true)).toMatchObject({ message: { raw: payload } });
	});
});
