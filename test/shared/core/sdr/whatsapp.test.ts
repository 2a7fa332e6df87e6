import { shortened, toWhatsApp } from '../../../../nodes/shared/core/sdr/whatsapp';

describe('toWhatsApp', () => {
	it.each([
		['**FB300** é __boa__', '*FB300* é *boa*'],
		['# Título\ntexto', '*Título*\ntexto'],
		['## **Título** ##', '*Título*'],
		['- um\n* dois\n+ três', '• um\n• dois\n• três'],
		['1. um\n2. dois', '1. um\n2. dois'],
		['~~não~~ sim', '~não~ sim'],
		['[site](https://exemplo.com.br)', 'site: https://exemplo.com.br'],
		['[https://exemplo.com.br](https://exemplo.com.br)', 'https://exemplo.com.br'],
		['![foto](https://exemplo.com.br/a.png)', 'foto: https://exemplo.com.br/a.png'],
		['um<br>dois <b>três</b>', 'um\ndois três'],
		['```json\n{"a":1}\n```', '{"a":1}'],
		['| a | b |\n|---|---|\n| 1 | 2 |', 'a · b\n\n1 · 2'],
		['a\n\n---\n\nb', 'a\n\nb'],
		['***forte***', '*_forte_*'],
		['já *negrito* e _itálico_', 'já *negrito* e _itálico_'],
		['2 * 3 = 6 < 7', '2 * 3 = 6 < 7'],
	])('%j', (markdown, expected) => {
		expect(toWhatsApp(markdown)).toBe(expected);
	});
});

describe('shortened', () => {
	it.each([
		['curto', 10, 'curto'],
		['Primeira frase. Segunda frase longa.', 25, 'Primeira frase.'],
		['uma frase sem fim nenhum', 12, 'uma frase…'],
		['x'.repeat(50), 10, `${'x'.repeat(9)}…`],
	])('%s', (text, most, expected) => {
		expect(shortened(text, most)).toBe(expected);
	});
});
