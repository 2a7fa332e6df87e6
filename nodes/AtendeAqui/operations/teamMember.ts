import { choice, count, flag, longText, onlyWhen, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { client, formOnly, member } from '../fields';
import { entriesOf, member as asMember } from '../models';

const rights = (): Fields => ({
	isPrimary: flag('Primary Contact', 'Whether this is the primary contact of the client', false, { at: 'is_primary' }),
	canCreateTickets: flag('Can Create Tickets', 'Whether the member may open tickets', true, { at: 'can_create_tickets' }),
	canViewAllTickets: flag('Can View All Tickets', 'Whether the member sees the tickets of the whole team', true, {
		at: 'can_view_all_tickets',
	}),
	canEditClient: flag('Can Edit Client', 'Whether the member may change the data of the client', false, { at: 'can_edit_client' }),
});

export const teamMember: Resource = {
	name: 'Team Member',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many team members',
			description: 'List the team of a client',
			request: 'GET /clients/{clientId}/team/',
			fields: { clientId: client() },
			output: (answer) => entriesOf(answer).map(asMember),
		}),
		add: operation({
			name: 'Add',
			action: 'Add team member',
			description: 'Put a person into the team of a client',
			request: 'POST /clients/{clientId}/add-team-member/',
			fields: {
				clientId: client(),
				addBy: formOnly(choice('Add By', { email: 'Email', id: 'User ID' }, { description: 'An email makes a new user if nobody has it' })),
				email: onlyWhen({ addBy: ['email'] }, required(text('Email', { at: 'user_email', placeholder: 'e.g. ana@example.com' }))),
				memberUserId: onlyWhen({ addBy: ['id'] }, required(count('User ID', { min: 1 }, { at: 'user_id' }))),
				...rights(),
			},
			options: { notes: longText('Notes') },
			output: asMember,
		}),
		update: operation({
			name: 'Update',
			action: 'Update team member',
			description: 'Change the rights that are added under Options, and no other',
			request: 'PATCH /clients/{clientId}/update-team-member/{memberId}/',
			fields: { clientId: client(), memberId: member() },
			options: { ...rights(), notes: longText('Notes') },
			output: asMember,
			repeatable: true,
		}),
		remove: operation({
			name: 'Remove',
			action: 'Remove team member',
			description: 'Take a person out of the team of a client',
			request: 'DELETE /clients/{clientId}/remove-team-member/{memberId}/',
			fields: { clientId: client(), memberId: member() },
			output: () => ({ deleted: true }),
		}),
	},
};
