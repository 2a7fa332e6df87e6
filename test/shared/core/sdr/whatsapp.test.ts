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
		['**Nome:** *opcional*', '*Nome:* _opcional_'],
		['*opcional*', '*opcional*'],
		['**Preço: ** sob consulta', '*Preço:* sob consulta'],
		['**um *dois* três**', '*um _dois_ três*'],
		['***Oferta*** e **fim**', '*_Oferta_* e *fim*'],
		['Veja <https://exemplo.com.br/a_b__c__d>.', 'Veja https://exemplo.com.br/a_b__c__d.'],
		['<ana@exemplo.com.br>', 'ana@exemplo.com.br'],
		['[exemplo.com.br](https://www.exemplo.com.br/)', 'https://www.exemplo.com.br/'],
		['[**Catálogo**](https://exemplo.com.br/a_(b) "Título")', 'Catálogo: https://exemplo.com.br/a_(b)'],
		['[ana@exemplo.com.br](mailto:ana@exemplo.com.br)', 'ana@exemplo.com.br'],
		['**[site](https://exemplo.com.br)**', '*site: https://exemplo.com.br*'],
		['se x <y e z> w', 'se x <y e z> w'],
		['<p>Oi</p><strong>tudo</strong> &amp; bem&nbsp;?', 'Oitudo & bem ?'],
		['1\\. um \\*literal\\*', '1. um *literal*'],
		['Título\n=====\ntexto', '*Título*\ntexto'],
		['- [ ] fazer\n- [x] feito', '☐ fazer\n☑ feito'],
		['> citado\n>> mais\nfora', '> citado\n> mais\nfora'],
		['2*3*4 e snake__case__nome', '2*3*4 e snake__case__nome'],
		['Oi\u202E\u200B, tudo\u0000 bem?\r\n👩🏽‍💻', 'Oi, tudo bem?\n👩🏽‍💻'],
		['\u200B\u2060', ''],
		['**\u200B**', ''],
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
