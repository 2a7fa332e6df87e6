import { entries, required, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { code, description, id, ids, links, name, record, relations, timestamps, user } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const team = noun('team', 'equipe');
const group = noun('team group', 'grupo de equipe');

const TEAM_RELATED = { members: 'Members', leader: 'Leader', teamGroups: 'Groups' };
const GROUP_RELATED = { teams: 'Teams', users: 'Users' };
const teamOptions = (): Fields => ({ description: description(), members: links('Member IDs'), leader_id: user('Leader') });

export const teamResource: Resource = {
	name: 'Team',
	description: 'Equipe',
	operations: {
		create: operation({
			...creates(team),
			request: 'POST /teams',
			fields: { name: required(name('e.g. Alpha')) },
			options: teamOptions(),
		}),
		get: operation({
			...gets(team),
			request: 'GET /teams/{team_id}',
			fields: { team_id: record('Team') },
			options: { with: relations(TEAM_RELATED) },
		}),
		getMany: operation({
			...lists(team),
			request: 'GET /teams',
			fields: {},
			options: { id: id('Team ID'), name: name('e.g. Alpha'), with: relations(TEAM_RELATED), ...timestamps() },
		}),
		update: operation({
			...updates(team),
			request: 'PUT /teams/{team_id}',
			fields: { team_id: record('Team') },
			options: { name: name('e.g. Alpha'), ...teamOptions() },
		}),
		delete: operation({ ...deletes(team), request: 'DELETE /teams/{team_id}', fields: { team_id: record('Team') } }),
	},
};

const members = () =>
	entries('Users', 'User', { id: required(user('User')), permission: required(code('Role', { 1: 'Leader', 2: 'Member' })) });

export const teamGroup: Resource = {
	name: 'Team Group',
	description: 'Grupo de equipe',
	operations: {
		create: operation({
			...creates(group),
			request: 'POST /teamGroup',
			fields: { name: required(name('e.g. Comercial')) },
			options: { users: members(), teamGroups: ids('Team IDs') },
		}),
		get: operation({
			...gets(group),
			request: 'GET /teamGroup/{team_group_id}',
			fields: { team_group_id: record('Team Group') },
			options: { with: relations(GROUP_RELATED) },
		}),
		getMany: operation({
			...lists(group),
			request: 'GET /teamGroup',
			fields: {},
			options: { name: name('e.g. Comercial'), with: relations(GROUP_RELATED), ...timestamps() },
		}),
		update: operation({
			...updates(group),
			request: 'PUT /teamGroup/{team_group_id}',
			fields: { team_group_id: record('Team Group') },
			options: { name: name('e.g. Comercial'), users: members(), teams: ids('Team IDs') },
		}),
		delete: operation({ ...deletes(group), request: 'DELETE /teamGroup/{team_group_id}', fields: { team_group_id: record('Team Group') } }),
	},
};
