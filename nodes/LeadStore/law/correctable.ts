import type { INodePropertyOptions } from 'n8n-workflow';

import { LEAD_FIELDS, type LeadField } from '../../shared/core/lead/lead';

/** What the fields of a lead are called, for operators. */
export const LABELS: Record<LeadField, string> = {
	city: 'City',
	cnpj: 'CNPJ',
	company: 'Company',
	daily_volume: 'Daily Volume',
	decision_maker: 'Decision Maker',
	email: 'Email',
	knows_company: 'Knows the Company',
	name: 'Name',
	need: 'Need',
	product: 'Product',
	segment: 'Segment',
	site: 'Site',
	uf: 'State (UF)',
	urgency: 'Urgency',
	volume: 'Volume',
};

/** The fields that a person may have put right. */
export const CORRECTABLE: INodePropertyOptions[] = LEAD_FIELDS.map((value) => ({ name: LABELS[value], value })).sort((a, b) =>
	a.name.localeCompare(b.name),
);
