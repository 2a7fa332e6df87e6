import { storeFailure } from '../../../nodes/shared/store/failure';
import { withRetry } from '../../../nodes/shared/http/retry';

const called = async (status: number, code: string): Promise<number> => {
	let tries = 0;
	const call = async () => {
		tries++;
		throw storeFailure(status, { message: 'no', code });
	};
	await withRetry(call, { repeatable: false, sleep: async () => undefined, random: () => 0 }).catch(() => undefined);
	return tries;
};

it.each(['40P01', '40001'])('what Postgres took back (%s) is asked again, whatever it was: nothing of it was done', async (code) => {
	expect(await called(500, code)).toBe(4);
});

it.each([
	[500, 'XX000'],
	[504, ''],
	[409, '23505'],
	[404, '42P01'],
	[400, '22023'],
])('what may have been done, or never will be (%i %s), is not repeated where that does harm', async (status, code) => {
	expect(await called(status, code)).toBe(1);
});

// What PostgREST says to the anon key of a project: no right to the function, or to a table; and to a key that is none.
it.each([
	[403, '42501', 'permission denied for function list_sessions'],
	[401, '42501', 'permission denied for table settings'],
	[401, 'PGRST301', 'JWSError JWSInvalidSignature'],
])('a key that may not do it (%i %s) is named with the right one', (status, code, message) => {
	const { kind, message: said, remedy } = storeFailure(status, { message, code });
	expect([kind, said]).toEqual(['unauthorized', expect.stringContaining('"Secret Key"')]);
	expect(remedy).toContain('not the anon or a publishable one');
});
