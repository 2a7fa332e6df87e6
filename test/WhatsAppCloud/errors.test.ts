import { actionFor, type Action } from '../../nodes/WhatsAppCloud/errors';
import { errors } from '../contracts/whatsappCloudContract';
import { errorBody, statusOf } from '../sandbox/graphErrors';
import type * as QuickWaits from '../setup/quickWaits';
import { startBench, TO, type Bench } from './bench';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

/** What the vendor's table says to do, code by code; a range by its first and last. */
const EXPECTED: Array<[code: number, action: Action]> = [
	[0, 'renewToken'],
	[1, 'retry'],
	[2, 'retry'],
	[3, 'grantPermission'],
	[4, 'slowDown'],
	[10, 'grantPermission'],
	[33, 'fixRequest'],
	[100, 'fixRequest'],
	[190, 'renewToken'],
	[200, 'grantPermission'],
	[299, 'grantPermission'],
	[368, 'stopSending'],
	[80007, 'slowDown'],
	[80008, 'slowDown'],
	[130429, 'slowDown'],
	[130472, 'doNotResend'],
	[130497, 'doNotResend'],
	[131000, 'retry'],
	[131005, 'grantPermission'],
	[131008, 'fixRequest'],
	[131009, 'fixRequest'],
	[131016, 'retry'],
	[131021, 'fixRequest'],
	[131026, 'tryOtherForm'],
	[131030, 'fixAccount'],
	[131031, 'stopSending'],
	[131037, 'fixAccount'],
	[131042, 'fixAccount'],
	[131045, 'fixAccount'],
	[131047, 'useTemplate'],
	[131048, 'stopSending'],
	[131049, 'waitDay'],
	[131050, 'optedOut'],
	[131051, 'fixRequest'],
	[131052, 'fixMedia'],
	[131053, 'fixMedia'],
	[131055, 'fixRequest'],
	[131056, 'pairLimit'],
	[131057, 'wait'],
	[131062, 'askNumber'],
	[131063, 'fixTemplate'],
	[131064, 'stopSending'],
	[132000, 'fixTemplate'],
	[132001, 'fixTemplate'],
	[132005, 'fixTemplate'],
	[132007, 'fixTemplate'],
	[132008, 'fixTemplate'],
	[132012, 'fixTemplate'],
	[132015, 'fixTemplate'],
	[132016, 'fixTemplate'],
	[132068, 'fixTemplate'],
	[132069, 'wait'],
	[133000, 'repeat'],
	[133004, 'wait'],
	[133005, 'fixRequest'],
	[133006, 'fixRequest'],
	[133008, 'fixRequest'],
	[133009, 'wait'],
	[133010, 'fixAccount'],
	[133015, 'wait'],
	[133016, 'fixRequest'],
	[134011, 'fixAccount'],
	[135000, 'fixRequest'],
	[137000, 'confirmIdentity'],
	[139100, 'fixRequest'],
	[139101, 'fixRequest'],
	[139102, 'repeat'],
	[139103, 'retry'],
	[2388019, 'fixTemplate'],
	[2388040, 'fixTemplate'],
	[2388047, 'fixTemplate'],
	[2388073, 'fixTemplate'],
	[2388293, 'fixTemplate'],
	[2388299, 'fixTemplate'],
	[2494100, 'wait'],
	[2593109, 'doNotResend'],
	[147001, 'fixRequest'],
	[147005, 'fixRequest'],
];

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
afterAll(async () => await bench.stop());

const text = { resource: 'message', operation: 'sendText', to: TO, text: 'Oi' };

it('each code of the vendor has its row', () => {
	const codes = errors.flatMap(({ code }) => [...new Set(String(code).split('-').map(Number))]);
	expect(EXPECTED.map(([code]) => code).sort()).toEqual(codes.sort());
	expect(errors).toHaveLength(76);
});

it.each(errors)('$code may be tried again: $retryable', ({ code, retryable }) => {
	expect(actionFor(Number(String(code).split('-')[0])).retryable).toBe(retryable);
});

// Once more after a second, and the waits of tests are none: three further tries at most.
it.each(EXPECTED)('an answer with %i says %s', async (code, action) => {
	const before = bench.graph.requests.length;
	bench.graph.faults.push({ kind: 'status', status: statusOf(code), body: errorBody(code, `details of ${code}`), times: 4 });
	const [{ json }] = await bench.run(text, undefined, { onError: 'continueRegularOutput' });
	bench.graph.faults.clear();
	const { retryable, kind, isFinal } = actionFor(code);
	expect(json).toMatchObject({
		error: expect.stringContaining(`details of ${code} (code ${code})`),
		details: { code, action, retryable, kind, mayHaveActed: kind === 'unavailable', ...(isFinal && { isFinal: true }) },
	});
	expect(String((json.details as { remedy: string }).remedy)).toMatch(/\.$/);
	// What may have gone out, and what takes minutes, is not asked again by itself.
	const again = ['slowDown', 'pairLimit', 'repeat'].includes(action);
	expect(bench.graph.requests.length - before).toBe(again ? 4 : 1);
});

it('waits 4ⁿ seconds between messages to one person', () => {
	expect([0, 1, 2].map(actionFor(131056).paceMs!)).toEqual([1000, 4000, 16_000]);
});

it.each([
	['a code that nobody knows', { ...errorBody(999999) }, 400, 'fixRequest'],
	['one that Meta calls transient', errorBody(999999, '', 'Odd', { is_transient: true }), 400, 'retry'],
	['one with status 500', errorBody(999999), 500, 'retry'],
])('%s', async (_, body, status, action) => {
	bench.graph.faults.push({ kind: 'status', status, body, times: 1 });
	const [{ json }] = await bench.run(text, undefined, { onError: 'continueRegularOutput' });
	expect(json).toMatchObject({ details: { code: 999999, action } });
});

it.each([
	['no JSON', 'Bad Gateway', 502, 'unavailable'],
	['an error that is a text', { error: 'nope' }, 400, 'rejected'],
	['a code that is a text', { error: { message: 'x', code: '131047' } }, 400, 'rejected'],
	['a list', [], 400, 'rejected'],
])('%s crashes nothing', async (_, body, status, kind) => {
	bench.graph.faults.push({ kind: 'status', status, body, times: 1 });
	const [{ json }] = await bench.run(text, undefined, { onError: 'continueRegularOutput' });
	expect(json).toMatchObject({ details: { kind } });
});
