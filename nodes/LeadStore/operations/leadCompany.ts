import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { cnpj } from '../../shared/core/brazil/cnpj';
import { limitProperty } from '../../shared/kit/limit';
import { createRecord, listRecords } from '../../shared/store/records';
import { asItems, limitOf, textOf, type StoreOperations } from '../operation';
import { changeRecord, column, fieldsOf, getRecord, givenIn, searchRecords, sinceField } from '../recordFields';
import { timeIn } from '../../shared/kit/timeField';

const CNPJ: INodeProperties = column('CNPJ', 'cnpj', {
	placeholder: 'e.g. 12.ABC.345/01DE-35',
	description: 'With or without marks; letters are allowed',
});
const FIELDS: INodeProperties[] = [
	column('City', 'cidade'),
	CNPJ,
	column('Email', 'email', { placeholder: 'name@email.com' }),
	column('Name', 'nome'),
	column('Phone', 'telefone'),
	column('Site', 'site'),
	column('State (UF)', 'uf'),
];

/** @throws {RangeError} for a number or a state that is none (SDR spec 6.3, F105) */
function read(given: IDataObject): Record<string, string> {
	const words = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value).trim()]));
	if (words.uf !== undefined && !/^[A-Za-z]{2}$/.test(words.uf))
		throw new RangeError(`The field "State (UF)" has not two letters: ${words.uf}`);
	return {
		...words,
		...(words.uf !== undefined && { uf: words.uf.toUpperCase() }),
		...(words.cnpj !== undefined && { cnpj: numberIn(words.cnpj) }),
	};
}

function numberIn(text: string): string {
	const number = cnpj(text);
	if (number === null) throw new RangeError(`The field "CNPJ" is no valid CNPJ: ${text}`);
	return number;
}

/** Companies (`empresa`), by their number: those that leads told of come by themselves. */
export const leadCompany: StoreOperations = {
	create: {
		name: 'Create',
		action: 'Create company',
		description: 'Add a company (empresa); one with the same CNPJ is given back as it is',
		properties: [fieldsOf(FIELDS)],
		run: async (context, store, itemIndex) => {
			const values = read(givenIn(context, itemIndex));
			if (Object.keys(values).length === 0) throw new RangeError('There is nothing to store: fill in at least one field');
			const [known] = values.cnpj ? await listRecords(store, 'empresa', { match: { cnpj: values.cnpj }, limit: 1 }) : [];
			return { json: known ? { created: false, ...known } : { created: true, ...(await createRecord(store, 'empresa', values)) } };
		},
	},
	get: getRecord('empresa', 'company'),
	getAll: {
		name: 'Get Many',
		action: 'Get many companies',
		description: 'Read companies, newest first',
		properties: [sinceField, limitProperty],
		run: async (context, store, itemIndex) => {
			const since = timeIn('Since', context.getNodeParameter('since', itemIndex, ''));
			return asItems(await listRecords(store, 'empresa', { since, limit: limitOf(context, itemIndex) }));
		},
	},
	getByCnpj: {
		name: 'Get by CNPJ',
		action: 'Get company by CNPJ',
		description: 'Read a company by its number, however it is written',
		properties: [{ ...CNPJ, default: '={{ $json.cnpj }}', required: true }],
		run: async (context, store, itemIndex) => {
			// Rows of before may have a number with wrong check digits: they are found by it.
			const given = textOf(context, itemIndex, 'cnpj')
				.toUpperCase()
				.replace(/[^0-9A-Z]/g, '');
			if (given.length !== 14) throw new RangeError(`The field "CNPJ" has not 14 characters: ${given}`);
			const [found] = await listRecords(store, 'empresa', { match: { cnpj: given }, limit: 1 });
			return { json: found ? { found: true, ...found } : { found: false, cnpj: given } };
		},
	},
	search: searchRecords('empresa', 'companies', ['nome', 'cidade', 'email', 'site', 'cnpj'], 'name, city, email, site and CNPJ'),
	update: changeRecord('empresa', 'company', FIELDS, read),
};
