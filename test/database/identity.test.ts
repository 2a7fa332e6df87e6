import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

interface Checked {
	verified: boolean;
	reason?: string;
	attempts_left?: number;
}

/** Somebody to whom codes go, with a story that begins at T0. */
async function person() {
	const one = customer();
	await one.writes(0);
	const send = async (seconds: number, phone = one.phone) =>
		await rpc<{ sent: boolean; reason?: string; channel?: string }>('send_identity_code', {
			p_phone: phone,
			p_by: 'ana',
			p_now: at(seconds),
		});
	const check = async (seconds: number, p_code: string) =>
		await rpc<Checked>('check_identity_code', { p_phone: one.phone, p_code, p_now: at(seconds) });
	const texts = async () =>
		(
			await sql<{ text: string }>(`select payload ->> 'text' as text from outbox where phone = $1 and status = 'pending' order by id`, [
				one.phone,
			])
		).map(({ text }) => text);
	const code = async () => /\*(\d{6})\*/.exec((await texts()).at(-1)!)![1];
	const other = (right: string) => String((Number(right) + 1) % 1e6).padStart(6, '0');
	return { ...one, send, check, texts, code, other };
}

it('a code goes to the number of the person and is right once it is told, however it is written', async () => {
	const { send, check, code, channel } = await person();
	expect(await send(10)).toMatchObject({ sent: true, channel });
	const right = await code();
	expect(await check(20, ` ${right.slice(0, 3)} ${right.slice(3)} `)).toMatchObject({ verified: true });
	// Asked once more within the hour that it holds.
	expect(await check(3000, right)).toMatchObject({ verified: true });
	expect(await check(20 + 3601, right)).toMatchObject({ verified: false, reason: 'expired' });
});

it('a code is good for 15 minutes, to the second', async () => {
	const { send, check, code } = await person();
	await send(0);
	const right = await code();
	expect(await check(900, right)).toEqual({ verified: false, reason: 'expired' });
	expect(await check(899, right)).toMatchObject({ verified: true });
});

it('five wrong tries end it, also for the right one; a new code is a new try', async () => {
	const { send, check, code, other } = await person();
	await send(0);
	const right = await code();
	for (let left = 4; left >= 1; left--)
		expect(await check(5, other(right))).toEqual({ verified: false, reason: 'wrong_code', attempts_left: left });
	expect(await check(5, '')).toEqual({ verified: false, reason: 'too_many_attempts', attempts_left: 0 });
	expect(await check(6, right)).toEqual({ verified: false, reason: 'too_many_attempts' });
	await send(60);
	expect(await check(61, await code())).toMatchObject({ verified: true });
});

it('the one before is void, and is not sent any more', async () => {
	const { send, check, code, texts } = await person();
	await send(0);
	const first = await code();
	await send(60);
	expect(await texts()).toHaveLength(1);
	const second = await code();
	// One in a million times they are the same.
	expect((await check(61, first)).verified).toBe(first === second);
	expect(await check(62, second)).toMatchObject({ verified: true });
});

it('three an hour and five a day, and nobody floods anybody', async () => {
	const { send } = await person();
	const asked = [];
	for (const seconds of [0, 60, 120, 180, 3600, 3601, 7300, 10_000, 86_400, 86_460]) asked.push((await send(seconds)).sent);
	expect(asked).toEqual([true, true, true, false, true, false, true, false, true, true]);
});

it('no code was sent, none is right; a group and a trial get none', async () => {
	const { check, send } = await person();
	expect(await check(0, '')).toEqual({ verified: false, reason: 'no_code' });
	expect(await send(0, '120363000000000001-group')).toEqual({ sent: false, reason: 'no_person' });
	expect(await send(0, 'teste:abc')).toEqual({ sent: false, reason: 'no_person' });
});

it('without a code somebody has to say how they made sure; it stands in the audit, and nowhere the code', async () => {
	const { phone, send, check, code } = await person();
	const asked = async (p_seen: string | null) =>
		await rpc<{ found: boolean }>('export_person', { p_phone: phone, p_by: 'ana', p_seen, p_now: at(30) });
	await expect(asked(null)).rejects.toThrow(/send a code/);
	await expect(asked('  ok ')).rejects.toThrow(/send a code/);
	expect((await asked('RG com foto')).found).toBe(true);
	await send(10);
	await check(20, await code());
	expect((await asked(null)).found).toBe(true);
	const audit = await sql(
		`select changed_by, metadata ->> 'identity' as identity from audit_logs where entity_id = person_hash($1) and action = 'API_CALL' order by id`,
		[phone],
	);
	expect(audit).toEqual([
		{ changed_by: 'ana', identity: 'RG com foto' },
		{ changed_by: 'ana', identity: 'code' },
	]);
	expect(await sql(`select 1 from identity_checks where phone = $1 and code like '%' || $2 || '%'`, [phone, await code()])).toEqual([]);
});
