import { flag, required, text } from '../../shared/kit/field';
import { withChanges } from '../bodies';
import { codeRole, documentedRole, newPassword, user as onUser } from '../fields';
import { doneModel } from '../models/sent';
import { sessionModel, userModel } from '../models/user';
import { listUnder, pages } from '../paging';
import { way, type DialectResource } from '../ways';

const name = () => text('Name', { at: 'nome', placeholder: 'e.g. Bia Atendente' });
const email = () => required(text('Email', { placeholder: 'e.g. bia@example.com' }));
const phone = () => text('Phone', { placeholder: 'e.g. 5511999990001' });
const department = () => text('Department', { placeholder: 'e.g. Suporte' });
const active = () => flag('Active', 'Whether the user may log in', true, { at: 'is_active' });

export const users: DialectResource = {
	name: 'User',
	operations: {
		getMany: {
			name: 'Get Many',
			action: 'Get many users',
			description: 'List the users of the attendance system',
			documented: way({
				request: 'GET /users',
				fields: {},
				options: { role: documentedRole(), isActive: active() },
				paging: pages('users', 'limit'),
				output: userModel,
			}),
			v2: way({
				request: 'GET /users/',
				fields: {},
				options: { role: codeRole(), isActive: active(), search: text('Search', { description: 'Part of a name or email' }) },
				paging: pages('users', 'per_page'),
				output: userModel,
			}),
		},
		create: {
			name: 'Create',
			action: 'Create user',
			description: 'Add a user',
			documented: way({
				request: 'POST /users',
				fields: { email: email(), name: required(name()), password: newPassword('Password', 'password', true), role: documentedRole() },
				output: userModel,
			}),
			v2: way({
				request: 'POST /users/',
				fields: { email: email(), name: required(name()), password: newPassword('Password', 'password', false), role: codeRole() },
				options: { phone: phone(), department: department() },
				output: userModel,
			}),
		},
		get: {
			name: 'Get',
			action: 'Get user',
			description: 'Get a user',
			documented: way({ request: 'GET /users/{user}', fields: { user: onUser() }, output: userModel }),
			v2: way({ request: 'GET /users/{user}', fields: { user: onUser() }, output: userModel }),
		},
		update: {
			name: 'Update',
			action: 'Update user',
			description: 'Change the fields that are added under Options, and no other',
			documented: way({
				request: 'PUT /users/{user}',
				fields: { user: onUser() },
				options: { name: name(), role: documentedRole(), isActive: active() },
				several: (request) => [withChanges(request)],
				output: userModel,
				repeatable: true,
			}),
			v2: way({
				request: 'PATCH /users/{user}',
				fields: { user: onUser() },
				options: { name: name(), role: codeRole(), isActive: active(), phone: phone(), department: department() },
				several: (request) => [withChanges(request)],
				output: userModel,
				repeatable: true,
			}),
		},
		deactivate: {
			name: 'Deactivate',
			action: 'Deactivate user',
			description: 'Take the login away from a user, who stays in the list',
			documented: way({ request: 'DELETE /users/{user}', fields: { user: onUser() }, output: doneModel, repeatable: true }),
			v2: way({ request: 'DELETE /users/{user}', fields: { user: onUser() }, output: doneModel, repeatable: true }),
		},
		activate: {
			name: 'Activate',
			action: 'Activate user',
			description: 'Give the login back to a user; only in the code dialect',
			instead: 'Use User → Update with "Active" switched on.',
			v2: way({ request: 'POST /users/{user}/activate', bodyless: true, fields: { user: onUser() }, output: doneModel, repeatable: true }),
		},
		resetPassword: {
			name: 'Reset Password',
			action: 'Reset password of user',
			description: 'Give a user another password, which ends all their logins; only in the code dialect',
			v2: way({
				request: 'POST /users/{user}/reset-password',
				fields: { user: onUser(), newPassword: newPassword('New Password', 'new_password', false) },
				output: doneModel,
			}),
		},
		getSessions: {
			name: 'Get Sessions',
			action: 'Get sessions of user',
			description: 'List the open logins of a user; only in the code dialect',
			v2: way({
				request: 'GET /users/{user}/sessions',
				fields: { user: onUser() },
				output: (answer, reader) => listUnder('sessions')(answer).map((one) => sessionModel(one, reader)),
			}),
		},
		endSessions: {
			name: 'End Sessions',
			action: 'End sessions of user',
			description: 'End all logins of a user; only in the code dialect',
			v2: way({ request: 'DELETE /users/{user}/sessions', fields: { user: onUser() }, output: doneModel, repeatable: true }),
		},
	},
};
