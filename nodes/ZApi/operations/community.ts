import { choice, flag, longText, required, text, type Field } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';
import { groups, people } from '../lists';
import { media } from '../media';
import { pages } from '../paging';
import { community as picker } from '../pickers';

const words = (name: string, action: string, description: string) => ({ name, action, description });

const ofPeople = (request: `POST /${string}`, who: string, shown: ReturnType<typeof words>): Operation => ({
	...shown,
	request,
	fields: { communityId: picker(), phones: people('Participants', who) },
});

const name = (): Field => required(text('Name', { placeholder: 'e.g. Clientes AtendeAqui' }));

export const community: Resource = {
	name: 'Community',
	description: 'Communities, which hold several groups. To write to one, send to its announcement group.',
	operations: {
		getMany: operation({
			...words('Get Many', 'Get many communities', 'List the communities that the connected number is in'),
			request: 'GET /communities',
			fields: {},
			paging: pages,
		}),
		create: operation({
			...words('Create', 'Create community', 'Make a community with its announcement group'),
			request: 'POST /communities',
			fields: { name: name() },
			options: { description: longText('Description', { placeholder: 'e.g. Tudo para quem é cliente' }) },
		}),
		getMetadata: operation({
			...words('Get', 'Get community', 'Get name, description and groups of a community'),
			request: 'GET /communities-metadata/{communityId}',
			fields: { communityId: picker() },
		}),
		linkGroups: operation({
			...words('Add Groups', 'Add groups to community', 'Put groups into a community; a group can be in one only'),
			request: 'POST /communities/link',
			fields: { communityId: picker(), groupsPhones: groups('Groups', 'Groups to put in') },
		}),
		unlinkGroups: operation({
			...words('Remove Groups', 'Remove groups from community', 'Take groups out of a community; one ordinary group must stay'),
			request: 'POST /communities/unlink',
			fields: { communityId: picker(), groupsPhones: groups('Groups', 'Groups to take out') },
		}),
		redefineInvitationLink: operation({
			...words('Renew Invite Link', 'Renew invite link of community', 'Make a new link; the one before stops working'),
			request: 'POST /redefine-invitation-link/{communityId}',
			fields: { communityId: picker() },
		}),
		addParticipant: operation({
			...words('Add Participants', 'Add participants to community', 'Add people to a community'),
			request: 'POST /add-participant',
			fields: {
				communityId: picker(),
				phones: people('Participants', 'Numbers of the people to add'),
				autoInvite: flag('Invite Privately', 'Whether people who cannot be added directly get an invite in their own chat', true),
			},
		}),
		removeParticipant: ofPeople(
			'POST /remove-participant',
			'Numbers of the people to take out',
			words('Remove Participants', 'Remove participants from community', 'Take people out of a community'),
		),
		addAdmin: ofPeople(
			'POST /add-admin',
			'Numbers of the members',
			words('Add Admins', 'Add admins to community', 'Make members admins of a community'),
		),
		removeAdmin: ofPeople(
			'POST /remove-admin',
			'Numbers of the admins',
			words('Remove Admins', 'Remove admins from community', 'Make admins plain members again'),
		),
		updateSettings: operation({
			...words('Update Settings', 'Update settings of community', 'Choose who may add groups to a community'),
			request: 'POST /communities/settings',
			fields: {
				communityId: picker(),
				whoCanAddNewGroups: required(choice('Who May Add Groups', { admins: 'Admins Only', all: 'Everyone' })),
			},
			repeatable: true,
		}),
		updateDescription: operation({
			...words('Update Description', 'Update description of community', 'Change the description of a community; admins only'),
			request: 'POST /update-community-description',
			fields: { communityId: picker(), communityDescription: required(longText('Description')) },
			repeatable: true,
		}),
		updatePhoto: operation({
			...words('Update Picture', 'Update picture of community', 'Change the picture of a community'),
			request: 'POST /update-community-photo',
			fields: { communityId: picker(), communityPhoto: media('Picture', 'picture', 'comunidade.jpg') },
			repeatable: true,
		}),
		deactivate: operation({
			...words('Deactivate', 'Deactivate community', 'End a community; its groups stay, each on its own'),
			request: 'DELETE /communities/{communityId}',
			fields: { communityId: picker() },
		}),
	},
};
