import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

/** A reply that is being sent since 8 s. */
async function sending(text = 'Olá!\nTudo bem?') {
	const marina = customer();
	const { sequence } = await marina.writes(0);
	const turn = await marina.claim(7, sequence);
	const { parts } = await marina.confirm(8, turn, { p_parts: [text] });
	const arrives = async (seconds: number, given: Record<string, unknown>) =>
		(await marina.writes(seconds, { message_id: 'OUT-1', speaker: 'human', ...given })) as unknown as Record<string, unknown>;
	const sent = async (seconds: number, id: string) =>
		await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: id, p_now: at(seconds) });
	const look = async (sequenceOf: unknown, seconds: number) => await rpc('look_again', { p_sequence: sequenceOf, p_now: at(seconds) });
	const words = async () =>
		await sql(`select role, content, status, message_id from conversations where channel = $1 and role <> 'user' order by id`, [
			marina.channel,
		]);
	return { marina, arrives, sent, look, words };
}

describe('a message of our own number, without the mark of the API, before the answer of the send', () => {
	it.each<[string, string]>([
		['as it was sent', 'Olá!\nTudo bem?'],
		['with other line breaks and blanks', ' Olá!\r\nTudo  bem? '],
	])('is ours when it has the text that is being sent: %s', async (_, text) => {
		const { arrives, sent, words } = await sending();
		const received = await arrives(8.5, { text });
		expect(received).toMatchObject({ stored: true, speaker: 'agent' });
		expect(received).not.toHaveProperty('hold');
		await sent(9, 'OUT-1');
		expect(await words()).toEqual([{ role: 'assistant', content: 'Olá!\nTudo bem?', status: 'sent', message_id: 'OUT-1' }]);
	});

	it('is held when its words were changed on the way: the answer of the send tells that it is ours', async () => {
		const { arrives, sent, look, words } = await sending();
		const held = await arrives(8.5, { text: '*Atendimento:* Olá! Tudo bem?' });
		expect(held).toMatchObject({ stored: true, speaker: 'human', hold: true });
		expect(await look(held.sequence, 9)).toMatchObject({ speaker: 'human', hold: true });
		await sent(9.2, 'OUT-1');
		const seen = await look(held.sequence, 9.5);
		expect(seen).toMatchObject({ speaker: 'agent' });
		expect(seen).not.toHaveProperty('hold');
		expect((await words()).map(({ role }) => role)).toEqual(['assistant']);
	});

	it('is a person’s when the answer tells of another message, or does not come within 5 seconds', async () => {
		const { arrives, sent, look } = await sending();
		const held = await arrives(8.5, { text: 'Aqui é a Ana, assumo daqui' });
		expect(held).toMatchObject({ speaker: 'human', hold: true });
		const late = await look(held.sequence, 13.6);
		expect(late).toMatchObject({ speaker: 'human', session: { mode: 'agent' } });
		expect(late).not.toHaveProperty('hold');
		await sent(14, 'OUT-2');
		expect(await look(held.sequence, 15)).toMatchObject({ speaker: 'human' });
	});

	it('is a person’s at once when nothing is being sent there, though the words were ours some time ago', async () => {
		const { arrives, sent } = await sending();
		await sent(9, 'OUT-9');
		const typed = await arrives(60, { text: 'Olá!\nTudo bem?' });
		expect(typed).toMatchObject({ speaker: 'human', session: { mode: 'agent' } });
		expect(typed).not.toHaveProperty('hold');
	});

	it('to another customer is that attendant’s, whatever is being sent elsewhere', async () => {
		await sending();
		const other = customer();
		const typed = await other.writes(8.5, { speaker: 'human', text: 'Olá!\nTudo bem?' });
		expect(typed).toMatchObject({ speaker: 'human' });
		expect(typed).not.toHaveProperty('hold');
	});
});
