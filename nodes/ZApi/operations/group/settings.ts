import { flag, longText, required, text } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { people } from '../../lists';
import { media } from '../../media';
import { pages } from '../../paging';
import { group } from '../../pickers';
import { chatRecord } from '../../records';

/** The group itself: what it is called, how it looks, who may do what. */
export const settings: Operations = {
	getMany: operation({
		name: 'Get Many',
		action: 'Get many groups',
		description: 'List the groups that the connected number is in',
		request: 'GET /groups',
		fields: {},
		paging: pages,
		output: chatRecord,
	}),
	create: operation({
		name: 'Create',
		action: 'Create group',
		description: 'Make a group; its picture can be set afterwards',
		request: 'POST /create-group',
		fields: {
			groupName: required(text('Name', { placeholder: 'e.g. Clientes VIP' })),
			phones: people('Members', 'At least one person, never the connected number itself'),
			autoInvite: flag('Invite Privately', 'Whether people who cannot be added directly get an invite in their own chat', true),
		},
	}),
	getMetadata: operation({
		name: 'Get',
		action: 'Get group',
		description: 'Get members, settings and invite link of a group; the link is slow, and for admins only',
		request: 'GET /group-metadata/{groupId}',
		fields: { groupId: group() },
	}),
	getLightMetadata: operation({
		name: 'Get Without Link',
		action: 'Get group without invite link',
		description: 'Get members and settings of a group; faster, as the invite link is left out',
		request: 'GET /light-group-metadata/{groupId}',
		fields: { groupId: group() },
	}),
	updateName: operation({
		name: 'Rename',
		action: 'Rename group',
		description: 'Change the name of a group',
		request: 'POST /update-group-name',
		fields: { groupId: group(), groupName: required(text('Name', { placeholder: 'e.g. Clientes VIP' })) },
		repeatable: true,
	}),
	updatePhoto: operation({
		name: 'Update Picture',
		action: 'Update picture of group',
		description: 'Change the picture of a group',
		request: 'POST /update-group-photo',
		fields: { groupId: group(), groupPhoto: media('Picture', 'picture', 'grupo.jpg') },
		repeatable: true,
	}),
	updateDescription: operation({
		name: 'Update Description',
		action: 'Update description of group',
		description: 'Change the description of a group; admins only',
		request: 'POST /update-group-description',
		fields: {
			groupId: group(),
			groupDescription: required(longText('Description', { placeholder: 'e.g. Novidades e ofertas da semana' })),
		},
		repeatable: true,
	}),
	updateSettings: operation({
		name: 'Update Settings',
		action: 'Update settings of group',
		description: 'Choose what members may do in a group; admins only. All four settings are replaced.',
		request: 'POST /update-group-settings',
		fields: {
			group: group('Group', 'phone'),
			adminOnlyMessage: flag('Only Admins Write', 'Whether only admins may send messages'),
			adminOnlySettings: flag('Only Admins Edit', 'Whether only admins may change name, picture and description'),
			requireAdminApproval: flag('Approve New Members', 'Whether an admin has to approve who joins'),
			adminOnlyAddMember: flag('Only Admins Add', 'Whether only admins may add members'),
		},
		repeatable: true,
	}),
	leave: operation({
		name: 'Leave',
		action: 'Leave group',
		description: 'Take the connected number out of a group',
		request: 'POST /leave-group',
		fields: { groupId: group() },
	}),
};
