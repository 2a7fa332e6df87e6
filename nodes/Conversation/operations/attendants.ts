import { createHash, randomBytes } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { isGoodPassword, passwordHash } from '../../AttendanceServer/auth/password';
import type { Role } from '../../shared/core/handoff/commands';
import { flagOf, recordOf, textOf } from '../../shared/core/json/readers';
import { listAttendants, saveAttendant as save } from '../../shared/store/attendants';
import { FIRST, type ConversationOperation } from '../operation';
import { roleProperty } from '../orderer';

/** What is stored of an attendant's key. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A field that was added: an empty one clears what is stored, one that was not added leaves it. */
const cleared = (value: unknown): string | null | undefined =>
	value === undefined || value === null ? undefined : textOf(value).trim() || null;

/** @throws {RangeError} for one that breaks the rule; undefined where none was given */
async function hashOf(password: unknown): Promise<string | undefined> {
	const text = textOf(password);
	if (text === '') return undefined;
	if (!isGoodPassword(text))
		throw new RangeError('The field "Password" needs 8 characters, with an upper-case letter, a digit and a symbol');
	return await passwordHash(text);
}

export const saveAttendant: ConversationOperation = {
	name: 'Save Attendant',
	action: 'Save attendant',
	description: 'Add a person of the team, or change what is given of one; a new key is shown once, only its hash is stored',
	outputs: ['Done'],
	properties: [
		{ displayName: 'ID', name: 'attendantId', type: 'string', default: '', required: true, placeholder: 'e.g. ana@example.com' },
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ana Souza',
			description: 'Empty keeps the name of somebody who is known already',
		},
		roleProperty,
		{
			displayName: 'New Key',
			name: 'newKey',
			type: 'boolean',
			default: true,
			description: 'Whether to make a new key for the control API and the page; the old one stops working',
		},
		{
			displayName: 'More',
			name: 'more',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{ displayName: 'Active', name: 'active', type: 'boolean', default: true, description: 'Whether the attendant may do anything' },
				{
					displayName: 'E-Mail',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. ana@example.com',
					description: 'For the login of the attendance API',
				},
				{
					displayName: 'Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description:
						'For the login of the attendance API: at least 8 characters, with an upper-case letter, a digit and a symbol. Only its hash is stored.',
				},
				{ displayName: 'Phone', name: 'phone', type: 'string', default: '', description: 'For notices on WhatsApp' },
				{ displayName: 'Slack User ID', name: 'slackUserId', type: 'string', default: '', placeholder: 'e.g. U0000000001' },
			],
		},
	],
	run: async (context, store, itemIndex) => {
		const text = (name: string) => textOf(context.getNodeParameter(name, itemIndex, '')).trim();
		const more = recordOf(context.getNodeParameter('more', itemIndex, {}));
		const id = text('attendantId');
		if (!id) throw new RangeError('The field "ID" must not be empty');
		const key = context.getNodeParameter('newKey', itemIndex, true) === true ? randomBytes(24).toString('base64url') : undefined;
		const saved = await save(store, {
			id,
			name: text('name') || undefined,
			role: (text('role') || undefined) as Role | undefined,
			// Who only used the attendance API attends from now on.
			limited: text('role') ? false : undefined,
			active: flagOf(more.active) ?? undefined,
			slack_user_id: cleared(more.slackUserId),
			phone: cleared(more.phone),
			email: cleared(more.email)?.toLowerCase(),
			password_hash: await hashOf(more.password),
			...(key && { key_hash: keyHash(key) }),
		});
		return { json: { ...saved, ...(key && { key }) } as IDataObject, output: FIRST };
	},
};

export const getAttendants: ConversationOperation = {
	name: 'Get Attendants',
	action: 'Get attendants',
	description: 'The active people of the team',
	outputs: ['Done'],
	properties: [],
	run: async (_context, store) => (await listAttendants(store)).map((attendant) => ({ json: attendant as IDataObject, output: FIRST })),
};
