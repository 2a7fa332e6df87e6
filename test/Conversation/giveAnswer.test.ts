import { json as jsonAnswer, startServer, type Answer, type Call } from '../sandbox/server';
import { faultQueue } from '../sandbox/faults';
import { closeSql, sql } from '../setup/supabase';
import { message, newPlace, operate, type Place } from '../setup/house';

/** Where n8n resumes a workflow that waits. */
let answers: Array<() => Answer>;
let asked: Call[];
let resumeUrl: string;
let stop: () => Promise<void>;
let place: Place;

beforeEach(async () => {
	answers = [];
	asked = [];
	place = newPlace();
	const server = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		answer: (call) => {
			asked.push(call);
			return (answers.shift() ?? (() => jsonAnswer(200, { resumed: true })))();
		},
	});
	resumeUrl = `${server.url}/webhook-waiting/7/n1?signature=abc`;
	stop = server.stop;
});
afterEach(async () => await stop());
afterAll(closeSql);

const ask = async () =>
	await sql(
		`insert into waiting_questions (channel, phone, resume_url, asked_at, expires_at) values ($1, $2, $3, now() - interval '1 minute', now() + interval '1 hour')`,
		[place.channel, place.phone, resumeUrl],
	);
const receive = async (given = {}) => {
	const { out } = await operate('receive', {}, [message(place, given)]);
	return { turn: out(0), done: out(1) };
};
const statuses = async () => await sql('select status from inbox where channel = $1 order by id', [place.channel]);

it('gives the next message to the workflow that asked, once; the one after it is a turn', async () => {
	await ask();
	const first = await receive({ text: 'Pode mandar', raw: { secret: 1 } });
	expect(first).toMatchObject({ turn: [], done: [{ text: 'Pode mandar', reason: 'answers_a_question' }] });
	expect(asked.map(({ method, text }) => [method, JSON.parse(text)])).toEqual([
		['POST', expect.objectContaining({ text: 'Pode mandar', phone: place.phone, channel: place.channel })],
	]);
	expect(JSON.parse(asked[0].text)).not.toHaveProperty('raw');
	expect(await statuses()).toEqual([{ status: 'done' }]);
	expect((await receive({ text: 'E o frete?' })).turn).toHaveLength(1);
	expect(asked).toHaveLength(1);
});

it('gives a message that is delivered twice once', async () => {
	await ask();
	await receive({ messageId: 'SAME' });
	expect((await receive({ messageId: 'SAME' })).done).toEqual([expect.objectContaining({ reason: 'duplicate_message' })]);
	expect(asked).toHaveLength(1);
});

it('tries again while the execution that asked does not wait yet', async () => {
	await ask();
	answers.push(() => jsonAnswer(409, { message: 'The execution "7" is running already.' }));
	expect((await receive()).done).toHaveLength(1);
	expect(asked).toHaveLength(2);
}, 20_000);

it.each<[string, () => Answer]>([
	['is gone', () => jsonAnswer(404, { message: 'The execution "7" does not exist.' })],
	['was answered already', () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<p>No action required</p>' })],
])('handles the message like any other when the workflow that asked %s', async (_, answer) => {
	await ask();
	answers.push(answer);
	expect((await receive({ text: 'Oi' })).turn).toEqual([expect.objectContaining({ text: 'Oi' })]);
	expect(await statuses()).toEqual([{ status: 'waiting' }]);
});

it('lets an event of the trigger pass without a word', async () => {
	const { out, responses } = await operate('receive', {}, [
		{ event: 'receipt', status: 'read', channel: place.channel, phone: place.phone },
	]);
	expect(out(1)).toEqual([expect.objectContaining({ event: 'receipt', reason: 'not_a_message' })]);
	expect(responses).toHaveLength(1);
});
