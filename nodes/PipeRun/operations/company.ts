import { count, decimal, entries, flag, json, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { addsContacts } from '../addContacts';
import {
	city,
	code,
	companyContacts,
	customFields,
	day,
	id,
	links,
	name,
	period,
	record,
	relations,
	tags,
	timestamps,
	user,
} from '../fields';
import { creates, deletes, gets, lists, listsCustomFieldValues, noun, updates } from '../rows';
import { address, web } from './person';

const company = noun('company', 'empresa', 'companies');
const RELATED = {
	contactPhones: 'Phones',
	contactEmails: 'Emails',
	personsRelated: 'Persons',
	'personsRelated.person': 'Persons With Details',
	deals_involved: 'Deals',
	activities: 'Activities',
	emails: 'Email Messages',
	customFields: 'Custom Fields',
};
const TOUCH = { 1: 'High Touch', 2: 'Middle Touch', 3: 'Low Touch', 4: 'Tech Touch', 5: 'Now Touch' };

const kinds = (): Fields => ({
	is_client: flag('Is a Client', 'Whether it is a client (cliente)'),
	is_supplier: flag('Is a Supplier', 'Whether it is a supplier (fornecedor)'),
	is_carrier: flag('Is a Carrier', 'Whether it is a carrier (transportadora)'),
	is_franchise: flag('Is a Franchise', 'Whether it is a franchise (franquia)'),
	is_channel: flag('Is a Channel', 'Whether it is a sales channel (canal de venda)'),
	is_brand: flag('Is a Brand', 'Whether it is a brand (marca)'),
});

const classification = (): Fields => ({
	...kinds(),
	is_distributor: flag('Is a Distributor', 'Whether it is a distributor (distribuidora)'),
	is_manufacturer: flag('Is a Manufacturer', 'Whether it is a manufacturer (fabricante)'),
	is_partner: flag('Is a Partner', 'Whether it is a partner (parceira)'),
	company_type: code('Type', { 1: 'Client', 2: 'Supplier', 3: 'Franchise', 4: 'Carrier', 5: 'Channel' }),
	company_situation: count('Situation', { min: 1 }, { description: '1 lead, 2 suspect, 3 MQL, 4 SQL, 5 SAL, 6 prospect and so on' }),
	company_status: code('Status', { 1: 'Lead', 2: 'Client' }),
	status_touch: code('Touch Model', TOUCH),
	nps_score: count('NPS Score', {}),
});

const legal = (): Fields => ({
	cnpj: text('CNPJ', { placeholder: 'e.g. 11.222.333/0001-81' }),
	company_name: text('Legal Name (Razão Social)', { placeholder: 'e.g. Padaria Central Ltda' }),
	ie: text('State Registration (Inscrição Estadual)'),
	legal_nature: text('Legal Nature'),
	social_capital: decimal('Share Capital (Capital Social)'),
	size: text('Size (Porte)', { placeholder: 'e.g. ME' }),
	foundation_at: day('Founded On'),
	cnae_id: id('Main CNAE ID'),
	cnaes: links('Secondary CNAE IDs'),
	foreign_contact: flag('Foreign', 'Whether the company is from abroad'),
});

const editable = (): Fields => ({
	...legal(),
	...address(),
	...web(),
	...classification(),
	country: text('Country', { placeholder: 'e.g. Brasil' }),
	city: json('City as JSON', { description: "PipeRun's own city object; the City field is simpler" }),
	contactPhones: companyContacts('Phones', 'contactPhones', 'e.g. 551133330000'),
	contactEmails: companyContacts('Emails', 'contactEmails', 'e.g. contato@example.com'),
	email_nf: text('Invoice Email', { placeholder: 'e.g. fiscal@example.com' }),
	manager_id: user('Manager (CS Responsável)'),
	segment_id: id('Segment ID (Segmento)'),
	logo: text('Logo URL'),
	observation: longText('Observation'),
	customer_at: day('Customer Since'),
	external_code: text('External Code', { description: 'Key of this company in another system' }),
	hash: text('Hash'),
	status: flag('Active', 'Whether the company is active', true),
	tags: tags(),
	customFields: customFields('customFields'),
	personsRelated: entries('Persons', 'Person', {
		id: required(id('Person ID')),
		job_title: text('Job Title (Cargo)', { placeholder: 'e.g. Compras' }),
		is_main_company: flag('Main Company', 'Whether this is the main company of the person'),
		started_working_at: day('Works There Since'),
	}),
});

const filters = (): Fields => ({
	name: name('e.g. Padaria'),
	starts_with: text('Name Starts With'),
	cnpj: text('CNPJ', { placeholder: 'e.g. 11.222.333/0001-81' }),
	external_code: text('External Code'),
	city_id: city('City (Cidade)'),
	segment_id: id('Segment ID (Segmento)'),
	manager_id: user('Manager (CS Responsável)'),
	observation: text('Observation'),
	website: text('Website'),
	company_status: flag('Is Client by Status', 'Whether the status is client instead of lead'),
	company_situation: count('Situation', { min: 1 }),
	status_touch: code('Touch Model', TOUCH),
	...kinds(),
	status: flag('Active', 'Whether to list active companies, or the others', true),
	with: relations(RELATED),
	sort: text('Sort By', { description: 'Column to sort by, such as ID', placeholder: 'e.g. title' }),
	desc: flag('Sort Descending', 'Whether the highest comes first'),
	...period('customer_at', 'Customer Since', day),
	...timestamps(),
});

export const companyResource: Resource = {
	name: 'Company',
	description: 'Empresa',
	operations: {
		create: operation({
			...creates(company),
			request: 'POST /companies',
			fields: { name: required(name('e.g. Padaria Central')) },
			options: editable(),
		}),
		get: operation({
			...gets(company),
			request: 'GET /companies/{id}',
			fields: { id: record('Company') },
			options: { with: relations(RELATED) },
		}),
		getMany: operation({ ...lists(company), request: 'GET /companies', fields: {}, options: filters() }),
		update: operation({
			...updates(company),
			request: 'PUT /companies/{id}',
			fields: { id: record('Company') },
			options: { name: name('e.g. Padaria Central'), ...editable() },
		}),
		delete: operation({ ...deletes(company), request: 'DELETE /companies/{id}', fields: { id: record('Company') } }),
		addContacts: addsContacts('Company', '/companies'),
		getManyCustomFieldValues: operation({
			...listsCustomFieldValues(company),
			request: 'GET /companies/custom-fields',
			fields: {},
			options: { company_id: id('Company ID'), custom_field_id: id('Custom Field ID'), ...timestamps() },
		}),
	},
};
