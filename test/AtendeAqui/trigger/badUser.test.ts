import type { IDataObject } from 'n8n-workflow';

import { advance, type Memory } from '../../../nodes/AtendeAqui/trigger/memory';
import { readProgress } from '../../../nodes/AtendeAqui/trigger/reading';

const NOW = Date.UTC(2026, 2, 2, 12);
const RULES = { stalledAfterMs: 24 * 3_600_000, tellsStalls: false, includesExisting: false };
const user = (id: unknown, given: object = {}): IDataObject =>
	({
		external_user_id: id,
		status: 'IN_PROGRESS',
		started_at: new Date(NOW - 3_600_000).toISOString(),
		last_activity_at: new Date(NOW - 60_000).toISOString(),
		steps_completed: ['perfil'],
		...given,
	}) as IDataObject;
const deep = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

/** One look at these users after another; what the last one told. */
async function look(before: IDataObject[], ...pages: IDataObject[][]) {
	let asked = 0;
	const door = (all: IDataObject[][]) => async () => await Promise.resolve({ results: all[Math.min(asked++, all.length - 1)] });
	let memory: Memory | undefined;
	let told: string[] = [];
	let unreadable = 0;
	for (const all of [[before], pages]) {
		asked = 0;
		const read = await readProgress(door(all), 'f', null);
		const next = advance(memory, 'f', read, RULES, NOW);
		({ memory } = next);
		unreadable = read.unreadable;
		told = next.told.map(({ record, change }) => [record.external_user_id, change.event, change.step].filter(Boolean).join(' '));
	}
	return { told, unreadable };
}

const later = { last_activity_at: new Date(NOW).toISOString() };

describe('a user whose steps cannot be read', () => {
	it.each([
		['a text', { steps_completed: 'perfil' }],
		['a number', { steps_completed: 1 }],
		['an object', { steps_completed: { perfil: true } }],
		['objects', { steps_completed: [{ step_key: 'perfil' }] }],
		['skipped as a number', { steps_skipped: 0.5 }],
		['nested beyond reason', { step_data: deep(9000) }],
	])('(%s) is told nothing wrong of, and all others are told of', async (_, given) => {
		const before = [user('bad'), user('good')];
		const after = [
			user('bad', { ...later, ...given }),
			user('good', { ...later, steps_completed: ['perfil', 'tour'] }),
			user('new', later),
		];
		expect(await look(before, after)).toEqual({
			told: ['good stepCompleted tour', 'new started', 'new stepCompleted perfil'],
			unreadable: 1,
		});
	});

	it('is told of as before once they can be', async () => {
		const seen = [user('bad')];
		const { told } = await look(seen, [user('bad', { ...later, steps_completed: '["perfil","tour"]' })]);
		expect(told).toEqual(['bad stepCompleted tour']);
	});

	it('on a page full of them ends no list', async () => {
		const bad = Array.from({ length: 50 }, (_, n) => user(`bad${n}`, { steps_completed: 7 }));
		expect((await look([user('good')], bad, [user('good', later), user('new', later)])).told).toEqual([
			'new started',
			'new stepCompleted perfil',
		]);
	});
});

describe('a user', () => {
	it.each([
		['none', null],
		['an empty text', ''],
		['left out', undefined],
	])('who has begun nothing (%s) is one like others', async (_, steps) => {
		expect(await look([user('other')], [user('other'), user('u', { steps_completed: steps })])).toEqual({
			told: ['u started'],
			unreadable: 0,
		});
	});

	it.each([{ id: 'u' }, ['u'], true])('whose id is %p is passed over', async (id) => {
		expect((await look([user('other')], [user('other'), user(id)])).told).toEqual([]);
	});

	it('whose id is a number is known by it', async () => {
		expect((await look([user('other')], [user('other'), user(456)])).told).toEqual(['456 started', '456 stepCompleted perfil']);
	});
});
