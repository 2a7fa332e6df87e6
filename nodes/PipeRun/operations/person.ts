import { choice, flag, json, list, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { addsContacts } from '../addContacts';
import { erasePerson } from '../law/erasePerson';
import { exportPerson } from '../law/exportPerson';
import { city, contacts, customFields, day, id, name, record, relations, tags, timestamps, user } from '../fields';
import { creates, deletes, gets, lists, listsCustomFieldValues, noun, updates } from '../rows';

const person = noun('person', 'pessoa', 'persons');
const RELATED = { contactPhones: 'Phones', contactEmails: 'Emails', customFields: 'Custom Fields', tags: 'Tags', company: 'Company' };

/** Where a person or company is; PipeRun has the same keys for both. */
export const address = (): Fields => ({
	city_id: city('City (Cidade)'),
	address_postal_code: text('Postal Code (CEP)', { placeholder: 'e.g. 90560-002' }),
	address: text('Street', { placeholder: 'e.g. Av. Cristóvão Colombo' }),
	address_number: text('Street Number', { placeholder: 'e.g. 2948' }),
	address_complement: text('Address Complement', { placeholder: 'e.g. sala 12' }),
	district: text('District (Bairro)', { placeholder: 'e.g. Floresta' }),
});

export const web = (): Fields => ({
	website: text('Website', { placeholder: 'e.g. www.example.com' }),
	facebook: text('Facebook', { placeholder: 'e.g. facebook.com/example' }),
	linkedin: text('LinkedIn', { placeholder: 'e.g. linkedin.com/in/example' }),
});

const editable = (): Fields => ({
	...address(),
	...web(),
	contactPhones: contacts('Phones', 'contactPhones', 'e.g. 5511999990001'),
	contactEmails: contacts('Emails', 'contactEmails', 'e.g. maria@example.com'),
	company_id: id('Company ID'),
	manager_id: user('Manager (CS Responsável)'),
	cpf: text('CPF', { placeholder: 'e.g. 123.456.789-01' }),
	birth_day: day('Birthday'),
	gender: choice('Gender', { Feminino: 'Female', Masculino: 'Male' }),
	job_title: text('Job Title (Cargo)', { placeholder: 'e.g. Compras' }),
	observation: longText('Observation'),
	avatar: text('Avatar URL'),
	customer_at: day('Customer Since'),
	external_code: text('External Code', {
		description: 'Key of this person in another system; documented for reading and searching, accepted when writing',
		placeholder: 'e.g. 5511999990001',
	}),
	tags: tags(),
	custom_fields: customFields('custom_fields'),
});

const filters = (): Fields => ({
	name: name('e.g. Maria'),
	external_code: text('External Code'),
	cpf: text('CPF'),
	id: id('Person ID'),
	company_id: id('Company ID'),
	city_id: city('City (Cidade)'),
	manager_id: user('Manager (CS Responsável)'),
	job_title: text('Job Title (Cargo)'),
	observation: text('Observation'),
	customer_at: day('Customer Since'),
	status: flag('Active', 'Whether to list active persons, or the others', true),
	phone: text('Phone', { at: 'phones[phone]', description: 'Not documented by PipeRun: check the phones of what it gives' }),
	email: text('Email', {
		at: 'emails[email]',
		description: 'Not documented by PipeRun: check the emails of what it gives',
		placeholder: 'e.g. maria@example.com',
	}),
	with: relations(RELATED, ['contactEmails', 'contactPhones']),
	sort: text('Sort By', { description: 'Column to sort by, such as ID', placeholder: 'e.g. title' }),
	desc: flag('Sort Descending', 'Whether the highest comes first'),
	...timestamps(),
});

const wholePerson = (): Fields => ({
	ids: list('IDs of the Person', {
		description: 'Phones and external codes of the person, comma-separated',
		placeholder: 'e.g. 5511999990001',
	}),
	links: json('Links', {
		description: 'IDs that are known to be of the person, as Export Person and Erase Person of the node Lead Store give them',
	}),
});

export const personResource: Resource = {
	name: 'Person',
	description: 'Pessoa',
	operations: {
		create: operation({
			...creates(person),
			request: 'POST /persons',
			fields: { name: required(name('e.g. Maria Souza')) },
			options: editable(),
		}),
		get: operation({
			...gets(person),
			request: 'GET /persons/{person_id}',
			fields: { person_id: record('Person') },
			options: { with: relations(RELATED, ['contactEmails', 'contactPhones']) },
		}),
		getMany: operation({
			...lists(person),
			request: 'GET /persons',
			fields: {},
			options: filters(),
		}),
		update: operation({
			...updates(person),
			request: 'PUT /persons/{person_id}',
			fields: { person_id: record('Person') },
			options: { name: name('e.g. Maria Souza'), ...editable() },
		}),
		delete: operation({ ...deletes(person), request: 'DELETE /persons/{person_id}', fields: { person_id: record('Person') } }),
		addContacts: addsContacts('Person', '/persons'),
		exportPerson: {
			name: 'Export Everything',
			action: 'Export everything of a person',
			description: 'Read the person with all deals, notes, activities and companies as one item',
			fields: wholePerson(),
			run: exportPerson,
		},
		erasePerson: {
			name: 'Erase for Good',
			action: 'Erase a person for good',
			description:
				'Delete a person with all notes and activities, and the company where it is nobody else’s; look for each again, and tell what became of it',
			fields: {
				...wholePerson(),
				deals: choice('Deals', { empty: 'Keep, Without Anything of the Person', delete: 'Delete' }),
			},
			run: erasePerson,
		},
		getManyCustomFieldValues: operation({
			...listsCustomFieldValues(person),
			request: 'GET /persons/custom-fields',
			fields: {},
			options: { person_id: id('Person ID'), custom_field_id: id('Custom Field ID'), ...timestamps() },
		}),
	},
};
