import { flag, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, done, one } from '../envelopes';
import { agents, team as teamPicker } from '../fields';
import { onePage } from '../pages';

const onTeam = () => required(teamPicker());
const settings = (): Fields => ({
	description: longText('Description'),
	allow_auto_assign: flag('Assign Automatically', 'Whether conversations of the team are assigned to its members automatically', true),
});

export const team: Resource = {
	name: 'Team',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many teams',
			description: 'List the teams',
			request: 'GET /teams',
			fields: {},
			paging: onePage(),
			output: one(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get team',
			description: 'Get a team',
			request: 'GET /teams/{team}',
			fields: { team: onTeam() },
			output: one(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create team',
			description: 'Add a team',
			request: 'POST /teams',
			fields: { name: required(text('Name', { placeholder: 'e.g. vendas' })) },
			options: settings(),
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update team',
			description: 'Change a team',
			request: 'PATCH /teams/{team}',
			fields: { team: onTeam() },
			options: { name: text('Name', { placeholder: 'e.g. vendas' }), ...settings() },
			repeatable: true,
			output: one(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete team',
			description: 'Delete a team',
			request: 'DELETE /teams/{team}',
			fields: { team: onTeam() },
			output: deleted,
		}),
		getMembers: operation({
			name: 'Get Members',
			action: 'Get members of team',
			description: 'List the agents of a team',
			request: 'GET /teams/{team}/team_members',
			fields: { team: onTeam() },
			paging: onePage(),
			output: one(),
		}),
		addMembers: operation({
			name: 'Add Members',
			action: 'Add members to team',
			description: 'Add agents to a team; those who are in it stay',
			request: 'POST /teams/{team}/team_members',
			fields: { team: onTeam(), user_ids: agents() },
			repeatable: true,
			output: done,
		}),
		setMembers: operation({
			name: 'Set Members',
			action: 'Set members of team',
			description: 'Replace the agents of a team: those not named here leave it',
			request: 'PATCH /teams/{team}/team_members',
			fields: { team: onTeam(), user_ids: agents() },
			repeatable: true,
			output: done,
		}),
		removeMembers: operation({
			name: 'Remove Members',
			action: 'Remove members from team',
			description: 'Take agents out of a team',
			request: 'DELETE /teams/{team}/team_members',
			fields: { team: onTeam(), user_ids: agents() },
			hasBody: true,
			repeatable: true,
			output: done,
		}),
	},
};
