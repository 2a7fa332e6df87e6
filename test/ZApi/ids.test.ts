import { readEvent } from '../../nodes/ZApi/events';
import { receivedInGroup, receivedText } from '../sandbox/zapiPayloads';

const read = (payload: unknown, filters = {}) => readEvent(payload, { groups: false, ownMessages: false, ...filters }, false);

const [PHONE, LID] = [
	{ kind: 'phone', value: '5511999990001' },
	{ kind: 'lid', value: '100000000000001@lid' },
];
it.each([
	['phone alone', { senderLid: null }, [PHONE]],
	['phone and lids', { chatLid: '100000000000001@lid' }, [PHONE, LID]],
	['lid alone', { phone: '100000000000001@lid' }, [LID]],
	['lid of a device, in capitals', { phone: '100000000000001:12@LID' }, [LID]],
	['lid without its suffix, in both fields', { phone: '100000000000001', chatLid: '100000000000001@lid' }, [LID]],
	['lid without its suffix, beside the phone', { senderLid: '100000000000001' }, [PHONE, LID]],
	['12 digits', { phone: '551199990001' }, [PHONE, LID]],
	// In what our own number sends the sender is ours; the chat is the customer's.
	['of ours', { fromMe: true, senderLid: '999999999999999@lid' }, [PHONE]],
	['of ours with the chat', { fromMe: true, senderLid: '999999999999999@lid', chatLid: '100000000000001@lid' }, [PHONE, LID]],
	['our own number is none', { connectedPhone: '5511999990000', senderLid: null }, [PHONE]],
	['an address in the place of a lid', { chatLid: '5511999990001@s.whatsapp.net', senderLid: '' }, [PHONE]],
	['what is no id', { chatLid: { a: 1 }, senderLid: 7 }, [PHONE]],
	['somebody of a group', { participantLid: '999999999999999@lid', senderLid: null }, [PHONE]],
])('gives the ids of the person: %s', (_, given, ids) => {
	expect(read({ ...receivedText({ phone: '5511999990001' }), ...given }, { ownMessages: true })).toMatchObject({ message: { ids } });
});

it('gives no ids of a group', () => {
	const reading = read(receivedInGroup(), { groups: true });
	expect(reading).toMatchObject({ kind: 'message' });
	expect(reading).not.toHaveProperty('message.ids');
});
