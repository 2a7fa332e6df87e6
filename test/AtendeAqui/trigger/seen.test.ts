import fc from 'fast-check';

import { progress } from '../../../nodes/AtendeAqui/models';
import { pack, sightOf, unpack, type Seen } from '../../../nodes/AtendeAqui/trigger/seen';

describe('sightOf', () => {
	const sight = (answer: object) => sightOf(progress(answer));

	it('reads a progress of the model', () => {
		const given = { status: 'IN_PROGRESS', started_at: '2026-03-02T12:00:00Z', last_activity_at: '2026-03-02T10:00:00.123456-03:00' };
		expect(sight({ ...given, steps_completed: ['perfil'], steps_skipped: ['tour'] })).toEqual({
			status: 'IN_PROGRESS',
			startedAt: Date.UTC(2026, 2, 2, 12),
			activeAt: Date.UTC(2026, 2, 2, 13, 0, 0, 123),
			completed: ['perfil'],
			skipped: ['tour'],
		});
	});

	it('takes a time without zone as UTC, and the start as activity where there is no other', () => {
		expect(sight({ started_at: '2026-03-02T12:00:00' })).toMatchObject({
			startedAt: Date.UTC(2026, 2, 2, 12),
			activeAt: Date.UTC(2026, 2, 2, 12),
		});
	});

	it.each([{}, { started_at: 'soon', last_activity_at: 5 }, { started_at: null }])('knows no time of %j', (answer) => {
		expect(sight(answer)).toMatchObject({ status: 'NOT_STARTED', startedAt: 0, activeAt: 0 });
	});

	it('knows what it does not know', () => {
		expect(sight({ status: 'PAUSED' }).status).toBe('OTHER');
		expect(sight({ status: 'constructor' }).status).toBe('OTHER');
	});
});

const STEPS = ['perfil', 'configuracao-api', 'a b', '', ...Array.from({ length: 40 }, (_, n) => `step-${n}`)];
const seen: fc.Arbitrary<Seen> = fc.record({
	status: fc.constantFrom('NOT_STARTED', 'IN_PROGRESS', 'COMPLETED', 'ABANDONED', 'OTHER'),
	startedAt: fc.nat({ max: 4e12 }),
	activeAt: fc.nat({ max: 4e12 }),
	completed: fc.subarray(STEPS),
	skipped: fc.subarray(STEPS),
	begun: fc.boolean(),
	stalled: fc.boolean(),
});

describe('pack', () => {
	it('loses nothing, whatever the id and however many steps', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.string(), seen)), (users) => {
				const steps: string[] = [];
				const lines = users.map(([id, user]) => pack(id, user, steps));
				const sorted = (user: Seen) => ({ ...user, completed: [...user.completed].sort(), skipped: [...user.skipped].sort() });
				const back = lines.map((line) => unpack(line, steps));
				expect(back.map(([id, user]) => [id, sorted(user)])).toEqual(users.map(([id, user]) => [id, sorted(user)]));
			}),
		);
	});

	it('is short', () => {
		const steps: string[] = [];
		const user: Seen = {
			status: 'COMPLETED',
			startedAt: Date.UTC(2026, 2, 2),
			activeAt: Date.UTC(2026, 2, 9),
			completed: STEPS.slice(4, 24),
			skipped: [],
			begun: true,
			stalled: false,
		};
		expect(pack('u', user, steps).length).toBeLessThan(40);
	});
});
