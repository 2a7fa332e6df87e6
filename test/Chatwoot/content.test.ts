import { plainText, whatsappText } from '../../nodes/Chatwoot/content';
import { toMarkdown } from '../../nodes/Chatwoot/markup';
import { personOf } from '../../nodes/Chatwoot/composites/contact';

describe('text', () => {
	it.each([
		['linha 1\\\nlinha 2\n\n', 'linha 1\nlinha 2', 'linha 1\nlinha 2'],
		['**Oi** e ~~não~~', '**Oi** e ~~não~~', '*Oi* e ~não~'],
		['2 * 3 ** 4', '2 * 3 ** 4', '2 * 3 ** 4'],
		['R\\$ 10 \\* item\\_1', 'R\\$ 10 \\* item\\_1', 'R\\$ 10 * item_1'],
		['[site](https://example.com/a)', '[site](https://example.com/a)', 'site: https://example.com/a'],
		['[https://example.com](https://example.com)', '[https://example.com](https://example.com)', 'https://example.com'],
		['veja <https://example.com/a_b_c>', 'veja <https://example.com/a_b_c>', 'veja https://example.com/a_b_c'],
		['*itálico* e ***os dois***', '*itálico* e ***os dois***', '_itálico_ e *_os dois_*'],
		['**a *b* c** e *d **e** f*', '**a *b* c** e *d **e** f*', '*a _b_ c* e _d *e* f_'],
		['**Suporte - Paulo**:\\\nteste', '**Suporte - Paulo**:\nteste', '*Suporte - Paulo*:\nteste'],
		['Oi\n\n--\n\nAna ![](https://x.example.com/s.png?cw_image_height=24px)', expect.any(String), 'Oi\n\n--\n\nAna'],
		['![planta](https://x.example.com/p.png)', expect.any(String), 'planta: https://x.example.com/p.png'],
		['**https://example.com/a_b**', expect.any(String), '*https://example.com/a_b*'],
		['`*a*` 5*3*2 snake_case_x', expect.any(String), '`*a*` 5*3*2 snake_case_x'],
		['> cita **isto**\n> e isto', expect.any(String), '> cita *isto*\n> e isto'],
		['- **um**\n- dois\n1. três', expect.any(String), '- *um*\n- dois\n1. três'],
		['```\n**x**\n```', expect.any(String), '```\n**x**\n```'],
	])('%j', (content, plain, whatsapp) => {
		expect([plainText(content), whatsappText(content)]).toEqual([plain, whatsapp]);
	});
});

it.each([
	'*negrito*',
	'_itálico_',
	'*_os dois_*',
	'~não~',
	'```x *y*```',
	'> cita *isto*',
	'a*b*c',
	'2 * 3 * 4',
	'snake_case_x',
	'https://x.example.com/_a_ _b_',
])('what WhatsApp shows is the same there after a way through Chatwoot: %s', (words) => {
	expect(whatsappText(toMarkdown(words))).toBe(words);
});

describe('a person', () => {
	it.each([
		['5511999990001', ['+5511999990001', '+551199990001']],
		['551199990001', ['+5511999990001', '+551199990001']],
		['551133330001', ['+551133330001']],
		['+351912345678', ['+351912345678']],
	])('%s is known as %j', (given, phones) => {
		expect(personOf(given)).toEqual({ key: phones[0].slice(1), phones });
	});
});
