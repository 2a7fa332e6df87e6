import { closeSql, sql } from '../setup/supabase';
import { customer, rpc } from './client';

afterAll(closeSql);

type Someone = ReturnType<typeof customer>;
/** What WhatsApp is told to quote when a person in Chatwoot answers that message there. */
const quotes = async ({ channel, phone }: Someone, mirrored: string): Promise<unknown> => {
	const key = `k-${mirrored}-${Math.random()}`;
	await rpc('handle_chatwoot_event', {
		p_event: { key, channel, phone, number: 1, sent_at: new Date().toISOString() },
		p_replies: [{ part: 1, kind: 'text', text: 'Sim', words: 'Sim', reply_to: mirrored }],
	});
	const [row] = await sql<{ payload: Record<string, unknown> }>(`select payload from outbox where idempotency_key = $1`, [
		`${channel}:${key}:1`,
	]);
	expect(row.payload).toMatchObject({ text: 'Sim', speaker: 'human', origin: 'chatwoot' });
	return row.payload.reply_to;
};
const word = async ({ channel, phone }: Someone, role: string, messageId: string | null): Promise<string> =>
	(
		await sql<{ id: string }>(
			`insert into conversations (channel, lead_phone, role, content, message_id, sent_at) values ($1, $2, $3, 'Oi', $4, now()) returning id`,
			[channel, phone, role, messageId],
		)
	)[0].id;

it.each(['user', 'assistant', 'human'])('a word of %s is quoted by the id that its provider gave it', async (role) => {
	const marina = customer();
	await word(marina, role, `W-${marina.phone}`);
	expect(await quotes(marina, `W-${marina.phone}`)).toBe(`W-${marina.phone}`);
});

it('one that was mirrored before it had an id is quoted by the id that it has now, and by none where it never got one', async () => {
	const marina = customer();
	const known = await word(marina, 'assistant', `W-${marina.phone}`);
	const unknown = await word(marina, 'assistant', null);
	expect([await quotes(marina, `word-${known}`), await quotes(marina, `word-${unknown}`)]).toEqual([`W-${marina.phone}`, undefined]);
});

it('what is no message of that conversation is not quoted, and the words are kept', async () => {
	const [marina, pedro] = [customer(), customer()];
	const theirs = await word(pedro, 'user', `W-${pedro.phone}`);
	for (const mirrored of [`W-${pedro.phone}`, `word-${theirs}`, 'note-7', 'nobody', ''])
		expect(await quotes(marina, mirrored)).toBeUndefined();
});

it('what a colleague wrote in Chatwoot is quoted by the id that it was sent under, once it was', async () => {
	const [marina, pedro] = [customer(), customer()];
	const wrote = async ({ channel, phone }: Someone, parts: number[]) => {
		await rpc('handle_chatwoot_event', {
			p_event: { key: 'chatwoot:7:message_created:4711:', channel, phone, number: 4711, sent_at: new Date().toISOString() },
			p_replies: parts.map((part) => ({ part, kind: 'text', text: `Parte ${part}`, words: `Parte ${part}` })),
		});
	};
	await wrote(marina, [1, 2]);
	expect(await quotes(marina, 'chatwoot-4711')).toBeUndefined();
	await sql(`update conversations set message_id = 'S' || id where channel = $1 and role = 'human'`, [marina.channel]);
	const [{ id }] = await sql<{ id: string }>(`select id from conversations where channel = $1 and content = 'Parte 1'`, [marina.channel]);
	expect(await quotes(marina, 'chatwoot-4711')).toBe(`S${id}`);
	for (const other of ['chatwoot-4712', 'chatwoot-', 'chatwoot-99999999999999999999', 'chatwoot-4711x'])
		expect(await quotes(marina, other)).toBeUndefined();
	expect(await quotes(pedro, 'chatwoot-4711')).toBeUndefined();
});
