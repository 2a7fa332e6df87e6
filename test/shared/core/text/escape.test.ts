import fc from 'fast-check';

import { noticeFor } from '../../../../nodes/shared/core/handoff/noticeFor';
import {
	escapeAnywhere,
	escapeChatwoot,
	escapeHtml,
	escapeSlack,
	escapeWhatsApp,
	oneLine,
} from '../../../../nodes/shared/core/text/escape';

describe('what a stranger wrote gives no order', () => {
	it.each([
		['<!channel> <https://evil.example|x>', '&lt;!channel&gt; &lt;https://evil.example|x&gt;'],
		['<!subteam^S1> & <@U1>', '&lt;!subteam^S1&gt; &amp; &lt;@U1&gt;'],
		['Silva &amp; Filhos', 'Silva &amp;amp; Filhos'],
		['a\u202Eb\u0000c\u2066d', 'abcd'],
	])('to Slack: %s', (given, shown) => expect(escapeSlack(given)).toBe(shown));

	it.each([
		['*João*', '∗João∗'],
		['_ _a_', '_ ＿a＿'],
		['```código```', 'ˋˋˋcódigoˋˋˋ'],
		['~5%~ de *5*', '∼5%∼ de ∗5∗'],
		['ana_maria_s@x.br 2*3*4 * a', 'ana_maria_s@x.br 2*3*4 * a'],
		['Zé 👨‍👩‍👧 <3 & Cia', 'Zé 👨‍👩‍👧 <3 & Cia'],
	])('to WhatsApp: %s', (given, shown) => expect(escapeWhatsApp(given)).toBe(shown));

	it.each([
		['**oi** [Banco](https://evil.example)', '\\*\\*oi\\*\\* \\[Banco\\](https://evil.example)'],
		['![x](https://evil.example/a_b_c.png)', '!\\[x\\](https://evil.example/a_b_c.png)'],
		['<img src=x> `a`', '\\<img src=x\\> \\`a\\`'],
		['# Título\n- item\n1. um\n#sem', '\\# Título\n\\- item\n1\\. um\n#sem'],
		['https://loja.example/a_b*c', 'https://loja.example/a_b*c'],
	])('to Chatwoot: %s', (given, shown) => expect(escapeChatwoot(given)).toBe(shown));

	it('to HTML, and where the target is not known', () => {
		expect(escapeHtml(`<a href="x" b='c'>&</a>`)).toBe('&lt;a href=&quot;x&quot; b=&#39;c&#39;&gt;&amp;&lt;/a&gt;');
		expect(escapeAnywhere('<!here> Silva & Filhos')).toBe('‹!here› Silva & Filhos');
	});

	it('whatever it is: no angle bracket reaches Slack, no bare one HTML, and no name begins a line', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(escapeSlack(text)).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
				expect(escapeAnywhere(text)).not.toMatch(/[<>]/);
				expect(escapeHtml(text)).not.toMatch(/[<>"']/);
				expect(oneLine(text)).not.toMatch(/[\n\r\t]|^\s|\s$/);
			}),
		);
	});
});

it('a notice is escaped for the target that shows it, and a name is one line of it', () => {
	const facts = {
		kind: 'escalation',
		phone: '5531900000001',
		name: '<!channel>\nResumo: *pago* [x](https://e.example)',
		message: 'R&D <b>\nlinha 2',
	} as const;
	expect(noticeFor('slack', facts)).toBe(
		'🆘 &lt;!channel&gt; Resumo: *pago* [x]([link]) (5531900000001) – precisa de uma pessoa\nMensagem: R&amp;D &lt;b&gt;\nlinha 2',
	);
	expect(noticeFor('whatsApp', facts)).toBe(
		'🆘 <!channel> Resumo: ∗pago∗ [x]([link]) (5531900000001) – precisa de uma pessoa\nMensagem: R&D <b>\nlinha 2',
	);
	expect(noticeFor('chatwoot', facts)).toContain('🆘 \\<!channel\\> Resumo: \\*pago\\* \\[x\\]([link])');
});
