import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { at, rpc } from './client';
import { nextTurns, pauses, rowsUnder, says, sessionsOf, somebody, takesOver, type Person } from './personsForTests';

afterAll(closeSql);

const HOUR = 3600;
const joins = async ({ phone, lid }: Person, seconds: number) =>
	await rpc('join_contacts', { p_from: lid, p_to: phone, p_by: 'ana', p_now: at(seconds) });
const undoes = async ({ phone, lid }: Person, seconds: number) =>
	await rpc<Record<string, unknown>>('undo_join', { p_one: phone, p_other: lid, p_by: 'bia', p_now: at(seconds) });

/** All that is kept of somebody, without what only tells when and how often it was written. */
async function everythingOf(key: string): Promise<Record<string, unknown>> {
	const without = `- 'mode_epoch' - 'version' - 'updated_at' - 'swept_at' - 'saved_by' - 'crm_sync_status' - 'last_seen' - 'payload'`;
	const tables: Array<[string, string]> = [
		['sessions', 'phone'],
		['leads', 'phone'],
		['inbox', 'phone'],
		['conversations', 'lead_phone'],
		['outbox', 'phone'],
		['turns', 'phone'],
		['crm_links', 'phone'],
		['opt_outs', 'phone'],
		['lgpd_requests', 'phone'],
		['onboardings', 'phone'],
		['product_interests', 'phone'],
		['technical_questions', 'phone'],
		['waiting_questions', 'phone'],
		['chatwoot_links', 'phone'],
		['chatwoot_events', 'phone'],
		['contact_ids', 'key'],
		['follow_up_steps', 'phone'],
		['promises', 'phone'],
		['silent_leads', 'phone'],
	];
	const found: Record<string, unknown> = {};
	for (const [table, column] of tables) {
		const [{ rows }] = await sql<{ rows: unknown }>(
			`select coalesce(jsonb_agg(r order by r::text), '[]') as rows from (select to_jsonb(t) ${without} as r from "${table}" t where "${column}" = $1) x`,
			[key],
		);
		found[table] = rows;
	}
	return found;
}

/** Two with something in every table. */
async function twoFull(): Promise<Person> {
	const person = somebody();
	const { channel, phone, lid } = person;
	for (const [n, key] of [phone, lid].entries()) {
		const named = key === phone ? 'phone' : 'lid';
		await says(person, named, n, { text: `de ${named}` });
		await rpc('upsert_lead', { p_phone: key, p_fields: { name: named, city: 'Itu', temperature: n ? 'hot' : 'cold' }, p_now: at(2 + n) });
		await rpc('register_findings', {
			p_phone: key,
			p_findings: {
				technical_questions: ['Tem NR12?', `De ${named}?`],
				interests: ['Forno', named],
				lgpd_request: { protocol: randomUUID(), kind: 'access', words: named },
			},
			p_channel: channel,
			p_now: at(4 + n),
		});
		await sql('insert into crm_links (phone, deal_id, person_id) values ($1, $2, $3)', [key, 10 + n, 20 + n]);
		await sql(`insert into chatwoot_links (channel, account, conversation, phone) values ($1, '7', $2, $3)`, [channel, n, key]);
		await sql(`insert into chatwoot_events (channel, key, phone) values ($1, $2, $3)`, [channel, randomUUID(), key]);
		await sql(`insert into onboardings (flow, user_id, phone) values ('f', $1, $2)`, [randomUUID(), key]);
		for (const step of [1, 2 + n])
			await sql(
				`insert into follow_up_steps (phone, cadence, step, channel, kind, since, queued_at) values ($1, 'warm', $2, $3, 'message', $4, $4)`,
				[key, step, channel, at(n)],
			);
		await sql(`insert into promises (channel, phone, about, promised_at, due_at) values ($1, $2, $3, $4, $4)`, [
			channel,
			key,
			[named],
			at(n),
		]);
		await sql(`insert into waiting_questions (channel, phone, resume_url, asked_at, expires_at) values ($1, $2, $3, $4, '2100-01-01')`, [
			channel,
			key,
			randomUUID(),
			at(6 + n),
		]);
		await rpc('enqueue_crm_sync', { p_phone: key, p_channel: channel, p_now: at(8) });
		await sql('insert into silent_leads (phone, channel, since, look_at, reason) values ($1, $2, $3, $4, $5)', [
			key,
			channel,
			at(7 + n),
			n ? null : at(HOUR),
			n ? 'done' : null,
		]);
	}
	return person;
}

it('gives each of two what was theirs, in every table', async () => {
	const person = await twoFull();
	await takesOver(person.channel, person.lid, 9);
	const before = { phone: await everythingOf(person.phone), lid: await everythingOf(person.lid) };
	await joins(person, 10);
	expect(await rowsUnder(person.lid)).toEqual({});
	const undone = await undoes(person, 20 * HOUR);
	expect(undone).toMatchObject({
		undone: true,
		phone: person.phone,
		was: person.lid,
		joined_by: 'ana',
		changed_hands: [],
		learned_since: [],
	});

	const after = { phone: await everythingOf(person.phone), lid: await everythingOf(person.lid) };
	// The leads go to the CRM anew.
	for (const side of [before, after].flatMap(({ phone, lid }) => [phone, lid]))
		side.outbox = (side.outbox as Array<{ idempotency_key: string }>).map(({ idempotency_key }) => idempotency_key).sort();
	// The key's own row, which the join wrote.
	expect(after.lid.contact_ids).toHaveLength(1);
	expect(after).toEqual(before);
	expect(await sql(`select undone_by, kept from contact_joins where to_key = $1`, [person.phone])).toEqual([
		{ undone_by: 'bia', kept: null },
	]);
	const told = await sql(`select phone, actor_id from session_history where channel = $1 and type = 'contacts_parted' order by phone`, [
		person.channel,
	]);
	expect(told).toEqual([person.lid, person.phone].sort().map((phone) => ({ phone, actor_id: 'bia' })));
});

it('is refused after a day, where there was none, and the second time', async () => {
	const person = somebody();
	for (const named of ['phone', 'lid'] as const) await says(person, named, 0);
	expect(await undoes(person, 1)).toMatchObject({ undone: false, reason: 'unknown_join' });
	await joins(person, 10);
	expect(await undoes(person, 10 + 24 * HOUR)).toMatchObject({ undone: false, reason: 'too_late', was: person.lid });
	expect(await sessionsOf(person.channel)).toHaveLength(1);
	expect(await undoes(person, 9 + 24 * HOUR)).toMatchObject({ undone: true });
	expect(await undoes(person, 10 + 24 * HOUR)).toMatchObject({ undone: false, reason: 'unknown_join' });
});

it('is undone in the order in which it came: the newest first', async () => {
	const [person, third] = [somebody(), somebody()];
	for (const named of ['phone', 'lid'] as const) await says(person, named, 0);
	await says({ ...third, channel: person.channel }, 'lid', 1);
	await joins(person, 10);
	await joins({ ...person, lid: third.lid }, 11);
	expect(await undoes(person, 12)).toMatchObject({ undone: false, reason: 'joined_since', first: third.lid });
	expect(await undoes({ ...person, lid: '' }, 13)).toMatchObject({ undone: true, was: third.lid });
	expect(await undoes({ ...person, lid: '' }, 14)).toMatchObject({ undone: true, was: person.lid });
	expect((await sessionsOf(person.channel)).map(({ phone }) => phone)).toEqual([person.phone, person.lid, third.lid].sort());
});

it('gives what came since to whose address it has, and tells what stayed', async () => {
	const person = somebody();
	for (const named of ['phone', 'lid'] as const) await says(person, named, 0);
	await joins(person, 10);
	await says(person, 'lid', 11, { text: 'do lid' });
	await says(person, 'phone', 12, { text: 'do telefone' });
	await rpc('upsert_lead', { p_phone: person.lid, p_fields: { city: 'Salto' }, p_now: at(13) });
	const [turn] = await nextTurns(person.channel, 40);
	expect(turn.messages).toHaveLength(4);
	expect(await undoes(person, 41)).toMatchObject({ undone: true, learned_since: ['city'], messages_stayed: 0 });
	const said = await sql('select lead_phone, content from conversations where channel = $1 order by id', [person.channel]);
	expect(said.slice(2)).toEqual([
		{ lead_phone: person.lid, content: 'do lid' },
		{ lead_phone: person.phone, content: 'do telefone' },
	]);
	// A turn over the words of both is given up: each is answered apart.
	const turns = await nextTurns(person.channel, 60);
	expect(turns.map(({ phone, messages }) => [phone, messages.length]).sort()).toEqual(
		[
			[person.lid, 2],
			[person.phone, 2],
		].sort(),
	);
});

it('keeps a takeover, a pause and an opt-out that came since, for both', async () => {
	for (const guard of ['takeover', 'pause', 'optOut'] as const) {
		const person = somebody();
		for (const named of ['phone', 'lid'] as const) await says(person, named, 0);
		await joins(person, 10);
		if (guard === 'takeover') await takesOver(person.channel, person.lid, 11);
		else if (guard === 'pause') await pauses(person.channel, person.lid, 11);
		else await rpc('register_opt_out', { p_phone: person.lid, p_words: 'parem', p_now: at(11) });
		expect(await undoes(person, 20)).toMatchObject({ changed_hands: [person.channel], opt_out_of_both: guard === 'optOut' });
		const wanted = { mode: guard === 'takeover' ? 'human' : 'paused' };
		expect(await sessionsOf(person.channel)).toEqual([expect.objectContaining(wanted), expect.objectContaining(wanted)]);
		for (const p_phone of [person.phone, person.lid]) expect(await rpc('has_opted_out', { p_phone })).toBe(guard === 'optOut');
	}
});

it('takes an opt-out back to whose it was, and the agent answers the other', async () => {
	const person = somebody();
	for (const named of ['phone', 'lid'] as const) await says(person, named, 0);
	await rpc('register_opt_out', { p_phone: person.lid, p_words: 'parem', p_now: at(1) });
	await joins(person, 10);
	expect(await rpc('has_opted_out', { p_phone: person.phone })).toBe(true);
	await undoes(person, 20);
	expect(await rpc('has_opted_out', { p_phone: person.phone })).toBe(false);
	expect(await rpc('has_opted_out', { p_phone: person.lid })).toBe(true);
	expect(await sessionsOf(person.channel)).toMatchObject(
		[person.lid, person.phone].sort().map((phone) => ({ phone, mode: phone === person.lid ? 'paused' : 'agent' })),
	);
});

it('no message joins again by itself who was parted by hand; somebody may', async () => {
	const person = somebody();
	await says(person, 'lid', 0);
	await says(person, 'phone', 1);
	await says(person, 'both', 2);
	expect(await undoes(person, 3)).toMatchObject({ undone: true, joined_by: 'message' });
	await says(person, 'both', 4);
	await says(person, 'lidWithPhone', 5);
	expect(await sessionsOf(person.channel)).toHaveLength(2);
	expect(await says(person, 'lid', 6)).toMatchObject({ phone: person.lid });
	expect(await joins(person, 7)).toMatchObject({ joined: true });
	expect(await sessionsOf(person.channel)).toMatchObject([{ phone: person.phone }]);
	// Who was never parted is joined as ever.
	const other = somebody();
	for (const named of ['lid', 'phone', 'both'] as const) await says(other, named, 8);
	expect(await sessionsOf(other.channel)).toHaveLength(1);
});

it('fences what was thought out for both', async () => {
	const person = somebody();
	for (const named of ['phone', 'lid'] as const) await says(person, named, 0);
	await joins(person, 10);
	const [turn] = await nextTurns(person.channel, 30);
	await undoes(person, 31);
	const reply = { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_mode_epoch: turn.session.mode_epoch, p_send_to: person.lid };
	expect(await rpc('confirm_send', { ...reply, p_parts: ['Olá!'], p_lead: {}, p_now: at(32) })).toMatchObject({ confirmed: false });
});
