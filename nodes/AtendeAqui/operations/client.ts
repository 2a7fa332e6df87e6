import { longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { client, day, inPath } from '../fields';
import { client as asClient } from '../models';
import { pages } from '../pages';
import { createIfMissing } from './clientIfMissing';

const details = (): Fields => ({
	birthday: day('Birthday'),
	email: text('Email', { placeholder: 'e.g. contato@example.com' }),
	identificationNumber: text('Identification Number', {
		at: 'identification_number',
		description: 'CPF or CNPJ',
		placeholder: 'e.g. 12.345.678/0001-90',
	}),
	identificationType: text('Identification Type', {
		at: 'type_identification',
		description: 'Which document the number is of, e.g. CPF or CNPJ',
		placeholder: 'e.g. CNPJ',
	}),
	observations: longText('Observations'),
	phone: text('Phone', { placeholder: 'e.g. 5511999990001' }),
});

const language = () => text('Preferred Language', { at: 'preferred_language', placeholder: 'e.g. en-US' });

/** The vendor's own language is not sent. */
const foreignLanguage = () => {
	const given = language();
	return { ...given, toWire: (value: unknown) => (value === 'pt-BR' ? undefined : given.toWire(value)) };
};

const clientFields = () => ({
	fullName: required(text('Full Name', { at: 'full_name', description: 'Name of the person or company', placeholder: 'e.g. Acme Ltda' })),
});
const clientOptions = (): Fields => ({ ...details(), preferredLanguage: foreignLanguage() });
const ownId = () =>
	text('Client ID', { at: 'client_id', description: 'Your own ID of the client, the same in both systems', placeholder: 'e.g. 456' });

export const clients: Resource = {
	name: 'Client',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create client',
			description: 'Add a client',
			request: 'POST /clients/',
			fields: clientFields(),
			options: { ...clientOptions(), clientId: { ...ownId(), form: { ...ownId().form, hint: 'AtendeAqui makes one when there is none' } } },
			output: asClient,
		}),
		createIfMissing: {
			name: 'Create If Missing',
			action: 'Create client if missing',
			description: 'Add a client under your own ID unless it is there already: safe to run twice',
			fields: { clientId: required(inPath(ownId())), ...clientFields() },
			options: clientOptions(),
			run: createIfMissing,
		},
		get: operation({
			name: 'Get',
			action: 'Get client',
			description: 'Get a client with its team',
			request: 'GET /clients/{clientId}/',
			fields: { clientId: client() },
			output: asClient,
		}),
		getMany: operation({
			name: 'Get Many',
			action: 'Get many clients',
			description: 'List the clients of your organization',
			request: 'GET /clients/',
			fields: {},
			paging: pages,
			output: asClient,
		}),
		update: operation({
			name: 'Update',
			action: 'Update client',
			description: 'Change the fields that are added under Options, and no other',
			request: 'PATCH /clients/{clientId}/',
			fields: { clientId: client() },
			options: { ...details(), fullName: text('Full Name', { at: 'full_name' }), preferredLanguage: language() },
			output: asClient,
			repeatable: true,
		}),
	},
};
