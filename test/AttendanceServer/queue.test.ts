import { newPlace, operate } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { loggedIn, waits, writes, attendanceOf, type LoggedIn } from './team';

let call: Calls;
beforeAll(async () => {
	call = await startCalls();
});
beforeEach(async () => {
	// The queue is one: what other tests left in it is not waited for.
	await sql(`update attendances set status = 'closed', closed_at = now() where closed_at is null`);
});
afterAll(closeSql);

const next = async ({ token }: LoggedIn) => await call('POST /api/v1/conversations/queue/next', { token });

it('whoever waits longest among the most urgent comes first', async () => {
	const ana = await loggedIn(call);
	const [first, second] = [await waits(newPlace()), await waits(newPlace())];
	const angry = newPlace();
	await writes(angry);
	await operate('escalate', { escalationReason: 'frustration' }, [{ ...angry }]);
	const urgent = (await attendanceOf(angry)).id;
	const listed = await call('GET /api/v1/conversations', { token: ana.token, query: { status: 'queue' } });
	expect(listed.body.conversations!.map(({ id, priority }) => [id, priority])).toEqual([
		[urgent, 'high'],
		[first, 'normal'],
		[second, 'normal'],
	]);
	for (const id of [urgent, first, second])
		expect((await next(ana)).body).toMatchObject({ id, status: 'in_progress', assigned_to: ana.number });
	expect(await next(ana)).toMatchObject({ status: 404, body: { error_code: 'NOT_FOUND' } });
});

it('of two who take at once each gets another one, and of one conversation one has it', async () => {
	const team = await Promise.all(Array.from({ length: 6 }, async () => await loggedIn(call)));
	const waiting = [];
	for (let n = 0; n < 4; n++) waiting.push(await waits(newPlace()));
	const answers = await Promise.all(team.map(next));
	const taken = answers.filter(({ status }) => status === 200).map(({ body }) => body.id);
	expect([...taken].sort()).toEqual([...waiting].sort());
	expect(answers.filter(({ status }) => status === 404)).toHaveLength(2);
	for (const { status, body } of answers.filter((one) => one.status === 200)) {
		expect(status).toBe(200);
		const owner = team.find(({ number }) => number === body.assigned_to)!;
		expect(await sql('select owner from attendances where id = $1', [body.id])).toEqual([{ owner: owner.email }]);
	}
}, 60_000);

it('where the house lets people take from one another, the next in the queue is nobody’s all the same', async () => {
	const [ana, bia] = [await loggedIn(call), await loggedIn(call)];
	const id = await waits(newPlace());
	const parameters = { rules: { conflict: 'steal' } };
	const answers = await Promise.all(
		[ana, bia].map(async ({ token }) => await call('POST /api/v1/conversations/queue/next', { token, parameters })),
	);
	expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
	expect(answers.find(({ status }) => status === 200)!.body.id).toBe(id);
});
