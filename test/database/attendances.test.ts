import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

const of = async ({ channel, phone }: { channel: string; phone: string }) =>
	await sql<{ id: string; status: string; owner: string | null; messages_count: number; closed_at: Date | null; priority: number }>(
		'select id, status, owner, messages_count, closed_at, priority from attendances where channel = $1 and phone = $2 order by started_at, id',
		[channel, phone],
	);
const setMode = async ({ channel, phone }: { channel: string; phone: string }, set: string) =>
	await sql(`update sessions set ${set}, mode_epoch = mode_epoch + 1, updated_at = $3 where channel = $1 and phone = $2`, [
		channel,
		phone,
		at(100),
	]);
const HUMAN = `mode = 'human', human_attendant = 'ana', paused_at = null, paused_by = null, pause_reason = null`;
const QUEUE = `mode = 'paused', human_attendant = null, paused_at = now(), paused_by = 'customer', pause_reason = 'escalation'`;

it('follows the conversation through every pair of hands, and stays one', async () => {
	const one = customer();
	await one.writes(0);
	const seen = [(await of(one))[0].status];
	for (const set of [
		QUEUE,
		HUMAN,
		`mode = 'agent', human_attendant = null`,
		`mode = 'paused', paused_at = now(), paused_by = 'bia', pause_reason = 'manual'`,
	]) {
		await setMode(one, set);
		const [{ status, owner }] = await of(one);
		seen.push(`${status} ${owner ?? '-'}`);
	}
	expect(seen).toEqual(['bot', 'queue -', 'in_progress ana', 'bot -', 'in_progress bia']);
	expect(await of(one)).toHaveLength(1);
});

it('waits in the queue also where the agent goes on until somebody comes', async () => {
	const one = customer();
	await one.writes(0);
	await setMode(one, `metadata = '{"escalation_requested": true}'`);
	expect(await of(one)).toMatchObject([{ status: 'queue', owner: null }]);
	await setMode(one, `metadata = metadata || '{"customer_name": "Ana"}'`);
	expect(await of(one)).toMatchObject([{ status: 'queue' }]);
	await setMode(one, `metadata = '{}'`);
	expect(await of(one)).toMatchObject([{ status: 'bot' }]);
});

it('ends where nobody attends any more: an opt-out, a machine; what is written after that is another one', async () => {
	const one = customer();
	await one.writes(0);
	await rpc('register_opt_out', { p_phone: one.phone, p_words: 'parem', p_now: at(10) });
	expect(await of(one)).toMatchObject([{ status: 'closed' }]);
	await one.writes(20);
	expect(await of(one)).toHaveLength(1);
	await rpc('revoke_opt_out', { p_phone: one.phone, p_now: at(30) });
	await one.writes(40);
	expect((await of(one)).map(({ status }) => status)).toEqual(['closed', 'bot']);
});

it('a takeover of who never wrote begins one; what the team or the agent writes does not', async () => {
	const one = customer();
	await one.writes(0, { speaker: 'human' });
	await one.writes(1, { speaker: 'agent' });
	expect(await of(one)).toEqual([]);
	await setMode(one, HUMAN);
	expect(await of(one)).toMatchObject([{ status: 'in_progress', owner: 'ana' }]);
});

it('counts each message once, and those that were never said not at all', async () => {
	const one = customer();
	await one.writes(0, { message_id: 'A' });
	await one.writes(1, { message_id: 'A' });
	await one.writes(2);
	await sql(`insert into conversations (channel, lead_phone, role, content, status) values ($1, $2, 'assistant', 'x', 'discarded')`, [
		one.channel,
		one.phone,
	]);
	expect(await of(one)).toMatchObject([{ messages_count: 2 }]);
});

it('whoever is angry or about to buy comes first, and stays there', async () => {
	const one = customer();
	await one.writes(0);
	await setMode(one, `${QUEUE}, metadata = '{"escalation_reason": "hot"}'`);
	await setMode(one, `mode = 'agent', paused_at = null, paused_by = null, pause_reason = null, metadata = '{}'`);
	await setMode(one, QUEUE);
	expect(await of(one)).toMatchObject([{ priority: 2 }]);
});

it('ends after a day in which nobody wrote, not before; one that goes on is left alone', async () => {
	const [quiet, busy, other] = [customer(), customer(), customer()];
	const old = 400 * 86_400;
	await quiet.writes(-old);
	await busy.writes(-old);
	await sql(`update attendances set look_at = started_at + interval '1 day' where channel in ($1, $2)`, [quiet.channel, busy.channel]);
	await busy.writes(-old + 20 * 3600);
	await sql(`select end_quiet_attendances($1, 100000)`, [at(-old + 25 * 3600)]);
	expect([(await of(quiet))[0].status, (await of(busy))[0].status]).toEqual(['closed', 'bot']);
	await other.writes(-old + 45 * 3600);
	await sql(`select end_quiet_attendances($1, 100000)`, [at(-old + 45 * 3600)]);
	expect((await of(busy))[0].status).toBe('closed');
});

it('two keys that turn out to be one person have one: what a person has stays, with the messages of both', async () => {
	const one = customer();
	const lid = { kind: 'lid', value: `${one.phone.slice(2)}77@lid` };
	await one.writes(0, { phone: lid.value, ids: [lid] });
	await one.writes(1);
	await sql(`update sessions set ${HUMAN}, updated_at = $3 where channel = $1 and phone = $2`, [one.channel, lid.value, at(2)]);
	await one.writes(3, { ids: [{ kind: 'phone', value: one.phone }, lid] });
	const found = await sql<{ phone: string; status: string; owner: string; messages_count: number; id: string }>(
		'select * from attendances where channel = $1',
		[one.channel],
	);
	expect(found).toMatchObject([{ phone: one.phone, status: 'in_progress', owner: 'ana', messages_count: 3 }]);
	expect(await sql('select count(*)::int as n from conversations where attendance = $1', [found[0].id])).toEqual([{ n: 3 }]);
});

it('is taken apart again with them', async () => {
	const one = customer();
	const lid = { kind: 'lid', value: `${one.phone.slice(2)}88@lid` };
	const now = Date.now() / 1000 - Date.parse(at(0)) / 1000;
	await one.writes(now - 30, { phone: lid.value, ids: [lid] });
	await rpc('join_contacts', { p_from: lid.value, p_to: one.phone, p_by: 'hand', p_now: at(now - 20), p_by_hand: true });
	expect((await of(one)).length).toBe(1);
	const undone = await rpc<{ undone: boolean }>('undo_join', { p_one: lid.value, p_other: one.phone, p_by: 'ana', p_now: at(now - 10) });
	expect(undone.undone).toBe(true);
	expect([(await of(one)).length, (await of({ channel: one.channel, phone: lid.value })).length]).toEqual([0, 1]);
});

it('what is tried out begins none', async () => {
	const one = customer();
	await sql(`insert into sessions (channel, phone, mode, human_attendant) values ('teste:x', $1, 'human', 'ana')`, [one.phone]);
	expect(await of({ channel: 'teste:x', phone: one.phone })).toEqual([]);
});

it('whoever is attended when this version comes in has one, and the schema may be applied again', async () => {
	const one = customer();
	await sql(
		`insert into sessions (channel, phone, mode, human_attendant, mode_since) values ($1, $2, 'human', 'ana', now() - interval '1 hour')`,
		[one.channel, one.phone],
	);
	await sql('delete from attendances where channel = $1', [one.channel]);
	const { readFileSync } = await import('node:fs');
	const schema = readFileSync('supabase/schema.sql', 'utf8');
	for (let n = 0; n < 2; n++) await sql(schema);
	expect(await of(one)).toMatchObject([{ status: 'in_progress', owner: 'ana' }]);
}, 120_000);

it('is gone with the person, after its time too', async () => {
	const [one, other] = [customer(), customer()];
	await one.writes(0);
	await rpc('erase_person', { p_phone: one.phone, p_protocol: `P-${one.channel}`, p_by: 'ana', p_seen: 'documento' });
	expect(await of(one)).toEqual([]);
	await other.writes(0);
	await sql(`update attendances set status = 'closed', closed_at = now() - interval '91 days' where channel = $1`, [other.channel]);
	const [{ due }] = await sql<{ due: string }>(`select due from retention_kinds() where kind = 'attendances'`);
	expect((await sql<{ id: string }>(due.replace('$1', `now() - interval '90 days'`))).map(({ id }) => id)).toContain(
		(await of(other))[0].id,
	);
});
