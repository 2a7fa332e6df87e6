import { closeSql, sql } from '../setup/supabase';
import { edits, historyOf, inboxOf } from './changedForTests';
import { claim as words, finish, mirrored } from './chatwootForTests';
import { at, customer } from './client';

afterAll(closeSql);

describe('an edit of what still waits', () => {
	it('replaces the words, in the inbox and in the history, and the turn has them', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0, { text: 'Quero 2' });
		expect(await edits(marina, 3, 'M1', 'Quero 20')).toEqual({ changed: true });
		expect(await inboxOf(marina)).toEqual([{ text: 'Quero 20', status: 'waiting' }]);
		expect(await historyOf(marina)).toEqual(['Quero 20']);
		expect((await marina.claim(10, sequence)).messages.map(({ text }) => text)).toEqual(['Quero 20']);
	});

	it('told twice changes nothing more, and the later of two stands, in whatever order they come', async () => {
		const marina = customer();
		await marina.writes(0, { text: 'Quero 2' });
		await edits(marina, 3, 'M1', 'Quero 20');
		expect(await edits(marina, 3, 'M1', 'Quero 20')).toMatchObject({ changed: false, reason: 'duplicate_message' });
		await edits(marina, 5, 'M1', 'Quero 200');
		// The first one once more, late.
		expect(await edits(marina, 3, 'M1', 'Quero 20')).toMatchObject({ changed: false, reason: 'duplicate_message' });
		// wwebjs/whatsapp-web.js #77425: edits after the first were not told of; here each counts, also back to the words of before.
		expect(await edits(marina, 6, 'M1', 'Quero 20')).toEqual({ changed: true });
		expect(await inboxOf(marina)).toEqual([{ text: 'Quero 20', status: 'waiting' }]);
	});

	it('at once many times is one change', async () => {
		const marina = customer();
		await marina.writes(0, { text: 'Quero 2' });
		const results = await Promise.all([1, 2, 3, 4].map(async () => await edits(marina, 3, 'M1', 'Quero 20')));
		expect(results.filter(({ changed }) => changed)).toHaveLength(1);
	});

	it('of a caption keeps the picture, and the note on what it was', async () => {
		const marina = customer();
		const media = { url: 'https://media.example.com/a.jpg' };
		await marina.writes(0, { kind: 'image', text: 'este', words: '[imagem recebida] este', media });
		await edits(marina, 3, 'M1', 'aquele');
		expect(await sql('select kind, text, media from inbox where channel = $1', [marina.channel])).toEqual([
			{ kind: 'image', text: 'aquele', media },
		]);
		expect(await historyOf(marina)).toEqual(['[imagem recebida] aquele']);
	});
});

describe('an edit of what was read', () => {
	it('is a new word that waits for a turn, once, and knows which message it corrects', async () => {
		const marina = customer();
		await marina.claim(10, (await marina.writes(0, { text: 'Quero 2' })).sequence);
		const results = await Promise.all([1, 2, 3].map(async () => await edits(marina, 30, 'M1', 'Quero 20')));
		expect(results.filter(({ stored }) => stored)).toHaveLength(1);
		expect(await inboxOf(marina)).toEqual([
			{ text: 'Quero 2', status: 'claimed' },
			{ text: '✏️ corrigido: Quero 20', status: 'waiting' },
		]);
		expect(await historyOf(marina)).toEqual(['Quero 2', '✏️ corrigido: Quero 20']);
		expect(await sql('select quoted, corrects from inbox where channel = $1 and status = $2', [marina.channel, 'waiting'])).toEqual([
			{ quoted: 'M1', corrects: 'M1' },
		]);
	});

	it('edited again while it waits stays one word; answered, the next one is another', async () => {
		const marina = customer();
		await marina.claim(10, (await marina.writes(0, { text: 'Quero 2' })).sequence);
		await edits(marina, 30, 'M1', 'Quero 20');
		expect(await edits(marina, 32, 'M1', 'Quero 200')).toEqual({ changed: true });
		expect((await inboxOf(marina)).map(({ text }) => text)).toEqual(['Quero 2', '✏️ corrigido: Quero 200']);
		await sql(`update inbox set status = 'done' where channel = $1`, [marina.channel]);
		expect(await edits(marina, 60, 'M1', 'Quero 21')).toMatchObject({ stored: true });
		expect((await inboxOf(marina)).at(-1)).toEqual({ text: '✏️ corrigido: Quero 21', status: 'waiting' });
	});

	it('stands behind the answer to it, also where the provider gives it the time of its message', async () => {
		const marina = customer();
		await marina.claim(10, (await marina.writes(0, { text: 'Quero 2' })).sequence);
		await edits(marina, 30, 'M1', 'Quero 20', { sent_at: at(0) });
		const [{ sent_at }] = await sql<{ sent_at: Date }>(`select sent_at from inbox where channel = $1 and status = 'waiting'`, [
			marina.channel,
		]);
		expect(sent_at.toISOString()).toBe(at(30));
		expect(await edits(marina, 40, 'M1', 'Quero 200', { sent_at: at(0) })).toEqual({ changed: true });
	});

	it('with the words that it has already is nothing new', async () => {
		const marina = customer();
		await marina.claim(10, (await marina.writes(0, { text: 'Quero 2' })).sequence);
		expect(await edits(marina, 30, 'M1', 'Quero 2')).toMatchObject({ changed: false });
		expect(await inboxOf(marina)).toHaveLength(1);
	});
});

describe('an edit of what nobody knows', () => {
	it('is a word of its own: nothing is lost; its message comes too late to be answered', async () => {
		const marina = customer();
		await edits(marina, 3, 'M1', 'Quero 20');
		const late = await marina.writes(4, { text: 'Quero 2', sent_at: at(0) });
		expect(late).toMatchObject({ stored: true });
		expect(await inboxOf(marina)).toEqual([
			{ text: '✏️ corrigido: Quero 20', status: 'waiting' },
			{ text: 'Quero 2', status: 'done' },
		]);
		expect(await edits(marina, 3, 'M1', 'Quero 20')).toMatchObject({ stored: false, reason: 'duplicate_message' });
	});

	it('because it is another person’s, another channel’s or the other side’s changes nothing of theirs', async () => {
		const [marina, paulo] = [customer(), customer()];
		await marina.writes(0, { text: 'Quero 2', message_id: 'SAME' });
		await edits(paulo, 3, 'SAME', 'mentira');
		await edits({ ...marina, phone: paulo.phone }, 3, 'SAME', 'mentira');
		await edits({ ...paulo, phone: marina.phone }, 3, 'SAME', 'mentira');
		expect(await edits(marina, 3, 'SAME', 'mentira', { speaker: 'human' })).toMatchObject({ changed: false, reason: 'unknown_message' });
		expect((await inboxOf(marina))[0]).toEqual({ text: 'Quero 2', status: 'waiting' });
		expect((await historyOf(marina))[0]).toBe('Quero 2');
	});
});

it.each(['human', 'agent'])('an edit of what is ours (%s) puts the history right and waits for no turn', async (speaker) => {
	const marina = customer();
	await marina.writes(0, { speaker, text: 'Custa 2' });
	expect(await edits(marina, 5, 'M1', 'Custa 20', { speaker })).toEqual({ changed: true });
	expect(await edits(marina, 5, 'M1', 'Custa 20', { speaker })).toMatchObject({ changed: false });
	expect(await historyOf(marina)).toEqual(['Custa 20']);
	expect(await inboxOf(marina)).toEqual([{ text: 'Custa 20', status: 'done' }]);
});

it('an edit of a reply that this package sent is found by its id', async () => {
	const marina = customer();
	await marina.writes(0);
	await sql(
		`insert into conversations (channel, lead_phone, role, content, status, message_id) values ($1, $2, 'assistant', 'Custa 2', 'sent', 'S1')`,
		[marina.channel, marina.phone],
	);
	expect(await edits(marina, 5, 'S1', 'Custa 20', { speaker: 'human' })).toEqual({ changed: true });
	expect(await historyOf(marina)).toEqual(['mensagem 1', 'Custa 20']);
});

describe('in Chatwoot', () => {
	it('what is not there yet is there as it was corrected', async () => {
		const marina = await mirrored();
		await marina.writes(0, { text: 'Quero 2' });
		await edits(marina, 3, 'M1', 'Quero 20');
		expect((await words(marina)).map(({ text }) => text)).toEqual(['Quero 20']);
	});

	// evolution-api #453: the original alone stood in Chatwoot.
	it('what is there already gets a note under it, once', async () => {
		const marina = await mirrored();
		await marina.writes(0, { text: 'Quero 2' });
		for (const word of await words(marina)) await finish(word, 'sent');
		await edits(marina, 3, 'M1', 'Quero 20');
		await edits(marina, 3, 'M1', 'Quero 20');
		expect(await words(marina)).toEqual([
			expect.objectContaining({ direction: 'note', text: '✏️ O cliente corrigiu a mensagem: Quero 20', quoted: 'M1', media: null }),
		]);
	});

	it('a correction of what was read is a word of the customer’s', async () => {
		const marina = await mirrored();
		await marina.claim(10, (await marina.writes(0, { text: 'Quero 2' })).sequence);
		for (const word of await words(marina)) await finish(word, 'sent');
		await edits(marina, 30, 'M1', 'Quero 20');
		expect(await words(marina)).toEqual([expect.objectContaining({ direction: 'incoming', text: '✏️ corrigido: Quero 20', quoted: 'M1' })]);
	});
});
