import type { IDataObject } from 'n8n-workflow';

import { file, startBench, TO, type Bench } from './bench';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
afterAll(async () => await bench.stop());

const MEGABYTE = 1024 * 1024;
const long = (n: number): string => 'x'.repeat(n);
const entry = (...rows: IDataObject[]): IDataObject => ({ entry: rows });
const times = (n: number, make: (i: number) => IDataObject): IDataObject => entry(...Array.from({ length: n }, (_, i) => make(i)));
const button = (i: number): IDataObject => ({ title: `B${i}`, id: `b${i}` });
const row = (i: number): IDataObject => ({ title: `R${i}`, id: `r${i}` });
const product = (i: number): IDataObject => ({ productId: `SKU${i}` });
const sections = (n: number, rows: number): IDataObject =>
	times(n, (s) => ({ title: `S${s}`, rows: times(rows, (i) => ({ title: `R${i}`, id: `${s}-${i}` })) }));
const list = { operation: 'sendList', text: 'Oi', button: 'Ver' };
const buttons = { operation: 'sendButtons', text: 'Oi' };
const ogg = (codec: string) => file('audio/ogg; codecs=opus', `OggS${long(24)}${codec}`, 'voz.ogg');
const webp = (size: number, flags: number) => {
	const content = Buffer.alloc(size);
	content.write('RIFF', 0, 'latin1');
	content.write('WEBPVP8X', 8, 'latin1');
	content[20] = flags;
	return file('image/webp', content, 'f.webp');
};

/** What fits, and what is one too many with the limit in its sentence. */
const CASES: Array<[what: string, fits: IDataObject, tooMuch: IDataObject, sentence: string]> = [
	[
		'a text',
		{ operation: 'sendText', text: long(4096) },
		{ operation: 'sendText', text: long(4097) },
		'Text may have 4096 characters at most, and has 4097',
	],
	[
		'a caption',
		{ operation: 'sendImage', image: 'https://x.example/a.jpg', options: { caption: long(1024) } },
		{ operation: 'sendImage', image: 'https://x.example/a.jpg', options: { caption: long(1025) } },
		'Caption may have 1024',
	],
	[
		'words over buttons',
		{ ...buttons, text: long(1024), buttons: times(1, button) },
		{ ...buttons, text: long(1025), buttons: times(1, button) },
		'1024 characters',
	],
	[
		'buttons',
		{ ...buttons, buttons: times(3, button) },
		{ ...buttons, buttons: times(4, button) },
		'Buttons: WhatsApp takes 3 at most, and there are 4',
	],
	[
		'the label of a button',
		{ ...buttons, buttons: entry({ title: long(20), id: 'a' }) },
		{ ...buttons, buttons: entry({ title: long(21), id: 'a' }) },
		'Label may have 20 characters at most',
	],
	[
		'ids of buttons',
		{ ...buttons, buttons: entry({ title: 'A', id: 'a' }, { title: 'B', id: 'b' }) },
		{ ...buttons, buttons: entry({ title: 'A', id: 'a' }, { title: 'B', id: 'a' }) },
		'"a" is there twice',
	],
	[
		'labels of buttons',
		{ ...buttons, buttons: entry({ title: 'Sim', id: 'a' }, { title: 'sim', id: 'b' }) },
		{ ...buttons, buttons: entry({ title: 'Sim', id: 'a' }, { title: 'Sim', id: 'b' }) },
		'"Sim" is there twice',
	],
	[
		'an id',
		{ ...buttons, buttons: entry({ title: 'A', id: 'a b' }) },
		{ ...buttons, buttons: entry({ title: 'A', id: ' a' }) },
		'ID must not begin or end with a blank',
	],
	[
		'words over a list',
		{ ...list, text: long(4096), sections: sections(1, 1) },
		{ ...list, text: long(4097), sections: sections(1, 1) },
		'4096',
	],
	[
		'rows of a list',
		{ ...list, sections: sections(2, 5) },
		{ ...list, sections: sections(2, 6) },
		'10 rows in all sections together, and there are 12',
	],
	[
		'sections',
		{ ...list, sections: sections(10, 1) },
		{ ...list, sections: sections(11, 1) },
		'Sections: WhatsApp takes 10 at most, and there are 11',
	],
	[
		'titles of sections',
		{ ...list, sections: entry({ title: '', rows: times(2, row) }) },
		{ ...list, sections: entry({ title: '', rows: times(1, row) }, { title: 'B', rows: entry({ title: 'X', id: 'x' }) }) },
		'needs a title',
	],
	[
		'ids over sections',
		{ ...list, sections: entry({ title: 'A', rows: times(1, row) }, { title: 'B', rows: entry({ title: 'R0', id: 'x' }) }) },
		{ ...list, sections: entry({ title: 'A', rows: times(1, row) }, { title: 'B', rows: times(1, row) }) },
		'"r0" is there twice',
	],
	[
		'products',
		{ operation: 'sendProducts', header: 'H', text: 'T', catalogId: '1', sections: entry({ title: 'A', products: times(30, product) }) },
		{ operation: 'sendProducts', header: 'H', text: 'T', catalogId: '1', sections: entry({ title: 'A', products: times(31, product) }) },
		'30 products',
	],
	[
		'our key',
		{ operation: 'sendText', text: 'Oi', options: { callbackData: long(512) } },
		{ operation: 'sendText', text: 'Oi', options: { callbackData: long(513) } },
		'Callback Data may have 512',
	],
	[
		'a place',
		{ operation: 'sendLocation', latitude: '-19,92', longitude: -43.9, name: 'Loja', address: 'Rua A' },
		{ operation: 'sendLocation', latitude: '-91', longitude: 0 },
		'Latitude must be degrees from -90 to 90',
	],
];

const run = async (given: IDataObject, binary?: ReturnType<typeof file>) =>
	await bench.run({ resource: 'message', to: TO, ...given }, [{ json: {}, ...(binary && { binary }) }]);

it.each(CASES)('%s', async (_, fits, tooMuch, sentence) => {
	await run(fits);
	expect(bench.graph.violations).toEqual([]);
	const before = bench.graph.requests.length;
	await expect(run(tooMuch)).rejects.toThrow(sentence);
	expect(bench.graph.requests).toHaveLength(before);
});

it.each<[string, IDataObject, ReturnType<typeof file>, ReturnType<typeof file>, string]>([
	[
		'an image',
		{ operation: 'sendImage', image: 'data' },
		file('image/jpeg', Buffer.alloc(5 * MEGABYTE), 'a.jpg'),
		file('image/jpeg', Buffer.alloc(5 * MEGABYTE + 1), 'a.jpg'),
		'5 MB at most',
	],
	[
		'its type',
		{ operation: 'sendImage', image: 'data' },
		file('image/jpg', 'x', 'a.jpg'),
		file('image/heic', 'x', 'a.heic'),
		'takes no image/heic as image: jpg, jpeg, png',
	],
	['a sound', { operation: 'sendAudio', audio: 'data' }, ogg('OpusHead'), ogg('vorbis'), 'codec Opus alone'],
	['a still sticker', { operation: 'sendSticker', sticker: 'data' }, webp(102_400, 0), webp(102_401, 0), '103 KB'],
	['a moving sticker', { operation: 'sendSticker', sticker: 'data' }, webp(512_000, 2), webp(512_001, 2), '512 KB at most'],
	[
		'a document',
		{ operation: 'sendDocument', document: 'data' },
		file('application/pdf', '%PDF', 'a.pdf'),
		file('application/zip', 'PK', 'a.zip'),
		'takes no application/zip',
	],
	[
		'what is in it',
		{ operation: 'sendDocument', document: 'data' },
		file('text/plain', 'x', 'a.txt'),
		file('text/plain', '', 'a.txt'),
		'is empty',
	],
])('%s', async (_, given, fits, refused, sentence) => {
	await run(given, fits);
	expect(bench.graph.violations).toEqual([]);
	const before = bench.graph.requests.length;
	await expect(run(given, refused)).rejects.toThrow(sentence);
	expect(bench.graph.requests).toHaveLength(before);
});

it('a name that is no file says what may be given', async () => {
	await expect(run({ operation: 'sendImage', image: 'foto' })).rejects.toThrow('"foto" is no file');
});
