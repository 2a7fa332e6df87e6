import type { IDataObject } from 'n8n-workflow';

import { readProgress } from '../../../nodes/AtendeAqui/trigger/reading';

const START = Date.UTC(2026, 2, 2, 12);
const MINUTE = 60_000;
/** A progress with its last activity so many minutes before the start of the others. */
const user = (id: string, ago: number | null, startedAgo = 1000 - (ago ?? 0)): IDataObject => ({
	external_user_id: id,
	status: 'IN_PROGRESS',
	started_at: new Date(START - startedAgo * MINUTE).toISOString(),
	last_activity_at: ago === null ? null : new Date(START - ago * MINUTE).toISOString(),
});
const crowd = (size: number): IDataObject[] => Array.from({ length: size }, (_, n) => user(`u${n}`, n));

/** Reads a list of these pages, whatever is asked for beyond them gets the last one. */
async function read(pages: unknown[], depth: Parameters<typeof readProgress>[2] = null) {
	let asked = 0;
	const result = await readProgress(async () => await Promise.resolve(pages[Math.min(asked++, pages.length - 1)]), 'a b', depth);
	return { ...result, asked };
}
const cut = (list: IDataObject[]): unknown[] =>
	[...Array(Math.floor(list.length / 50) + 1).keys()].map((n) => ({ results: list.slice(n * 50, n * 50 + 50) }));
const at = (minutesAgo: number): number => START - minutesAgo * MINUTE;

it('reads to the end', async () => {
	const { users, asked, isWhole } = await read(cut(crowd(120)));
	expect([users.size, asked, isWhole]).toEqual([120, 3, true]);
});

it('stops behind the page on which what is new ends', async () => {
	expect(await read(cut(crowd(500)), { downTo: at(60), newestAt: at(0) })).toMatchObject({ asked: 2, isWhole: false });
	expect(await read(cut(crowd(500)), { downTo: at(49), newestAt: at(0) })).toMatchObject({ asked: 2 });
	expect(await read(cut(crowd(500)), { downTo: at(48), newestAt: at(0) })).toMatchObject({ asked: 1 });
});

it('reads on where the order is another one', async () => {
	const mixed = [user('new', 5), user('newer', 1), ...crowd(200).slice(10)];
	expect(await read(cut(mixed), { downTo: at(3), newestAt: at(9) })).toMatchObject({ asked: 4, isWhole: true, isNewestFirst: false });
});

it('reads on where the newest that is known does not stand first', async () => {
	expect(await read(cut(crowd(120)), { downTo: at(10), newestAt: at(-1) })).toMatchObject({ asked: 3, isWhole: true });
});

it('passes over users without activity, wherever they stand', async () => {
	const idle = { ...user('idle', null), started_at: null, status: 'NOT_STARTED' };
	expect(await read(cut([idle, ...crowd(200)]), { downTo: at(10), newestAt: at(0) })).toMatchObject({ asked: 1, isWhole: false });
	expect(await read(cut([idle, ...crowd(200)]))).toMatchObject({ isNewestFirst: true });
});

it('believes in the order only after several pages, and where the start does not explain it', async () => {
	expect((await read(cut(crowd(120)))).isNewestFirst).toBe(true);
	expect((await read(cut(crowd(50)))).isNewestFirst).toBe(false);
	expect((await read(cut(crowd(120).map((one, n) => user(String(one.external_user_id), n, n))))).isNewestFirst).toBe(false);
});

it('keeps the newest of what it read of a user while the list moved', async () => {
	const twice = [user('u', 9), ...crowd(49), user('u', 1), user('u', 5)];
	expect((await read(cut(twice))).users.get('u')?.sight.activeAt).toBe(at(1));
});

it('ends when a vendor gives the same page for ever', async () => {
	const { users, asked } = await read([{ results: crowd(50) }]);
	expect([users.size, asked]).toEqual([50, 2]);
});

it('passes over what has no user', async () => {
	expect((await read([{ results: [user('', 1), null, 'x', user('u', 1)] }])).users.size).toBe(1);
});

it.each([{}, null, '', { results: null }])('reads nothing from %j', async (answer) => {
	expect((await read([answer])).users.size).toBe(0);
});
