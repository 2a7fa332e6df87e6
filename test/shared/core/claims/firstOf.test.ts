import { firstOf } from '../../../../nodes/shared/core/claims/firstOf';
import { headsOf } from '../../../../nodes/shared/core/claims/heads';
import { OFFER_ROWS } from '../../../eval/rows/offers';

describe('what a match begins with', () => {
	it.each([
		[/\b(?:abc|de)x?\b/, ['abc', 'de', 'dex']],
		[/preco(?:s)?/, ['pre']],
		[/(?<!\bnao )\{[PS]\}/, ['{']],
		[/(?:a|b)?cd/, ['acd', 'bcd', 'cd']],
		[/r ?\$/, ['r $', 'r$']],
		[/ab*c/, ['ab', 'ac']],
		[/x{2,3}y/, ['x']],
	])('%s', (pattern, heads) => {
		expect([...(headsOf(pattern) ?? [])].sort()).toEqual([...new Set(heads)].sort());
	});

	it.each([/\d+x/, /.{0,3}a/, /[^a-z]b/, /a?/, /ABC/i, /(?:ab|\w)c/])('%s may begin with anything', (pattern) => {
		expect(headsOf(pattern)).toBeNull();
	});
});

it('finds what each pattern finds by itself', () => {
	const patterns = [
		/\b(?:sai|fica)\b.{0,20}\bmenos\b/,
		/\bnao (?:tem|ha)\b/,
		/\d+ ?%/,
		/(?:^|, )(?:sim|claro)\b/,
		/\b(?:e|eh|da)[^a-z]*$/,
		/(?<!sem )taxa/,
		/leva\w* (?:\S+ ){0,3}?mais/,
	];
	const plainly = (text: string) => patterns.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined) ?? null;
	const find = firstOf(patterns);
	for (const { reply } of OFFER_ROWS) expect(find(reply.toLowerCase())).toBe(plainly(reply.toLowerCase()));
	expect(OFFER_ROWS.filter(({ reply }) => find(reply.toLowerCase()) !== null).length).toBeGreaterThan(20);
});
