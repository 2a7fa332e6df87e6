import { randomUUID } from 'node:crypto';

import { historyOf, message, newPlace, only, operate } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import {
	answered,
	claimed,
	company,
	connected,
	cutOff,
	hasWrittenToOther,
	leave,
	reply,
	routeOf,
	SENTENCE,
	set,
	toldOf,
	writesToOther,
} from './failover.house';

afterAll(closeSql);

describe('back by hand', () => {
	it('all at once: each goes its own way again, the team is told once, and nothing comes twice that came before', async () => {
		const place = await company();
		await hasWrittenToOther(place);
		await cutOff(place, 11);
		await answered(place);
		const early = { text: 'Vocês ainda estão aí?', messageId: `wamid.${randomUUID()}` };
		expect(await writesToOther(place, early)).toMatchObject({ channel: place.channel });
		const waiting = await leave(place, { text: 'Um aviso' });
		expect(await only('failBack', { failing: place.channel, attendant: 'ana' })).toMatchObject({ failed_back: true, conversations: 1 });
		expect(await only('failBack', { failing: place.channel })).toMatchObject({ failed_back: false, reason: 'not_begun' });
		expect(await toldOf(place)).toEqual(['failover_began', 'failover_over']);
		expect(await routeOf(place)).toBeNull();
		// Delivered once more by Meta, days later as it may be.
		expect(
			(await operate('receive', {}, [message(place, { provider: 'whatsapp_cloud', channel: place.other, ...early })])).out(1),
		).toMatchObject([{ channel: place.channel }]);
		expect(await sql('select channel from inbox where message_id = $1', [early.messageId])).toEqual([{ channel: place.channel }]);
		await sql(`update outbox set updated_at = now() - interval '1 minute' where channel = $1`, [place.channel]);
		expect(await claimed(place)).toMatchObject([{ idempotency_key: waiting, provider: 'zapi', text: 'Um aviso', send_to: place.phone }]);
		expect(await writesToOther(place, { text: 'Agora é outra conversa' })).toMatchObject({ channel: place.other });
		// It has to fail for as long as ever before it begins anew; then the customer is told anew.
		await cutOff(place, 1);
		expect(await reply(place)).toMatchObject({ provider: 'zapi' });
	});

	it('one alone, once the number works; what it was to say on the other number is as it was written', async () => {
		const place = await company();
		await operate('receive', {}, [message(place)]);
		await hasWrittenToOther(place);
		await cutOff(place, 11);
		const key = await leave(place, { text: 'Bom dia' });
		const [claim] = await claimed(place);
		expect(claim).toMatchObject({ text: `${SENTENCE}\n\nBom dia`, provider: 'whatsapp_cloud' });
		const one = { failing: place.channel, which: 'one', phone: place.phone };
		expect(await only('failBack', one)).toMatchObject({ failed_back: false, reason: 'still_down' });
		await connected(place);
		await only('finishOutbox', { outcome: 'failed' }, { ...claim, error: { message: 'no' } });
		expect(await only('failBack', one)).toMatchObject({ failed_back: true });
		expect(await only('failBack', one)).toMatchObject({ failed_back: false, reason: 'not_routed' });
		await sql(`update outbox set next_attempt_at = now() where idempotency_key = $1`, [key]);
		expect(await claimed(place)).toMatchObject([{ text: 'Bom dia', provider: 'zapi' }]);
		expect(await historyOf(place)).toEqual(expect.arrayContaining(['route_changed', 'route_changed']));
	});

	it('is set by whom it says, and never in a circle', async () => {
		const place = await company();
		expect(await set({ ...place, other: place.channel })).toMatchObject({ set: false, reason: 'circle' });
		expect(await set({ ...place, channel: place.other, other: newPlace().channel })).toMatchObject({ set: false, reason: 'circle' });
		expect(await only('getFailovers', { onlyChannel: place.channel })).toMatchObject({
			channel: place.channel,
			to_channel: place.other,
			began_at: null,
		});
		expect(await sql(`select actor_id, reason from session_history where channel = $1 and type = 'failover'`, [place.channel])).toEqual([
			{ actor_id: 'ana', reason: 'set' },
		]);
		expect((await operate('setFailover', { failing: place.channel, standIn: place.other, minutes: 0 })).error?.message).toContain(
			'After (Minutes)',
		);
	});
});
