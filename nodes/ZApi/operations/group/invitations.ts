import { required, text, type Field } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { group } from '../../pickers';

const inviteLink = (): Field =>
	required(text('Invite Link', { at: 'url', description: 'As people share it', placeholder: 'e.g. https://example.com/convite' }));

/** Links that let people into a group. */
export const invitations: Operations = {
	getInvitationLink: operation({
		name: 'Get Invite Link',
		action: 'Get invite link of group',
		description: 'Get the link that lets people into a group',
		request: 'GET /group-invitation-link/{groupId}',
		fields: { groupId: group() },
	}),
	redefineInvitationLink: operation({
		name: 'Renew Invite Link',
		action: 'Renew invite link of group',
		description: 'Make a new link; the one before stops working',
		request: 'POST /redefine-invitation-link/{groupId}',
		fields: { groupId: group() },
	}),
	getInvitationMetadata: operation({
		name: 'Get by Invite Link',
		action: 'Get group by invite link',
		description: 'Get name, description and members of a group before joining it',
		request: 'GET /group-invitation-metadata',
		fields: { inviteLink: inviteLink() },
	}),
	acceptInvite: operation({
		name: 'Join',
		action: 'Join group by invite link',
		description: 'Bring the connected number into a group',
		request: 'GET /accept-invite-group',
		fields: { inviteLink: inviteLink() },
		repeatable: false,
	}),
};
