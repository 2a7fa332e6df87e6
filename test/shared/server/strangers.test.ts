import { randomInt } from 'node:crypto';

import { doors } from '../../../nodes/shared/core/limits/doors';
import { answerOf } from '../../../nodes/shared/server/listen';
import { orToldSo } from '../../../nodes/shared/server/vendorDoor';
import { call, TOKEN, triggerOf } from '../../ZApi/hook';
import { startZApi } from '../../sandbox/zapi';
import { INSTANCE_ID, receivedText } from '../../sandbox/zapiPayloads';
import { portsForTests } from './portForTests';

const ports = portsForTests();
afterEach(async () => await ports.end());

it('a vendor’s door tells a stranger to wait, and takes what the vendor delivers from the very same address', async () => {
	const port = await ports.freePort();
	const logger = { error: () => undefined } as never;
	const answer = async (_: Request, rest: string) =>
		await Promise.resolve(rest === 'secret' ? answerOf(200, {}) : answerOf(403, { error: 'wrong' }));
	await ports.mount(port, { path: '/door', answer: orToldSo({ logger }, { trigger: 'Trigger', door: 'zapi' }, answer) });
	const headers = { 'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}` };
	const ask = async (rest: string, given: Record<string, string> = headers) =>
		await fetch(`http://127.0.0.1:${port}/door/${rest}`, { method: 'POST', headers: given });
	const statuses: number[] = [];
	for (let n = 0; n < 61; n++) statuses.push((await ask('guess')).status);
	expect([statuses[0], statuses[59], statuses[60]]).toEqual([403, 403, 429]);
	expect((await ask('guess')).headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
	for (let n = 0; n < 300; n++) expect((await ask('secret')).status).toBe(200);
	expect((await ask('guess', { 'x-forwarded-for': `198.51.100.${randomInt(256)}` })).status).toBe(403);
	// Each is counted by what it was answered.
	expect((await fetch(`http://127.0.0.1:${port}/no-door`)).status).toBe(404);
	const counted = (door: string) =>
		doors.told().flatMap((one) => (one.door === door && one.count > 0 ? [`${one.status} ${one.count}`] : []));
	expect([counted('zapi').sort(), counted('unknown')]).toEqual([['200 300', '403 61', '429 2'], ['404 1']]);
}, 30_000);

it('and so does one behind n8n’s webhook', async () => {
	const zapi = await startZApi({ instanceId: INSTANCE_ID, token: TOKEN });
	const given = await triggerOf(zapi);
	const headers = { 'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}` };
	const statuses: Array<number | undefined> = [];
	for (let n = 0; n < 61; n++) statuses.push((await call(given, receivedText({ instanceId: 'another' }), { headers })).answered.status);
	expect([statuses[0], statuses[59], statuses[60]]).toEqual([403, 403, 429]);
	const { answered, items } = await call(given, receivedText(), { headers });
	expect([answered, items?.length]).toEqual([{}, 1]);
	await zapi.stop();
}, 30_000);
