import { VendorError, type FailureKind } from '../../../nodes/shared/http/errors';
import { noteAnswer, noteFailure, outageSince } from '../../../nodes/shared/store/outage';

const MINUTE = 60_000;
let address: string;
let count = 0;
beforeEach(() => {
	address = `https://project-${++count}.example`;
});
const failed = (kind: FailureKind, now: number) => noteFailure(address, new VendorError({ kind, message: '', remedy: '' }), now);

it.each(['unreachable', 'timedOut', 'unavailable', 'unauthorized'] as const)(
	'%s: the database is out from the first failure to the first answer',
	(kind) => {
		failed(kind, 0);
		failed(kind, 4 * MINUTE);
		expect(outageSince(address)).toBe(0);
		expect(noteAnswer(address, 6 * MINUTE)).toBe(0);
		expect([outageSince(address), noteAnswer(address, 7 * MINUTE)]).toEqual([null, null]);
	},
);

it.each<[string, () => void]>([
	['a value that it does not take', () => failed('rejected', 0)],
	['anything else that went wrong', () => noteFailure(address, new TypeError('x'), 0)],
])('%s is no outage', (_, happens) => {
	happens();
	expect(outageSince(address)).toBeNull();
});

it('a short one is nothing to tell of, and another project is another one', () => {
	failed('timedOut', 0);
	expect(outageSince('https://other.example')).toBeNull();
	expect(noteAnswer(address, MINUTE)).toBeNull();
});
