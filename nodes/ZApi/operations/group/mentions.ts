import { converted, entries, longText, required, text } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { queueOptions } from '../../fields';
import { people } from '../../lists';
import { group, toGroupId } from '../../pickers';

/** Texts that call people or groups by name. */
export const mentions: Operations = {
	mentionParticipants: operation({
		name: 'Mention Participants',
		action: 'Mention participants of group',
		description: 'Send a text that notifies members of a group',
		request: 'POST /send-text',
		fields: {
			group: group('Group', 'phone'),
			message: required(
				longText('Message', {
					description: 'Members show as links where the text holds @ and their number; without it they are notified all the same',
					placeholder: 'e.g. @5511999990001 o pedido chegou',
				}),
			),
			mentioned: people('Participants', 'Numbers of the members to notify'),
		},
		options: queueOptions(),
	}),
	mentionGroups: operation({
		name: 'Mention Groups',
		action: 'Mention groups in group',
		description: 'Send a text that links to other groups of the same community',
		request: 'POST /send-text',
		fields: {
			group: group('Group', 'phone'),
			message: required(longText('Message', { description: 'Must hold @ and the ID of each group that is mentioned' })),
			groupMentioned: required(
				entries('Mentioned Groups', 'Group', {
					phone: required(converted(text('Group ID', { placeholder: 'e.g. 120363019502650977-group' }), toGroupId)),
					subject: required(text('Group Name', { placeholder: 'e.g. Clientes VIP' })),
				}),
			),
		},
		options: queueOptions(),
	}),
};
