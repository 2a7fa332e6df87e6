import { startBench, TO, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const send = async (given: Record<string, string>) => await bench.run({ resource: 'message', operation: 'sendAny', phone: TO, ...given });
const FILE = 'https://example.com/a/proposta.pdf?x=1';

describe('a text or a file', () => {
	it.each([
		[{ kind: 'text', text: 'Oi' }, '/send-text', { message: 'Oi' }],
		[{ kind: 'image', text: 'olha', file: FILE }, '/send-image', { image: FILE, caption: 'olha' }],
		[{ kind: 'video', file: FILE }, '/send-video', { video: FILE }],
		[{ kind: 'audio', file: FILE }, '/send-audio', { audio: FILE }],
		[{ kind: 'document', file: FILE }, '/send-document/pdf', { document: FILE }],
		[
			{ kind: 'document', file: FILE, fileName: 'tabela.xlsx', text: 'segue' },
			'/send-document/xlsx',
			{ document: FILE, fileName: 'tabela', caption: 'segue' },
		],
		[{ kind: 'document', file: 'https://example.com/semnome' }, '/send-document/bin', { document: 'https://example.com/semnome' }],
	])('%j goes to %s', async (given, route, body) => {
		await send(given as unknown as Record<string, string>);
		expect(bench.zapi.sent.map((one) => [one.route, one.body])).toEqual([[route, { phone: TO, ...body }]]);
	});

	it.each([
		[{ kind: 'text', text: '' }, 'Text is empty'],
		[{ kind: 'image', text: 'olha' }, 'File is empty'],
		[{ kind: 'audio', text: 'ouve', file: FILE }, 'no text under an audio'],
	])('%j is refused', async (given, why) => {
		await expect(send(given)).rejects.toThrow(why);
		expect(bench.zapi.sent).toEqual([]);
	});
});
