import { runCampaign } from '../../nodes/AttendanceApi/composites/campaign';
import { plusPhone } from '../../nodes/AttendanceApi/fields';
import { VendorError, type FailureKind } from '../../nodes/shared/http/errors';
import { api, run, withServer } from './nodeForTests';

const slept: number[] = [];
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => {
		slept.push(ms);
		await Promise.resolve();
	},
}));
beforeEach(() => slept.splice(0));

const contact = (n: number) => ({ phone: `55319000000${String(n).padStart(2, '0')}`, params: ['Ana'] });
const ten = Array.from({ length: 10 }, (_, n) => contact(n + 1));
const failing = (kind: FailureKind, status?: number) => new VendorError({ kind, message: `no ${kind}`, remedy: '', status });
const plan = (contacts: unknown[], sendTo: (phone: string) => Promise<unknown>, resumeAt = 0) =>
	runCampaign({
		contacts,
		resumeAt,
		delayMs: 1000,
		phoneOf: plusPhone,
		sendTo,
		sleep: async (ms) => void slept.push(ms),
		now: () => 1_800_000_000_000,
	});

it('waits after every contact, also after one that failed, and one failure stops nobody', async () => {
	const result = await plan(ten, async (phone) => {
		if (phone.endsWith('03')) throw failing('rejected', 400);
		if (phone.endsWith('05')) throw failing('timedOut');
		return await Promise.resolve({});
	});
	expect(result).toMatchObject({ total: 10, success: 8, failed: 2, skipped: 0, stopped: false, resume_cursor: null });
	expect(result.errors).toEqual([
		{ phone: '5531900000003', error: 'no rejected', mayHaveActed: false },
		{ phone: '5531900000005', error: 'no timedOut', mayHaveActed: true },
	]);
	expect(slept).toEqual(Array.from({ length: 9 }, () => 1000));
});

it.each([
	['unauthorized', 401],
	['unauthorized', 403],
	['rateLimited', 429],
	['unreachable', undefined],
	['misaddressed', 405],
] as const)('stops on %s (%s), counts the rest as skipped, and goes on from there another time', async (kind, status) => {
	const sent: string[] = [];
	const until = (most: number) => async (phone: string) => {
		if (sent.length === most) throw failing(kind, status);
		return await Promise.resolve(sent.push(phone));
	};
	const first = await plan(ten, until(4));
	expect(first).toMatchObject({ success: 4, failed: 0, skipped: 6, resume_cursor: 4, stopped: true, stop_reason: `no ${kind}` });
	const second = await plan(ten, until(99), first.resume_cursor!);
	expect(second).toMatchObject({ total: 10, success: 6, skipped: 4, resume_cursor: null });
	expect(new Set(sent).size).toBe(10);
	for (const { total, success, failed, skipped } of [first, second]) expect(success + failed + skipped).toBe(total);
});

it('a number is one contact however it is written; what is none fails alone', async () => {
	const sent: string[] = [];
	const given = [
		{ phone: '5531900000001' },
		{ phone: '(31) 90000-0001' },
		{ phone: 'amanhã' },
		{},
		null,
		{ phone: '+5531900000001' },
		{ phone: 5531900000002 },
	];
	const result = await plan(given, async (phone) => await Promise.resolve(sent.push(phone)));
	expect(sent).toEqual(['+5531900000001', '+5531900000002']);
	expect(result).toMatchObject({ total: 7, success: 2, failed: 2, skipped: 3 });
});

describe.each(['documented', 'v2'] as const)('over the server, in the dialect %s', (dialect) => {
	withServer(dialect);
	const send = async (options = {}) =>
		(await run('whatsApp', 'sendCampaign', { contacts: ten, templateName: 'aviso', options })).items('Node')[0];

	it('sends to each once', async () => {
		expect(await send()).toMatchObject({ total: 10, success: 10, failed: 0, skipped: 0, errors: [] });
		expect(api.state.sent.map(({ to }) => to.replace('+', ''))).toEqual(ten.map(({ phone }) => phone));
		expect(new Set(slept)).toEqual(new Set([1000]));
	});

	it('stops when the account may not: one refusal, not ten', async () => {
		api.faults.push({ kind: 'status', status: 403, times: Infinity, match: (path) => path.includes('template') });
		expect(await send()).toMatchObject({ success: 0, failed: 0, skipped: 10, stopped: true, resume_cursor: 0 });
		expect(api.requests.filter(({ path }) => path.includes('template'))).toHaveLength(1);
	});

	it('stops when the login is dead', async () => {
		api.faults.push({ kind: 'status', status: 401, times: Infinity, match: (path) => path !== '/auth/login' });
		expect(await send()).toMatchObject({ skipped: 10, stopped: true });
		expect(api.logins.attempts).toBe(2);
	});

	it('tried dry sends nothing and waits for nothing', async () => {
		expect(await send({ dryRun: true })).toMatchObject({ total: 10, success: 10 });
		expect([api.state.sent, slept]).toEqual([[], []]);
	});
});
