import { buckets, retryAfter } from '../../../../nodes/shared/core/limits/bucket';
import { callerOf } from '../../../../nodes/shared/core/limits/caller';
import { turnedAway } from '../../../../nodes/shared/core/limits/strangers';

const T0 = Date.parse('2026-01-05T13:00:00Z');

describe('a bucket', () => {
	it('gives its burst at once, then as many as come back', () => {
		const bucket = buckets({ perMinute: 60, burst: 3 });
		expect([0, 1, 2, 3].map(() => bucket.take('a', T0))).toEqual([0, 0, 0, 1000]);
		expect([bucket.take('a', T0 + 999), bucket.take('a', T0 + 1000), bucket.take('b', T0)]).toEqual([1, 0, 0]);
		// Never more than the burst, however long nobody came.
		expect([1, 2, 3, 4].map(() => bucket.take('a', T0 + 86_400_000) === 0)).toEqual([true, true, true, false]);
	});

	it('takes nothing for a look, and nothing for a call that came too soon', () => {
		const bucket = buckets({ perMinute: 60, burst: 1 });
		expect([bucket.look('a', T0), bucket.look('a', T0), bucket.take('a', T0)]).toEqual([0, 0, 0]);
		for (let n = 0; n < 50; n++) expect(bucket.take('a', T0 + n)).toBeGreaterThan(0);
		expect(bucket.take('a', T0 + 1000)).toBe(0);
	});

	it('survives a clock that is set back', () => {
		const bucket = buckets({ perMinute: 60, burst: 2 });
		bucket.take('a', T0);
		expect([bucket.take('a', T0 - 3_600_000), bucket.take('a', T0 - 3_600_000)]).toEqual([0, 1000]);
		expect(bucket.take('a', T0 - 3_599_000)).toBe(0);
	});

	it('remembers so many callers, and of them those who came last', () => {
		const bucket = buckets({ perMinute: 1, burst: 1 }, 100);
		bucket.take('regular', T0);
		for (let n = 0; n < 10_000; n++) {
			bucket.take(`crowd-${n}`, T0);
			if (n % 50 === 0) bucket.take('regular', T0);
		}
		expect([bucket.size(), bucket.look('regular', T0) > 0, bucket.look('crowd-1', T0)]).toEqual([100, true, 0]);
	});

	it('tells whole seconds, never too few', () => {
		expect([1, 1000, 1001].map(retryAfter)).toEqual([{ 'retry-after': '1' }, { 'retry-after': '1' }, { 'retry-after': '2' }]);
	});
});

describe('where a call is from', () => {
	it.each([
		['nobody between', '203.0.113.7', undefined, '203.0.113.7'],
		['nobody between, and what the caller wrote', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
		['a proxy on the machine', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
		['a proxy that adds to what the caller wrote', '172.18.0.2', '10.0.0.1, 198.51.100.1, 203.0.113.7', '203.0.113.7'],
		['two proxies behind one another', '::ffff:10.0.0.2', '203.0.113.7, 192.168.1.4', '203.0.113.7'],
		['a proxy that tells the port', '::1', '203.0.113.7:51234', '203.0.113.7'],
		['IPv6 in brackets, with a port', '127.0.0.1', '[2001:db8:1:2:aaaa::5]:443', '2001:db8:1:2::/64'],
		['another address of the same network', '2001:0db8:1:2::77', undefined, '2001:db8:1:2::/64'],
		['the next network', '2001:db8:1:3::77', undefined, '2001:db8:1:3::/64'],
		['a program on the machine', '127.0.0.1', undefined, '127.0.0.1'],
		['what is no address, behind a proxy that tells none', '127.0.0.1', 'anything-new-each-time', '127.0.0.1'],
		['what is no address, before a proxy within', '127.0.0.1', 'made up, 10.0.0.9', '10.0.0.9'],
		['two headers that became a list', '127.0.0.1', ['198.51.100.1', '203.0.113.7'], '203.0.113.7'],
		['an empty header', '127.0.0.1', ' , ', '127.0.0.1'],
		['nothing that tells', undefined, undefined, 'unknown'],
		['a link-local address with its zone', 'fe80::1%eth0', '203.0.113.7', '203.0.113.7'],
	])('%s', (_, peer, forwarded, expected) => {
		const caller = callerOf(peer, forwarded);
		expect(caller).toBe(expected);
		// Told once more, it is the same.
		expect(callerOf(caller, undefined)).toBe(expected);
	});
});

it('who is refused sixty times is told to wait, and another address is not', () => {
	const asked = Array.from({ length: 61 }, () => turnedAway('203.0.113.9', 401, T0).status);
	expect(asked).toEqual([...Array<number>(60).fill(401), 429]);
	expect(turnedAway('203.0.113.9', 403, T0)).toEqual({ status: 429, headers: { 'retry-after': '2' } });
	expect([turnedAway('203.0.113.10', 403, T0).status, turnedAway('203.0.113.9', 403, T0 + 2000).status]).toEqual([403, 403]);
});
