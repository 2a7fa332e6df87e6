import type { Content } from '../../../../nodes/shared/core/message/content';
import { contentWords } from '../../../../nodes/shared/core/message/contentWords';
import { readVCard } from '../../../../nodes/shared/core/message/vCard';

const item = (name: string, quantity: number | null, code: string | null) => ({ name, quantity, code, price: 2000 });
const order = (items: ReturnType<typeof item>[], note = ''): Content => ({
	order: { id: '1', title: 'Loja', note, items, total: 40_000, currency: 'BRL' },
});
const place = (given: object): Content => ({ place: { latitude: null, longitude: null, name: '', address: '', url: null, ...given } });
const contact = (given: object) => ({ name: '', phones: [], emails: [], company: null, ...given });

it.each<[string, string, Content]>([
	['an order', '20× Broca 10mm (BR10), 5× Disco', order([item('Broca 10mm', 20, 'BR10'), item('Disco', 5, null)])],
	['an order with a note', '1× Broca – para sexta', order([item('Broca', 1, null)], ' para sexta ')],
	['an order whose product has no name', '3× BR10', order([item('', 3, 'BR10')])],
	['an order without a quantity', 'Broca', order([item('Broca', null, null)])],
	['an order whose products are not told', 'Loja', order([])],
	['a contact', 'Bruno Compras: 5511999990002', { contacts: [contact({ name: 'Bruno Compras', phones: ['5511999990002'] })] }],
	[
		'two contacts',
		'Bruno (Obra SA): 1, 2; c@exemplo.com.br',
		{ contacts: [contact({ name: 'Bruno', company: 'Obra SA', phones: ['1', '2'] }), contact({ emails: ['c@exemplo.com.br'] })] },
	],
	[
		'a place',
		'Obra, Av. Exemplo, 1, https://maps.google.com/?q=-23.5,-46.6',
		place({ name: 'Obra', address: 'Av. Exemplo, 1', latitude: -23.5, longitude: -46.6 }),
	],
	['a place on the equator', 'https://maps.google.com/?q=0,-51', place({ latitude: 0, longitude: -51 })],
	['a place whose coordinates are not told', 'Obra, https://x.example', place({ name: 'Obra', url: 'https://x.example' })],
	['a poll', 'Qual o melhor horário? Manhã / Tarde', { poll: { question: 'Qual o melhor horário?', options: ['Manhã', 'Tarde'] } }],
	['a vote', 'Manhã, Tarde', { vote: { pollId: '1', options: ['Manhã', 'Tarde'] } }],
	['a vote that was taken back', 'voto retirado', { vote: { pollId: '1', options: [] } }],
	['a button of which the id alone is told', 'quero_orcamento', { choice: { id: 'quero_orcamento', title: '', description: null } }],
	['a button', 'Quero', { choice: { id: '1', title: 'Quero', description: null } }],
	['an ad beside a text', '', { ad: { title: 'Oferta', body: 'b', url: null, sourceId: null, sourceType: null, clickId: null } }],
])('%s is told as words', (_, words, content) => {
	expect(contentWords(content)).toBe(words);
});

describe('a card', () => {
	it("is read as phones write it: WhatsApp's own number before the typed one, lines that go on, signs that are escaped", () => {
		const card = [
			'BEGIN:VCARD',
			'VERSION:3.0',
			'N:Souza;Bruno;;;',
			'FN:Bruno\\, das',
			'  Compras',
			'ORG:Obra SA;Compras',
			'item1.TEL;type=CELL;waid=5511999990002:+55 11 99999-0002',
			'item1.X-ABLabel:Celular',
			'TEL;TYPE=WORK:(11) 3333-0002',
			'EMAIL;TYPE=INTERNET:bruno@exemplo.com.br',
			'END:VCARD',
		].join('\r\n');
		expect(readVCard(card)).toEqual({
			name: 'Bruno, das Compras',
			phones: ['5511999990002', '(11) 3333-0002'],
			emails: ['bruno@exemplo.com.br'],
			company: 'Obra SA, Compras',
		});
	});

	it.each(['', 'BEGIN:VCARD', ':::\n;;', 'TEL\nFN', 'x'.repeat(1e5), `TEL;${'"'.repeat(1e4)}`])(
		'that is none is an empty one, at once',
		(card) => {
			expect(readVCard(card)).toEqual({ name: '', phones: [], emails: [], company: null });
		},
	);
});
