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

const read = (payload: unknown, filters = {}) => readEvent(payload, { groups: false, ownMessages: false, ...filters }, false);

describe('readEvent', () => {
	it('gives a text as a clean message', () => {
		const payload = receivedText({ text: 'Olá!', phone: '551199990001', name: 'Marina', messageId: 'M1', momment: 1767618000123 });
		expect(read({ ...payload, referenceMessageId: 'M0' })).toEqual({
			kind: 'message',
			message: {
				provider: 'zapi',
				channel: INSTANCE_ID,
				messageId: 'M1',
				phone: '5511999990001',
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
		[{ location: { latitude: -27.1, longitude: -52.6, address: 'Rua A, 1', url: '' } }, 'location', 'Rua A, 1'],
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
		['The field "momment" (the time) is missing', { ...receivedText(), momment: 'soon' }],
	])('calls it malformed: %s', (problem, payload) => {
		expect(read(payload)).toEqual({ kind: 'malformed', problem });
	});

	it('calls an impossible phone malformed without showing it', () => {
		expect(read(receivedText({ phone: '5520999990001' }))).toMatchObject({
			kind: 'malformed',
			problem: expect.stringContaining('***********01'),
		});
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
		])
			expect(() => read(value)).not.toThrow();
	});

	it('carries the payload along on request', () => {
		const payload = receivedText();
		expect(readEvent(payload, { groups: false, ownMessages: false }, true)).toMatchObject({ message: { raw: payload } });
	});
});
