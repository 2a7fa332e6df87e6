import { earOf } from '../../../nodes/shared/core/hearing/ear';
import { leaksIn, STRICTEST } from '../../../nodes/shared/core/sdr/outputFilter';
import { figures, SETS, type ReplyRow } from './measure';

/**
 * `tsx test/eval/heldOut/run.ts [seed]`: the ear and the filter of replies over sentences that their authors did not see. What is measured is code alone: the
 * model's own ear comes on top.
 */
const hear = earOf();
const labelsOf = (text: string): string[] => hear(text).map(({ label }) => label);
const holds = ({ reply, customer = '', profile = '', catalogue = '' }: ReplyRow): boolean =>
	leaksIn(reply, { ...STRICTEST, customerText: customer, asked: [customer], ownTexts: [profile, catalogue] }).length > 0;
const seed = Number(process.argv[2] ?? 1);
console.log(SETS.map((set) => `== ${set.name} ==\n\n${figures(labelsOf, holds, set, seed)}`).join('\n\n'));
