import type { LeadField, LeadUpdates, Temperature } from '../lead/lead';

export const REQUIRED: readonly LeadField[] = ['name', 'company', 'city', 'product'];
export const OPTIONAL: readonly LeadField[] = ['volume', 'urgency', 'uf', 'knows_company'];

export interface Thresholds {
	/** Mean of the scores from which a lead is hot, or warm. */
	hot: number;
	warm: number;
	/** The same for hot when the urgency is high. */
	hotWhenUrgent: number;
	/** So many required fields make a first class; so many of all, another one. */
	requiredForFirst: number;
	filledForAnother: number;
}
export const THRESHOLDS: Thresholds = { hot: 0.7, warm: 0.4, hotWhenUrgent: 0.5, requiredForFirst: 2, filledForAnother: 6 };

export interface Spoken {
	role: string;
	content: string;
}
export type Class = { temperature: Temperature; reason: string };

const rounded = (score: number): number => Math.round(score * 100) / 100;
const filled = (lead: LeadUpdates, fields: readonly LeadField[]): number => fields.filter((field) => lead[field]).length;

/** How much the lead takes part, 0 to 1: share of messages, their length, their number (SDR spec 3.2). */
export function engagement(messages: Spoken[]): number {
	const said = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
	if (said.length === 0) return 0;
	const answers = Math.max(messages.length - said.length, 1);
	const length = said.reduce((sum, text) => sum + text.length, 0) / said.length;
	return rounded(0.3 * Math.min(said.length / answers, 1) + 0.3 * Math.min(length / 100, 1) + 0.4 * Math.min(said.length / 5, 1));
}

/** How much is known of the lead, 0 to 1 (SDR spec 3.2). */
export const completeness = (lead: LeadUpdates): number =>
	rounded((0.6 * filled(lead, REQUIRED)) / REQUIRED.length + (0.4 * filled(lead, OPTIONAL)) / OPTIONAL.length);

/** Both scores as the model and the team read them. */
export const scoresShown = (lead: LeadUpdates, messages: Spoken[]): string =>
	`Engajamento ${percent(engagement(messages))}, dados ${percent(completeness(lead))}`;

/** What a class depends on: the same key, the same class. */
export const materialKey = (lead: LeadUpdates): string => [...REQUIRED, ...OPTIONAL].map((field) => lead[field] ?? '').join('|');

/**
 * Whether to class a lead now: first with two required fields, again with six of all eight, and never twice on unchanged data (SDR spec 3.1).
 * @param classed what the class of today was made from, null when there is none
 */
export function shouldClassify(lead: LeadUpdates, classed: string | null, { requiredForFirst, filledForAnother }: Thresholds): boolean {
	if (filled(lead, REQUIRED) < requiredForFirst) return false;
	return classed === null || (classed !== materialKey(lead) && filled(lead, [...REQUIRED, ...OPTIONAL]) >= filledForAnother);
}

/** The class by the scores alone, for a model that gave none (SDR spec 3.6). */
export function classByScores(lead: LeadUpdates, messages: Spoken[], { hot, warm, hotWhenUrgent }: Thresholds): Class {
	const scores = { engagement: engagement(messages), completeness: completeness(lead) };
	const mean = (scores.engagement + scores.completeness) / 2;
	const isUrgent = lead.urgency === 'alta';
	const temperature = mean >= hot || (isUrgent && mean >= hotWhenUrgent) ? 'hot' : mean >= warm ? 'warm' : 'cold';
	return { temperature, reason: `${scoresShown(lead, messages)}${lead.urgency ? `, urgência ${lead.urgency}` : ''}.` };
}

/**
 * The class of a turn: the model's, unless it calls hot a lead of whom neither product nor need is known: then the scores decide (in doubt the
 * colder class, SDR spec 3.3).
 */
export function classOf(given: Partial<Class>, lead: LeadUpdates, messages: Spoken[], thresholds: Thresholds): Class {
	const baseless = given.temperature === 'hot' && !lead.product && !lead.need;
	if (!given.temperature || baseless) return classByScores(lead, messages, thresholds);
	return { temperature: given.temperature, reason: twoSentences(given.reason ?? '') || classByScores(lead, messages, thresholds).reason };
}

const percent = (score: number): string => `${Math.round(score * 100)}%`;
const twoSentences = (text: string): string =>
	text
		.trim()
		.split(/(?<=[.!?])\s+/)
		.slice(0, 2)
		.join(' ')
		.slice(0, 300);
