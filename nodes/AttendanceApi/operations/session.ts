import { flag, required, text } from '../../shared/kit/field';
import { logIn, logOut, renew } from '../composites/session';
import { newPassword, passwordField } from '../fields';
import { asIs, doneModel } from '../models/sent';
import { sessionModel, userModel } from '../models/user';
import { listUnder } from '../paging';
import { same, way, type DialectResource } from '../ways';

const notice = 'The node logs in by itself when it has to: this is for who wants to do it by hand.';

export const session: DialectResource = {
	name: 'Session',
	operations: {
		getMe: {
			name: 'Get Me',
			action: 'Get user of session',
			description: 'Get the user that the credential is of',
			...same(way({ request: 'GET /auth/me', fields: {}, output: userModel })),
		},
		logIn: {
			name: 'Log In',
			action: 'Log in session',
			description: 'Log in anew with the credential; the token stays in the process',
			notice,
			...same({ fields: {}, run: logIn }),
		},
		logOut: {
			name: 'Log Out',
			action: 'Log out session',
			description: 'End the login of this process; the next operation logs in again',
			...same({ fields: {}, run: logOut }),
		},
		renew: {
			name: 'Renew',
			action: 'Renew session',
			description: 'Get a new token before the old one ends, by its refresh token where there is one',
			notice,
			...same({ fields: {}, run: renew }),
		},
		logOutOthers: {
			name: 'Log Out Others',
			action: 'Log out other sessions',
			description: 'End all other logins of the account; only in the code dialect',
			v2: way({ request: 'POST /auth/logout-all', bodyless: true, fields: {}, output: doneModel }),
		},
		getMany: {
			name: 'Get Many',
			action: 'Get many sessions',
			description: 'List the open logins of the account; only in the code dialect',
			v2: way({
				request: 'GET /auth/sessions',
				fields: {},
				output: (answer, reader) => listUnder('sessions')(answer).map((one) => sessionModel(one, reader)),
			}),
		},
		end: {
			name: 'End',
			action: 'End session',
			description: 'End another login of the account; only in the code dialect',
			v2: way({
				request: 'DELETE /auth/sessions/{sessionId}',
				fields: { sessionId: required(text('Session ID', { placeholder: 'e.g. sess_0001' })) },
				output: () => ({ deleted: true }),
			}),
		},
		changePassword: {
			name: 'Change Password',
			action: 'Change password of session',
			description: 'Change the own password; only in the code dialect',
			notice: 'Put the new password into the credential at once: the next login needs it.',
			v2: way({
				request: 'POST /auth/change-password',
				fields: {
					currentPassword: passwordField('Current Password', 'current_password'),
					newPassword: newPassword('New Password', 'new_password', false),
				},
				options: {
					logOutOthers: flag('Log Out Others', 'Whether all other logins of the account end', true, { at: 'logout_other_sessions' }),
				},
				output: doneModel,
			}),
		},
		getPermissions: {
			name: 'Get Permissions',
			action: 'Get permissions of session',
			description: 'List what the account may do; only in the code dialect',
			v2: way({ request: 'GET /auth/permissions', fields: {}, output: (answer) => asIs(answer) }),
		},
		validate: {
			name: 'Validate',
			action: 'Validate session',
			description: 'Ask whether the token is good; only in the code dialect',
			v2: way({ request: 'GET /auth/validate', fields: {}, output: (answer) => asIs(answer) }),
		},
	},
};
