import { closeSql, sql } from '../setup/supabase';
import { deletes, edits, historyOf, inboxOf, type Someone } from './changedForTests';
import { claim as words, finish, mirrored } from './chatwootForTests';
import { at, customer, rpc } from './client';

afterAll(closeSql);

describe('a message that was deleted while it waited', () => {
	it('stands with a mark, needs no turn, and no model sees its words', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0, { text: 'Minha senha é 1234' });
		expect(await deletes(marina, 3, ['M1'])).toEqual({ changed: true });
		expect(await deletes(marina, 3, ['M1'])).toMatchObject({ changed: false, reason: 'duplicate_message' });
		expect(await inboxOf(marina)).toEqual([{ text: 'Minha senha é 1234', status: 'done' }]);
		expect(await historyOf(marina)).toEqual(['[mensagem apagada] Minha senha é 1234']);
		expect(await marina.claim(10, sequence)).toMatchObject({ claimed: false });
		const next = await marina.claim(30, (await marina.writes(20, { text: 'Oi' })).sequence);
		expect(next.messages.map(({ text }) => text)).toEqual(['Oi']);
		expect(next.history.map(({ content }) => content)).toEqual(['[mensagem apagada]']);
	});

	it('leaves the others of its burst to whoever came for it', async () => {
		const marina = customer();
		await marina.writes(0, { text: 'Oi' });
		const { sequence } = await marina.writes(1, { text: 'ops' });
		await deletes(marina, 2, ['M2']);
		expect((await marina.claim(10, sequence)).messages.map(({ text }) => text)).toEqual(['Oi']);
	});

	it('waits never again, and is told of to nobody as unanswered', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0, { text: 'Oi' });
		const turn = await marina.claim(10, sequence);
		await deletes(marina, 11, ['M1']);
		await rpc('give_turn_back', { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_reason: 'x', p_counts: true, p_now: at(12) });
		expect(await inboxOf(marina)).toEqual([{ text: 'Oi', status: 'done' }]);
		expect(await sql('select 1 from unanswered($1, $2)', [marina.channel, marina.phone])).toEqual([]);
	});
});

it('a message that was read keeps its words for the model, with the mark', async () => {
	const marina = customer();
	await marina.claim(10, (await marina.writes(0, { text: 'Quero 2' })).sequence);
	await deletes(marina, 30, ['M1']);
	await sql(`update turns set status = 'sent' where channel = $1`, [marina.channel]);
	await sql(`update inbox set status = 'done' where channel = $1`, [marina.channel]);
	const next = await marina.claim(60, (await marina.writes(50)).sequence);
	expect(next.history.map(({ content }) => content)).toEqual(['[mensagem apagada] Quero 2']);
});

it('a message and the words that corrected it go together', async () => {
	const marina = customer();
	await marina.claim(10, (await marina.writes(0, { text: 'Quero 2' })).sequence);
	await edits(marina, 30, 'M1', 'Quero 20');
	await deletes(marina, 31, ['M1']);
	expect(await inboxOf(marina)).toEqual([
		{ text: 'Quero 2', status: 'claimed' },
		{ text: '✏️ corrigido: Quero 20', status: 'done' },
	]);
	expect(await historyOf(marina)).toEqual(['[mensagem apagada] Quero 2', '[mensagem apagada] ✏️ corrigido: Quero 20']);
});

// rmyndharis/OpenWA #567: the notification has an id of its own, which is no message's.
it('is found by the reference where the deletion has an id of its own', async () => {
	const marina = customer();
	await marina.writes(0, { text: 'Oi' });
	expect(await deletes(marina, 3, ['NOTIFICATION', 'M1'])).toEqual({ changed: true });
	expect(await inboxOf(marina)).toEqual([{ text: 'Oi', status: 'done' }]);
});

it('a deletion that comes before its message waits for it', async () => {
	const marina = customer();
	expect(await deletes(marina, 3, ['M1'])).toMatchObject({ changed: false, reason: 'unknown_message' });
	await marina.writes(4, { text: 'Oi' });
	expect(await inboxOf(marina)).toEqual([{ text: 'Oi', status: 'done' }]);
	expect(await historyOf(marina)).toEqual(['[mensagem apagada] Oi']);
	await marina.writes(5, { text: 'Quanto custa?' });
	expect((await inboxOf(marina))[1]).toEqual({ text: 'Quanto custa?', status: 'waiting' });
});

it('touches nothing of another person’s, another channel’s or the other side’s', async () => {
	const [marina, paulo] = [customer(), customer()];
	await marina.writes(0, { text: 'Oi', message_id: 'SAME' });
	await deletes(paulo, 3, ['SAME']);
	await deletes({ ...marina, phone: paulo.phone }, 3, ['SAME']);
	await deletes({ ...paulo, phone: marina.phone }, 3, ['SAME']);
	await deletes(marina, 3, ['SAME'], { speaker: 'human' });
	expect(await inboxOf(marina)).toEqual([{ text: 'Oi', status: 'waiting' }]);
	expect(await historyOf(marina)).toEqual(['Oi']);
});

it('what the team deleted stands with a mark', async () => {
	const marina = customer();
	await marina.writes(0, { speaker: 'human', text: 'Custa 2' });
	expect(await deletes(marina, 3, ['M1'], { speaker: 'human' })).toEqual({ changed: true });
	expect(await historyOf(marina)).toEqual(['[mensagem apagada] Custa 2']);
});

it('is told in Chatwoot by a note under the word that stands there; one that does not has the mark', async () => {
	const marina = await mirrored();
	await marina.writes(0, { text: 'Oi' });
	for (const word of await words(marina)) await finish(word, 'sent');
	await marina.writes(1, { text: 'ops' });
	await deletes(marina, 3, ['M1']);
	await deletes(marina, 3, ['M2']);
	expect(await words(marina)).toEqual([
		expect.objectContaining({ direction: 'incoming', text: '[mensagem apagada] ops' }),
		expect.objectContaining({ direction: 'note', text: '🗑️ O cliente apagou a mensagem: Oi', quoted: 'M1' }),
	]);
});

describe('a deletion that names two messages', () => {
	const both = async (marina: Someone) => [await inboxOf(marina), await historyOf(marina)];

	it('waits for the one that was deleted, whichever of its ids that is', async () => {
		const marina = customer();
		expect(await deletes(marina, 3, ['NOTIFICATION', 'M1'])).toMatchObject({ changed: false, reason: 'unknown_message' });
		await marina.writes(4, { text: 'Oi' });
		expect(await both(marina)).toEqual([[{ text: 'Oi', status: 'done' }], ['[mensagem apagada] Oi']]);
	});

	it('takes away what it names only until the message comes that was deleted, and answers that one', async () => {
		const marina = customer();
		await marina.writes(0, { text: 'Quanto custa?' });
		await deletes(marina, 3, ['M2', 'M1']);
		expect(await both(marina)).toEqual([[{ text: 'Quanto custa?', status: 'done' }], ['[mensagem apagada] Quanto custa?']]);
		const { sequence } = await marina.writes(2, { text: 'ops', quoted: 'M1' });
		expect(await both(marina)).toEqual([
			[
				{ text: 'Quanto custa?', status: 'waiting' },
				{ text: 'ops', status: 'done' },
			],
			['Quanto custa?', '[mensagem apagada] ops'],
		]);
		expect((await marina.claim(30, sequence)).messages.map(({ text }) => text)).toEqual(['Quanto custa?']);
	});

	it('is understood where both come after it, in whichever order', async () => {
		const marina = customer();
		await deletes(marina, 3, ['M2', 'M1']);
		await marina.writes(4, { text: 'Quanto custa?' });
		await marina.writes(5, { text: 'ops', quoted: 'M1' });
		expect((await inboxOf(marina)).map(({ status }) => status)).toEqual(['waiting', 'done']);
		const paulo = customer();
		await deletes(paulo, 3, ['M2', 'M1']);
		await paulo.writes(4, { text: 'ops', message_id: 'M2', quoted: 'M1' });
		await paulo.writes(5, { text: 'Quanto custa?', message_id: 'M1' });
		expect((await inboxOf(paulo)).map(({ status }) => status)).toEqual(['done', 'waiting']);
	});

	it('does not give back what was answered already, but its words', async () => {
		const marina = customer();
		await marina.claim(10, (await marina.writes(0, { text: 'Quero 2' })).sequence);
		await deletes(marina, 30, ['M2', 'M1']);
		await sql(`update inbox set status = 'done' where channel = $1`, [marina.channel]);
		await marina.writes(31, { text: 'ops', quoted: 'M1' });
		expect(await both(marina)).toEqual([
			[
				{ text: 'Quero 2', status: 'done' },
				{ text: 'ops', status: 'done' },
			],
			['Quero 2', '[mensagem apagada] ops'],
		]);
	});

	it('leaves alone what another customer wrote under such an id', async () => {
		const [marina, paulo] = [customer(), customer()];
		await paulo.writes(0, { text: 'De Paulo' });
		await deletes(marina, 3, ['M2', 'M1']);
		expect(await inboxOf(paulo)).toEqual([{ text: 'De Paulo', status: 'waiting' }]);
	});
});
