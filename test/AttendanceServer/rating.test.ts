import { newPlace, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { attendanceOf, loggedIn, waits, writes, type LoggedIn } from './team';

let call: Calls;
let ana: LoggedIn;
let place: Place;
beforeAll(async () => {
	call = await startCalls();
	ana = await loggedIn(call);
});
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

/** A conversation that was closed, and whose customer was asked. */
async function asked(parameters: object = {}): Promise<string> {
	const id = await waits(place);
	await call(`POST /api/v1/conversations/${id}/take`, { token: ana.token });
	await call(`POST /api/v1/conversations/${id}/close`, {
		token: ana.token,
		body: { resolution: 'resolved' },
		parameters: { ratingQuestion: 'De 1 a 5?', ...parameters },
	});
	return id;
}
const questions = async () =>
	(
		await sql<{ text: string }>(`select payload ->> 'text' as text from outbox where channel = $1 and idempotency_key like 'rating:%'`, [
			place.channel,
		])
	).map(({ text }) => text);
const waiting = async () =>
	(await sql<{ text: string }>(`select text from inbox where channel = $1 and status = 'waiting'`, [place.channel])).map(
		({ text }) => text,
	);

it.each([
	['5', 5],
	[' 4 ', 4],
	['Nota 3', 3],
	['3!', 3],
	['5 estrelas', 5],
	['5/5', 5],
	['⭐⭐⭐⭐', 4],
	['4️⃣', 4],
	['cinco', 5],
	['Três.', 3],
	['duas estrelas', 2],
	['10', null],
	['0', null],
	['6', null],
	['5 reais', null],
	['Oi', null],
	['a 2', null],
	['12345', null],
	['', null],
])('"%s" rates %s', async (text, rating) => {
	expect(await sql('select rating_in($1)::int as rating', [text])).toEqual([{ rating }]);
});

it('is asked once after closing; the answer is stored, begins no conversation, and nobody answers it', async () => {
	const id = await asked();
	expect(await questions()).toEqual(['De 1 a 5?']);
	await writes(place, '4');
	expect(await attendanceOf(place)).toMatchObject({ id, rating: 4 });
	expect(await waiting()).toEqual([]);
	expect((await call(`GET /api/v1/conversations/${id}`, { token: ana.token })).body.rating).toBe(4);
});

it('a second number is a message like any other, and so is what is no number', async () => {
	await asked();
	await writes(place, '5');
	await writes(place, '1');
	expect(await waiting()).toEqual(['1']);
	expect(await sql('select rating from attendances where channel = $1 and rating is not null', [place.channel])).toEqual([{ rating: 5 }]);
});

it('words first: the conversation goes on, and a number in it is none', async () => {
	await asked();
	await writes(place, 'Ainda sem sinal');
	await writes(place, '2');
	expect(await waiting()).toEqual(['Ainda sem sinal', '2']);
	expect(await sql('select rating from attendances where channel = $1 and rating is not null', [place.channel])).toEqual([]);
});

it('the same delivery twice rates once; a day later it is too late', async () => {
	await asked();
	await writes(place, '5', { messageId: 'M1' });
	await writes(place, '5', { messageId: 'M1' });
	expect(await waiting()).toEqual([]);
	place = newPlace();
	const id = await asked();
	await sql(`update attendances set rating_asked_at = now() - interval '25 hours' where id = $1`, [id]);
	await writes(place, '5');
	expect(await waiting()).toEqual(['5']);
});

it('is not asked once the 24 hours of the Cloud API are over: it could not be sent', async () => {
	await writes(place, 'Oi', { provider: 'whatsapp_cloud' });
	const { id } = await attendanceOf(place);
	await call(`POST /api/v1/conversations/${id}/take`, { token: ana.token });
	await sql(`update inbox set sent_at = sent_at - interval '25 hours' where channel = $1`, [place.channel]);
	const closed = await call(`POST /api/v1/conversations/${id}/close`, {
		token: ana.token,
		body: { resolution: 'resolved' },
		parameters: { ratingQuestion: 'De 1 a 5?' },
	});
	expect(closed).toMatchObject({ status: 200, body: { asked_rating: false } });
	expect(await questions()).toEqual([]);
});

it('who was left alone, or where no question is set, is asked nothing', async () => {
	await asked({ ratingQuestion: '' });
	expect(await questions()).toEqual([]);
	place = newPlace();
	const id = await waits(place);
	await call(`POST /api/v1/conversations/${id}/take`, { token: ana.token });
	await call(`POST /api/v1/conversations/${id}/close`, {
		token: ana.token,
		body: { resolution: 'abandoned' },
		parameters: { ratingQuestion: 'De 1 a 5?' },
	});
	expect(await questions()).toEqual([]);
});

it('who asked for no more messages is asked nothing, and a neighbour of theirs is', async () => {
	const id = await waits(place);
	await sql(`insert into opt_outs (phone, opted_out_at) values ($1, now())`, [place.phone]);
	await call(`POST /api/v1/conversations/${id}/take`, { token: ana.token });
	const { status, body } = await call(`POST /api/v1/conversations/${id}/close`, {
		token: ana.token,
		body: { resolution: 'resolved' },
		parameters: { ratingQuestion: 'De 1 a 5?' },
	});
	expect([status, body.asked_rating, await questions()]).toEqual([200, false, []]);
	place = newPlace();
	await asked();
	expect(await questions()).toEqual(['De 1 a 5?']);
});
