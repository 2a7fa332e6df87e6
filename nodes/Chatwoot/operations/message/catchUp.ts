import { flag, required } from '../../../shared/kit/field';
import type { Operations } from '../../../shared/kit/operation';
import { getNewMessages } from '../../composites/newMessages';
import { inbox, secondsNumber } from '../../fields';

const since = () => {
	const given = required(secondsNumber('Since', 'since', 'The operation Get Chatwoot Gap of the node Conversation gives it'));
	return { ...given, form: { ...given.form, default: '={{ $json.since }}' } };
};

export const catchUp: Operations = {
	getNew: {
		name: 'Get New',
		action: 'Get new messages of all conversations',
		description:
			'What people wrote since a moment, as the trigger gives it: for what came while n8n was not there. The last item says until when that is.',
		fields: { since: since() },
		options: {
			inbox: inbox({ description: 'Only this one; all API inboxes when empty' }),
			dedicatedUser: flag(
				'Dedicated User',
				'Whether nobody writes by hand as the user of the token: what that user wrote is then left out',
			),
		},
		run: getNewMessages,
	},
};
