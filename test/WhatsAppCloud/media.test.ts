import { file, IDS, json, SECRETS, startBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const CONTENT = Buffer.from('OggS voz de uma pessoa');
const download = (more: object = {}) => ({
	resource: 'media',
	operation: 'download',
	mediaId: '={{ $json.media?.id }}',
	binaryField: 'data',
	...more,
});
const received = () => {
	const { id } = bench.graph.state.store('audio/ogg; codecs=opus', CONTENT);
	return { json: { text: '', media: { id, fileName: 'voz.ogg' } } };
};

it('a received file comes as binary data, asked for with the token', async () => {
	const item = received();
	const [output] = await bench.run(download(), [item]);
	expect(Buffer.from(output.binary!.data.data, 'base64')).toEqual(CONTENT);
	expect(output.binary!.data).toMatchObject({ fileName: 'voz.ogg', mimeType: 'audio/ogg' });
	expect(output.json).toMatchObject({ media: item.json.media, file: { file_size: CONTENT.length } });
	expect(JSON.stringify(output.json)).not.toContain('/files/');
	const { headers } = bench.graph.requests.find(({ path }) => path.startsWith('/files/'))!;
	expect([headers.authorization, headers['user-agent']]).toEqual([`Bearer ${SECRETS.accessToken}`, 'n8n-nodes-atendeaqui']);
});

it('an address that is out of date is asked for once more, a file that is gone is told', async () => {
	bench.graph.faults.push({ kind: 'status', status: 404, body: '', match: (path) => path.startsWith('/files/') });
	expect(await bench.run(download(), [received()])).toHaveLength(1);
	await expect(bench.run(download({ mediaId: '1' }))).rejects.toThrow(/does not exist|cannot be loaded/);
});

it('a file that is not what Meta told of is an error', async () => {
	const item = received();
	bench.graph.state.media.get(item.json.media.id)!.sha256 = 'a'.repeat(64);
	await expect(bench.run(download(), [item])).rejects.toThrow('its sum is another');
});

it('the sum may stand there in Base64, or not at all', async () => {
	const item = received();
	const stored = bench.graph.state.media.get(item.json.media.id)!;
	stored.sha256 = Buffer.from(stored.sha256, 'hex').toString('base64');
	expect(await bench.run(download(), [item])).toHaveLength(1);
	stored.sha256 = '';
	expect(await bench.run(download(), [item])).toHaveLength(1);
});

it('an address on another host gets nothing', async () => {
	const item = received();
	bench.graph.faults.push({ kind: 'okWithError', body: { id: '1', url: 'https://evil.example/x', mime_type: 'image/png' } });
	await expect(bench.run(download(), [item])).rejects.toThrow('only sent to the server');
	expect(bench.graph.requests).toHaveLength(1);
});

it('without a file in the message, that is said', async () => {
	await expect(bench.run(download())).rejects.toThrow('Media ID is empty');
});

it('a file goes up and is known by its ID', async () => {
	const item = { json: {}, binary: file('application/octet-stream', '%PDF', 'proposta.pdf') };
	const [{ id, ...facts }] = json(await bench.run({ resource: 'media', operation: 'upload', file: 'data' }, [item]));
	expect(facts).toEqual({ fileName: 'proposta.pdf', mimeType: 'application/pdf', bytes: 4 });
	expect(bench.graph.state.media.get(String(id))!.mimeType).toBe('application/pdf');
});

it('the example of a template goes up whole, as bytes, and has a handle', async () => {
	const content = Buffer.from([0, 255, 128, 10, 13, 0, 7]);
	const item = { json: {}, binary: file('image/png', content, 'foto.png') };
	const [output] = json(await bench.run({ resource: 'upload', operation: 'uploadFile', appId: IDS.appId, file: 'data' }, [item]));
	expect(output).toMatchObject({ handle: expect.stringMatching(/^4::upload:/), bytes: 7 });
	expect(bench.graph.requests.map(({ headers }) => headers.authorization?.split(' ')[0])).toEqual(['Bearer', 'OAuth']);
	expect(bench.graph.violations).toEqual([]);
});

it('a file of a name that is not there names it', async () => {
	await expect(bench.run({ resource: 'media', operation: 'upload', file: 'foto' })).rejects.toThrow('"foto" is no file');
});
