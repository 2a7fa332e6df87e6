import { asItem } from '../../nodes/Conversation/effectItem';
import { claimEffects, type ClaimedEffect } from '../../nodes/shared/store/outbox';
import type { Store } from '../../nodes/shared/store/store';

const effect = (kind: string, payload: unknown) =>
	({
		outbox_id: 1,
		idempotency_key: 'k',
		kind,
		channel: 'Z1',
		phone: '5511999990001',
		payload,
		attempts: 1,
		lease_token: 'l',
		send_to: 'x',
	}) as ClaimedEffect;

describe('a claimed effect', () => {
	it.each([
		['of a kind that nobody knows', { kind: 'from_tomorrow' }, 'from_tomorrow'],
		['without anything', {}, '5511999990001'],
		['that is no object', null, '5511999990001'],
		['with a time that is none', { kind: 'operator_refused', phone: '5511999990001', since: 'ontem' }, '5511999990001'],
		['with a text where a list is', { kind: 'follow_up', phone: '5511999990001', reason: { toString: 1 } }, '5511999990001'],
	])('%s is a notice all the same, and holds up no other', (_, payload, words) => {
		expect(asItem(effect('notice', payload))).toMatchObject({
			outbox_id: 1,
			text: expect.stringContaining(words),
			blocks: expect.any(Array),
		});
	});

	it.each([[null], [{ text: { toString: 1 }, file: 'x' }], [[]]])(
		'with the payload %j is a text without words, which the sending refuses',
		(payload) => {
			expect(asItem(effect('whatsapp_text', payload))).toMatchObject({ text: '', message_kind: 'text', file_url: '' });
		},
	);

	it('tells of a mirror that is stuck, and that it is not any more', () => {
		const facts = { phone: '5511999990001', error: 'Source has already been taken' };
		expect(asItem(effect('notice', { kind: 'mirror_stuck', ...facts })).text).toMatch(
			/5511999990001 não entra no Chatwoot.*Source has already been taken/,
		);
		expect(asItem(effect('notice', { kind: 'mirror_again', ...facts })).text).toMatch(/entra no Chatwoot de novo/);
	});

	it('tells until when it may be begun, by the clock of whoever claimed it', async () => {
		const store = { rpc: async () => await Promise.resolve([effect('whatsapp_text', { text: 'Oi' })]) } as unknown as Store;
		const given = { kinds: ['whatsapp_text'], limit: 1, leaseSeconds: 120, channel: null };
		const [claimed] = await claimEffects(store, given, Date.parse('2026-11-20T15:00:00Z'));
		expect(asItem(claimed)).toMatchObject({ outbox_id: 1, begin_before: '2026-11-20T15:02:00.000Z' });
		const few = { rpc: async () => await Promise.resolve([{ ...effect('whatsapp_text', { text: 'Oi' }), lease_seconds: 35 }]) };
		const [sooner] = await claimEffects(few as unknown as Store, { ...given, eachSeconds: 5 }, Date.parse('2026-11-20T15:00:00Z'));
		expect(asItem(sooner)).toMatchObject({ begin_before: '2026-11-20T15:00:35.000Z' });
	});
});
