import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { rpc } from './client';
import { everywhere, traces } from './everywhereForTests';

afterAll(closeSql);

const STEP = { what: 'contact', where: 'Chatwoot', id: '5', result: 'deleted' };

/** Somebody who was erased and gets a receipt. */
async function erased() {
	const { channel, phone } = await everywhere();
	const protocol = `P-${randomUUID()}`;
	await sql(`update lgpd_requests set status = 'open' where phone = $1`, [phone]);
	await rpc('erase_person', { p_phone: phone, p_protocol: protocol, p_by: 'ana', p_seen: 'documento' });
	const finish = async (given: object = {}) =>
		await rpc<{ receipt_queued: boolean; steps: object[] }>('finish_erasure', {
			p_protocol: protocol,
			p_steps: [STEP],
			p_phone: phone,
			p_text: `Apagado: ${protocol}`,
			...given,
		});
	const later = async (interval: string) =>
		await rpc('forget_receipts', {
			p_now: await sql<{ at: string }>(`select (now() + $1::interval)::text as at`, [interval]).then(([{ at }]) => at),
		});
	return { channel, phone, protocol, finish, later };
}

describe('the receipt of an erasure', () => {
	it('is sent once, from the number that they wrote to, and is no word for Chatwoot', async () => {
		const { channel, phone, protocol, finish } = await erased();
		await sql(`insert into settings (key, value) values ($1, 'true')`, [`chatwoot_mirror:${channel}`]);
		expect([(await finish()).receipt_queued, (await finish()).receipt_queued]).toEqual([true, false]);
		const sent = await sql<{ id: number; channel: string }>(`select id, channel from outbox where phone = $1`, [phone]);
		expect(sent).toEqual([expect.objectContaining({ channel })]);
		const [{ lease_token }] = await rpc<Array<{ lease_token: string }>>('claim_outbox', {
			p_kinds: ['whatsapp_text'],
			p_limit: 1,
			p_lease_seconds: 60,
			p_phone: phone,
		});
		await rpc('finish_outbox', { p_outbox_id: sent[0].id, p_lease_token: lease_token, p_status: 'sent', p_provider_message_id: 'R1' });
		expect(await sql(`select kind from outbox where phone = $1`, [phone])).toEqual([{ kind: 'whatsapp_text' }]);
		expect(await sql(`select status from lgpd_requests where note like '%' || $1`, [protocol])).toEqual([{ status: 'done' }]);
	}, 180_000);

	it('is gone itself ten minutes after it went out, with its echo', async () => {
		const { channel, phone, finish, later } = await erased();
		await finish();
		await sql(`update outbox set status = 'sent' where phone = $1`, [phone]);
		await rpc('receive_message', {
			p_message: {
				provider: 'zapi',
				channel,
				phone,
				message_id: 'echo',
				kind: 'text',
				text: 'Apagado',
				speaker: 'agent',
				ids: [{ kind: 'phone', value: phone }],
			},
		});
		await later('9 minutes');
		expect(Object.keys(await traces([phone]))).toContain('outbox');
		await later('11 minutes');
		expect(await traces([phone])).toEqual({});
	}, 180_000);

	it('leaves alone what they wrote since', async () => {
		const { channel, phone, finish, later } = await erased();
		await finish();
		await sql(`update outbox set status = 'sent' where phone = $1`, [phone]);
		await rpc('receive_message', {
			p_message: {
				provider: 'zapi',
				channel,
				phone,
				message_id: 'new',
				kind: 'text',
				text: 'Oi de novo',
				speaker: 'customer',
				sent_at: new Date(Date.now() + 1000).toISOString(),
			},
		});
		await later('11 minutes');
		expect(await sql(`select content from conversations where lead_phone = $1`, [phone])).toEqual([{ content: 'Oi de novo' }]);
		expect(await sql(`select 1 from outbox where phone = $1 and payload ? 'erasure'`, [phone])).toEqual([]);
	}, 180_000);

	it('tells nobody else, and keeps what could not be done for another try', async () => {
		const { phone, protocol, finish } = await erased();
		await expect(finish({ p_phone: `5521${phone.slice(4)}` })).rejects.toThrow(/another person/);
		const failed = { ...STEP, result: 'failed' };
		const left = { chatwoot: [{ channel: 'x', account: '7', conversation: 88 }] };
		await finish({ p_steps: [failed], p_left: left, p_text: '' });
		expect(await rpc('erase_person', { p_phone: phone, p_protocol: protocol, p_by: 'ana', p_seen: '' })).toMatchObject({ targets: left });
		expect((await finish({ p_text: '' })).steps).toEqual([STEP]);
		expect(await sql(`select targets from erasures where protocol = $1`, [protocol])).toEqual([{ targets: {} }]);
	}, 180_000);
});
