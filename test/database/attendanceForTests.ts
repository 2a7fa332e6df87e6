import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool, PoolClient } from 'pg';

import type { AttendanceNews } from '../../nodes/shared/store/attendanceNews';
import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

/** A house of its own, in which a test can say who attends, waits and is done. */
export function attendanceHouse() {
	const given = {} as { pool: Pool; drop: () => Promise<void> };
	beforeAll(async () => {
		Object.assign(given, await emptyDatabase());
		await given.pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
	}, 120_000);
	beforeEach(async () => {
		await given.pool.query(
			'truncate attendances, attendance_events, attendance_logins, conversations, inbox, outbox, sessions, attendants, leads cascade',
		);
		await given.pool.query(`delete from settings where key = 'attendance_listened'`);
	});
	afterAll(async () => {
		await given.drop();
		await closeSql();
	});
	const rows = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
		(await given.pool.query<T>(text, values)).rows;
	const ask = async <T>(text: string, values: unknown[] = []): Promise<T> =>
		(await rows<{ told: T }>(`select ${text} as told`, values))[0].told;
	return {
		pool: () => given.pool,
		rows,
		ask,
		/** One look. */
		news: async (cursor: string | null, by: Pool | PoolClient = given.pool): Promise<AttendanceNews> =>
			(await by.query<{ told: AttendanceNews }>('select attendance_news($1) as told', [cursor])).rows[0].told,
		/** Somebody of the team. @returns their number */
		attendant: async (id: string, more: Record<string, unknown> = {}): Promise<number> => {
			const columns = { id, name: id, role: 'attendant', ...more };
			const names = Object.keys(columns);
			const [{ number }] = await rows<{ number: number }>(
				`insert into attendants (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')}) returning number`,
				Object.values(columns),
			);
			return number;
		},
		/** An attendance as it stands. @returns its id */
		attendance: async (columns: Record<string, unknown> = {}): Promise<string> => {
			const all = {
				channel: 'inst-1',
				phone: `55119${Math.floor(Math.random() * 1e8)}`,
				status: 'bot',
				started_at: new Date(),
				...columns,
			};
			const names = Object.keys(all);
			const [{ id }] = await rows<{ id: string }>(
				`insert into attendances (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')}) returning id`,
				Object.values(all),
			);
			return id;
		},
		/** Words in an attendance. @returns their id */
		word: async (
			attendance: string,
			content: string,
			{ role = 'user', at = new Date() as Date | string, by = given.pool as Pool | PoolClient } = {},
		) => {
			const { rows: made } = await by.query<{ id: string }>(
				`insert into conversations (channel, lead_phone, role, content, attendance, sent_at, message_id) select channel, phone, $2, $3, id, $4, $5 from attendances where id = $1 returning id`,
				[attendance, role, content, at, randomUUID()],
			);
			return Number(made[0].id);
		},
	};
}
