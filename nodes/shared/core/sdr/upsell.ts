import { plain } from '../text/words';
import { BadParameter } from '../text/badParameter';
import { jsonList } from './catalogue';
import { phraseFinder } from './phrases';

/** A step above that is told once to a lead who asks for the step below (SDR spec 4.6). */
export type UpsellRule = {
	from: string;
	to: string;
	/** Whole words that show interest in `from`. */
	triggers: string[];
	/** What to tell of `to`, without prices. */
	argument: string;
};

/** @throws {BadParameter} naming the field and the entry */
export function readUpsellRules(field: string, given: unknown): UpsellRule[] {
	return jsonList(field, given).map((entry, n) => {
		const { from, to, triggers, argument } = entry;
		if (typeof from !== 'string' || typeof to !== 'string' || !from || !to || !Array.isArray(triggers) || triggers.length === 0)
			throw new BadParameter(
				field,
				`entry ${n + 1} lacks "from", "to" or "triggers"`,
				'Each rule has "from", "to", a list "triggers" and an "argument".',
			);
		return { from, to, triggers: triggers.map(String), argument: typeof argument === 'string' ? argument : '' };
	});
}

export const upsellKey = ({ from, to }: Pick<UpsellRule, 'from' | 'to'>): string => `${from}>${to}`;

/**
 * The rule to tell in this turn: asked for now or in an earlier message, and not told before.
 * @param told keys of the rules that the lead was told
 */
export function upsellFor(rules: UpsellRule[], texts: string[], told: readonly string[]): UpsellRule | null {
	return rules.find((rule) => !told.includes(upsellKey(rule)) && texts.some((text) => phraseFinder(rule.triggers).find(text))) ?? null;
}

/** Only a reply that names the product above told it; asking about it is no telling. */
export const wasTold = (rule: UpsellRule, reply: string): boolean => compact(reply).includes(compact(rule.to));

const compact = (text: string): string => plain(text).replace(/[^\p{L}\d]/gu, '');
