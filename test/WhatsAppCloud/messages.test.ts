import type { IDataObject } from 'n8n-workflow';

import { examples } from '../contracts/whatsappCloudContract';
import { file, json, startBench, TO, type Bench } from './bench';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
	for (const id of ['900000000000001', '900000000000002', '900000000000003', '900000000000004', '900000000000005'])
		bench.graph.state.media.set(id, { id, mimeType: 'audio/ogg', content: Buffer.from('x'), sha256: '' });
});
afterAll(async () => await bench.stop());

const entry = (...rows: IDataObject[]): IDataObject => ({ entry: rows });
const values = (value: IDataObject): IDataObject => ({ mappingMode: 'defineBelow', value });
const send = async (operation: string, given: IDataObject) => await bench.run({ resource: 'message', operation, to: TO, ...given });
const template = (name: string, value: IDataObject, more: IDataObject = {}): [string, IDataObject] => [
	'sendTemplate',
	{ template: { __rl: true, mode: 'list', value: `${name}/pt_BR` }, fillBy: 'values', values: values(value), ...more },
];

/** What an operator enters for each of the vendor's examples. */
const ENTERED: Record<string, [operation: string, given: IDataObject]> = {
	text: ['sendText', { text: 'Bom dia!', options: { previewUrl: false, recipientType: 'individual' } }],
	imageByLink: ['sendImage', { image: 'https://cdn.loja.example/p/1.jpg', options: { caption: 'Modelo azul' } }],
	voiceById: ['sendAudio', { audio: '900000000000001', options: { voice: true } }],
	documentReply: ['sendDocument', { document: '900000000000002', options: { fileName: 'proposta.pdf', replyTo: 'wamid.EXAMPLE0001' } }],
	buttons: ['sendButtons', { text: 'Posso ajudar?', buttons: entry({ title: 'Sim', id: 'sim' }, { title: 'Agora não', id: 'nao' }) }],
	list: [
		'sendList',
		{
			text: 'Escolha o setor',
			button: 'Ver opções',
			sections: entry({
				title: 'Setores',
				rows: entry(
					{ title: 'Vendas', id: 'vendas', description: '' },
					{ title: 'Suporte', id: 'suporte', description: 'Segunda a sexta' },
				),
			}),
		},
	],
	ctaUrl: ['sendLinkButton', { text: 'Veja o catálogo', label: 'Abrir', url: 'https://loja.example/catalogo' }],
	locationRequest: ['requestLocation', { text: 'Onde entregamos?' }],
	reaction: ['sendReaction', { messageId: 'wamid.EXAMPLE0001', emoji: '👍' }],
	template: template(
		'retomar_conversa',
		{ 'header.image': 'https://cdn.loja.example/t.jpg', 'body.1': 'Ana', 'button.0.quick_reply': 'QUERO', 'button.1.url': 'pedido/42' },
		{ options: { callbackData: 'campanha-7:42' } },
	),
	templateNamed: template('boas_vindas', { 'body.nome': 'Ana' }),
	templateOtp: template('codigo', { 'body.1': '482913', 'button.0.url': '482913' }),
	templateLto: template('oferta', {
		'header.image': '900000000000003',
		'body.1': 'Ana',
		'offer.expires': '2027-01-01T00:00:00Z',
		'button.0.copy_code': 'ANA10',
		'button.1.url': 'ANA10',
	}),
	templateCarousel: template('vitrine', {
		'body.1': 'Ana',
		'card.0.header.image': '900000000000004',
		'card.0.button.0.quick_reply': 'P1',
		'card.1.header.image': '900000000000005',
		'card.1.button.0.quick_reply': 'P2',
	}),
	toBsuid: ['sendText', { to: 'BR.90000000000000000001', text: 'Bom dia!' }],
};

describe('the examples of the vendor', () => {
	it('are all made', () => {
		expect(Object.keys(ENTERED).sort()).toEqual(Object.keys(examples).sort());
	});

	it.each(Object.entries(ENTERED))('%s', async (name, [operation, given]) => {
		const items = json(await send(operation, given));
		expect(bench.graph.violations).toEqual([]);
		expect(bench.graph.sent.at(-1)!.body).toEqual(examples[name]);
		const isUser = 'recipient' in examples[name];
		expect(items).toEqual([
			expect.objectContaining({
				messageId: bench.graph.sent.at(-1)!.id,
				...(isUser ? { userId: examples[name].recipient } : { input: TO, waId: '553100000001' }),
			}),
		]);
	});
});

describe('files', () => {
	const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

	it('of the item go up first, with their real type, and are sent by their ID', async () => {
		await bench.run({ resource: 'message', operation: 'sendImage', to: TO, image: 'data' }, [
			{ json: {}, binary: file('application/octet-stream', PNG, 'foto.png') },
		]);
		const { body } = bench.graph.sent.at(-1)!;
		const stored = bench.graph.state.media.get((body.image as { id: string }).id)!;
		expect([stored.mimeType, stored.content]).toEqual(['image/png', PNG]);
		expect(bench.graph.violations).toEqual([]);
	});

	it('of a header and of cards too', async () => {
		const card = (n: number) => ({ type: 'image', image: 'data', label: 'Ver', url: `https://loja.example/${n}`, text: '' });
		await bench.run({ resource: 'message', operation: 'sendCarousel', to: TO, text: 'Olha', cards: entry(card(1), card(2)) }, [
			{ json: {}, binary: file('image/png', PNG, 'foto.png') },
		]);
		const { interactive } = bench.graph.sent.at(-1)!.body as { interactive: { action: { cards: Array<{ header: { image: object } }> } } };
		const ids = interactive.action.cards.map(({ header }) => header.image);
		expect(ids).toEqual([{ id: expect.any(String) }, { id: expect.any(String) }]);
		expect(ids[0]).not.toEqual(ids[1]);
		expect(bench.graph.violations).toEqual([]);
	});

	it('that are a data URI', async () => {
		await send('sendDocument', { document: `data:text/plain;charset=utf-8;base64,${Buffer.from('oi').toString('base64')}` });
		const { id } = bench.graph.sent.at(-1)!.body.document as { id: string };
		expect(bench.graph.state.media.get(id)!.content.toString()).toBe('oi');
	});
});

describe('where it goes', () => {
	it.each([
		['(31) 99999-0001', '+5531999990001'],
		['5531999990001', '+5531999990001'],
		['+351 912 345 678', '+351912345678'],
		['5218112345678', '+5218112345678'],
	])('%s is %s', async (to, sentTo) => {
		await send('sendText', { to, text: 'Oi' });
		expect(bench.graph.sent.at(-1)!.to).toBe(sentTo);
	});

	it('a lid, and a number that is none, are told before anything is asked', async () => {
		const before = bench.graph.requests.length;
		await expect(send('sendText', { to: '130000000000000@lid', text: 'Oi' })).rejects.toThrow('another provider');
		await expect(send('sendText', { to: 'ninguém', text: 'Oi' })).rejects.toThrow('it holds no digits');
		expect(bench.graph.requests).toHaveLength(before);
	});
});

it('a message that was not seen is read, with "typing…" if wanted', async () => {
	const read = { resource: 'message', operation: 'markRead', messageId: 'wamid.X' };
	expect(json(await bench.run({ ...read, typing: true }))).toEqual([{ success: true }]);
	await bench.run({ ...read, typing: false });
	expect(bench.graph.state.read).toEqual([
		{ id: 'wamid.X', typing: true },
		{ id: 'wamid.X', typing: false },
	]);
	expect(bench.graph.violations).toEqual([]);
});

it('an answer without an ID may have gone out', async () => {
	bench.graph.faults.push({ kind: 'okWithError', body: { messaging_product: 'whatsapp', messages: [] } });
	const [{ json: failed }] = await bench.run({ resource: 'message', operation: 'sendText', to: TO, text: 'Oi' }, undefined, {
		onError: 'continueRegularOutput',
	});
	expect(failed).toMatchObject({ details: { mayHaveActed: true, kind: 'unavailable' } });
});
