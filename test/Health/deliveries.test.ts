import { json, startServer, type Server } from '../sandbox/server';
import { faultQueue } from '../sandbox/faults';
import { look, openBench, pick, type Bench, type Row } from './bench';

const ID = '0b1c2d3e-0000-4000-8000-000000000001';
const SECRET = 'ab'.repeat(16);
const PATH = `/webhook/${ID}/${ID}/${SECRET}`;

let bench: Bench;
beforeEach(async () => {
	bench = await openBench();
});
afterEach(async () => await bench.stop());

/** What stands at the address that the provider has. */
async function listening(status: number, body: unknown): Promise<Server & { paths: string[] }> {
	const paths: string[] = [];
	const server = await startServer({
		faults: faultQueue(),
		faultPath: (path) => path,
		faultBody: () => ({}),
		onCall: ({ path }) => paths.push(path),
		answer: () => json(status, body),
	});
	return Object.assign(server, { paths });
}

const zapiUrl = async (url: string): Promise<Row | undefined> => {
	bench.zapi.callbackUrls.receivedCallbackUrl = url;
	const rows = await look(pick(bench.credentials, 'atendeAquiZApi'));
	return rows.find(({ integration }) => integration === 'zapi_url');
};

it('nobody gets what Z-API delivers to no address', async () => {
	expect(await zapiUrl('')).toMatchObject({
		outcome: 'error',
		reason: 'nobodyListens',
		text: expect.stringContaining('Publique no n8n') as string,
	});
});

it('an address without https is none', async () => {
	expect(await zapiUrl(`http://n8n.example.com${PATH}`)).toMatchObject({ outcome: 'error', reason: 'notHttps' });
});

it('a trigger of ours refuses who has not the secret, which it is not asked with: n8n’s webhook and a port', async () => {
	const trigger = await listening(403, { error: 'The URL is not the one that was registered' });
	for (const path of [PATH, `/zapi/${ID}/${SECRET}`]) expect(await zapiUrl(`${trigger.url}${path}`)).toMatchObject({ outcome: 'ok' });
	expect(trigger.paths.join()).not.toContain(SECRET);
	await trigger.stop();
});

it('a gate before the trigger, which refuses everybody with a page (Cloudflare Access)', async () => {
	const gate = await listening(403, '<!doctype html><title>Access denied</title>');
	expect(await zapiUrl(`${gate.url}${PATH}`)).toMatchObject({
		outcome: 'error',
		reason: 'gated',
		text: expect.stringContaining('Deixe passar sem login') as string,
	});
	await gate.stop();
});

it('a workflow that is not published', async () => {
	const n8n = await listening(404, { code: 404, message: `The requested webhook "POST ${ID}" is not registered.` });
	expect(await zapiUrl(`${n8n.url}${PATH}`)).toMatchObject({ outcome: 'error', reason: 'unpublished' });
	await n8n.stop();
});

it.each([
	['another system', '/api/webhooks/zapi', 200, { ok: true }],
	['a CRM that refuses', '/hooks/9', 401, {}],
	['a page', PATH, 200, '<html>'],
])('%s, whose host alone is told', async (_, path, status, body) => {
	const other = await listening(status, body);
	const row = await zapiUrl(`${other.url}${path}?token=very-secret-of-theirs`);
	expect(row).toMatchObject({ outcome: 'error', reason: 'elsewhere' });
	expect(row?.text).toContain(new URL(other.url).host);
	expect(JSON.stringify(row)).not.toContain('very-secret-of-theirs');
	await other.stop();
});

it('an address that cannot be reached from here says nothing: a network may not lead back', async () => {
	expect(await zapiUrl(`https://127.0.0.1:9${PATH}`)).toMatchObject({ outcome: 'ok' });
});

it('of a number that Z-API does not know its address is not told, too', async () => {
	const { atendeAquiZApi } = bench.credentials;
	const rows = await look({ atendeAquiZApi: { ...atendeAquiZApi, instanceToken: 'F0BAD0F0BAD0F0BAD0F0BAD0' } });
	expect(rows.map(({ integration }) => integration)).toEqual(['zapi']);
});

describe('Meta', () => {
	const cloudUrl = async () =>
		(await look(pick(bench.credentials, 'atendeAquiWhatsAppCloudApi'))).find(({ integration }) => integration === 'whatsapp_cloud_url');

	it('delivers nowhere', async () => {
		expect(await cloudUrl()).toMatchObject({ outcome: 'error', reason: 'nobodyListens' });
	});

	it.each([
		['a trigger of ours, which believes nobody without a signature', 401, { error: 'The signature is missing' }, { outcome: 'ok' }],
		[
			'a workflow that is not published',
			404,
			{ code: 404, message: 'The requested webhook is not registered.' },
			{ reason: 'unpublished' },
		],
		['another system, which takes anything', 200, { success: true }, { outcome: 'error', reason: 'elsewhere' }],
		['a page of a proxy whose server is down', 502, '<html>Bad gateway</html>', { outcome: 'error', reason: 'elsewhere' }],
	])('delivers to %s', async (_, status, body, found) => {
		const there = await listening(status, body);
		bench.graph.state.numberOverride = `${there.url}/webhook/${ID}/whatsapp`;
		expect(await cloudUrl()).toMatchObject(found);
		await there.stop();
	});
});
