import { productsFor, type Product } from '../shared/core/sdr/catalogue';
import type { Ear, LgpdKind } from '../shared/core/hearing/ear';
import type { Label } from '../shared/core/hearing/intent';
import type { Spoken } from '../shared/core/sdr/temperature';
import { plain } from '../shared/core/text/words';
import { upsellFor, type UpsellRule } from '../shared/core/sdr/upsell';
import { LONGEST_TEXT, type TurnInput } from './conversation';
import type { Replies } from './replies';
import { isYes } from '../shared/core/hearing/yes';

/** What the agent keeps of a lead between turns; the column `agent_state` of the lead. */
export type AgentState = {
	/** Turns in a row that asked and learnt nothing. */
	question_streak: number;
	/** Turns in a row in which the model gave nothing. */
	failures: number;
	/** Steps above that were told, `from>to`. */
	upsells: string[];
	/** What the class of today was made from. */
	classified_key: string | null;
	/** They agreed to have their audio heard; absent where they were not asked. */
	audio_consent?: true;
};

export interface Observed {
	labels: Label[];
	/** What a data request asks, as code heard it. */
	lgpdKind: LgpdKind | null;
	/** The customer shows interest in buying: asks for prices, conditions or delivery. */
	isInterested: boolean;
	products: Product[];
	/** The words that the products were found in. */
	asked: string;
	upsell: UpsellRule | null;
	state: AgentState;
	/** The conversation with this turn at its end. */
	spoken: Spoken[];
	/** All that the customer wrote. */
	customerText: string;
}

/** How many of the customer's earlier messages still tell what a short one is about. */
const RECENT = 3;

/** What code sees in a turn before the model does. */
export function observe(
	turn: TurnInput,
	settings: { find: Ear; catalogue: Product[]; upsell: UpsellRule[]; replies: Pick<Replies, 'optOutQuestion'> },
): Observed {
	const text = turn.text.slice(0, LONGEST_TEXT);
	const said = turn.history.filter(({ role }) => role === 'user').map(({ content }) => content.slice(0, LONGEST_TEXT));
	const state: AgentState = { ...stateOf(turn.lead), ...(turn.audio_consent === true && { audio_consent: true }) };
	const heard = settings.find(text);
	const asked = turn.history.at(-1);
	const confirms =
		asked?.role === 'assistant' && asked.content.trim().endsWith(settings.replies.optOutQuestion.trim()) && isYes(plain(text));
	const labels: Label[] = confirms ? ['optOut'] : heard.map(({ label }) => label);
	const recent = said.slice(-RECENT).join('\n');
	const now = productsFor(settings.catalogue, text);
	return {
		labels,
		lgpdKind: heard.find(({ kind }) => kind)?.kind ?? null,
		isInterested: labels.includes('commercial') || labels.includes('delivery'),
		products: now.length > 0 ? now : productsFor(settings.catalogue, recent),
		asked: now.length > 0 ? text : recent,
		// A message about money is answered with no offer beside it: the step above waits for the next turn.
		upsell:
			labels.includes('commercial') || labels.includes('optOut')
				? null
				: upsellFor(settings.upsell, [...said.slice(-RECENT), text], state.upsells),
		state,
		spoken: [...turn.history, { role: 'user', content: text }],
		customerText: [...said, text].join('\n'),
	};
}

function stateOf(lead: Record<string, unknown> | null): AgentState {
	const stored = (lead?.agent_state ?? {}) as Partial<Record<keyof AgentState, unknown>>;
	return {
		question_streak: typeof stored.question_streak === 'number' ? stored.question_streak : 0,
		failures: typeof stored.failures === 'number' ? stored.failures : 0,
		upsells: Array.isArray(stored.upsells) ? stored.upsells.map(String) : [],
		classified_key: typeof stored.classified_key === 'string' ? stored.classified_key : null,
		...(stored.audio_consent === true && { audio_consent: true }),
	};
}
