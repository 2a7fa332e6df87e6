import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Role } from '../shared/core/handoff/commands';
import { wordsOf } from '../shared/core/text/words';
import { findAttendant } from '../shared/store/attendants';
import type { Store } from '../shared/store/store';

/** Who gives an order, verified by the caller. */
export interface Orderer {
	id: string | null;
	role: Role;
	/** Whether they give back and pause what is another's, whatever their role. */
	mayRelease?: boolean;
}

/** The roles, for people. */
export const ROLE_CHOICES: Array<{ name: string; value: Role }> = [
	{ name: 'Admin', value: 'admin' },
	{ name: 'Attendant', value: 'attendant' },
	{ name: 'Supervisor', value: 'supervisor' },
];

export const roleProperty: INodeProperties = {
	displayName: "Attendant's Role",
	name: 'role',
	type: 'options',
	options: ROLE_CHOICES,
	default: 'attendant',
	description: 'Supervisors and admins may take conversations from others and switch the agent off',
};

/** Who gives the order. */
export const ordererProperties: INodeProperties[] = [
	{
		displayName: 'Attendant',
		name: 'attendant',
		type: 'string',
		default: '',
		placeholder: 'e.g. ana@example.com',
		description: 'Who gives this order. Take it from something that is verified, not from what a caller claims.',
	},
	roleProperty,
];

export const ordererOf = (context: IExecuteFunctions, itemIndex: number): Orderer => ({
	id: String(context.getNodeParameter('attendant', itemIndex, '') ?? '').trim() || null,
	role: context.getNodeParameter('role', itemIndex, 'attendant') as Role,
});

/** The same of whoever is looked up in the list of attendants where the field says so; only commands look at the role. */
export async function registeredOrderer(context: IExecuteFunctions, store: Store, itemIndex: number, isCommand: boolean): Promise<Orderer> {
	const id = wordsOf(context.getNodeParameter('attendant', itemIndex, '')) || null;
	const role = context.getNodeParameter('role', itemIndex, 'registered') as Role | 'registered';
	if (role !== 'registered') return { id, role };
	const registered = isCommand && id !== null ? await findAttendant(store, { id }) : null;
	return { id, role: registered?.role ?? 'attendant' };
}

export const forceProperty: INodeProperties = {
	displayName: 'Force',
	name: 'force',
	type: 'boolean',
	default: false,
	description: "Whether to act on another attendant's conversation too; needs the role of a supervisor",
};
