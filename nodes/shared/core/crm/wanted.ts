import { stateCode } from '../brazil/places';
import { customValuesOf, type CustomValues } from '../lead/customFields';
import { placeIn } from './names';
import { recordOf } from '../json/readers';
import { plain } from '../text/words';
import { TEMPERATURES, type Temperature } from '../lead/lead';
import { parseGivenPhone } from '../message/ownIds';
import { cnpj } from '../brazil/cnpj';

/** Which leads a CRM gets (SDR spec 7.2, TO-BE). */
export const POLICIES = ['hotOnly', 'hotWarm', 'allWithMinimum'] as const;
export type SyncPolicy = (typeof POLICIES)[number];

/** A lead as a CRM needs it; empty words are null. */
export interface CrmLead {
	/** The canonical key. */
	phone: string;
	name: string | null;
	email: string | null;
	company: string | null;
	/** 14 characters without mask, check digits right. */
	cnpj: string | null;
	city: string | null;
	/** Two letters. */
	uf: string | null;
	product: string | null;
	volume: string | null;
	segment: string | null;
	need: string | null;
	site: string | null;
	temperature: Temperature | null;
	/** Where the lead came from, as the operator names it, e.g. `whatsapp`. */
	channel: string | null;
	/** What they asked the team for (`commercial`, `delivery`, `technical`), with the day on which they first did, e.g. `2026-01-05`. */
	requests: Record<string, string>;
	/** What was said, in a few sentences. */
	summary: string | null;
	/** Fields of the operator's own. */
	custom_fields: CustomValues;
}

/** Keys under which the same thing arrives: the column of `leads` first, then older names. */
const NAMES: Record<Exclude<keyof CrmLead, 'phone' | 'temperature' | 'uf' | 'cnpj' | 'custom_fields' | 'requests'>, string[]> = {
	name: ['name', 'nome', 'senderName', 'whatsapp_name'],
	email: ['email'],
	company: ['company', 'empresa', 'company_name'],
	city: ['city', 'cidade'],
	product: ['product', 'produto', 'produto_interesse'],
	volume: ['volume', 'volume_diario', 'volume_estimado'],
	segment: ['segment', 'segmento'],
	need: ['need', 'necessidade'],
	site: ['site', 'website'],
	channel: ['channel', 'canal', 'origin'],
	summary: ['summary', 'resumo', 'conversation_summary', 'temperature_reason', 'temperature_justification'],
};

/**
 * Reads a lead from a row of `leads` or from what an operator mapped.
 * @throws {InvalidPhone} when there is no usable phone: it is the key of everything
 */
export function readLead(given: Record<string, unknown>): CrmLead {
	const text = (names: string[]): string | null => names.map((name) => word(given[name])).find((found) => found !== null) ?? null;
	const named = Object.fromEntries(Object.entries(NAMES).map(([key, names]) => [key, text(names)])) as Record<
		keyof typeof NAMES,
		string | null
	>;
	const place = named.city === null ? null : placeIn(named.city);
	return {
		...named,
		phone: parseGivenPhone(text(['phone', 'telefone', 'lead_phone']) ?? '', () => [given]).key,
		city: place?.city ?? null,
		uf: stateCode(text(['uf', 'state', 'estado']) ?? '') ?? place?.uf ?? null,
		cnpj: cnpj(text(['cnpj']) ?? ''),
		temperature: temperatureOf(text(['temperature', 'temperatura', 'classificacao'])),
		custom_fields: customValuesOf(given.custom_fields),
		requests: Object.fromEntries(
			Object.entries(recordOf(given.requests)).flatMap(([kind, day]) => (typeof day === 'string' ? [[kind, day]] : [])),
		),
	};
}

const word = (value: unknown): string | null => {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
};

const IN_PORTUGUESE: Record<string, Temperature> = { quente: 'hot', morno: 'warm', morna: 'warm', frio: 'cold', fria: 'cold' };

function temperatureOf(text: string | null): Temperature | null {
	const given = plain(text ?? '');
	return IN_PORTUGUESE[given] ?? TEMPERATURES.find((one) => one === given) ?? null;
}

/** Whether a lead goes to the CRM under a policy; the reason when it does not. An unclassified lead never does, unless all are wanted. */
export function isWanted(lead: CrmLead, policy: SyncPolicy): { wanted: true } | { wanted: false; reason: string } {
	const missing = (fields: Array<keyof CrmLead>): string => fields.filter((field) => !lead[field]).join(', ');
	const whenComplete = (fields: Array<keyof CrmLead>): ReturnType<typeof isWanted> =>
		missing(fields) === '' ? { wanted: true } : { wanted: false, reason: `missing: ${missing(fields)}` };
	if (policy === 'allWithMinimum') return whenComplete(['name', 'product', 'city']);
	if (lead.temperature === 'hot') return { wanted: true };
	if (lead.temperature === 'warm' && policy === 'hotWarm') return whenComplete(['name', 'product']);
	return { wanted: false, reason: lead.temperature ? `temperature: ${lead.temperature}` : 'not classified yet' };
}
