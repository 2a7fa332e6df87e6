import type { AgentsBoard, MetricsBoard, QueueBoard } from '../../nodes/shared/store/attendanceBoard';
import { attendanceHouse } from './attendanceForTests';

const house = attendanceHouse();
const { attendance, attendant, word, rows, ask } = house;

/** A Monday at noon in São Paulo; its day began at three, UTC. */
const NOON = '2026-01-05T15:00:00Z';
const before = (minutes: number): string => new Date(Date.parse(NOON) - minutes * 60_000).toISOString();
const metrics = async (now = NOON) => await ask<MetricsBoard>('attendance_metrics_board($1)', [now]);
const agents = async () => (await ask<AgentsBoard>('attendance_agents_board($1)', [NOON])).agents;
const queue = async () => await ask<QueueBoard>('attendance_queue_board($1)', [NOON]);
const seen = (minutesAgo: number) => ({ seen_at: before(minutesAgo) });
const login = async (id: string, minutesAgo: number) =>
	await rows(`insert into attendance_logins (attendant, began_at, expires_at) values ($1, $2, $3)`, [
		id,
		before(minutesAgo),
		before(-1440),
	]);
const resolved = (startedAgo: number, closedAgo: number, more: object = {}) => ({
	status: 'resolved',
	resolution: 'resolved',
	started_at: before(startedAgo),
	closed_at: before(closedAgo),
	...more,
});

describe('the figures of the day', () => {
	it('are 0 where there is nothing', async () => {
		expect(await metrics()).toEqual({
			conversations: { active: 0, in_queue: 0, resolved_today: 0 },
			agents: { online: 0, busy: 0, available: 0 },
			performance: { avg_response_time_seconds: 0, avg_resolution_time_minutes: 0, satisfaction_rate: 0 },
		});
		expect(await queue()).toEqual({ queue: [], total_in_queue: 0, avg_wait_time_minutes: 0 });
	});

	it('are those counted by hand; the day is the company’s, not the server’s', async () => {
		await attendant('ana', { ...seen(1), max_conversations: 1 });
		await attendant('bia', seen(1));
		await attendant('caio', seen(60));
		await attendance({ started_at: before(30) });
		const hers = await attendance({
			status: 'in_progress',
			owner: 'ana',
			started_at: before(60),
			queued_at: before(50),
			first_assigned_at: before(45),
		});
		await word(hers, 'Um momento', { role: 'human', at: before(49) });
		await word(hers, 'Voltei', { role: 'human', at: before(10) });
		const done = await attendance(
			resolved(100, 80, { owner: 'bia', queued_at: before(95), first_assigned_at: before(94), rating: 5, rated_at: before(70) }),
		);
		await word(done, 'Oi', { role: 'assistant', at: before(94) });
		await word(done, 'Olá', { role: 'human', at: before(93) });
		await attendance(resolved(60, 20, { rating: 4, rated_at: before(5) }));
		await attendance({ ...resolved(60, 20), status: 'closed', resolution: 'abandoned' });
		await attendance({ status: 'queue', queued_at: before(12) });
		// Yesterday there, today in UTC: one minute before midnight in São Paulo.
		await attendance(resolved(800, 12 * 60 + 1, { rating: 1, rated_at: before(12 * 60 + 1) }));
		expect(await metrics()).toEqual({
			conversations: { active: 2, in_queue: 1, resolved_today: 2 },
			agents: { online: 2, busy: 1, available: 1 },
			// 60 and 120 seconds; 20 and 40 minutes; 5 and 4.
			performance: { avg_response_time_seconds: 90, avg_resolution_time_minutes: 30, satisfaction_rate: 4.5 },
		});
		await rows(`update message_limits set time_zone = 'Asia/Tokyo' where channel = ''`);
		expect((await metrics()).conversations.resolved_today).toBe(0);
		await rows(`update message_limits set time_zone = 'America/Sao_Paulo' where channel = ''`);
	});
});

describe('who attends', () => {
	it('is there, busy, away or gone; how many each has, of how many, and how fast they were', async () => {
		const [ana, bia] = [await attendant('ana', { ...seen(1), max_conversations: 2 }), await attendant('bia', { max_conversations: 1 })];
		const [caio, davi] = [await attendant('caio'), await attendant('davi')];
		const eva = await attendant('eva', { role: 'supervisor' });
		await attendant('gone', { active: false, ...seen(1) });
		await attendant('limited', { limited: true, ...seen(1) });
		await login('bia', 10);
		await login('caio', 60);
		for (const phone of ['5511900000001', '5511900000002'])
			await rows(
				`insert into sessions (channel, phone, mode, human_attendant, last_human_activity, updated_at) values ('inst-1', $1, 'human', 'eva', $2, $2)`,
				[phone, before(5)],
			);
		await rows('truncate attendances');
		const fast = await attendance({ status: 'in_progress', owner: 'bia', queued_at: before(30) });
		await word(fast, 'Oi', { role: 'human', at: before(29.5) });
		await attendance({ status: 'in_progress', owner: 'eva' });
		const told = (await agents()).map(({ id, status, current_conversations, max_conversations, avg_response_time }) => [
			id,
			status,
			current_conversations,
			max_conversations,
			avg_response_time,
		]);
		expect(told).toEqual([
			[ana, 'online', 0, 2, 0],
			[bia, 'busy', 1, 1, 30],
			[caio, 'away', 0, 5, 0],
			[davi, 'offline', 0, 5, 0],
			[eva, 'online', 1, 5, 0],
		]);
	});
});

describe('who waits', () => {
	const waits = async (minutes: number, priority = 1) => await attendance({ status: 'queue', queued_at: before(minutes), priority });

	it('comes by urgency and then by waiting; the estimate is place × mean resolution ÷ who is free, rounded up', async () => {
		await attendant('ana', seen(1));
		await attendant('bia', seen(1));
		await attendance(resolved(3 * 1440 + 7, 3 * 1440));
		await attendance(resolved(100, 90));
		// Older than a week, and one that nobody resolved: not counted.
		await attendance(resolved(8 * 1440 + 300, 8 * 1440));
		await attendance({ ...resolved(500, 1), status: 'closed', resolution: 'unresolved' });
		const [old, low, urgent, newer] = [await waits(20), await waits(60, 0), await waits(1, 3), await waits(10)];
		await rows(`insert into leads (phone, name) select phone, 'Davi' from attendances where id = $1`, [urgent]);
		const told = await queue();
		expect(told.queue.map(({ conversation_id }) => conversation_id)).toEqual([urgent, old, newer, low]);
		// Mean of 7 and 10 is 8.5, two are free: 4.25 each.
		expect(told.queue.map(({ position, estimated_wait_minutes, priority }) => [position, estimated_wait_minutes, priority])).toEqual([
			[1, 5, 'urgent'],
			[2, 9, 'normal'],
			[3, 13, 'normal'],
			[4, 17, 'low'],
		]);
		expect(told.queue[0]).toMatchObject({ customer_name: 'Davi', waiting_since: '2026-01-05T14:59:00.000Z' });
		expect(told.queue[0].customer_phone).toMatch(/^\+55119\d+$/);
		expect([told.total_in_queue, told.avg_wait_time_minutes]).toEqual([4, 22.8]);
	});

	it('a mean of thirds makes no minute of what a division leaves behind', async () => {
		await attendant('ana', seen(1));
		for (const minutes of [6, 7, 7]) await attendance(resolved(100 + minutes, 100));
		for (const minutes of [3, 2, 1]) await waits(minutes);
		// 20 ÷ 3 for each: the third place is 20 minutes and no more.
		expect((await queue()).queue.map((one) => one.estimated_wait_minutes)).toEqual([7, 14, 20]);
	});

	it.each([
		['nobody is free: a quarter of an hour each', 0, [15, 30]],
		['nothing was resolved yet: ten minutes, shared', 3, [4, 7]],
		['it would be less than a minute: one', 20, [1, 1]],
	])('where %s', async (_, free, minutes) => {
		for (let n = 0; n < free; n++) await attendant(`a${n}`, seen(1));
		await waits(2);
		await waits(1);
		expect((await queue()).queue.map((one) => one.estimated_wait_minutes)).toEqual(minutes);
	});

	it('is in the order in which they are taken', async () => {
		for (const [minutes, priority] of [
			[5, 1],
			[9, 1],
			[1, 2],
			[3, 0],
			[30, 1],
		])
			await waits(minutes, priority);
		const order = (await queue()).queue.map(({ conversation_id }) => conversation_id);
		const taken: string[] = [];
		while (taken.length < order.length) taken.push(await ask<string>('next_in_queue($1)', [taken]));
		expect(taken).toEqual(order);
	});

	it('is told a hundred times at the most; the total is all', async () => {
		await rows(
			`insert into attendances (channel, phone, status, started_at, queued_at) select 'inst-1', '55118' || lpad(n::text, 8, '0'), 'queue', $1, $1 from generate_series(1, 120) n`,
			[before(5)],
		);
		const told = await queue();
		expect([told.queue.length, told.total_in_queue, told.queue.at(-1)!.position]).toEqual([100, 120, 100]);
	});
});
