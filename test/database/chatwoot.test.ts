import { randomUUID } from 'node:crypto';

import { closeSql, sql } from '../setup/supabase';
import { customer, rpc } from './client';
import { claim, finish, mirrored, texts, type Someone, waiting } from './chatwootForTests';

afterAll(closeSql);

describe('the words for Chatwoot', () => {
	it('wait for it from the first time that somebody asks for them, and until nobody has for three days', async () => {
		const marina = customer();
		await marina.writes(0);
		await claim(marina);
		await marina.writes(1);
		expect(await waiting(marina)).toBe(1);
		await sql(`update settings set updated_at = now() - interval '4 days' where key = $1`, [`chatwoot_mirror:${marina.channel}`]);
		await marina.writes(2);
		expect(await waiting(marina)).toBe(1);
	});

	it('are given to one of many workers, those of one conversation together and in order', async () => {
		const marina = await mirrored();
		for (const text of ['um', 'dois', 'três']) await marina.writes(0, { text });
		const claims = await Promise.all([1, 2, 3, 4].map(async () => await claim(marina)));
		expect(claims.filter((words) => words.length > 0).map(texts)).toEqual([['um', 'dois', 'três']]);
	});

	it('wait while another worker has earlier ones, and while an earlier one waits', async () => {
		const marina = await mirrored();
		await marina.writes(0, { text: 'um' });
		const [first] = await claim(marina);
		await marina.writes(1, { text: 'dois' });
		expect(await claim(marina)).toEqual([]);
		await finish(first, 'failed');
		expect(await claim(marina)).toEqual([]);
		await sql(`update outbox set next_attempt_at = now() where channel = $1`, [marina.channel]);
		expect(texts(await claim(marina))).toEqual(['um', 'dois']);
	});

	it('never run past each other over many workers', async () => {
		const marina = await mirrored();
		const seen: string[] = [];
		const worker = async () => {
			for (let round = 0; round < 15; round++)
				for (const word of await claim(marina, { p_limit: 3 })) {
					seen.push(word.text);
					await finish(word, 'sent');
				}
		};
		const writer = async () => {
			for (let n = 0; n < 20; n++) await marina.writes(n, { text: String(n) });
		};
		await Promise.all([writer(), worker(), worker(), worker()]);
		await worker();
		expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => String(n)));
	});

	it('are the words of the history at that moment: transcribed, or erased', async () => {
		const marina = await mirrored();
		await marina.writes(0, { kind: 'audio', text: '', words: '[áudio recebido]' });
		await marina.writes(1, { text: 'segredo' });
		await sql(`update conversations set content = '[áudio transcrito] oi' where channel = $1 and kind = 'audio'`, [marina.channel]);
		await sql(`delete from conversations where channel = $1 and content = 'segredo'`, [marina.channel]);
		expect(texts(await claim(marina))).toEqual(['[áudio transcrito] oi']);
		expect(await waiting(marina)).toBe(0);
	});

	it('are no message that the provider tells of', async () => {
		const marina = await mirrored();
		await marina.writes(0, { text: 'Oi' });
		await claim(marina);
		const told = { p_channel: marina.channel, p_phone: marina.phone, p_message_id: 'P1', p_queue_id: 'Z1' };
		expect(await rpc('settle_delivery', told)).toEqual({ settled: false, reason: 'not_ours' });
	});
});

describe('an event of Chatwoot', () => {
	const reply = (text: string, part = 1) => ({ part, kind: 'text', text, words: text });
	const handle = async ({ channel, phone }: Someone, key: string, number: number, replies: unknown[]) =>
		await rpc<{ handled: boolean; claimed: Array<{ payload: { text: string } }> }>('handle_chatwoot_event', {
			p_event: { key, channel, phone, number, sent_at: new Date().toISOString() },
			p_replies: replies,
		});

	it('is handled by one of many workers, which has its text to send', async () => {
		const marina = customer();
		await marina.writes(0);
		const handled = await Promise.all([1, 2, 3, 4].map(async () => await handle(marina, 'k1', 1, [reply('Oi')])));
		expect(handled.filter((one) => one.handled)).toHaveLength(1);
		expect(handled.flatMap(({ claimed }) => claimed.map(({ payload }) => payload.text))).toEqual(['Oi']);
		expect(await sql('select role, content, status from conversations where channel = $1 order by id', [marina.channel])).toEqual([
			{ role: 'user', content: 'mensagem 1', status: 'received' },
			{ role: 'human', content: 'Oi', status: 'received' },
		]);
	});

	it('keeps its text for a moment when another message of the chat has just come or gone', async () => {
		const marina = customer();
		const message = { provider: 'zapi', channel: marina.channel, phone: marina.phone, message_id: 'M1', send_to: marina.phone };
		await rpc('receive_message', {
			p_message: { ...message, kind: 'text', text: 'Oi', speaker: 'customer', sent_at: new Date().toISOString() },
		});
		expect((await handle(marina, 'k1', 1, [reply('Oi')])).claimed).toEqual([]);
		const later = { p_kinds: ['whatsapp_text'], p_limit: 1, p_lease_seconds: 60, p_channel: marina.channel, p_phone: marina.phone };
		expect(await rpc('claim_outbox', { ...later, p_now: new Date(Date.now() + 3500).toISOString() })).toHaveLength(1);
	});

	it('waits behind a text that is being sent', async () => {
		const marina = customer();
		await handle(marina, 'k1', 1, [reply('um'), reply('um e meio', 2)]);
		expect((await handle(marina, 'k2', 2, [reply('dois')])).claimed).toEqual([]);
	});

	it('of the same number is another one at another Chatwoot', async () => {
		const [marina, paulo] = [customer(), customer()];
		expect([await handle(marina, 'k1', 1, []), await handle(paulo, 'k1', 1, [])]).toEqual([
			{ handled: true, claimed: [] },
			{ handled: true, claimed: [] },
		]);
	});

	it('is looked at in the conversation where the person last wrote', async () => {
		const marina = customer();
		await marina.writes(0);
		await handle(marina, 'k7', 7, []);
		const look = async (key: string) => await rpc('look_at_chatwoot_event', { p_key: key, p_channel: null, p_phone: marina.phone });
		expect(await look('k7')).toMatchObject({ channel: marina.channel, known: true, newest: 7, session: { mode: 'agent' } });
		expect(await look('k8')).toMatchObject({ known: false });
	});
});

test('what is known of Chatwoot begins now, and never goes back', async () => {
	const account = randomUUID();
	const until = async (given: string | null) =>
		Date.parse(await rpc<string>('chatwoot_known_until', { p_account: account, p_until: given }));
	const start = await until(null);
	expect(Math.abs(Date.now() - start)).toBeLessThan(60_000);
	const later = new Date(start + 5000).toISOString();
	expect(await until(later)).toBe(start + 5000);
	expect(await until(new Date(start).toISOString())).toBe(start + 5000);
	expect(await until(null)).toBe(start + 5000);
});

describe('words of one conversation that cannot be mirrored', () => {
	/** Claims and fails with the clock of the schedule, until so much time has gone by. */
	async function failing(someone: Someone, minutes: number, from = Date.now()) {
		for (let at = from; at < from + minutes * 60_000; at += 30_000) {
			const now = new Date(at).toISOString();
			for (const { outbox_id, lease_token } of await claim(someone, { p_now: now }))
				await rpc('finish_outbox', {
					p_outbox_id: outbox_id,
					p_lease_token: lease_token,
					p_status: 'failed',
					p_error: 'Source has already been taken',
					p_max_attempts: 60,
					p_now: now,
				});
		}
	}
	const notices = async ({ channel }: Someone) =>
		(
			await sql<{ phone: string; kind: string; error: string | null }>(
				`select phone, payload ->> 'kind' as kind, payload ->> 'error' as error from outbox where channel = $1 and kind = 'notice' order by id`,
				[channel],
			)
		).map(({ phone, kind }) => [phone, kind]);

	it('are told of once within the hour, and once again when it is over', async () => {
		const marina = await mirrored();
		for (const text of ['um', 'dois']) await marina.writes(0, { text });
		await failing(marina, 5);
		expect(await notices(marina)).toEqual([]);
		await failing(marina, 50, Date.now() + 5 * 60_000);
		expect(await notices(marina)).toEqual([[marina.phone, 'mirror_stuck']]);
		for (const word of await claim(marina, { p_now: new Date(Date.now() + 3 * 3_600_000).toISOString() })) await finish(word, 'sent');
		expect(await notices(marina)).toEqual([
			[marina.phone, 'mirror_stuck'],
			[marina.phone, 'mirror_again'],
		]);
	});

	it('are one notice while nothing is mirrored at all', async () => {
		const marina = await mirrored();
		await marina.writes(0, { text: 'um' });
		const other = `${marina.phone}9`;
		await sql(
			`insert into conversations (channel, lead_phone, role, content, status, sent_at) values ($1, $2, 'user', 'dois', 'received', now())`,
			[marina.channel, other],
		);
		await failing(marina, 55);
		expect((await notices(marina)).filter(([, kind]) => kind === 'mirror_stuck')).toHaveLength(1);
	});
});

describe('with whom a conversation of Chatwoot is', () => {
	const look = async (given: Record<string, unknown>) =>
		await rpc<{ phone: string | null; channel: string | null }>('look_at_chatwoot_event', {
			p_key: randomUUID(),
			p_channel: null,
			...given,
		});

	it('is what was kept first, then an address that is known, then the record', async () => {
		const [marina, paulo] = [await mirrored(), customer()];
		const account = randomUUID();
		for (const someone of [marina, paulo]) await someone.writes(0);
		const [word] = await claim(marina);
		for (const conversation of [88, 88])
			await rpc('link_word', { p_outbox_id: word.outbox_id, p_account: account, p_conversation: conversation });
		const about = { p_account: account, p_phone: paulo.phone };
		await rpc('handle_chatwoot_event', {
			p_event: { key: 'k', channel: paulo.channel, phone: paulo.phone, number: 1, account, conversation: 89 },
		});
		expect(await look({ ...about, p_conversation: 88 })).toMatchObject({ phone: marina.phone, channel: marina.channel });
		expect(await look({ ...about, p_conversation: 89, p_phone: marina.phone })).toMatchObject({ phone: paulo.phone });
		expect(await look({ ...about, p_conversation: 90, p_address: marina.phone })).toMatchObject({ phone: marina.phone });
		expect(await look({ ...about, p_conversation: 90, p_address: '52998224725' })).toMatchObject({ phone: paulo.phone });
		expect(await look({ p_account: account, p_conversation: 90, p_phone: null, p_address: '52998224725' })).toMatchObject({ phone: null });
	});

	it('is forgotten with the person', async () => {
		const marina = await mirrored();
		await marina.writes(0);
		await rpc('link_chatwoot_conversation', { p_channel: marina.channel, p_account: '7', p_conversation: 88, p_phone: marina.phone });
		await rpc('delete_conversation', { p_channel: marina.channel, p_phone: marina.phone });
		expect(await sql('select 1 from chatwoot_links where channel = $1', [marina.channel])).toEqual([]);
	});
});
