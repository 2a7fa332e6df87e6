import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

type Someone = ReturnType<typeof customer>;
interface Effect {
	outbox_id: number;
	lease_token: string;
	attempts: number;
}
const MINUTE = 60;

const enqueue = async ({ channel, phone }: Someone, kind: string) =>
	await rpc('enqueue_outbox', { p_rows: [{ key: `${channel}:1`, kind, channel, phone, payload: { text: 'oi' } }], p_now: at(0) });
const claim = async ({ channel }: Someone, seconds: number, kind: string) =>
	(await rpc<Effect[]>('claim_outbox', { p_kinds: [kind], p_limit: 9, p_lease_seconds: 60, p_channel: channel, p_now: at(seconds) }))[0];
const fail = async ({ outbox_id, lease_token }: Effect, seconds: number, failure: string, given: object = {}) =>
	await rpc<{ status: string }>('finish_outbox', {
		p_outbox_id: outbox_id,
		p_lease_token: lease_token,
		p_status: 'failed',
		p_error: 'refused',
		p_failure: failure,
		p_max_attempts: 3,
		p_now: at(seconds),
		...given,
	});
const due = async ({ channel }: Someone) => {
	const text = `select ceil(extract(epoch from next_attempt_at - $2)) as due from outbox where channel = $1 and kind <> 'notice'`;
	return Number((await sql<{ due: string }>(text, [channel, at(0)]))[0].due);
};
const notices = async ({ channel }: Someone) =>
	(
		await sql<{ kind: string }>(`select payload ->> 'kind' as kind from outbox where channel = $1 and kind = 'notice' order by id`, [
			channel,
		])
	).map(({ kind }) => kind);

/** Claims and fails it again and again, whenever it is due. */
async function tries(someone: Someone, kind: string, failure: string, times: number) {
	const seen: Array<{ attempt: number; status: string; waited: number }> = [];
	let now = 0;
	for (let n = 0; n < times; n++) {
		const effect = await claim(someone, now, kind);
		if (!effect) break;
		const { status } = await fail(effect, now, failure);
		const next = status === 'pending' ? await due(someone) : now;
		seen.push({ attempt: effect.attempts, status, waited: next - now });
		now = next;
	}
	return seen;
}

describe('a text that the provider refuses', () => {
	it('for good is given up at the first try, and told once', async () => {
		const marina = customer();
		await enqueue(marina, 'whatsapp_text');
		const effect = await claim(marina, 0, 'whatsapp_text');
		expect(await fail(effect, 1, 'rejected', { p_final: true })).toMatchObject({ finished: true, status: 'failed' });
		expect(await fail(effect, 2, 'rejected', { p_final: true })).toMatchObject({ status: 'failed' });
		expect(await claim(marina, 9999, 'whatsapp_text')).toBeUndefined();
		expect(await notices(marina)).toEqual(['given_up']);
	});

	it.each(['unauthorized', 'notConnected', 'misaddressed'])(
		'for what the operator mends (%s) waits for as long as that takes',
		async (failure) => {
			const marina = customer();
			await enqueue(marina, 'whatsapp_text');
			const seen = await tries(marina, 'whatsapp_text', failure, 20);
			expect(seen).toHaveLength(20);
			expect(new Set(seen.map(({ attempt, status }) => `${attempt} ${status}`))).toEqual(new Set(['1 pending']));
			expect([seen[0].waited, seen[19].waited]).toEqual([30, 15 * MINUTE]);
			expect((await notices(marina)).filter((kind) => kind !== 'integration_down')).toEqual([]);
			expect(await notices(marina)).toContain('integration_down');
		},
	);

	it.each(['rejected', 'notFound', 'rateLimited', 'unavailable'])(
		'for another reason (%s) is tried as often as before',
		async (failure) => {
			const marina = customer();
			await enqueue(marina, 'whatsapp_text');
			expect(await tries(marina, 'whatsapp_text', failure, 9)).toEqual([
				{ attempt: 1, status: 'pending', waited: 30 },
				{ attempt: 2, status: 'pending', waited: 60 },
				{ attempt: 3, status: 'failed', waited: 0 },
			]);
			expect(await notices(marina)).toContain('given_up');
		},
	);

	it('has all its tries left once the token is mended', async () => {
		const marina = customer();
		await enqueue(marina, 'whatsapp_text');
		await tries(marina, 'whatsapp_text', 'unauthorized', 6);
		const now = await due(marina);
		const effect = await claim(marina, now, 'whatsapp_text');
		expect(await fail(effect, now, 'rejected')).toMatchObject({ status: 'pending' });
	});
});

it('a notice is not kept for ever: by the time it is mended it is no news', async () => {
	const marina = customer();
	await enqueue(marina, 'notice');
	const effects = [];
	for (const seconds of [0, 1000, 5000, 20_000]) {
		const effect = await claim(marina, seconds, 'notice');
		if (effect) effects.push((await fail(effect, seconds, 'unauthorized')).status);
	}
	expect(effects).toEqual(['pending', 'pending', 'failed']);
});
