import { readEvent } from '../../nodes/ZApi/events';
import {
	receivedButtonReply,
	receivedContact,
	receivedFromAd,
	receivedLocation,
	receivedOrder,
	receivedPollVote,
} from '../sandbox/zapiContents';
import { receivedImage, receivedText } from '../sandbox/zapiPayloads';

const read = (payload: object) => {
	const reading = readEvent(payload, { groups: false, ownMessages: false }, false);
	return reading.kind === 'message' ? reading.message : reading;
};
const carrying = (content: object) => ({ ...receivedText(), text: undefined, ...content });

it('an order keeps its products, and is told by them', () => {
	expect(read(receivedOrder({ message: 'para sexta' }))).toMatchObject({
		kind: 'order',
		text: '20× Broca 10mm (BR10) – para sexta',
		content: {
			order: {
				id: '400000000000001',
				items: [{ name: 'Broca 10mm', quantity: 20, code: 'BR10', price: 2000 }],
				total: 40_000,
				currency: 'BRL',
				note: 'para sexta',
			},
		},
	});
	// No price in words: the vendor does not tell what unit it has.
	expect(JSON.stringify((read(receivedOrder()) as { text: string }).text)).not.toContain('2000');
});

it.each([
	['one', { displayName: 'Bruno Compras', vCard: '', phones: ['5511999990002'] }, 'Bruno Compras: 5511999990002', 1],
	['one with the card alone', { vCard: 'BEGIN:VCARD\nFN:Bruno\nTEL;waid=5511999990002:+55' }, 'Bruno: 5511999990002', 1],
	['one with two phones', { displayName: 'Bruno', phones: ['5511999990002', '551133330002'] }, 'Bruno: 5511999990002, 551133330002', 1],
	[
		'several',
		[
			{ displayName: 'Bruno', phones: ['1'] },
			{ displayName: 'Carla', phones: [2] },
		],
		'Bruno: 1; Carla: 2',
		2,
	],
])('a contact (%s) keeps its phones', (_, contact, text, count) => {
	const message = read(receivedContact({ contact }));
	expect(message).toMatchObject({ kind: 'contact', text });
	expect(message).toHaveProperty('content.contacts.length', count);
});

it('a place keeps where it is', () => {
	const location = { latitude: -23.5, longitude: '-46.6', name: 'Obra', address: 'Rua A, 1', url: '' };
	expect(read(receivedLocation({ location }))).toMatchObject({
		kind: 'location',
		text: 'Obra, Rua A, 1, https://maps.google.com/?q=-23.5,-46.6',
		content: { place: { latitude: -23.5, longitude: -46.6, url: null } },
	});
});

it('a vote keeps the poll that it is of, and one that was taken back is told', () => {
	expect(read(receivedPollVote())).toMatchObject({
		text: 'Manhã',
		content: { vote: { pollId: '3EB0AAAAAAAAAAAA0002', options: ['Manhã'] } },
	});
	expect(read(receivedPollVote({ options: [] }))).toMatchObject({ kind: 'pollVote', text: 'voto retirado' });
});

it.each([
	[receivedButtonReply(), 'buttonReply', 'quero_orcamento', 'quero_orcamento'],
	[receivedButtonReply({ message: '' }), 'buttonReply', 'quero_orcamento', 'quero_orcamento'],
	[receivedButtonReply({ message: 'Quero um orçamento' }), 'buttonReply', 'Quero um orçamento', 'quero_orcamento'],
	[carrying({ listResponseMessage: { selectedRowId: '2' } }), 'listReply', '2', '2'],
	[carrying({ templateButtonReplyMessage: { selectedId: '1', selectedDisplayText: 'Quero' } }), 'buttonReply', 'Quero', '1'],
])('a choice is understood by its title, or by its id', (payload, kind, text, id) => {
	expect(read(payload)).toMatchObject({ kind, text, content: { choice: { id } } });
});

describe('an ad', () => {
	const ad = {
		title: 'Misturador em oferta',
		body: 'Fale com um consultor',
		url: 'https://fb.example.com/ad/1',
		sourceId: '10000000000000001',
		sourceType: 'ad',
		clickId: 'CTWA-EXEMPLO-0001',
	};

	// fazer-ai/chatwoot #314: clicks without a body were dropped.
	it.each([{}, { text: '' }, { text: ' \n' }])('that was clicked without a word (%j) is a message, told by its title', (given) => {
		expect(read(receivedFromAd(given))).toMatchObject({ kind: 'adClick', text: 'Misturador em oferta', content: { ad } });
	});

	// evolution-api #2721: the text came through, the ad did not.
	it("beside a text leaves the customer's words alone", () => {
		expect(read(receivedFromAd({ text: 'Quero saber mais' }))).toMatchObject({ kind: 'text', text: 'Quero saber mais', content: { ad } });
	});

	it('beside a picture leaves the picture one', () => {
		const { externalAdReply } = receivedFromAd();
		expect(read({ ...receivedImage(), externalAdReply })).toMatchObject({ kind: 'image', text: '', content: { ad } });
	});

	it.each([null, {}, 'x', [], { title: '', body: null }])('that says nothing (%j) makes no message of an empty text', (externalAdReply) => {
		expect(read({ ...receivedText({ text: '' }), externalAdReply })).toEqual({ kind: 'ignored', reason: 'empty_text' });
	});
});

it.each(['order', 'contact', 'contacts', 'location', 'poll', 'pollVote', 'product', 'listResponseMessage', 'externalAdReply'])(
	'never throws, whatever stands in %s',
	(key) => {
		for (const value of [
			{},
			[{}],
			[null],
			{ products: 'x', phones: {}, options: 7, vCard: [] },
			{ latitude: 'x', title: {}, quantity: NaN },
			7,
			'x',
		])
			expect(() => read(carrying({ [key]: value }))).not.toThrow();
	},
);
