import { readFileSync } from 'node:fs';
import path from 'node:path';

import parse from 'parse-prometheus-text-format';

import { FAMILIES } from '../../nodes/ControlApi/metrics/families';
import { metricsText } from '../../nodes/ControlApi/metrics/text';
import { Traffic } from '../../nodes/ControlApi/metrics/traffic';
import { customerTurn, newPlace, only } from '../setup/house';
import { closeSql } from '../setup/supabase';
import { startCalls } from './calls';
import { controlApiPorts } from './portForTests';

const ports = controlApiPorts();
afterEach(async () => await ports.end());
afterAll(closeSql);

const NOWHERE = { supabaseApi: { host: 'http://127.0.0.1:9', serviceRole: 'x'.repeat(20) } };
const named = (text: string) => new Map(parse(text).map((family) => [family.name, family]));

describe('the text', () => {
	it('is read back as it was, whatever a label holds', () => {
		const rule = 'a "quoted" \\ one\nand a line';
		const family = named(metricsText([{ name: 'replies_held_total', labels: { rule, a: 'x' }, value: 3 }])).get('replies_held_total');
		expect(family).toMatchObject({ type: 'COUNTER', metrics: [{ value: '3' }] });
		// The parser leaves escapes as they are written.
		expect(metricsText([{ name: 'replies_held_total', labels: { rule }, value: 3 }])).toContain(
			'{rule="a \\"quoted\\" \\\\ one\\nand a line"} 3\n',
		);
	});

	it('has every family once, with its own kind, its series together and its buckets by their bounds', () => {
		const hour = (le: string, value: number) => ({ name: 'first_response_time_seconds_bucket', labels: { le }, value });
		const text = metricsText([
			hour('+Inf', 4),
			{ name: 'agent_enabled', labels: {}, value: 1 },
			hour('10', 2),
			{ name: 'first_response_time_seconds_count', labels: {}, value: 4 },
			hour('5', 1),
			{ name: 'first_response_time_seconds_sum', labels: {}, value: 41.5 },
			{ name: 'of_no_family', labels: {}, value: 1 },
		]);
		expect(named(text).get('first_response_time_seconds')).toMatchObject({
			type: 'HISTOGRAM',
			metrics: [{ buckets: { '5': '1', '10': '2', '+Inf': '4' }, count: '4', sum: '41.5' }],
		});
		expect([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name)).toEqual(['first_response_time_seconds', 'agent_enabled']);
		expect(text.match(/le="[^"]+"/g)).toEqual(['le="5"', 'le="10"', 'le="+Inf"']);
	});
});

describe('calls of a process', () => {
	it('are counted by route and never by path: whoever is asked about, and whatever is asked for, it is one series', () => {
		const traffic = new Traffic();
		for (let n = 0; n < 500; n++) traffic.note('/session/:phone/:view', 'GET', 200, n);
		for (const method of ['FOO', 'BAR', 'PROPFIND']) traffic.note(null, method, 404, 1);
		const requests = traffic.samples().filter(({ name }) => name === 'http_requests_total');
		expect(requests).toEqual([
			{ name: 'http_requests_total', labels: { endpoint: '/session/:phone/:view', method: 'GET', status: '200' }, value: 500 },
			{ name: 'http_requests_total', labels: { endpoint: 'unknown', method: 'other', status: '404' }, value: 3 },
		]);
		// The parser takes series of a histogram for one: their lines are looked at as they are.
		const text = metricsText(traffic.samples());
		expect(named(text).get('http_request_duration_seconds')?.type).toBe('HISTOGRAM');
		const series = text.split('\n').filter((line) => line.includes('_seconds') && line.includes('endpoint="/session/:phone/:view"'));
		expect(series.map((line) => line.replace(/endpoint="[^"]+",|,?method="GET"/g, ''))).toEqual([
			...['0.1"} 101', '0.5"} 500', '1"} 500', '2"} 500', '5"} 500', '10"} 500', '30"} 500', '+Inf"} 500'].map(
				(rest) => `http_request_duration_seconds_bucket{le="${rest}`,
			),
			'http_request_duration_seconds_sum{} 124.75',
			'http_request_duration_seconds_count{} 500',
		]);
	});
});

it('GET /metrics tells what the database counted, without a key, and nothing of a person', async () => {
	const call = await startCalls();
	const place = newPlace();
	const decided = await only('decide', {}, await customerTurn(place));
	await only('confirm', {}, { ...decided, reply: 'Olá!' });
	const { status, headers, body } = await call('GET /metrics');
	expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
	const families = named(String(body));
	expect(families.get('database_up')?.metrics).toEqual([{ value: '1' }]);
	expect(families.get('agent_messages_total')?.type).toBe('COUNTER');
	expect(families.get('conversations_active_total')?.type).toBe('GAUGE');
	expect(Number(families.get('webhook_events_total')?.metrics[0].value)).toBeGreaterThan(0);
	// Behind n8n's webhooks any of several processes may answer: none tells of itself.
	expect(families.has('http_requests_total')).toBe(false);
	expect(String(body)).not.toMatch(new RegExp(`${place.phone}|${place.channel}`));
});

it('without the database it tells so, and what the process knows', async () => {
	const call = await startCalls();
	const families = named(String((await call('GET /metrics', { credentials: NOWHERE })).body));
	expect([...families.keys()]).toEqual(['database_up']);
	expect(families.get('database_up')?.metrics).toEqual([{ value: '0' }]);
});

it('on a port of its own the process tells of itself, too', async () => {
	const { call } = await ports.publish();
	await call('GET /health');
	await call('GET /session/5511999990001/status');
	await call('GET /nothing/of/that');
	const { body } = await call('GET /metrics');
	const families = named(String(body));
	const requests = families
		.get('http_requests_total')!
		.metrics.map(({ labels }) => `${labels?.method} ${labels?.endpoint} ${labels?.status}`);
	expect(requests).toEqual(
		expect.arrayContaining(['GET /session/:phone/:view 401', 'GET unknown 404', expect.stringMatching(/^GET \/health (200|503)$/)]),
	);
	expect(families.get('websocket_connections_active')?.metrics).toEqual([{ value: '0' }]);
	expect(String(body)).not.toContain('5511999990001');
});

it('the dashboard for Grafana shows every figure that there is, and none that there is not', () => {
	const dashboard = readFileSync(path.resolve(__dirname, '../../workflows/grafana/atendeaqui.json'), 'utf8');
	const { panels } = JSON.parse(dashboard) as { panels: Array<{ id: number; targets: Array<{ expr: string }> }> };
	const asked = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/\b[a-z]+(_[a-z]+)+\b/g) ?? []));
	const known = Object.keys(FAMILIES);
	const notNames = ['histogram_quantile', 'message_type', 'webhook_type', 'event_type', '__rate_interval'];
	const used = new Set(
		asked.map((name) => name.replace(/_bucket$/, '')).filter((name) => !notNames.includes(name) && !name.startsWith('rate_interval')),
	);
	expect([...used].sort()).toEqual([...known].sort());
	expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});
