import { attendanceHouse } from './attendanceForTests';

const house = attendanceHouse();
const { news, attendance, word, attendant, rows } = house;
const told = ({ events }: Awaited<ReturnType<typeof news>>) =>
	events.map(({ kind, message, who, said }) => [kind, message?.content ?? who ?? said]);

describe('a look', () => {
	it('tells what was said since the last one, once; the first one begins now', async () => {
		const id = await attendance({ phone: '5511900000001' });
		await word(id, 'antes');
		const first = await news(null);
		expect([first.events, first.lost, first.queue]).toEqual([[], false, null]);
		await word(id, 'Oi');
		await word(id, 'Olá!', { role: 'human' });
		const second = await news(first.cursor);
		expect(second.events).toMatchObject([
			{ kind: 'message', conversation_id: id, owner: null, message: { content: 'Oi', direction: 'incoming', sent_by: 'customer' } },
			{ kind: 'message', conversation_id: id, message: { content: 'Olá!', direction: 'outgoing', sent_by: 'agent', type: 'text' } },
		]);
		expect(second.events[0].message!.id).toMatch(/^msg-\d+$/);
		expect(told(await news(second.cursor))).toEqual([]);
		// An answer that was lost is asked for again.
		expect(told(await news(first.cursor))).toEqual(told(second));
	});

	it('tells what is committed late, however late, and whatever was told before it; what is taken back never', async () => {
		const [id, other] = [await attendance(), await attendance()];
		let { cursor } = await news(null);
		const late = await house.pool().connect();
		try {
			await late.query('begin');
			await word(other, 'tarde', { by: late });
			await late.query('savepoint s');
			await word(other, 'desfeito', { by: late });
			await late.query('rollback to s');
			await word(id, 'logo');
			const heard: unknown[] = [];
			for (let n = 0; n < 3; n++) {
				await word(id, `depois ${n}`);
				const look = await news(cursor);
				({ cursor } = look);
				heard.push(...told(look));
			}
			expect(heard).toEqual(['logo', 'depois 0', 'depois 1', 'depois 2'].map((text) => ['message', text]));
			await late.query('commit');
		} finally {
			late.release(true);
		}
		const look = await news(cursor);
		expect(told(look)).toEqual([['message', 'tarde']]);
		expect(told(await news(look.cursor))).toEqual([]);
	});

	it('of two processes each hears everything once, wherever each began', async () => {
		const id = await attendance();
		const cursors = [(await news(null)).cursor];
		await word(id, '1');
		cursors.push((await news(null)).cursor);
		await word(id, '2');
		expect(told(await news(cursors[0]))).toEqual([
			['message', '1'],
			['message', '2'],
		]);
		expect(told(await news(cursors[1]))).toEqual([['message', '2']]);
	});

	it('tells that there was too much, and goes on from there; and that the database is another one', async () => {
		const id = await attendance();
		const { cursor } = await news(null);
		await rows(`insert into attendance_events (kind, attendance) select 'closed', $1 from generate_series(1, 1000)`, [id]);
		expect(await news(cursor)).toMatchObject({ lost: false });
		await rows(`insert into attendance_events (kind, attendance) values ('closed', $1)`, [id]);
		const much = await news(cursor);
		expect([much.lost, much.events]).toEqual([true, []]);
		expect((await news(much.cursor)).lost).toBe(false);
		const other = await news('90000000000:90000000000:');
		expect([other.lost, other.events]).toEqual([true, []]);
		await word(id, 'Oi');
		expect(told(await news(other.cursor))).toEqual([['message', 'Oi']]);
	});

	it('tells nothing of words that are gone, and of those that are another attendance’s now where they are', async () => {
		const [id, other] = [await attendance(), await attendance()];
		const { cursor } = await news(null);
		const [gone, moved] = [await word(id, 'apagado'), await word(id, 'unido')];
		await rows('delete from conversations where id = $1', [gone]);
		await rows('update conversations set attendance = $2 where id = $1', [moved, other]);
		await rows('delete from attendances where id = $1', [id]);
		expect((await news(cursor)).events).toMatchObject([{ conversation_id: other, message: { content: 'unido' } }]);
	});
});

describe('what is told', () => {
	it('who has it now, that it is over, and who comes into the queue and leaves it, with places', async () => {
		const ana = await attendant('ana');
		const { cursor } = await news(null);
		const [first, urgent] = [
			await attendance({ status: 'queue', queued_at: '2026-01-05T12:00:00Z' }),
			await attendance({ status: 'queue', queued_at: '2026-01-05T13:00:00Z', priority: 3 }),
		];
		const look = await news(cursor);
		expect(told(look)).toEqual([
			['queue', 'in'],
			['queue', 'in'],
		]);
		expect(look.queue).toEqual({
			total_in_queue: 2,
			places: { [urgent]: { position: 1, estimated_wait_minutes: 15 }, [first]: { position: 2, estimated_wait_minutes: 30 } },
		});
		await rows(`update attendances set status = 'in_progress', owner = 'ana' where id = $1`, [urgent]);
		const taken = await news(look.cursor);
		expect(told(taken)).toEqual([
			['assigned', ana],
			['queue', 'out'],
		]);
		expect(taken.queue!.places[urgent]).toEqual({ position: 0, estimated_wait_minutes: 0 });
		await rows(`update attendances set status = 'resolved', resolution = 'resolved', closed_at = now() where id = $1`, [urgent]);
		expect((await news(taken.cursor)).events).toMatchObject([{ kind: 'closed', owner: 'ana', said: 'resolved' }]);
	});

	it('how far a message got, each step once, also where a provider says it again', async () => {
		const id = await attendance();
		const said = await word(id, 'Bom dia', { role: 'human' });
		const [{ id: effect }] = await rows<{ id: string }>(
			`insert into outbox (idempotency_key, kind, channel, phone, payload) values ('k', 'whatsapp_text', 'inst-1', '1', '{}') returning id`,
		);
		await rows('update conversations set outbox_id = $2 where id = $1', [said, effect]);
		const { cursor } = await news(null);
		for (const [status, delivery] of [
			['sending', null],
			['sent', null],
			['sent', 'sent'],
			['sent', 'delivered'],
			['sent', 'read'],
			['sent', 'played'],
		])
			await rows('update outbox set status = $2, delivery = $3, updated_at = now() where id = $1', [effect, status, delivery]);
		const look = await news(cursor);
		expect(told(look)).toEqual(['sent', 'delivered', 'read'].map((step) => ['status', step]));
		expect(look.events[0].message_id).toBe(`msg-${said}`);
		await rows(`update outbox set status = 'failed', delivery = 'failed' where id = $1`, [effect]);
		expect(told(await news(look.cursor))).toEqual([['status', 'failed']]);
	});

	it('nothing is kept while nobody listens, nor for longer than an hour', async () => {
		const id = await attendance();
		await word(id, 'Oi');
		expect(await rows('select from attendance_events')).toHaveLength(0);
		const { cursor } = await news(null);
		await word(id, 'Oi');
		await rows(`update attendance_events set at = now() - interval '61 minutes'`);
		await rows(`update settings set updated_at = now() - interval '1 minute' where key = 'attendance_listened'`);
		await news(cursor);
		expect(await rows('select from attendance_events')).toHaveLength(0);
		await rows(`update settings set updated_at = now() - interval '3 minutes' where key = 'attendance_listened'`);
		await word(id, 'Oi');
		expect(await rows('select from attendance_events')).toHaveLength(0);
	});
});

describe('whose tokens are good', () => {
	const HOUR = 3600;
	it('is told by the database’s clock: ended logins, past ends and switched-off users are not there', async () => {
		const number = await attendant('ana');
		const [{ login }] = await rows<{ login: string }>(
			`insert into attendance_logins (attendant, began_at, expires_at) values ('ana', now(), now() + interval '1 day') returning id as login`,
		);
		const [{ now }] = await rows<{ now: number }>('select extract(epoch from now())::int as now');
		const users = async (expires: number) =>
			Object.keys((await house.ask<{ users: object }>('attendance_news(null, $1)', [JSON.stringify([{ login, number, expires }])])).users);
		expect(await users(now + HOUR)).toEqual([`${login}:${now + HOUR}`]);
		expect(await users(now - 1)).toEqual([]);
		expect(await rows(`select from attendants where seen_at > now() - interval '1 minute'`)).toHaveLength(1);
		await rows(`update attendants set active = false`);
		expect(await users(now + HOUR)).toEqual([]);
		await rows(`update attendants set active = true`);
		await rows('update attendance_logins set ended_at = now()');
		expect(await users(now + HOUR)).toEqual([]);
	});
});
