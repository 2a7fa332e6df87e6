import { cleanCustomValues } from '../shared/core/lead/customFields';
import { cleanLeadUpdates, type LeadUpdates } from '../shared/core/lead/lead';
import { withCertainFacts } from '../shared/core/sdr/certainFacts';
import { changesOf, merged, type Change } from '../shared/core/sdr/merge';
import { classByScores, classOf, materialKey, shouldClassify } from '../shared/core/sdr/temperature';
import type { Answer } from './answer';
import { LONGEST_TEXT, type TurnInput } from './conversation';
import type { Observed } from './observe';
import type { TurnSettings } from './turnSettings';

/** What a turn tells of the lead. */
export interface Learned {
	updates: LeadUpdates;
	/** What is new or different. */
	changes: Change[];
	/** The lead with the changes. */
	lead: ReturnType<typeof merged>;
	/** Whether a class is due. */
	due: boolean;
	/** What the lead's class is made from, once one was given for it. */
	classifiedKey: string | null;
}

/** Reads what the model understood of the lead, and what code is sure of. @param told the lead as the model gave it, by field */
export function learned(
	turn: Pick<TurnInput, 'text' | 'lead'>,
	seen: Pick<Observed, 'labels' | 'state'>,
	{ thresholds, customFields }: Pick<TurnSettings, 'thresholds' | 'customFields'>,
	told: Record<string, unknown>,
): Learned {
	const clean = cleanLeadUpdates({ ...told, custom_fields: cleanCustomValues(customFields, told) });
	const updates = withCertainFacts(turn.text.slice(0, LONGEST_TEXT), clean, turn.lead);
	const changes = changesOf(turn.lead, updates);
	const lead = merged(turn.lead, changes);
	// Asking for a price or a proposal is material too, once: it may make a known lead hot on unchanged data.
	const wantsOffer = seen.labels.includes('commercial') && turn.lead?.temperature !== 'hot' && shouldClassify(lead, null, thresholds);
	const due = wantsOffer || shouldClassify(lead, seen.state.classified_key, thresholds);
	return { updates, changes, lead, due, classifiedKey: due ? materialKey(lead) : seen.state.classified_key };
}

/** The answer with the class of the lead, or without one when none is due. */
export function classed(
	answer: Answer,
	{ lead, due }: Pick<Learned, 'lead' | 'due'>,
	{ spoken }: Pick<Observed, 'spoken'>,
	{ thresholds }: Pick<TurnSettings, 'thresholds'>,
): Answer {
	if (!due) return { ...answer, temperature: null, temperature_reason: null };
	const given = answer.temperature && { temperature: answer.temperature, reason: answer.temperature_reason ?? '' };
	const { temperature, reason } = given ? classOf(given, lead, spoken, thresholds) : classByScores(lead, spoken, thresholds);
	return { ...answer, temperature, temperature_reason: reason };
}
