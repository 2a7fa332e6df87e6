import type { Model } from '../shared/llm/model';
import { openTopics } from '../shared/core/claims/open';
import type { Leak } from '../shared/core/sdr/outputFilter';
import { plain } from '../shared/core/text/words';
import { readAnswer } from './answer';
import { askReply, type Asked, type AskSettings, type Messages } from './ask';
import { guarded, rewriteOrder, safeReply, type Guarded, type GuardSettings } from './guard';
import { UNTOUCHED, type GuardReport } from './result';
import { isInShare, secondReading, type SecondReader } from './secondReader';

export interface SayInput {
	/** The reply that the model gave. */
	given: string;
	messages: Messages;
	ask: AskSettings;
	guard: GuardSettings;
	/** Null when replies are read by the rules alone. */
	secondReader: SecondReader | null;
	/** The turn's id, or something random. */
	seed: string;
}

export interface Spoken {
	reply: string;
	/** Turns in a row that asked in vain, this one included. */
	streak: number;
	guard: GuardReport;
	/** The second call for a reply; null when the first one went out. */
	again: Asked | null;
	/** What the second reader took. */
	read: { input: number; output: number; tookMs: number };
}

/** The reply that goes out: the model's, or a second one when the first may not be sent, or a prepared one when neither may. */
export async function said(model: Model, input: SayInput): Promise<Spoken> {
	const { guard, ask, messages, given } = input;
	const reading = readerOf(model, input);
	const first = await reading.checked(guarded(given, guard));
	if (first.leaks.length === 0) return { ...spoken(first), guard: report(reading, first), again: null, read: reading.spent };
	const order = { role: 'system' as const, content: rewriteOrder(first.leaks) };
	const again = await askReply(model, [...messages(ask.tasks.reply.rules), order], ask);
	const reply = readAnswer(again.value)?.reply;
	const second = reply ? await reading.checked(guarded(reply, guard)) : null;
	const drafts = [first, ...(second ? [second] : [])];
	if (second?.leaks.length === 0)
		return { ...spoken(second), guard: { ...report(reading, second, drafts), regenerated: true }, again, read: reading.spent };
	return {
		reply: safeReply({ replies: guard.replies, open: openOf(guard) }),
		streak: 0,
		guard: { ...report(reading, null, drafts), regenerated: true, safe_reply: true },
		again,
		read: reading.spent,
	};
}

const spoken = ({ reply, streak }: Guarded) => ({ reply, streak });

/** What the customer asked for, by the labels and by the words. */
function openOf({ policy }: GuardSettings): { price: boolean; delivery: boolean } {
	const words = openTopics((policy.asked ?? []).slice(0, 1).map(plain));
	return {
		price: words.price || (policy.openTopics ?? []).includes('price'),
		delivery: words.delivery || (policy.openTopics ?? []).includes('delivery'),
	};
}

/** Words that one draft may not hold, shown to whoever looks at the execution. */
const LONGEST_EXCERPT = 120;
const shown = ({ rule, excerpt }: Leak): Leak => ({ rule, excerpt: excerpt.slice(0, LONGEST_EXCERPT) });

function report(reading: Reading, sent: Guarded | null, drafts: Guarded[] = []): GuardReport {
	const refused = drafts.flatMap(({ leaks }) => leaks.map(({ rule }) => rule));
	return {
		...UNTOUCHED,
		refused: [...new Set(refused)],
		drafts: drafts.map(({ leaks }) => ({ refused: leaks.map(shown) })),
		questions_removed: sent?.questionsRemoved ?? 0,
		second_readings: reading.spent.count,
		facts_left_out: reading.spent.factsLeftOut,
	};
}

interface Reading {
	checked: (draft: Guarded) => Promise<Guarded>;
	spent: { count: number; input: number; output: number; tookMs: number; factsLeftOut: number };
}

/** Has drafts with doubts read by the second reader, where there is one and this turn may cost it. */
function readerOf(model: Model, { guard: { policy }, secondReader, seed }: SayInput): Reading {
	const spent = { count: 0, input: 0, output: 0, tookMs: 0, factsLeftOut: 0 };
	const isOn = secondReader !== null && isInShare(seed, secondReader.share);
	return {
		spent,
		checked: async (draft) => {
			if (!isOn || draft.leaks.length > 0 || draft.doubts.length === 0) return draft;
			const { ownTexts = [], knownOfThem = [], customerText: customer } = policy;
			const read = { reply: draft.reply, doubts: draft.doubts, ownTexts, knownOfThem, customer };
			const { leaks, usage, tookMs, factsLeftOut } = await secondReading(model, secondReader, read);
			spent.count += 1;
			spent.input += usage.input;
			spent.output += usage.output;
			spent.tookMs += tookMs;
			spent.factsLeftOut = Math.max(spent.factsLeftOut, factsLeftOut);
			return { ...draft, leaks };
		},
	};
}
