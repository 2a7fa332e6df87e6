import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

const sentAt = async ({ channel }: { channel: string }) =>
	(await sql<{ sent_at: Date }>('select sent_at from inbox where channel = $1 order by id', [channel])).map(({ sent_at }) =>
		sent_at.toISOString(),
	);

describe('a time that somebody else tells', () => {
	it.each<[string, unknown, number]>([
		['half a minute ahead, as clocks are', at(130), 130],
		['three hours ahead', at(3 * 3600), 100],
		['in the year 2999', '2999-01-01T00:00:00.000Z', 100],
		['past what a date can hold', '+255481-09-05T00:00:00.000Z', 100],
		['no time at all', 'ontem', 100],
		['missing', null, 100],
		['an object', { seconds: 3 }, 100],
		['endless', 'infinity', 100],
		['of before there was WhatsApp', '1970-01-01T00:00:00Z', 100],
		['an hour ago, as messages of an outage come', at(-3500), -3500],
	])('%s', async (_, told, believed) => {
		const marina = customer();
		expect(await marina.writes(100, { sent_at: told })).toMatchObject({ stored: true });
		expect(await sentAt(marina)).toEqual([at(believed)]);
		const [clocks] = await sql('select last_customer_message from sessions where channel = $1', [marina.channel]);
		expect(clocks.last_customer_message.toISOString()).toBe(at(believed));
		const [word] = await sql('select sent_at from conversations where channel = $1', [marina.channel]);
		expect(word.sent_at.toISOString()).toBe(at(believed));
	});

	it('orders the messages of a turn where it is believed, and by their coming where it is not', async () => {
		const marina = customer();
		await marina.writes(0, { text: 'um', sent_at: '2999-01-01T00:00:00.000Z' });
		await marina.writes(1, { text: 'três', sent_at: at(1.5) });
		const { sequence } = await marina.writes(2, { text: 'dois', sent_at: at(1) });
		const { messages } = await marina.claim(9, sequence);
		expect(messages.map(({ text }) => text)).toEqual(['um', 'dois', 'três']);
	});

	it('moves no clock of a conversation ahead, whoever decides', async () => {
		const marina = customer();
		await marina.writes(0);
		const ahead = '2999-01-01T00:00:00.000Z';
		const session = {
			mode: 'human',
			human_attendant: 'ana',
			mode_epoch: 2,
			mode_since: at(6 * 60),
			human_since: ahead,
			last_human_message: ahead,
			last_human_activity: ahead,
			last_customer_message: ahead,
		};
		const { session: saved } = await rpc<{ session: Record<string, string> }>('save_session', {
			p_channel: marina.channel,
			p_phone: marina.phone,
			p_version: 1,
			p_session: session,
			p_now: at(10),
		});
		for (const clock of ['mode_since', 'human_since', 'last_human_message', 'last_human_activity', 'last_customer_message'])
			expect([clock, Date.parse(saved[clock])]).toEqual([clock, Date.parse(at(10))]);
	});

	it('of Chatwoot stands in the history no later than now', async () => {
		const marina = customer();
		await marina.writes(0);
		await rpc('handle_chatwoot_event', {
			p_event: { key: 'message:7', channel: marina.channel, phone: marina.phone, number: 7, sent_at: at(7200) },
			p_replies: [{ part: 1, kind: 'text', text: 'Bom dia', words: 'Bom dia' }],
			p_now: at(11),
		});
		const [{ sent_at }] = await sql(`select sent_at from conversations where channel = $1 and role = 'human'`, [marina.channel]);
		expect(sent_at.toISOString()).toBe(at(11));
	});
});

describe('an attendant’s message that looks late', () => {
	const typed = async (marina: ReturnType<typeof customer>, seconds: number, behind: number) =>
		(
			(await marina.writes(seconds, { speaker: 'human', text: 'Aqui é a Ana', sent_at: at(seconds - behind) })) as unknown as {
				sent_at: string;
			}
		).sent_at;

	it('is fresh where all that came within the hour is just as late: the clock is behind', async () => {
		const marina = customer();
		for (const seconds of [0, 30, 60]) await marina.writes(seconds, { sent_at: at(seconds - 3600) });
		expect(Date.parse(await typed(marina, 70, 3600))).toBe(Date.parse(at(70)));
	});

	it('is late where others came in time', async () => {
		const marina = customer();
		for (const seconds of [0, 30, 60]) await marina.writes(seconds);
		expect(Date.parse(await typed(marina, 70, 3600))).toBe(Date.parse(at(70 - 3600)));
	});

	it('is left as it is where nothing tells', async () => {
		const marina = customer();
		await marina.writes(0, { sent_at: at(-3600) });
		expect(Date.parse(await typed(marina, 70, 3600))).toBe(Date.parse(at(70 - 3600)));
	});
});
