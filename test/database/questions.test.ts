import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

afterAll(closeSql);

const URL_1 = 'https://n8n.example.com/webhook-waiting/1/a?signature=1';
const URL_2 = 'https://n8n.example.com/webhook-waiting/2/a?signature=2';

/** A workflow asks so many seconds after T0, and waits for an hour. */
const ask = async ({ channel, phone }: ReturnType<typeof customer>, seconds: number, url = URL_1) =>
	await rpc('open_question', { p_channel: channel, p_phone: phone, p_resume_url: url, p_expires_at: at(3600), p_now: at(seconds) });
const answerOf = async (marina: ReturnType<typeof customer>, seconds: number, given = {}) =>
	((await marina.writes(seconds, given)) as { resume_url?: string }).resume_url;

describe('a question that a workflow waits with', () => {
	it('gets the next message of that phone, and only that one', async () => {
		const [marina, other] = [customer(), customer()];
		await ask(marina, 10);
		expect(await answerOf(other, 11)).toBeUndefined();
		expect(await answerOf(marina, 12)).toBe(URL_1);
		expect(await answerOf(marina, 13)).toBeUndefined();
	});

	it('is answered once by a message that is delivered three times at once', async () => {
		const marina = customer();
		await ask(marina, 10);
		const seen = await Promise.all([1, 2, 3].map(async () => await answerOf(marina, 12, { message_id: 'SAME' })));
		expect(seen.filter(Boolean)).toEqual([URL_1]);
	});

	it('is answered by nobody else: not by the team, and not by what was written before', async () => {
		const marina = customer();
		await ask(marina, 10);
		expect(await answerOf(marina, 11, { speaker: 'human' })).toBeUndefined();
		expect(await answerOf(marina, 5)).toBeUndefined();
		expect(await answerOf(marina, 9)).toBe(URL_1);
	});

	it('gives way to a newer one, and is forgotten when its time is over', async () => {
		const marina = customer();
		await ask(marina, 10);
		await ask(marina, 20, URL_2);
		expect(await answerOf(marina, 30)).toBe(URL_2);
		await ask(marina, 40);
		expect(await answerOf(marina, 3601)).toBeUndefined();
		expect(await sql('select 1 from waiting_questions where channel = $1', [marina.channel])).toEqual([]);
	});

	it('that could not be sent is dropped, unless a newer one took its place', async () => {
		const marina = customer();
		const drop = { p_channel: marina.channel, p_phone: marina.phone, p_resume_url: URL_1 };
		await ask(marina, 10);
		await rpc('drop_question', drop);
		expect(await answerOf(marina, 11)).toBeUndefined();
		await ask(marina, 12, URL_2);
		await rpc('drop_question', drop);
		expect(await answerOf(marina, 13)).toBe(URL_2);
	});

	it('keeps its answer waiting for a turn until the workflow has it', async () => {
		const marina = customer();
		await ask(marina, 10);
		const { sequence } = await marina.writes(12);
		const status = async () => await sql('select status from inbox where id = $1', [sequence]);
		expect(await status()).toEqual([{ status: 'waiting' }]);
		await rpc('finish_answer', { p_sequence: sequence });
		expect(await status()).toEqual([{ status: 'done' }]);
		expect((await marina.claim(30, sequence)).claimed).toBe(false);
	});
});
