import { randomInt } from 'node:crypto';

import parse from 'parse-prometheus-text-format';

import { processName } from '../../nodes/ControlApi/metrics/processName';
import { startTrigger } from '../Chatwoot/hook';
import { call as callPipeRun, newDeal, piperun, trigger as pipeRunTrigger, withPipeRun } from '../PipeRun/triggerForTests';
import { startCalls as startAttendanceCalls } from '../AttendanceServer/calls';
import * as cloud from '../WhatsAppCloud/trigger/hook';
import * as zApi from '../ZApi/hook';
import { startChatwoot } from '../sandbox/chatwoot';
import { DELIVERIES } from '../sandbox/graphWebhooks';
import { startZApi } from '../sandbox/zapi';
import { INSTANCE_ID, receivedText } from '../sandbox/zapiPayloads';
import { closeSql } from '../setup/supabase';
import { clickOf, startCalls, type Calls } from './calls';

withPipeRun(Date.now);
afterAll(closeSql);

const NOWHERE = { supabaseApi: { host: 'http://127.0.0.1:9', serviceRole: 'x'.repeat(20) } };
const headers = () => ({ 'x-forwarded-for': `203.0.113.${randomInt(256)}` });

/** What `GET /metrics` tells of doors, without those that stand at nothing. */
async function told(call: Calls): Promise<Record<string, number>> {
	const { body } = await call('GET /metrics');
	const family = parse(String(body)).find(({ name }) => name === 'webhook_requests_total');
	const samples = (family?.metrics ?? []) as Array<{ value: string; labels: Record<string, string> }>;
	for (const { labels } of samples) expect(Object.keys(labels).sort()).toEqual(['process', 'status', 'webhook_type']);
	const counted = samples.map(({ value, labels }) => [`${labels.webhook_type} ${labels.status}`, Number(value)] as const);
	return Object.fromEntries(counted.filter(([, value]) => value > 0));
}

describe('GET /metrics tells what the doors of this process answered', () => {
	let call: Calls;
	beforeAll(async () => {
		call = await startCalls();
	});
	/** What was counted since. */
	const during = async (work: () => Promise<unknown>) => {
		const before = await told(call);
		await work();
		const after = await told(call);
		return Object.fromEntries(
			Object.entries(after).flatMap(([name, value]) => (value > (before[name] ?? 0) ? [[name, value - (before[name] ?? 0)]] : [])),
		);
	};

	it('Z-API', async () => {
		const zapi = await startZApi({ instanceId: INSTANCE_ID, token: zApi.TOKEN });
		const given = await zApi.triggerOf(zapi);
		const storing = await zApi.triggerOf(zapi, { noteSent: true, messages: 'store' }, NOWHERE);
		const rose = await during(async () => {
			await zApi.call(given, receivedText(), { headers: headers() });
			await zApi.call(given, { ...receivedText(), isGroup: true }, { headers: headers() });
			await zApi.call(given, {}, { headers: headers() });
			await zApi.call(storing, receivedText(), { headers: headers() });
			const from = headers();
			for (let n = 0; n < 70; n++) await zApi.call(given, receivedText(), { headers: from, secret: 'x'.repeat(32) });
		});
		await zapi.stop();
		const { 'zapi 403': refused, 'zapi 429': toldToWait, ...others } = rose;
		expect(others).toEqual({ 'zapi started': 1, 'zapi 200': 1, 'zapi 400': 1, 'zapi 503': 1 });
		// On a slow machine a second is over before the last of them, and gives one more.
		expect([refused + toldToWait, toldToWait > 0]).toEqual([70, true]);
	}, 60_000);

	it('the Cloud API: verification, deliveries, and one that is too large', async () => {
		const given = await cloud.triggerOf();
		const rose = await during(async () => {
			await cloud.verify(given, { 'hub.mode': 'subscribe', 'hub.verify_token': cloud.VERIFY_TOKEN, 'hub.challenge': '1' });
			await cloud.verify(given, { 'hub.mode': 'subscribe', 'hub.verify_token': 'errado', 'hub.challenge': '1' });
			await cloud.deliver(given, DELIVERIES.batch);
			await cloud.deliverBytes(given, Buffer.from('{}'), undefined);
			await cloud.deliverBytes(given, Buffer.alloc(4 * 1024 * 1024, 32), 'sha256=00');
		});
		expect(rose).toEqual({
			'whatsapp_cloud 200': 1,
			'whatsapp_cloud 403': 1,
			'whatsapp_cloud started': 1,
			'whatsapp_cloud 401': 1,
			'whatsapp_cloud 413': 1,
		});
	});

	it('Chatwoot and PipeRun', async () => {
		const chatwoot = await startChatwoot();
		const trigger = await startTrigger(chatwoot);
		const given = pipeRunTrigger();
		const rose = await during(async () => {
			await fetch(`${trigger.base}/x/wrong`, { method: 'POST', body: '{}', headers: headers() });
			await callPipeRun(given, { id: newDeal().id }, { query: { event: 'created' } });
			await callPipeRun(given, { id: 999_999 }, { query: { event: 'created' } });
			await callPipeRun(pipeRunTrigger({ authentication: 'header' }, 'w'.repeat(20)), {}, { headers: headers() });
			piperun.faults.push({ kind: 'status', status: 503, times: 9 });
			await callPipeRun(given, { id: newDeal().id }, { query: { event: 'created' } });
		});
		await Promise.all([trigger.stop(), chatwoot.stop()]);
		expect(rose).toEqual({ 'chatwoot 401': 1, 'piperun started': 1, 'piperun 200': 1, 'piperun 403': 1, 'piperun 503': 1 });
	}, 60_000);

	it('Slack, and Meta through the attendance API', async () => {
		const attendance = await startAttendanceCalls();
		const rose = await during(async () => {
			await call('POST /slack', clickOf('{"actions": []}'));
			await call('POST /slack', clickOf('{"actions": []}', { tampered: true }));
			await attendance('GET /api/v1/whatsapp/webhook', { query: {} });
			await attendance('POST /api/v1/whatsapp/webhook', { rawBody: Buffer.from('{}') });
			await attendance('GET /api/v1/health');
		});
		expect(rose).toEqual({ 'slack 200': 1, 'slack 401': 1, 'attendance 403': 1, 'attendance 401': 1 });
	});

	it('the process by one name, without its host, and no address, secret or number of a caller', async () => {
		const { body } = await call('GET /metrics');
		const lines = String(body)
			.split('\n')
			.filter((line) => line.startsWith('webhook_requests_total{'));
		const names = new Set(lines.map((line) => /process="(main-[0-9a-f]{8})"/.exec(line)?.[1]));
		expect([...names]).toEqual([await processName()]);
		expect(lines.join()).not.toMatch(/203\.0|xxxx|5511/);
	});
});
