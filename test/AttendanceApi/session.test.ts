import { Session } from '../../nodes/AttendanceApi/session/session';
import type { Tokens } from '../../nodes/AttendanceApi/session/tokens';
import { VendorError, type FailureKind } from '../../nodes/shared/http/errors';

const MINUTE = 60_000;
let clock: number;
let logins: number;
let refreshed: string[];
let made: number;
let takesRefresh: boolean;
let life: number | null;
let gives: boolean;
let refusal: Error | null;
let session: Session;
beforeEach(() => {
	[clock, logins, refreshed, made, takesRefresh, life, gives, refusal] = [1_800_000_000_000, 0, [], 0, true, 86_400, true, null];
	session = new Session(() => clock);
});

const tokens = (): Tokens => ({ access: `a${++made}`, refresh: gives ? `r${made}` : null, lifeSeconds: life, user: null });
const failure = (status: number | undefined, kind: FailureKind = 'unauthorized', retryAfterMs?: number) =>
	new VendorError({ kind, message: `no ${status}`, remedy: '', status, retryAfterMs });
const later = async () => await new Promise((resolve) => setImmediate(resolve));
const doors = {
	login: async (): Promise<Tokens> => {
		logins++;
		await later();
		if (refusal) throw refusal;
		return tokens();
	},
	refresh: async (token: string): Promise<Tokens> => {
		refreshed.push(token);
		await later();
		if (!takesRefresh) throw failure(401);
		return tokens();
	},
};

it('logs in when somebody first needs a token, once for all who need it at once', async () => {
	const got = await Promise.all(Array.from({ length: 50 }, async () => await session.token(doors)));
	expect([new Set(got), logins]).toEqual([new Set(['a1']), 1]);
	expect(await session.token(doors)).toBe('a1');
	expect(logins).toBe(1);
});

describe('ahead of its end', () => {
	it.each([
		[86_400, 0.9],
		[1800, 25 / 30],
		[600, 0.5],
		[60, 0.5],
	])('a token of %d s is renewed after %d of its life', async (seconds, part) => {
		life = seconds;
		await session.token(doors);
		clock += seconds * 1000 * part - 1;
		expect(await session.token(doors)).toBe('a1');
		clock += 1;
		expect(await session.token(doors)).toBe('a2');
		expect([logins, refreshed]).toEqual([1, ['r1']]);
	});

	it('the life counts from our clock, whatever the server’s shows, and one without a life is used until it is refused', async () => {
		life = null;
		await session.token(doors);
		clock += 400 * 24 * 60 * MINUTE;
		expect(await session.token(doors)).toBe('a1');
	});

	it('a renewal that fails leaves the rest of the life', async () => {
		gives = false;
		await session.token(doors);
		clock += 0.95 * 86_400_000;
		refusal = failure(503, 'unavailable');
		expect(await session.token(doors)).toBe('a1');
		clock += 0.06 * 86_400_000;
		await expect(session.token(doors)).rejects.toThrow('no 503');
		refusal = null;
		expect(await session.token(doors)).toBe('a2');
	});
});

describe('after a refusal', () => {
	it('fifty with a dead token cause one refresh and, since that fails, one login', async () => {
		takesRefresh = false;
		const dead = await session.token(doors);
		session.accept(dead);
		const got = await Promise.all(Array.from({ length: 50 }, async () => await session.renew(dead, failure(401), doors)));
		expect([new Set(got), refreshed, logins]).toEqual([new Set(['a2']), ['r1'], 2]);
		// Who comes late with the dead one gets the new one.
		expect(await session.renew(dead, failure(401), doors)).toBe('a2');
		expect(logins).toBe(2);
	});

	it('a refresh token is used once, also when nobody knows what became of it', async () => {
		await session.token(doors);
		await session.renew('a1', failure(401), doors);
		session.accept('a2');
		await session.renew('a2', failure(401), doors);
		expect([refreshed, logins]).toEqual([['r1', 'r2'], 1]);
		takesRefresh = false;
		session.accept('a3');
		await session.renew('a3', failure(401), doors);
		session.accept('a4');
		takesRefresh = true;
		await session.renew('a4', failure(401), doors);
		expect(refreshed).toEqual(['r1', 'r2', 'r3', 'r4']);
	});

	it('without a refresh token there is a login and no refresh', async () => {
		gives = false;
		await session.token(doors);
		await session.renew('a1', failure(401), doors);
		expect([refreshed, logins]).toEqual([[], 2]);
	});

	it('a server that refuses what it just gave is not logged in to once an item', async () => {
		gives = false;
		await session.token(doors);
		const second = await session.renew('a1', failure(401), doors);
		for (let item = 0; item < 50; item++) await expect(session.renew(second, failure(401), doors)).rejects.toThrow('no 401');
		expect(logins).toBe(2);
		// Three minutes later it may be tried again: five in a quarter of an hour are allowed.
		clock += 3 * MINUTE;
		await session.renew(second, failure(401), doors);
		expect(logins).toBe(3);
	});
});

describe('a login that is refused', () => {
	it.each([
		[401, undefined, 15 * MINUTE],
		[423, undefined, 15 * MINUTE],
		[423, 20 * MINUTE, 20 * MINUTE],
		[429, 600_000, 600_000],
		// An epoch in the place of a length (openclaw/clawhub 421) would be a rest of half a century.
		[429, 1_771_404_540_000, 60 * MINUTE],
	])('with %d (Retry-After %s) is tried once, and everybody is told the same until %d ms later', async (status, retryAfterMs, restMs) => {
		refusal = failure(status, status === 429 ? 'rateLimited' : 'unauthorized', retryAfterMs);
		const told = await Promise.all(Array.from({ length: 50 }, async () => await session.token(doors).catch((error: unknown) => error)));
		expect([new Set(told).size, logins]).toEqual([1, 1]);
		clock += restMs - 1;
		await expect(session.token(doors)).rejects.toBe(told[0]);
		clock += 1;
		refusal = null;
		expect(await session.token(doors)).toBe('a1');
		expect(logins).toBe(2);
	});

	it('is not remembered where the server was away', async () => {
		refusal = failure(undefined, 'unreachable');
		await expect(session.token(doors)).rejects.toThrow();
		refusal = null;
		expect(await session.token(doors)).toBe('a1');
	});

	it('is forgotten once the credential’s own test logged in', async () => {
		refusal = failure(401);
		await expect(session.token(doors)).rejects.toThrow();
		session.adopt(tokens());
		expect([await session.token(doors), logins]).toEqual(['a1', 1]);
	});
});
