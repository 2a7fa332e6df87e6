import { flag } from '../../../shared/kit/field';
import { operation, type Operation, type Operations } from '../../../shared/kit/operation';
import { people } from '../../lists';
import { group } from '../../pickers';

const ofPeople = (request: `POST /${string}`, words: Pick<Operation, 'name' | 'action' | 'description'>, who: string): Operation => ({
	...words,
	request,
	fields: { groupId: group(), phones: people('Participants', who) },
});

/** Who is in a group, and who runs it. The connected number must be an admin. */
export const members: Operations = {
	addParticipant: operation({
		name: 'Add Participants',
		action: 'Add participants to group',
		description: 'Add people to a group',
		request: 'POST /add-participant',
		fields: {
			groupId: group(),
			phones: people('Participants', 'Numbers of the people to add'),
			autoInvite: flag('Invite Privately', 'Whether people who cannot be added directly get an invite in their own chat', true),
		},
	}),
	removeParticipant: ofPeople(
		'POST /remove-participant',
		{ name: 'Remove Participants', action: 'Remove participants from group', description: 'Take people out of a group' },
		'Numbers of the people to take out',
	),
	approveParticipant: ofPeople(
		'POST /approve-participant',
		{ name: 'Approve Participants', action: 'Approve participants of group', description: 'Let people in who asked to join' },
		'Numbers of the people to let in',
	),
	rejectParticipant: ofPeople(
		'POST /reject-participant',
		{ name: 'Reject Participants', action: 'Reject participants of group', description: 'Turn people away who asked to join' },
		'Numbers of the people to turn away',
	),
	addAdmin: ofPeople(
		'POST /add-admin',
		{ name: 'Add Admins', action: 'Add admins to group', description: 'Make members admins of a group' },
		'Numbers of the members',
	),
	removeAdmin: ofPeople(
		'POST /remove-admin',
		{ name: 'Remove Admins', action: 'Remove admins from group', description: 'Make admins plain members again' },
		'Numbers of the admins',
	),
};
