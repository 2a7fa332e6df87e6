import { productsFor, type Product } from '../shared/core/sdr/catalogue';
import type { Label } from '../shared/core/sdr/intentLists';
import type { IntentFinder } from '../shared/core/sdr/intents';
import type { Spoken } from '../shared/core/sdr/temperature';
import { upsellFor, type UpsellRule } from '../shared/core/sdr/upsell';
import { LONGEST_TEXT, type TurnInput } from './conversation';

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
};

export interface Observed {
	labels: Label[];
	products: Product[];
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
export function observe(turn: TurnInput, settings: { find: IntentFinder; catalogue: Product[]; upsell: UpsellRule[] }): Observed {
	const text = turn.text.slice(0, LONGEST_TEXT);
	const said = turn.history.filter(({ role }) => role === 'user').map(({ content }) => content.slice(0, LONGEST_TEXT));
	const state = stateOf(turn.lead);
	const labels = settings.find(text).map(({ label }) => label);
	const now = productsFor(settings.catalogue, text);
	return {
		labels,
		products: now.length > 0 ? now : productsFor(settings.catalogue, said.slice(-RECENT).join('\n')),
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
	};
}
