import { randomUUID } from 'node:crypto';

import { closeSql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { enqueue, statuses } from './outboxForTests';

afterAll(closeSql);

const text = { text: 'Olá!' };
const file = { kind: 'document', file: { url: 'https://example.com/a.pdf', name: 'a.pdf' } };

/** So many texts, each for somebody else, on one number of ours. */
async function due(payloads: Array<Record<string, unknown>>) {
	const { channel } = customer();
	for (const [n, payload] of payloads.entries()) await enqueue({ ...customer(), channel }, `t${n}`, 'whatsapp_text', payload);
	return { ...customer(), channel };
}
const claims = async (channel: string, seconds: number, given: Record<string, unknown> = {}) =>
	(
		await rpc<Array<{ lease_seconds: number }>>('claim_outbox', {
			p_kinds: ['whatsapp_text'],
			p_limit: 50,
			p_lease_seconds: 120,
			p_channel: channel,
			p_now: at(seconds),
			p_key: randomUUID(),
			p_each_seconds: 5,
			...given,
		})
	).map(({ lease_seconds }) => lease_seconds);

it('three texts of a worker that died are found out about after a minute and a quarter, and not sooner', async () => {
	const company = await due([text, text, text]);
	expect(await claims(company.channel, 0)).toEqual([75, 75, 75]);
	expect(await claims(company.channel, 74)).toEqual([]);
	expect(await statuses(company)).toEqual(['sending', 'sending', 'sending']);
	await claims(company.channel, 75);
	expect(await statuses(company)).toEqual(['uncertain', 'uncertain', 'uncertain']);
});

it.each<[string, Array<Record<string, unknown>>, Record<string, unknown>, number]>([
	['many', Array.from({ length: 20 }, () => text), {}, 120],
	['one, where the workflow itself says less', [text], { p_lease_seconds: 20 }, 20],
	['a file, whose upload takes what it takes', [text, file], {}, 120],
])('%s: held for as long as was asked for', async (_, payloads, given, seconds) => {
	const { channel } = await due(payloads);
	expect(await claims(channel, 0, given)).toEqual(payloads.map(() => seconds));
	expect(await claims(channel, seconds - 1, given)).toEqual([]);
});

it('notices, which would be told again, are held for as long as was asked for', async () => {
	const { channel } = await due([text]);
	await enqueue({ ...customer(), channel }, 'n', 'notice', { kind: 'escalated' });
	expect(await claims(channel, 0, { p_kinds: ['whatsapp_text', 'notice'] })).toEqual([120, 120]);
});

it('the same call again is told what is left of the lease', async () => {
	const { channel } = await due([text, text]);
	const p_key = randomUUID();
	expect(await claims(channel, 0, { p_key })).toEqual([70, 70]);
	expect(await claims(channel, 10, { p_key })).toEqual([60, 60]);
});

it('an older package, which begins them for as long as it asked for, has them for as long', async () => {
	const { channel } = await due([text]);
	const older = { p_each_seconds: null };
	expect(await claims(channel, 0, older)).toEqual([undefined]);
	const company = { ...customer(), channel };
	await claims(channel, 119, older);
	expect(await statuses(company)).toEqual(['sending']);
	await claims(channel, 120, older);
	expect(await statuses(company)).toEqual(['uncertain']);
});
