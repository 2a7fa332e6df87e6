import { gated } from '../../../../nodes/shared/core/claims/gated';
import { needsOf } from '../../../../nodes/shared/core/claims/needs';
import { FORMS } from '../../../../nodes/shared/core/claims/forms';
import { IS_FREE, OTHER_VALUES } from '../../../../nodes/shared/core/claims/price';
import { seeded } from '../../../eval/mutations';
import { OFFER_ROWS } from '../../../eval/rows/offers';

describe('what a match cannot be without', () => {
	it.each([
		[/\b(?:abc|de)x?\b/, [['abc', 'abcx', 'de', 'dex']]],
		[/preco(?:s)?/, [['preco', 'precos']]],
		[/(?<!\bnao )\{[PS]\}/, [['{p}', '{s}']]],
		[/garant\w+ .{0,15}\b(?:entrega|prazo)/, [['garant'], ['entrega', 'prazo']]],
		[
			/(?:ab\w+cd|ef\w+gh)/,
			[
				['ab', 'ef'],
				['cd', 'gh'],
			],
		],
		[/x{2,3}yz/, [['yz']]],
		[/em \d+x/, [['em'], ['0']]],
		[/ABC/i, [['abc']]],
		[/a\u00e7\p{L}bcd/u, [['bcd']]],
	])('%s', (pattern, needs) => {
		expect(needsOf(pattern).map((runs) => runs.sort())).toEqual(needs);
	});

	it.each([/.{0,3}a/, /[^a-z]b/, /a?/, /ABC/iu, /(?:ab|\w)/, /(?:abc)*/, /(?=abc)/])('of %s nothing is known', (pattern) => {
		expect(needsOf(pattern)).toEqual([]);
	});
});

const PATTERNS = [
	/\b(?:sai|fica)\b.{0,20}\bmenos\b/,
	/\bnao (?:tem|ha)\b/,
	/\d+ ?%/,
	/(?:^|, )(?:sim|claro)\b/,
	/\b(?:e|eh|da)[^a-z]*$/,
	/(?<!sem )taxa/,
	/leva\w* (?:\S+ ){0,3}?mais/,
	/[€£]|r ?\$/,
	/GRÁTIS/i,
	/\p{L} \| \p{L}/u,
];
const find = gated(...PATTERNS);
const plainly = (text: string) => PATTERNS.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined) ?? null;

it('finds what each pattern finds by itself', () => {
	for (const { reply } of OFFER_ROWS) expect(find.find(reply.toLowerCase())).toBe(plainly(reply.toLowerCase()));
	expect(OFFER_ROWS.filter(({ reply }) => find.test(reply.toLowerCase())).length).toBeGreaterThan(20);
});

it('and so in texts that nobody wrote, with signs of any kind', () => {
	const random = seeded(7);
	const pieces = [
		'sai',
		'fica ',
		' menos',
		'nao tem',
		'5',
		' %',
		'sim',
		', ',
		'sem ',
		'taxa',
		'leva',
		'mais',
		'€',
		'R$',
		'grátis',
		'GRATIS',
		' | ',
		'ç',
		'\u0435',
		'😀',
		'\n',
		' ',
	];
	for (let n = 0; n < 3000; n++) {
		const text = Array.from({ length: 1 + Math.floor(random() * 8) }, () => pieces[Math.floor(random() * pieces.length)]).join('');
		expect([text, find.find(text)]).toEqual([text, plainly(text)]);
	}
});

it('a pattern that is made later is found in a text that was asked before', () => {
	expect(find.find('bufunfa no bolso')).toBeNull();
	expect(gated(/bufunfa/).find('bufunfa no bolso')).toBe('bufunfa');
});

it('patterns of ours need something: none is tried on every text', () => {
	expect([FORMS, IS_FREE, OTHER_VALUES].map((one) => one.test('bom dia'))).toEqual([false, false, false]);
});

it('puts something else in the place of all matches', () => {
	expect(gated(/taxa de \w+/g).replace('taxa de upload e taxa de aprovacao', '-')).toBe('- e -');
});
