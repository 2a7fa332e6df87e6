import { visible } from '../../../../nodes/shared/core/text/visible';
import { processorTime } from '../../../setup/processorTime';

describe('visible', () => {
	it.each([
		['a word turned round', 'pague em \u202Emoc.live\u202C agora', 'pague em moc.live agora'],
		['isolates', '\u2066Olá\u2069, \u200FAna\u061C', 'Olá, Ana'],
		['zero widths inside a word', 'des\u200Bcon\u2060to\uFEFF', 'desconto'],
		['soft hyphens and joiners between Latin letters', 'pre\u00ADço e va\u200Dlor', 'preço e valor'],
		['controls', 'a\u0000b\u0007c\u001B[31md\u009F', 'abc[31md'],
		['tags that spell a hidden order', 'Oi\u{E0049}\u{E0067}\u{E006E}', 'Oi'],
		['a variation selector that carries data', 'o\uFE0Fk\u{E0110}', 'ok'],
		['half a character', 'a\uD83Db', 'ab'],
		['fillers that look like blanks', 'a\u3164b\u115F', 'ab'],
		['line breaks of other systems', 'um\r\ndois\rtrês\u2028quatro', 'um\ndois\ntrês\nquatro'],
	])('takes out %s', (_, text, seen) => {
		expect(visible(text)).toBe(seen);
	});

	it.each([
		['line breaks, tabs and blanks', ' Olá,\n\n\ttudo bem? '],
		['an emoji of several', 'família 👨‍👩‍👧‍👦, 👩🏽‍💻, ❤️‍🔥, 🏳️‍🌈'],
		['a flag, a keycap, a skin tone', '🇧🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ 👍🏾 ☎️'],
		['accents, also as marks of their own', 'ação e ac\u0327a\u0303o'],
		['other scripts', 'می‌خواهم שלום 你好 क्‍ष'],
		['signs', '© ™ € § º ª … —'],
		['a no-break blank', 'R$\u00A010'],
	])('leaves %s', (_, text) => {
		expect(visible(text)).toBe(text);
	});

	it.each(['', ' \n ', '\u200B\u200B', '\u202E\u202C', '\u2800\u2800', '\u00A0\u3000', '\u0301', '\uFE0F', '\u3164'])(
		'is empty for %j',
		(text) => {
			expect(visible(text)).toBe('');
		},
	);

	it('takes linear time', () => {
		const began = processorTime();
		visible('\u200D\u{1F3F4}\u{E0061}'.repeat(50_000));
		expect(processorTime() - began).toBeLessThan(500);
	});
});
