import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { at, rpc } from './client';
import { decides, nextTurns, says, sessionsOf, somebody } from './personsForTests';

afterAll(closeSql);

it('keeps a person who wants no messages silent on a number of ours that they write to for the first time', async () => {
	const person = somebody();
	await says(person, 'lid', 0);
	await rpc('register_opt_out', { p_phone: person.lid, p_words: 'parem', p_now: at(1) });
	const elsewhere = { ...person, channel: `test-${randomUUID()}` };
	await says(elsewhere, 'both', 2);
	expect(await sessionsOf(elsewhere.channel)).toMatchObject([{ phone: person.phone, mode: 'paused', paused_by: 'opt_out' }]);
	expect(await rpc('has_opted_out', { p_phone: person.lid })).toBe(true);
});

it('stays silent for whoever wants no messages from the moment of their first one on, until somebody gives the conversation back', async () => {
	// Neither transaction saw the other: the conversation began as the agent's.
	const person = somebody();
	await says(person, 'phone', 0);
	await sql(`insert into opt_outs (phone, words) values ($1, 'parem')`, [person.phone]);
	const [turn] = await nextTurns(person.channel, 10);
	expect(turn.session.mode).toBe('paused');
	await rpc('finish_turn', { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_status: 'silent', p_now: at(11) });
	await decides(person.channel, person.phone, 12, { mode: 'agent', paused_at: null, paused_by: null, pause_reason: null });
	await says(person, 'phone', 13);
	expect(await nextTurns(person.channel, 40)).toMatchObject([{ session: { mode: 'agent' } }]);
});

it('forgets who is whom with the person, but for somebody who wants no messages', async () => {
	const [one, silent] = [somebody(), somebody()];
	for (const person of [one, silent]) await says(person, 'both', 0);
	await rpc('register_opt_out', { p_phone: silent.phone, p_words: 'parem', p_now: at(1) });
	for (const { channel, lid } of [one, silent]) await rpc('delete_conversation', { p_channel: channel, p_phone: lid });
	expect(await rpc('key_of', { p_value: one.lid })).toBe(one.lid);
	expect(await rpc('key_of', { p_value: silent.lid })).toBe(silent.phone);
	expect(await sql('select 1 from contact_joins where to_key = $1', [one.phone])).toEqual([]);
});
