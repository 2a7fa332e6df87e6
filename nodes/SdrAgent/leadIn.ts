import { LEAD_FIELDS, type LeadField } from '../shared/core/lead/lead';
import { factOf, fieldsIn, valueOf } from './spelling';

/** What models that answer in Portuguese call a field; one who meets another name adds it here. A field of the operator's own goes before. */
const FIELD_NAMES: Partial<Record<LeadField, string[]>> = {
	name: ['nome'],
	company: ['empresa'],
	email: ['e_mail'],
	city: ['cidade'],
	uf: ['estado'],
	product: ['produto'],
	urgency: ['urgencia'],
	segment: ['segmento'],
	need: ['necessidade'],
	daily_volume: ['volume_diario'],
};
const OWN_FIELDS = ['custom_fields', 'campos_personalizados', 'campos_proprios'];

/**
 * What a model says that it learnt of the lead, wherever it put it and however it spelled the names: under a key of its own or beside the reply, the operator's
 * fields among the usual ones or in a place of theirs.
 * @param own keys of the operator's fields
 */
export function leadIn(value: Record<string, unknown>, own: readonly string[] = []): Record<string, unknown> {
	const given = valueOf(value, 'lead', 'lead_updates', 'lead_data', 'updates', 'dados_do_lead');
	// Without a place of their own, the facts stand beside the reply.
	const facts = given === undefined ? value : fieldsIn(given);
	const inside = fieldsIn(valueOf(facts, ...OWN_FIELDS));
	const usual = LEAD_FIELDS.map((field): [string, unknown] => {
		const names = [field, ...(FIELD_NAMES[field] ?? []).filter((name) => !own.includes(name))];
		return [field, valueOf(facts, ...names) ?? valueOf(inside, field)];
	});
	const theirs = own.map((key): [string, unknown] => [key, valueOf(facts, key) ?? valueOf(inside, key)]);
	return Object.fromEntries([...usual, ...theirs].flatMap(([key, fact]) => (fact === undefined ? [] : [[key, factOf(fact)]])));
}
