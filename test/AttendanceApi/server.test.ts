import parsePrometheus from 'parse-prometheus-text-format';

import { samplesIn } from '../../nodes/AttendanceApi/models/prometheus';
import { codeHealth } from '../sandbox/attendanceApi';
import { GOES_ON, api, paths, run, withServer } from './nodeForTests';

const look = async () => (await run('server', 'checkHealth')).items('Node')[0];

describe('the health of the server', () => {
	withServer();

	it('is ok, at the origin and without a login', async () => {
		expect(await look()).toMatchObject({
			outcome: 'ok',
			isHealthy: true,
			status: 'healthy',
			unhealthy: [],
			services: { database: 'healthy', whatsapp_api: 'healthy' },
			version: '2.0.0',
			reason: null,
		});
		expect([paths(), api.requests[0].headers.authorization]).toEqual([['GET /health'], undefined]);
	});

	it.each([
		[503, { status: 'unhealthy', version: '2', services: { database: 'unhealthy', redis: 'healthy' } }, ['database']],
		[200, { status: 'degraded', version: '2', services: { database: 'healthy', redis: 'degraded' } }, ['redis']],
		[200, { status: 'healthy', version: '2', services: { database: 'healthy', redis: 'unhealthy' } }, ['redis']],
	])('is degraded with %d and %j', async (status, body, unhealthy) => {
		api.habits.health = { status, body };
		expect(await look()).toMatchObject({ outcome: 'degraded', isHealthy: false, unhealthy });
	});

	it('is a time-out after ten seconds, asked once', async () => {
		const began = Date.now();
		api.faults.push({ kind: 'timeout', times: 9 });
		expect(await look()).toMatchObject({ outcome: 'timeout', reason: expect.stringContaining('10 seconds') });
		expect([Date.now() - began < 13_000, paths()]).toEqual([true, ['GET /health']]);
	}, 20_000);

	it('is unreachable where nobody listens, told at once', async () => {
		await api.down();
		const began = Date.now();
		expect(await look()).toMatchObject({ outcome: 'unreachable', isHealthy: false });
		expect(Date.now() - began).toBeLessThan(2000);
		await api.up();
	});

	it.each([
		[200, '<html>', 'text/html'],
		[200, '{}', 'application/json'],
		[200, 'null', 'application/json'],
		[200, 'OK', 'text/plain'],
		[404, '{"detail":"Not Found"}', 'application/json'],
		[500, '{"detail":"x"}', 'application/json'],
		[401, '{"detail":"x"}', 'application/json'],
	])('is an error with %d and %s, and never a failure', async (status, body, type) => {
		const value = type === 'application/json' ? (JSON.parse(body) as unknown) : body;
		api.faults.push({ kind: 'status', status, body: value, headers: { 'content-type': type } });
		expect(await look()).toMatchObject({ outcome: 'error', isHealthy: false, reason: expect.any(String) });
	});
});

describe('the health in the code dialect', () => {
	withServer('v2');

	it.each([
		[200, true, 'ok', ['redis']],
		[503, false, 'degraded', ['database', 'redis']],
	])('with %d is read from yes and no', async (status, isHealthy, outcome, unhealthy) => {
		api.habits.health = { status, body: codeHealth(isHealthy) };
		expect(await look()).toMatchObject({ outcome, unhealthy, serverTime: '2026-11-18T11:06:40.120Z' });
	});
});

const TEXT = `# HELP http_requests_total The "requests".\\nAll of them
# TYPE http_requests_total counter
http_requests_total{method="GET",path="/a\\"b\\\\c",status="200"} 1027 1795000000000
http_requests_total{method="POST",path="/{x}, y=\\"1\\""} 3
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{le="0.1"} 5
http_request_duration_seconds_bucket{le="+Inf"} 7
http_request_duration_seconds_sum 1.5e-1
http_request_duration_seconds_count 7
websocket_connections_active -0.5
strange NaN
high +Inf
no number here
{broken
`;

describe('metrics', () => {
	withServer();

	it('are an item a sample; what is not there is not there', async () => {
		const { items } = await run('server', 'getMetrics');
		expect(items('Node')).toMatchObject([
			{ name: 'http_requests_total', value: 12, labels: { method: 'GET', path: '/a"b', status: '200' }, type: 'counter' },
			{ name: 'conversations_active_total', value: 31, labels: {}, type: null },
		]);
		const one = await run('server', 'getMetrics', { options: { names: 'conversations_active_total, messages_sent_total' } });
		expect(one.items('Node').map(({ name }) => name)).toEqual(['conversations_active_total']);
		expect((await run('server', 'getMetrics', {}, { settings: GOES_ON })).status).toBe('success');
	});

	it('are read as the format says', () => {
		expect(samplesIn(TEXT).map(({ name, value, text, type }) => [name, value, text, type])).toEqual([
			['http_requests_total', 1027, '1027', 'counter'],
			['http_requests_total', 3, '3', 'counter'],
			['http_request_duration_seconds_bucket', 5, '5', 'histogram'],
			['http_request_duration_seconds_bucket', 7, '7', 'histogram'],
			['http_request_duration_seconds_sum', 0.15, '1.5e-1', 'histogram'],
			['http_request_duration_seconds_count', 7, '7', 'histogram'],
			['websocket_connections_active', -0.5, '-0.5', null],
			['strange', null, 'NaN', null],
			['high', null, '+Inf', null],
		]);
		const [first, second] = samplesIn(TEXT);
		expect([first.labels.path, first.at, first.help]).toEqual(['/a"b\\c', '2026-11-18T11:06:40.000Z', 'The "requests".\nAll of them']);
		expect(second.labels).toEqual({ method: 'POST', path: '/{x}, y="1"' });
		expect(samplesIn(TEXT, ['http_request_duration_seconds'])).toHaveLength(4);
	});

	it('agree with a reader of npm', () => {
		const plain = TEXT.split('\n').slice(0, 9).join('\n');
		const counters = parsePrometheus(plain).filter(({ type }) => type === 'COUNTER');
		const theirs = counters.flatMap(({ metrics }) => metrics.map(({ value }) => Number(value)));
		expect(samplesIn(plain, ['http_requests_total']).map(({ value }) => value)).toEqual(theirs);
	});
});
