import { json, longText, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { one } from '../envelopes';

export const profile: Resource = {
	name: 'Profile',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get profile',
			description: 'Get the user of the token, with accounts and roles; the token is left out',
			request: 'GET /profile',
			fields: {},
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update profile',
			description: 'Change the user of the token',
			request: 'PUT /profile',
			fields: {},
			options: {
				name: text('Name', { at: 'profile.name', placeholder: 'e.g. Rafael Lima' }),
				email: text('Email', { at: 'profile.email', placeholder: 'e.g. rafael@example.com' }),
				display_name: text('Display Name', { at: 'profile.display_name', placeholder: 'e.g. Rafael' }),
				message_signature: longText('Signature', { at: 'profile.message_signature', description: 'Put under messages' }),
				phone_number: text('Phone', { at: 'profile.phone_number', placeholder: 'e.g. +5511999990001' }),
				ui_settings: json('Interface Settings', { at: 'profile.ui_settings', description: 'Settings of the app, as JSON' }),
			},
			fixed: { profile: {} },
			repeatable: true,
			output: one(),
		}),
	},
};
