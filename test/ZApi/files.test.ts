import type { INodeExecutionData } from 'n8n-workflow';

import { startBench, TO, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const bodies = () => bench.zapi.sent.map(({ body }) => body);

describe('files', () => {
	const content = Buffer.from('conteúdo');
	const dataUri = (type: string) => `data:${type};base64,${content.toString('base64')}`;
	const withFile = (mimeType: string, more = {}): INodeExecutionData[] => [
		{ json: {}, binary: { data: { data: content.toString('base64'), mimeType, ...more } } },
	];
	const image = (given: string) => ({ resource: 'message', operation: 'sendImage', phone: TO, image: given });
	const sendDocument = (given: string, extension = '') => ({
		resource: 'message',
		operation: 'sendDocument',
		phone: TO,
		document: given,
		extension,
	});

	it('go from the binary field of the item', async () => {
		await bench.run(image('data'), withFile('image/png'));
		expect(bodies()).toEqual([{ phone: TO, image: dataUri('image/png') }]);
	});

	it.each([['https://example.com/foto.jpg'], ['data:image/png;base64,iVBORw0KGgo=']])('go as they are: %s', async (given) => {
		await bench.run(image(` ${given} `), withFile('image/png'));
		expect(bodies()).toEqual([{ phone: TO, image: given }]);
	});

	it.each([
		['a binary field that is not there', 'foto', '"foto" is no file'],
		['base64 without its type', 'iVBORw0KGgo='.repeat(20), '…" is no file'],
	])('are refused: %s', async (_, given, why) => {
		await expect(bench.run(image(given), withFile('image/png'))).rejects.toThrow(why);
		expect(bench.zapi.requests).toEqual([]);
	});

	it('are read for each item and for each card of a carousel', async () => {
		const cards = {
			entry: [
				{ text: 'A', image: 'data' },
				{ text: 'B', image: 'https://example.com/b.jpg' },
			],
		};
		await bench.run(
			{ resource: 'message', operation: 'sendCarousel', phone: TO, message: 'Veja', carousel: cards },
			withFile('image/jpeg'),
		);
		expect(bodies()).toEqual([
			{
				phone: TO,
				message: 'Veja',
				carousel: [
					{ text: 'A', image: dataUri('image/jpeg') },
					{ text: 'B', image: 'https://example.com/b.jpg' },
				],
			},
		]);
	});

	it('come as an option too', async () => {
		await bench.run(
			{ resource: 'message', operation: 'sendButtonOtp', phone: TO, message: 'Código', code: '1234', options: { image: 'data' } },
			withFile('image/png'),
		);
		expect(bodies()).toEqual([{ phone: TO, message: 'Código', code: '1234', image: dataUri('image/png') }]);
	});

	it.each([
		['the URL', 'https://example.com/files/Proposta.PDF?v=2', 'pdf', {}],
		['the name of the file', 'data', 'docx', { fileName: 'proposta.docx' }],
		['what n8n knows of the file', 'data', 'xlsx', { fileExtension: 'xlsx', fileName: 'planilha' }],
		['the type of the file', 'data', 'txt', {}],
		['the type in the data URI', 'data:application/pdf;base64,JVBERi0=', 'pdf', {}],
	])('tell the extension of a document by %s', async (_, given, extension, more) => {
		await bench.run(sendDocument(given), withFile('text/plain', more));
		expect(bench.zapi.sent.map(({ route }) => route)).toEqual([`/send-document/${extension}`]);
	});

	it('tell the name of a document, unless the operator does', async () => {
		await bench.run(sendDocument('data'), withFile('application/pdf', { fileName: 'Proposta 42.pdf' }));
		await bench.run({ ...sendDocument('data'), fileName: 'Contrato' }, withFile('application/pdf', { fileName: 'Proposta 42.pdf' }));
		await bench.run(sendDocument('https://example.com/a.pdf'));
		expect(bodies().map((body) => body.fileName)).toEqual(['Proposta 42', 'Contrato', undefined]);
	});

	it('leave the extension to the operator, who may have to give it', async () => {
		await bench.run(sendDocument('https://example.com/download', '.pdf'));
		expect(bench.zapi.sent.map(({ route }) => route)).toEqual(['/send-document/pdf']);
		await expect(bench.run(sendDocument('https://example.com/download'))).rejects.toThrow('give it in "File Extension"');
	});
});

describe('the QR code', () => {
	const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(300, 7)]).toString('base64');
	const getImage = async (body: unknown) => {
		bench.zapi.faults.push({ kind: 'okWithError', body });
		return await bench.run({ resource: 'instance', operation: 'getQrCodeImage' });
	};

	it.each([
		['a data URI', { value: `data:image/png;base64,${picture}` }],
		['bare base64 under another key', { connected: false, qrcode: picture }],
	])('is a file, given as %s', async (_, body) => {
		const [{ json: answer, binary }] = await getImage(body);
		expect(answer).toEqual(body);
		expect(binary?.data).toMatchObject({ mimeType: 'image/png', fileName: 'qr-code.png', data: picture });
	});

	it('is none when the number is connected already', async () => {
		const [{ json: answer, binary }] = await getImage({ connected: true });
		expect(answer).toEqual({ connected: true });
		expect(binary).toBeUndefined();
	});
});
