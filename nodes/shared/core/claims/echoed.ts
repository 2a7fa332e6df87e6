import { gated } from './gated';
import { figuresIn } from './figures';
import { remembered } from '../text/remembered';
import type { Said } from './topic';
import { KINDS, kindsOf } from './wordKinds';

/**
 * Ways of giving back what the customer told of themselves or of others, each with how they told it: whoever repeats it offers nothing, as long as the sums and the words of
 * commerce are all the customer's, and nothing is granted.
 */
const TOLD_BACK: ReadonlyArray<[said: ReturnType<typeof gated>, told: RegExp]> = [
	[
		gated(/\b(?:voce|vc) (?:ja |so |hoje |atualmente )*pag(?:a|ou|ava)\b|\bhoje (?:voce|vc)\b|\bpagou\b/),
		/\b(?:pago|paguei|pagava|pagamos)\b/,
	],
	[gated(/\b(?:voce|vc) so (?:fecha|paga|compra|pega|leva)\b.{0,12}\bse\b/), /\bso (?:fecho|pago|compro|pego|levo)\b.{0,12}\bse\b/],
	[
		gated(
			/\b(?:[oa]s? )?(?:outr[oa]s? [a-z]+|concorren\w+)\b.{0,15}\b(?:te |lhe )?(?:faz|fez|da|deu|cobr[ao]u?|orcou|passou|ofereceu?|vende|vendeu|pediu)\b/,
		),
		/\b(?:outr[oa]s?|concorren\w+)\b/,
	],
];
const GRANTS = gated(
	/(?<!\bnao )\b(?:consigo|conseguimos|faco|fazemos|posso|podemos|cobrimos|cubro|igual\w+|batemos|temos|da (?:pra|para)|combinado|aceit\w+|pode ser|tambem|sai|fica|leva|serve|depois|certinho)\b/,
);
const OF_COMMERCE = ['price', 'pay', 'free', 'less', 'special'].reduce((bits, kind) => bits | (1 << KINDS.indexOf(kind)), 0);

const toldBy = remembered((customer): { sums: ReadonlySet<number>; kinds: number } => {
	const sums = new Set(figuresIn(customer).map(({ value }) => value));
	return { sums, kinds: (customer.match(/[a-z]+/g) ?? []).reduce((bits, word) => bits | kindsOf(word), 0) };
}, 4);

/** "Entendi, você só fecha se for em 12x sem juros", "a outra empresa orçou em 9 mil". */
export function isToldBack({ sentence: { skeleton, figures, plain, isQuestion }, customer }: Said): boolean {
	if (isQuestion || !TOLD_BACK.some(([said, told]) => said.test(skeleton) && told.test(customer)) || GRANTS.test(skeleton)) return false;
	const { sums, kinds } = toldBy(customer);
	const said = (plain.match(/[a-z]+/g) ?? []).reduce((bits, word) => bits | kindsOf(word), 0);
	return figures.every(({ value }) => sums.has(value)) && (said & OF_COMMERCE & ~kinds) === 0;
}
