import { sendOutcome } from '../../nodes/Conversation/sendOutcome';
import { customerTurn, newPlace, only, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

afterAll(closeSql);

const FINAL = { error: 'Z-API refused the request: Phone not found', details: { kind: 'rejected', mayHaveActed: false, isFinal: true } };
const UNKNOWN = { error: 'Z-API refused the request: The queue is full', details: { kind: 'rejected', mayHaveActed: false } };
const noticesOf = async ({ channel }: Place) =>
	await sql(`select payload ->> 'kind' as kind, payload ->> 'error' as error from outbox where channel = $1 and kind = 'notice'`, [
		channel,
	]);
const GIVEN_UP = { kind: 'given_up', error: FINAL.error };

describe('what a refusal becomes', () => {
	it.each([
		['for good', FINAL, { status: 'failed', final: true }],
		[
			'for good, before the provider was asked',
			{ error: 'x', details: { mayHaveActed: false, isFinal: true } },
			{ status: 'failed', final: true },
		],
		['not known', UNKNOWN, { status: 'failed', later: true }],
		['said by a model or a stranger', { error: 'x', details: { kind: 'rejected', isFinal: 'true' } }, { status: 'failed', later: true }],
		['without an answer', { error: 'x', details: { kind: 'timedOut', mayHaveActed: true, isFinal: true } }, { status: 'uncertain' }],
	])('%s', (_, item, expected) => {
		const { status, final, later } = sendOutcome('failed', item);
		expect({ status, ...(final && { final }), ...(later && { later }) }).toEqual(expected);
	});
});

/** A reply that was confirmed, its first part to be sent. */
async function confirmed(place: Place) {
	return await only('confirm', { reply: 'Olá!' }, await only('decide', {}, await customerTurn(place)));
}

describe('the reply to a number that does not exist', () => {
	it('is given up at once, and the team is told once', async () => {
		const place = newPlace();
		const { outbox_id } = await confirmed(place);
		const parameters = { outcome: 'failed', outboxId: String(outbox_id) };
		expect(await only('record', parameters, { ...FINAL, outbox_id })).toMatchObject({ status: 'failed', turn_status: 'failed' });
		expect(await only('claimOutbox', { kinds: ['whatsapp_text'], onlyChannel: place.channel })).toBeUndefined();
		expect(await noticesOf(place)).toEqual([GIVEN_UP]);
	});

	it('brings no secret into the outbox, whatever the node that sent it said', async () => {
		const place = newPlace();
		const { outbox_id } = await confirmed(place);
		const token = 'F'.repeat(24);
		const error = `POST https://api.z-api.io/instances/3D00/token/${token}/send-text failed, Authorization: Bearer EAAG${'x7'.repeat(20)}`;
		await only('record', { outcome: 'failed', outboxId: String(outbox_id) }, { ...FINAL, error, outbox_id });
		const said = JSON.stringify(await sql('select error, payload from outbox where channel = $1', [place.channel]));
		expect(said).toContain('send-text failed');
		expect(said).not.toContain(token);
		expect(said).not.toContain('x7x7');
	});

	it('is sent later where nobody knows why it was refused, and given up there once that is known', async () => {
		const place = newPlace();
		const { outbox_id } = await confirmed(place);
		const parameters = { outcome: 'failed', outboxId: String(outbox_id) };
		expect(await only('record', parameters, { ...UNKNOWN, outbox_id })).toMatchObject({ later: true });
		expect(await noticesOf(place)).toEqual([]);
		await sql(`update outbox set next_attempt_at = now() - interval '1 second' where id = $1`, [outbox_id]);
		const effect = await only('claimOutbox', { kinds: ['whatsapp_text'], onlyChannel: place.channel });
		expect(effect).toMatchObject({ outbox_id });
		const finish = { outcome: 'failed', outboxId: String(outbox_id), lease: effect.lease_token };
		expect(await only('finishOutbox', finish, { ...FINAL, ...effect })).toMatchObject({ status: 'failed' });
		expect(await noticesOf(place)).toEqual([GIVEN_UP]);
	});
});
