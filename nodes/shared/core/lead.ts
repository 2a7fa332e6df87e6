import { stateCode } from './brazil';
import { plain } from './words';
import { cnpj } from './cnpj';
import { acquaintanceOf } from './sdr/acquaintance';
import { urgencyOf } from './sdr/urgency';

/** What is learned of a lead in conversation; the columns of `leads` that the agent may fill. */
export const LEAD_FIELDS = [
	'name',
	'company',
	'email',
	'city',
	'uf',
	'product',
	'volume',
	'urgency',
	'segment',
	'need',
	'knows_company',
	'cnpj',
	'daily_volume',
	'site',
	'decision_maker',
] as const;
export type LeadField = (typeof LEAD_FIELDS)[number];
export type LeadUpdates = Partial<Record<LeadField, string>>;

export const TEMPERATURES = ['cold', 'warm', 'hot'] as const;
export type Temperature = (typeof TEMPERATURES)[number];

/** Words that models write where they mean "nothing" (SDR spec 2.2). */
const NOTHING = new Set(
	'|null|none|undefined|n/a|na|-|?|nao informado|nao informada|nao se aplica|nao sei|desconhecido|desconhecida|vazio|sem informacao'.split(
		'|',
	),
);
const LONGEST = 300;
const EMAIL = /^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}$/;
const SITE = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(\/\S*)?$/i;

/** How the value of a field becomes storable; null drops it (SDR spec 2.3, 2.5). Fields that are not here keep what was said. */
const CONVERSIONS: Partial<Record<LeadField, (text: string) => string | null>> = {
	uf: stateCode,
	email: (text) => (EMAIL.test(text.toLowerCase()) ? text.toLowerCase() : null),
	cnpj,
	urgency: (text) => urgencyOf(text) ?? text,
	knows_company: (text) => known(acquaintanceOf(text)),
	decision_maker: (text) => known(acquaintanceOf(text)),
	daily_volume: dailyVolume,
	site: (text) => SITE.exec(text)?.[0].toLowerCase() ?? null,
};

/**
 * Makes what a model or an operator gave for a lead storable: unknown keys go, numbers and booleans become text, words for "nothing" are
 * dropped, so that nothing overwrites a stored value with null (SDR spec 2.2, 2.4, 2.5).
 */
export function cleanLeadUpdates(given: Record<string, unknown>): LeadUpdates {
	const updates: LeadUpdates = {};
	for (const field of LEAD_FIELDS) {
		const value = clean(field, given[field]);
		if (value !== null) updates[field] = value;
	}
	return updates;
}

function clean(field: LeadField, value: unknown): string | null {
	const text = typeof value === 'boolean' ? (value ? 'sim' : 'não') : typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || NOTHING.has(plain(text))) return null;
	const trimmed = text.trim().slice(0, LONGEST);
	const convert = CONVERSIONS[field];
	return convert ? convert(trimmed) : trimmed;
}

const known = (answer: 'sim' | 'não' | 'desconhecido'): string | null => (answer === 'desconhecido' ? null : answer);

/** Pieces a day as a whole number: `uns 1.200`, `2 mil por dia`; a number for another span of time is none. */
function dailyVolume(text: string): string | null {
	const words = plain(text);
	if (/\b(hora|semana|mes|ano)\b|\/ ?h\b/.test(words)) return null;
	const match = /(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*(mil\b|k\b)?/.exec(words);
	if (!match) return null;
	const number = Number(`${match[1].replaceAll('.', '')}.${match[2] ?? 0}`) * (match[3] ? 1000 : 1);
	return String(Math.round(number));
}
