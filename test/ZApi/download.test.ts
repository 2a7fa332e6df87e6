import { receivedAudio } from '../sandbox/zapiPayloads';
import { readEvent } from '../../nodes/ZApi/events';
import { startBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const DOWNLOAD = { resource: 'message', operation: 'download' };
/** The stand-in is no public host. */
const near = { hosts: '127.0.0.1', allowPrivate: true };
const voice = () => {
	const reading = readEvent(receivedAudio({ url: bench.zapi.mediaUrl('voz.ogg') }), { groups: false, ownMessages: false }, false);
	if (reading.kind !== 'message') throw new Error(reading.kind);
	return reading.message;
};
const textOf = (data?: { data: string }) => Buffer.from(data?.data ?? '', 'base64').toString();

describe('the file of a message', () => {
	it('becomes binary data beside the message, of the type that WhatsApp told', async () => {
		const message = voice();
		const [{ json, binary, pairedItem }] = await bench.run({ ...DOWNLOAD, options: near }, [{ json: message }]);
		expect(json).toEqual(message);
		expect(pairedItem).toEqual({ item: 0 });
		expect(binary?.data).toMatchObject({ mimeType: 'audio/ogg', fileName: 'voz.ogg' });
		expect(textOf(binary?.data)).toBe('conteúdo da voz');
	});

	it('may have another address, field and name, and leaves the files that are there', async () => {
		const there = { data: Buffer.from('foto').toString('base64'), mimeType: 'image/png' };
		const parameters = { ...DOWNLOAD, url: bench.zapi.mediaUrl('voz.ogg'), binaryField: 'voz', options: { ...near, fileName: 'a.ogg' } };
		const [{ binary }] = await bench.run(parameters, [{ json: {}, binary: { data: there } }]);
		expect(binary).toMatchObject({ data: there, voz: { fileName: 'a.ogg' } });
	});

	it('comes from the hosts of the provider alone, and never from a private network', async () => {
		await expect(bench.run(DOWNLOAD, [{ json: voice() }])).rejects.toThrow('its address is not https (127.0.0.1)');
		const metadata = { json: { media: { url: 'https://169.254.169.254/latest/meta-data' } } };
		await expect(bench.run(DOWNLOAD, [metadata])).rejects.toThrow('the host 169.254.169.254 is not on the list');
		await expect(bench.run({ ...DOWNLOAD, options: { hosts: '*' } }, [metadata])).rejects.toThrow('its address is in a private network');
		expect(bench.zapi.requests).toEqual([]);
	});

	it.each([
		['foto%20da%20loja+1.jpg', 'foto da loja+1.jpg'],
		['a&b%zz.jpg', 'a&b%zz.jpg'],
	])('is called as its address ends: %s', async (last, fileName) => {
		bench.zapi.faults.push({ kind: 'status', status: 200, body: 'x' });
		const url = `${bench.zapi.baseUrl}/media/${last}`;
		const [{ binary }] = await bench.run({ ...DOWNLOAD, url, options: near });
		expect(binary?.data.fileName).toBe(fileName);
	});

	it('that is gone, too large or missing is an error of its item', async () => {
		const items = [{ json: { media: { url: bench.zapi.mediaUrl('outra.ogg') } } }, { json: { text: 'Oi' } }, { json: voice() }];
		const output = await bench.run({ ...DOWNLOAD, options: near }, items, { onError: 'continueRegularOutput' });
		expect(output.map(({ json: { error }, binary }) => error ?? Object.keys(binary ?? {}))).toEqual([
			'The file was not downloaded: 127.0.0.1 answered with status 404',
			'File URL is empty: the message holds no file',
			['data'],
		]);
	});
});
