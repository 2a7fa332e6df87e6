import { randomInt, randomUUID } from 'node:crypto';

import { closeSql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { addAttendant } from '../setup/house';
import { authorized, controlApiPorts } from './portForTests';

let call: Calls;
beforeAll(async () => {
	call = await startCalls();
});
const ports = controlApiPorts();
afterEach(ports.end);
afterAll(closeSql);

const ALL_BUT_DATE = [
	'setTimeout',
	'clearTimeout',
	'setInterval',
	'clearInterval',
	'setImmediate',
	'clearImmediate',
	'nextTick',
	'queueMicrotask',
	'performance',
	'hrtime',
] as const;

/** An address that no other test has; n8n stands behind a proxy. */
const from = () => ({ 'x-forwarded-for': `203.0.${randomInt(256)}.${randomInt(256)}` });
const many = async (times: number, ask: () => Promise<{ status: number }>) => {
	const statuses: number[] = [];
	for (let n = 0; n < times; n++) statuses.push((await ask()).status);
	return statuses;
};

describe('the control API', () => {
	it('lets nobody try keys: 429 with when to come again; whoever was known there goes on', async () => {
		const { key } = await addAttendant();
		const headers = from();
		expect((await call('GET attendants', { key, headers })).status).toBe(200);
		const tried = await many(32, async () => await call('GET attendants', { key: randomUUID(), headers }));
		expect(tried).toEqual([...Array<number>(30).fill(401), 429, 429]);
		const refused = await call('GET attendants', { key: 'another', headers });
		expect([refused.status, refused.body.error, Number(refused.headers['retry-after']) > 0]).toEqual([429, 'TOO_MANY', true]);
		expect((await call('GET attendants', { key, headers })).status).toBe(200);
		expect((await call('GET attendants', { key: 'another', headers: from() })).status).toBe(401);
	});

	it('counts unsigned clicks of Slack in the same way', async () => {
		const headers = from();
		const tried = await many(31, async () => await call('POST slack', { headers, body: {} }));
		expect(tried).toEqual([...Array<number>(30).fill(401), 429]);
	});

	it('answers one person three hundred times at once, and another one all the same', async () => {
		const [one, other] = [await addAttendant(), await addAttendant()];
		const headers = from();
		// All within one moment, however long it takes this machine.
		jest.useFakeTimers({ now: Date.now(), doNotFake: [...ALL_BUT_DATE] });
		const asked = await many(302, async () => await call('GET attendants', { key: one.key, headers }));
		expect([asked.slice(0, 300).every((status) => status === 200), asked.at(-1)]).toEqual([true, 429]);
		jest.useRealTimers();
		expect((await call('GET attendants', { key: other.key, headers })).status).toBe(200);
	}, 60_000);

	it('shows its page to an address so often, and not more', async () => {
		const headers = from();
		const asked = await many(125, async () => await call('GET painel', { headers }));
		expect([asked[0], asked[119], asked.at(-1)]).toEqual([200, 200, 429]);
		expect((await call('GET painel', { headers: from() })).status).toBe(200);
	});

	it('knows addresses on a port of its own, behind a proxy', async () => {
		const { key } = await addAttendant();
		const { call: onPort } = await ports.publish();
		const headers = from();
		const ask = async (given: string) =>
			await onPort('GET /attendants', { headers: { ...(authorized(given).headers as object), ...headers } });
		const tried = await many(31, async () => await ask(randomUUID()));
		expect([tried[29], tried[30]]).toEqual([401, 429]);
		const other = await onPort('GET /attendants', { headers: { ...(authorized(key).headers as object), ...from() } });
		expect(other.status).toBe(200);
	});
});
