import { count, flag, longText, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { one } from '../envelopes';

export const account: Resource = {
	name: 'Account',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get account',
			description: 'Get the account of the credential with its settings',
			request: 'GET /',
			fields: {},
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update account',
			description: 'Change settings of the account',
			request: 'PATCH /',
			fields: {},
			options: {
				name: text('Name', { placeholder: 'e.g. Loja Exemplo' }),
				locale: text('Language', { placeholder: 'e.g. pt_BR' }),
				domain: text('Domain', { placeholder: 'e.g. example.com' }),
				support_email: text('Support Email', { placeholder: 'e.g. suporte@example.com' }),
				auto_resolve_after: count(
					'Resolve After',
					{ min: 10 },
					{ description: 'Minutes without activity until a conversation is resolved' },
				),
				auto_resolve_message: longText('Resolve Message', { description: 'Sent when a conversation is resolved by itself' }),
				auto_resolve_ignore_waiting: flag('Skip Waiting', 'Whether conversations that wait for an agent stay open'),
				industry: text('Industry', { placeholder: 'e.g. Varejo' }),
				company_size: text('Company Size', { placeholder: 'e.g. 11-50' }),
				timezone: text('Time Zone', { placeholder: 'e.g. America/Sao_Paulo' }),
			},
			repeatable: true,
			output: one(),
		}),
		getEmailLayout: operation({
			name: 'Get Email Layout',
			action: 'Get email layout of account',
			description: 'Get the branded layout of outgoing emails',
			request: 'GET /branded_email_layout',
			fields: {},
			output: one(),
		}),
		updateEmailLayout: operation({
			name: 'Update Email Layout',
			action: 'Update email layout of account',
			description: 'Replace the branded layout of outgoing emails',
			request: 'PATCH /branded_email_layout',
			fields: { branded_email_layout: longText('Layout', { description: 'Liquid template of the email' }) },
			repeatable: true,
			output: one(),
		}),
	},
};
