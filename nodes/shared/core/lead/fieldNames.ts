import type { LeadField } from './lead';

/** What is learned of a lead, as operators read it. */
export const FIELD_NAMES: Record<LeadField, string> = {
	name: 'nome',
	company: 'empresa',
	email: 'e-mail',
	city: 'cidade',
	uf: 'estado',
	product: 'produto',
	volume: 'volume',
	urgency: 'urgência',
	segment: 'segmento',
	need: 'necessidade',
	knows_company: 'já conhece a empresa',
	cnpj: 'CNPJ',
	daily_volume: 'volume por dia',
	site: 'site',
	decision_maker: 'decide a compra',
};
