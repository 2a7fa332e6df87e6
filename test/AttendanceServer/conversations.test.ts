import { randomUUID } from 'node:crypto';

import { addAttendant, newPlace, operate, typed, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { attendanceOf, loggedIn, waits, writes, type LoggedIn } from './team';

let call: Calls;
let [ana, bia, head]: LoggedIn[] = [];
let place: Place;
beforeAll(async () => {
	call = await startCalls();
	[ana, bia, head] = [await loggedIn(call), await loggedIn(call), await loggedIn(call, 'supervisor')];
});
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const read = async (id: string, who = head) => await call(`GET /api/v1/conversations/${id}`, { token: who.token });
const act = async (id: string, what: string, who: LoggedIn, body: object = {}) =>
	await call(`POST /api/v1/conversations/${id}/${what}`, { token: who.token, body });
const session = async () =>
	(
		await sql<{ mode: string; human_attendant: string | null }>('select mode, human_attendant from sessions where channel = $1', [
			place.channel,
		])
	)[0];

describe('a conversation', () => {
	it('begins with the customer’s first words, with the assistant: in progress, with nobody', async () => {
		await writes(place, 'Bom dia');
		const { id } = await attendanceOf(place);
		expect(await read(id)).toMatchObject({
			status: 200,
			body: {
				id,
				customer_phone: `+${place.phone}`,
				customer_name: 'Marina Exemplo',
				status: 'in_progress',
				channel: 'whatsapp',
				assigned_to: null,
				messages_count: 1,
				messages: [{ direction: 'incoming', content: 'Bom dia', type: 'text', status: 'delivered', sent_by: 'customer' }],
			},
		});
	});

	it('is one while it is open, however much is written, and another one once it was closed', async () => {
		await Promise.all([writes(place, 'um'), writes(place, 'dois'), writes(place, 'três')]);
		const { id, messages_count } = await attendanceOf(place);
		expect(messages_count).toBe(3);
		expect((await act(id, 'close', head)).status).toBe(200);
		await writes(place, 'de novo eu');
		expect((await attendanceOf(place)).id).not.toBe(id);
		expect((await read(id)).body.messages).toHaveLength(3);
	});

	it('has its messages oldest first, with who said them', async () => {
		await writes(place, 'Bom dia', { sentAt: new Date(Date.now() - 60_000).toISOString() });
		const { id } = await attendanceOf(place);
		await act(id, 'messages', ana, { content: 'Bom dia!' });
		await writes(place, 'Sem sinal');
		const { messages } = (await read(id, ana)).body;
		expect(messages!.map(({ content, sent_by }) => [content, sent_by])).toEqual([
			['Bom dia', 'customer'],
			['Bom dia!', 'agent'],
			['Sem sinal', 'customer'],
		]);
	});

	it('is a takeover here where it was one in the page, by key, and the other way round', async () => {
		const id = await waits(place);
		const other = await addAttendant();
		await operate('takeOver', { attendant: other.id, ...place }, [{ ...place }]);
		const [{ number }] = await sql<{ number: number }>('select number from attendants where id = $1', [other.id]);
		expect((await read(id)).body).toMatchObject({ status: 'in_progress', assigned_to: number });
		expect(await act(id, 'take', ana)).toMatchObject({ status: 403, body: { error_code: 'OWNED_BY_OTHER' } });
		await operate('release', { attendant: other.id }, [{ ...place }]);
		expect((await act(id, 'take', ana)).body).toMatchObject({ assigned_to: ana.number, status: 'in_progress' });
		expect(await session()).toEqual({ mode: 'human', human_attendant: ana.email });
	});

	it.each(['nothing', '7b1e0f52-3c64-4a0e-9d58-0c2f6a1be401', '%27%20or%201=1', '%00', '..%2f..'])('%s is no id: 404', async (id) => {
		for (const what of ['messages', 'transfer', 'close', 'take'])
			expect((await act(id, what, head, { content: 'x', to_agent_id: 1 })).status).toBe(404);
		expect((await read(id)).status).toBe(404);
	});
});

describe('the list', () => {
	const list = async (who: LoggedIn, query: Record<string, string | number> = {}) =>
		(await call('GET /api/v1/conversations', { token: who.token, query })).body;
	const ids = async (who: LoggedIn, query = {}) => (await list(who, query)).conversations!.map(({ id }) => id);

	it('has one’s own and what waits; supervisors see all; another’s are nobody else’s', async () => {
		// What other tests left waiting fills pages.
		await sql(`update attendances set status = 'closed', closed_at = now() where status = 'queue'`);
		const [mine, hers, waiting, bots] = [newPlace(), newPlace(), newPlace(), newPlace()];
		const [a, b, w] = [await waits(mine), await waits(hers), await waits(waiting)];
		await writes(bots);
		await act(a, 'take', ana);
		await act(b, 'take', bia);
		const own = await ids(ana);
		expect([own.includes(a), own.includes(b), own.includes(w)]).toEqual([true, false, true]);
		expect(await ids(ana, { assigned_to: bia.number })).toEqual([]);
		expect(await ids(head, { assigned_to: bia.number })).toContain(b);
		expect(await ids(head, { status: 'in_progress' })).toContain((await attendanceOf(bots)).id);
		expect(await ids(ana, { status: 'queue' })).toContain(w);
		expect([(await read(b, ana)).status, (await read(b, bia)).status, (await read(w, ana)).status]).toEqual([403, 200, 200]);
	});

	it('by status, channel and the day on which it began', async () => {
		const id = await waits(place);
		await act(id, 'take', ana);
		await act(id, 'close', ana, { resolution: 'resolved' });
		const today = new Date().toISOString().slice(0, 10);
		expect(await ids(ana, { status: 'resolved', start_date: today, end_date: today })).toContain(id);
		expect(await ids(ana, { status: 'resolved', end_date: '2020-01-01' })).toEqual([]);
		expect(await ids(ana, { status: 'closed' })).not.toContain(id);
		expect(await ids(ana, { start_date: new Date(Date.now() + 3_600_000).toISOString() })).toEqual([]);
		expect(await list(ana, { channel: 'web' })).toEqual({ conversations: [], total: 0 });
		expect(await list(ana, { assigned_to: 999_999_999 })).toEqual({ conversations: [], total: 0 });
	});

	it.each([
		'2026-11-20T10:00:00+03:00',
		'2026-11-20T10:00:00 03:00',
		'2026-11-20 07:00:00.405285 00:00',
		'2026-11-20 07:00',
		'2026-11-20T07:00:00Z',
		'2026-11-20',
	])('takes a date as programs write it: %s', async (start_date) => {
		expect((await call('GET /api/v1/conversations', { token: head.token, query: { start_date } })).status).toBe(200);
	});

	it.each([
		{ status: 'aberta' },
		{ channel: 'fax' },
		{ assigned_to: 'ana' },
		{ start_date: 'ontem' },
		{ end_date: '2026-13-45' },
		{ page: 0 },
	])('%j is a 400', async (query) => {
		expect((await call('GET /api/v1/conversations', { token: head.token, query })).status).toBe(400);
	});
});

it('whoever took it on the company’s phone is nobody in particular: any attendant goes on', async () => {
	const id = await waits(place);
	await typed(place, 'Já vou ver', {});
	expect((await attendanceOf(place)).owner).toBe('auto-detected');
	expect((await read(id, ana)).body).toMatchObject({ status: 'in_progress', assigned_to: null });
	expect((await act(id, 'messages', ana, { content: 'Aqui é a Ana' })).status).toBe(200);
	expect((await attendanceOf(place)).owner).toBe(ana.email);
});

describe('transfer', () => {
	it('is the owner’s and the supervisors’; nobody has it in between', async () => {
		const id = await waits(place);
		await act(id, 'take', ana);
		expect((await act(id, 'transfer', bia, { to_agent_id: bia.number })).status).toBe(403);
		expect((await act(id, 'transfer', ana, { to_agent_id: String(bia.number), reason: 'Precisa de técnico de fibra' })).status).toBe(200);
		expect((await read(id)).body.assigned_to).toBe(bia.number);
		expect((await act(id, 'transfer', head, { to_agent_id: ana.number })).status).toBe(200);
		expect(await session()).toEqual({ mode: 'human', human_attendant: ana.email });
		const reasons = await sql(`select reason from session_history where channel = $1 and reason like 'Precisa%'`, [place.channel]);
		expect(reasons).toHaveLength(1);
	});

	it('goes to somebody who attends: no user, nobody who left, no word', async () => {
		const id = await waits(place);
		const [limited, gone] = [await loggedIn(call, 'user'), await loggedIn(call)];
		await sql('update attendants set active = false where number = $1', [gone.number]);
		for (const to_agent_id of [limited.number, gone.number, 999_999_999, 'ana', null, 1.5])
			expect(await act(id, 'transfer', head, { to_agent_id })).toMatchObject({ status: 400, body: { field: 'to_agent_id' } });
	});
});

describe('close', () => {
	it('keeps resolution and notes, gives the conversation back, and stays whose it was', async () => {
		const id = await waits(place);
		await act(id, 'take', ana);
		expect((await act(id, 'close', bia)).status).toBe(403);
		expect((await act(id, 'close', ana, { resolution: 'resolved', notes: 'Trocado o cabo' })).status).toBe(200);
		expect((await read(id)).body).toMatchObject({
			status: 'resolved',
			assigned_to: ana.number,
			resolution: 'resolved',
			notes: 'Trocado o cabo',
		});
		expect(await session()).toEqual({ mode: 'agent', human_attendant: null });
		expect(await act(id, 'close', ana, { resolution: 'abandoned' })).toMatchObject({ status: 200, body: { asked_rating: false } });
		expect((await attendanceOf(place)).resolution).toBe('resolved');
	});

	it('answers what was written until then: the agent says nothing to a thank-you', async () => {
		const id = await waits(place);
		await act(id, 'take', ana);
		await writes(place, 'Obrigado!');
		await act(id, 'close', ana, { resolution: 'resolved' });
		expect(await sql(`select text from inbox where channel = $1 and status = 'waiting'`, [place.channel])).toEqual([]);
	});

	it('nothing is said or passed on after it', async () => {
		const id = await waits(place);
		await act(id, 'close', head, { resolution: 'unresolved' });
		expect((await read(id)).body.status).toBe('closed');
		for (const [what, body] of [
			['messages', { content: 'x' }],
			['transfer', { to_agent_id: ana.number }],
			['take', {}],
		] as const)
			expect((await act(id, what, head, body)).status).toBe(400);
	});

	it('whoever wants no messages is not given back to the agent by it', async () => {
		const id = await waits(place);
		await act(id, 'take', ana);
		await sql(`select register_opt_out($1, 'parem')`, [place.phone]);
		await act(id, 'close', ana);
		expect(await sql(`select 1 from outbox where channel = $1 and idempotency_key like 'rating:%'`, [place.channel])).toEqual([]);
	});

	it.each([{ resolution: 'feito' }, { notes: 'x'.repeat(5000) }, { notes: { a: 1 } }])('%j is a 400', async (body) => {
		expect((await act(await waits(place), 'close', head, body)).status).toBe(400);
	});

	it(`a conversation that nobody has heard of is nobody's`, async () => {
		expect((await act(randomUUID(), 'close', head)).status).toBe(404);
	});
});
