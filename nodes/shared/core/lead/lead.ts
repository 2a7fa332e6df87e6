import { stateCode } from '../brazil/places';
import { cnpj } from '../brazil/cnpj';
import { customValuesOf, type CustomValues } from './customFields';
import { said } from './said';
import { acquaintanceOf } from './acquaintance';
import { urgencyOf } from './urgency';
import { numbersIn, type FoundNumber } from '../text/numbers';
import { isMeasure } from '../text/units';

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
export type LeadUpdates = Partial<Record<LeadField, string>> & { custom_fields?: CustomValues };

export const TEMPERATURES = ['cold', 'warm', 'hot'] as const;
export type Temperature = (typeof TEMPERATURES)[number];

const EMAIL = /^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}$/;
const SITE = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(\/\S*)?$/i;

/** How the value of a field becomes storable; null drops it (SDR spec 2.3, 2.5). Fields that are not here keep what was said. */
const CONVERSIONS: Partial<Record<LeadField, (text: string) => string | null>> = {
	uf: stateCode,
	email: emailOf,
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
	Object.assign(updates, placeOf(updates));
	const custom = customValuesOf(given.custom_fields);
	return Object.keys(custom).length > 0 ? { ...updates, custom_fields: custom } : updates;
}

/** A full stop or bracket behind it is the sentence's. */
function emailOf(text: string): string | null {
	const email = text.toLowerCase().replace(/^[<("]+|[>)".,;!]+$/g, '');
	return EMAIL.test(email) ? email : null;
}

/** "Chapecó/SC", "Chapecó - SC", "Chapecó-SC", "Chapecó (SC)" are a city and its state; a state that was given by itself stays. */
function placeOf({ city, uf }: LeadUpdates): LeadUpdates {
	const [, name, state] = /^(.*[^\s/,(–-])\s*(?:\s[-–]|[/,(]|-(?=[A-Z]{2}$))\s*([A-Za-z]{2})\)?$/.exec(city ?? '') ?? [];
	const code = state === undefined ? null : stateCode(state);
	return code === null || (uf !== undefined && uf !== code) ? {} : { city: name, uf: code };
}

function clean(field: LeadField, value: unknown): string | null {
	const text = said(value);
	const convert = CONVERSIONS[field];
	return text !== null && convert ? convert(text) : text;
}

const known = (answer: 'sim' | 'não' | 'desconhecido'): string | null => (answer === 'desconhecido' ? null : answer);

/** More pieces a day are a slip of the keyboard, and no column holds them. */
const MOST_A_DAY = 10_000_000;
/**
 * Pieces a day as a whole number: `uns 1.200`, `2 mil por dia`, `2 turnos de 300`, the lower end of `300 a 350`. What is for another span of time, weighed or measured, or said in several
 * numbers is none: read right or not at all.
 */
function dailyVolume(text: string): string | null {
	const numbers = numbersIn(text);
	const [first, second, ...more] = numbers;
	if (!first || more.length > 0 || numbers.some(({ per }) => per !== null && per !== 'day')) return null;
	const shifts = [first, second].find((one) => one?.unit === 'shift');
	const pieces = numbers.filter((one) => one !== shifts);
	if (pieces.length === 0 || pieces.some(({ unit }) => isMeasure(unit ?? ''))) return null;
	if (pieces.length === 2 && !isRange(text, pieces[0], pieces[1])) return null;
	const volume = Math.round(pieces[0].value * (shifts?.value ?? 1));
	return volume > 0 && volume <= MOST_A_DAY ? String(volume) : null;
}

const isRange = (text: string, low: FoundNumber, high: FoundNumber): boolean =>
	low.value < high.value && /^\s*(?:a|ate|até|-|–|ou|e)\s*$/i.test(text.slice(low.end, high.start));
