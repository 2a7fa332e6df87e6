import { intentFinder } from '../../../nodes/shared/core/sdr/intents';
import { leaksIn, STRICTEST } from '../../../nodes/shared/core/sdr/outputFilter';
import { figures, type ReplyRow } from './measure';

/** `tsx test/eval/heldOut/run.ts [seed]`: the finder of intents and the filter of replies over sentences that their authors did not see. */
const find = intentFinder();
const labelsOf = (text: string): string[] => find(text).map(({ label }) => label);
const holds = ({ reply, customer = '' }: ReplyRow): boolean => leaksIn(reply, { ...STRICTEST, customerText: customer }).length > 0;
console.log(figures(labelsOf, holds, Number(process.argv[2] ?? 1)));
