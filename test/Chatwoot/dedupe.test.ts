import { dedupeKeyOf, Recent } from '../../nodes/Chatwoot/dedupe';
import { conversation, message } from './eventsForTests';

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
