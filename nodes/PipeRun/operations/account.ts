import { choice, flag, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { day, id, name, period, record, span, timestamps, user } from '../fields';
import { creates, gets, lists, noun, updates } from '../rows';

const account = noun('account', 'conta');
const userNoun = noun('user', 'usuário');
const call = noun('call', 'ligação');
const city = noun('city', 'cidade', 'cities');
const cnae = noun('CNAE code', 'atividade econômica');

const STATES = { active: 'Active', inactive: 'Inactive', all: 'All' };

export const accountResource: Resource = {
	name: 'Account',
	description: 'Conta',
	operations: {
		getMany: operation({
			...lists(account),
			request: 'GET /accounts',
			fields: {},
			options: {
				id: id('Account ID'),
				name: name('e.g. Matriz'),
				active: choice('State', STATES),
				...period('created_at', 'Created'),
				...period('expires_at', 'Expires'),
			},
		}),
	},
};

const editable = (): Fields => ({
	cpf: text('CPF', { placeholder: 'e.g. 123.456.789-01' }),
	birth_day: day('Birthday'),
	telephone: text('Telephone', { placeholder: 'e.g. 1133330000' }),
	cellphone: text('Cellphone', { placeholder: 'e.g. 11999990001' }),
	avatar: text('Avatar URL'),
	gender: choice('Gender', { Feminino: 'Female', Masculino: 'Male' }),
	active: flag('Active', 'Whether the user may work in PipeRun', true),
	signature: text('Signature Email', { description: 'Email for signing documents', placeholder: 'e.g. ana@example.com' }),
});
const email = () => text('Email', { placeholder: 'e.g. ana@example.com' });

export const userResource: Resource = {
	name: 'User',
	description: 'Usuário',
	operations: {
		create: operation({
			...creates(userNoun),
			request: 'POST /users',
			fields: { email: required(email()), name: required(name('e.g. Ana Lima')) },
			options: editable(),
		}),
		get: operation({ ...gets(userNoun), request: 'GET /users/{user_id}', fields: { user_id: record('User') } }),
		getMany: operation({
			...lists(userNoun),
			request: 'GET /users',
			fields: {},
			options: {
				email: email(),
				name: name('e.g. Ana Lima'),
				account_id: id('Account ID'),
				active: choice('State', STATES),
				permission: text('Permission'),
				...timestamps(),
			},
		}),
		update: operation({
			...updates(userNoun),
			request: 'PUT /users/{user_id}',
			fields: { user_id: record('User') },
			options: { email: email(), name: name('e.g. Ana Lima'), ...editable() },
		}),
	},
};

export const callResource: Resource = {
	name: 'Call',
	description: 'Ligação',
	operations: {
		get: operation({ ...gets(call), request: 'GET /calls/{call_id}', fields: { call_id: record('Call') } }),
		getMany: operation({
			...lists(call),
			request: 'GET /calls',
			fields: {},
			options: {
				deal_id: id('Deal ID'),
				person_id: id('Person ID'),
				company_id: id('Company ID'),
				from_user_id: user('Caller'),
				webphone_id: id('Webphone ID'),
				webphone_extension_id: id('Webphone Extension ID'),
				from_number: id('From Number', 'Digits only'),
				from_caller_id: text('From Caller ID'),
				to_caller_id: text('To Caller ID'),
				important: flag('Important', 'Whether to list the calls marked as important'),
				...period('start_at', 'Start'),
				...period('end_at', 'End'),
				...span('duration', 'Duration'),
				...span('cost', 'Cost'),
				...timestamps(),
			},
		}),
	},
};

export const cityResource: Resource = {
	name: 'City',
	description: 'Cidade',
	operations: {
		get: operation({ ...gets(city), request: 'GET /cities/{id}', fields: { id: record('City') } }),
		getMany: operation({
			...lists(city),
			request: 'GET /cities',
			fields: {},
			options: { name: name('e.g. Porto Alegre'), uf: text('State (UF)', { placeholder: 'e.g. RS' }) },
		}),
	},
};

export const cnaeResource: Resource = {
	name: 'CNAE',
	description: 'Atividade econômica',
	operations: {
		getMany: operation({
			...lists(cnae),
			request: 'GET /cnaes',
			fields: {},
			options: {
				code: text('Code', { description: 'With its punctuation', placeholder: 'e.g. 10.91-1-01' }),
				description: text('Description'),
			},
		}),
	},
};
