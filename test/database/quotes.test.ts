import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

type Someone = ReturnType<typeof customer>;
interface Word {
	text: string;
	quoted: string | null;
	quote: { text: string; at: string; number: number | null } | null;
}

/** Somebody whose words are mirrored. */
async function mirrored(): Promise<Someone> {
	const someone = customer();
	await words(someone);
	return someone;
}
const words = async ({ channel }: Someone) => await rpc<Word[]>('claim_words', { p_limit: 100, p_lease_seconds: 60, p_channel: channel });
const last = async (someone: Someone) => (await words(someone)).at(-1);

/** A person of the team wrote in Chatwoot, as its message 4711, and it was sent as the provider's message W1. */
async function answersInChatwoot({ channel, phone }: Someone, text: string) {
	const event = { key: `chatwoot:7:message_created:4711:`, channel, phone, number: 4711, sent_at: new Date().toISOString() };
	await rpc('handle_chatwoot_event', { p_event: event, p_replies: [{ part: 1, kind: 'text', text, words: text }] });
	const [sent] = await sql<{ id: number }>(
		`update outbox set status = 'sending', lease_token = gen_random_uuid() where channel = $1 and kind = 'whatsapp_text' returning id, lease_token`,
		[channel],
	);
	const { lease_token } = sent as unknown as { lease_token: string };
	await rpc('finish_outbox', { p_outbox_id: sent.id, p_lease_token: lease_token, p_status: 'sent', p_provider_message_id: 'W1' });
}

describe('a word that answers', () => {
	it('a message of the customer’s own tells what that was, and when', async () => {
		const marina = await mirrored();
		await marina.writes(0, { text: 'Quanto custa?' });
		await marina.writes(5, { text: 'este', quoted: 'M1' });
		const word = await last(marina);
		expect(word).toMatchObject({ text: 'este', quoted: 'M1', quote: { text: 'Quanto custa?', number: null } });
		expect(Date.parse(word!.quote!.at)).toBe(Date.parse(at(0)));
	});

	it('what a person wrote in Chatwoot tells its number there', async () => {
		const marina = await mirrored();
		await marina.writes(0);
		await answersInChatwoot(marina, 'Custa R$ 10');
		await marina.writes(5, { text: 'ok', quoted: 'W1' });
		expect(await last(marina)).toMatchObject({ quoted: 'W1', quote: { text: 'Custa R$ 10', number: 4711 } });
	});

	it.each([
		['a message that nobody knows', 'X9'],
		['nothing', null],
	])('%s tells no words', async (_, quoted) => {
		const marina = await mirrored();
		await marina.writes(0, { quoted });
		expect(await last(marina)).toMatchObject({ quoted, quote: null });
	});

	it('a message of somebody else tells nothing of it', async () => {
		const [marina, paulo] = [await mirrored(), customer()];
		await paulo.writes(0, { text: 'segredo', message_id: 'P1' });
		await marina.writes(0, { quoted: 'P1' });
		expect((await last(marina))?.quote).toBeNull();
	});

	it('an erased message tells no words', async () => {
		const marina = await mirrored();
		await marina.writes(0, { text: 'segredo' });
		await sql(`delete from conversations where channel = $1`, [marina.channel]);
		await marina.writes(5, { quoted: 'M1' });
		expect((await last(marina))?.quote).toBeNull();
	});
});
