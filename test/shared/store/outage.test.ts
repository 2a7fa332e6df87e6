import { VendorError, type FailureKind } from '../../../nodes/shared/http/errors';
import { companyAt, noteAnswer, noteFailure, outageSince } from '../../../nodes/shared/store/outage';

const MINUTE = 60_000;
let company: string;
let count = 0;
beforeEach(() => {
	company = companyAt({ address: `https://project-${++count}.example`, schema: 'public' });
});
const failed = (kind: FailureKind, now: number) => noteFailure(company, new VendorError({ kind, message: '', remedy: '' }), now);

it.each(['unreachable', 'timedOut', 'unavailable', 'unauthorized'] as const)(
	'%s: the database is out from the first failure to the first answer',
	(kind) => {
		failed(kind, 0);
		failed(kind, 4 * MINUTE);
		expect(outageSince(company)).toBe(0);
		expect(noteAnswer(company, 6 * MINUTE)).toBe(0);
		expect([outageSince(company), noteAnswer(company, 7 * MINUTE)]).toEqual([null, null]);
	},
);

it.each<[string, () => void]>([
	['a value that it does not take', () => failed('rejected', 0)],
	['anything else that went wrong', () => noteFailure(company, new TypeError('x'), 0)],
])('%s is no outage', (_, happens) => {
	happens();
	expect(outageSince(company)).toBeNull();
});

it('a short one is nothing to tell of, and another project is another one', () => {
	failed('timedOut', 0);
	expect(outageSince('https://other.example')).toBeNull();
	expect(noteAnswer(company, MINUTE)).toBeNull();
});

it('of two companies in one project each is told of its own, also while the other is answered', () => {
	const other = companyAt({ address: company.split(' ')[0], schema: 'padaria' });
	failed('unauthorized', 0);
	expect(noteAnswer(other, MINUTE)).toBeNull();
	failed('unauthorized', 2 * MINUTE);
	expect(noteAnswer(other, 9 * MINUTE)).toBeNull();
	expect([noteAnswer(company, 10 * MINUTE), noteAnswer(company, 11 * MINUTE)]).toEqual([0, null]);
});
