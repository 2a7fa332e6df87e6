import { ownDatabase } from '../setup/ownDatabase';
import type * as House from '../setup/house';
import type { Calls } from './calls';
import type * as Team from './team';

let stop: () => Promise<void>;
let sql: (typeof import('../setup/supabase'))['sql'];
let closeSql: () => Promise<void>;
let [house, team]: [typeof House, typeof Team] = [] as never;
let call: Calls;
let ana: Team.LoggedIn;
let place: House.Place;
let turn: (at: Date) => Promise<void>;

/** A Tuesday and the Wednesday after it in São Paulo. */
const [NOON, EVENING, LATER] = ['2026-03-10T15:00:00Z', '2026-03-10T22:30:00Z', '2026-03-10T23:30:00Z'];
const [EARLY, MORNING, NINE] = ['2026-03-11T10:00:00Z', '2026-03-11T11:01:00Z', '2026-03-11T12:00:00Z'];
const turnTo = async (at: string) => await turn(new Date(at));
const [QUESTION, THANKS] = ['De 1 a 5, como foi?', 'Obrigado pela nota!'];

beforeAll(async () => {
	stop = await ownDatabase();
	({ sql, closeSql } = await import('../setup/supabase'));
	const { dayClock } = await import('../setup/dayClock');
	[house, team] = [await import('../setup/house'), await import('./team')];
	turn = await dayClock(new Date(NOON));
	const days = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from_minute: 480, to_minute: 1080 }));
	await sql(`select set_message_rules('', $1)`, [JSON.stringify(days)]);
	call = await (await import('./calls')).startCalls();
	ana = await team.loggedIn(call);
}, 60_000);
beforeEach(() => {
	place = house.newPlace();
});
afterAll(async () => {
	await closeSql();
	await stop();
});

const says = async (text: string, given: object = {}) =>
	await team.writes(place, text, { sentAt: (await sql<{ at: Date }>('select at from day_clock'))[0].at.toISOString(), ...given });
/** Somebody is attended and closed through the API, which is asked for a rating. */
async function closed(thanks = THANKS): Promise<{ id: string; asked: unknown }> {
	await says('Estou sem sinal');
	await house.operate('escalate', { escalationReason: 'pediu_humano' }, [{ ...place }]);
	const { id } = await team.attendanceOf(place);
	await call(`POST /api/v1/conversations/${id}/take`, { token: ana.token });
	const { status, body } = await call(`POST /api/v1/conversations/${id}/close`, {
		token: ana.token,
		body: { resolution: 'resolved' },
		parameters: { ratingQuestion: QUESTION, ratingThanks: thanks },
	});
	expect(status).toBe(200);
	return { id, asked: body.asked_rating };
}
/** Whoever empties the outbox comes by. @returns what went out to the customer */
async function sent(): Promise<string[]> {
	const [{ told }] = await sql<{ told: Array<{ outbox_id: number; lease_token: string; channel: string; payload: { text: string } }> }>(
		`select claim_outbox(array['whatsapp_text'], 20, 120) as told`,
	);
	for (const { outbox_id, lease_token } of told)
		await sql(`select finish_outbox($1, $2, 'sent', $3)`, [outbox_id, lease_token, `out-${outbox_id}`]);
	return told.filter(({ channel }) => channel === place.channel).map(({ payload }) => payload.text);
}
const ratingOf = async (id: string) => (await call(`GET /api/v1/conversations/${id}`, { token: ana.token })).body.rating;
const waiting = async () =>
	(await sql<{ text: string }>(`select text from inbox where channel = $1 and status = 'waiting' order by id`, [place.channel])).map(
		({ text }) => text,
	);

describe('by day', () => {
	beforeEach(async () => await turnTo(NOON));

	it('who rates is thanked once, also where the provider delivers it twice', async () => {
		const { id, asked } = await closed();
		expect([asked, await sent()]).toEqual([true, [QUESTION]]);
		await says('5', { messageId: 'M1' });
		await says('5', { messageId: 'M1' });
		expect([await ratingOf(id), await sent(), await sent(), await waiting()]).toEqual([5, [THANKS], [], []]);
	});

	it('where the operator has no words for it, and to who wants no messages by now, nothing is said', async () => {
		const { id } = await closed('  ');
		await sent();
		await says('4');
		expect([await ratingOf(id), await sent()]).toEqual([4, []]);
		place = house.newPlace();
		const other = await closed();
		await sent();
		await sql(`insert into opt_outs (phone, opted_out_at) values ($1, day_now())`, [place.phone]);
		await says('1');
		expect([await ratingOf(other.id), await sent()]).toEqual([1, []]);
	});
});

describe('closed in the evening', () => {
	beforeEach(async () => await turnTo(EVENING));

	it('the question goes in the morning, and its answer is thanked for', async () => {
		const { id, asked } = await closed();
		expect([asked, await sent()]).toEqual([true, []]);
		await turnTo(EARLY);
		expect(await sent()).toEqual([]);
		await turnTo(MORNING);
		expect(await sent()).toEqual([QUESTION]);
		await says('4');
		expect([await ratingOf(id), await sent()]).toEqual([4, [THANKS]]);
	});

	it('the answer is of that conversation, though another one has begun since, which goes on', async () => {
		const { id } = await closed();
		await turnTo(LATER);
		await says('Caiu de novo');
		const second = await team.attendanceOf(place);
		expect(second.id).not.toBe(id);
		await turnTo(MORNING);
		expect(await sent()).toEqual([QUESTION]);
		await turnTo(NINE);
		await says('2');
		expect([await ratingOf(id), await ratingOf(second.id), await sent()]).toEqual([2, null, [THANKS]]);
		expect(await waiting()).toEqual(['Caiu de novo']);
		expect(await team.attendanceOf(place)).toMatchObject({ id: second.id, status: 'bot' });
	});

	it('once they went on talking a number is a word like any other, unless it quotes the question', async () => {
		const { id } = await closed();
		await turnTo(LATER);
		await says('Caiu de novo');
		await turnTo(MORNING);
		expect(await sent()).toEqual([QUESTION]);
		await turnTo(NINE);
		await says('Tenho quantos aparelhos?');
		await turnTo('2026-03-11T12:01:00Z');
		await says('3');
		expect([await ratingOf(id), await waiting()]).toEqual([null, ['Caiu de novo', 'Tenho quantos aparelhos?', '3']]);
		const [{ mark }] = await sql<{ mark: string }>(
			`select provider_message_id as mark from outbox where idempotency_key = 'rating:' || $1`,
			[id],
		);
		await says('3', { quoted: mark });
		expect([await ratingOf(id), await sent()]).toEqual([3, [THANKS]]);
	});

	it('a number that comes before the question answers nothing', async () => {
		const { id } = await closed();
		await turnTo(LATER);
		await says('5');
		await turnTo(MORNING);
		await sent();
		expect([await ratingOf(id), await waiting()]).toEqual([null, ['5']]);
	});

	it('with a person in the conversation by then nobody is asked, and a number rates nothing', async () => {
		const { id } = await closed();
		await turnTo(LATER);
		await says('Caiu de novo');
		const second = await team.attendanceOf(place);
		await turnTo(MORNING);
		await call(`POST /api/v1/conversations/${second.id}/take`, { token: ana.token });
		expect(await sent()).toEqual([]);
		await turnTo(NINE);
		await says('5');
		expect([await ratingOf(id), await waiting()]).toEqual([null, ['5']]);
	});

	it('closed twice before the morning, they are asked once', async () => {
		const first = await closed();
		await turnTo(LATER);
		const second = await closed();
		expect([first.asked, second.asked]).toEqual([true, false]);
		await turnTo(MORNING);
		expect(await sent()).toEqual([QUESTION]);
		await says('5');
		expect([await ratingOf(first.id), await ratingOf(second.id)]).toEqual([5, null]);
	});
});
