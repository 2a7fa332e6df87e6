import { count, entries, longText, required, text, type Field } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { messageId, queueOptions } from '../../fields';
import { chat } from '../../pickers';

const answers = (displayName: string, entryName: string, description: string): Field =>
	required(entries(displayName, entryName, { name: required(text('Text', { placeholder: 'e.g. Terça-feira' })) }, { description }));

export const polls: Operations = {
	sendPoll: operation({
		name: 'Send Poll',
		action: 'Send poll message',
		description: 'Ask a question with answers to vote for',
		request: 'POST /send-poll',
		fields: {
			phone: chat(),
			message: required(longText('Question')),
			poll: answers('Answers', 'Answer', 'What people can vote for'),
		},
		options: {
			pollMaxOptions: count(
				'Votes per Person',
				{ min: 1 },
				{ description: 'How many answers one person may choose; as many as wanted without this' },
			),
			...queueOptions(),
		},
	}),
	sendPollVote: operation({
		name: 'Vote in Poll',
		action: 'Vote in poll message',
		description: 'Choose answers of a poll in the name of the connected number',
		request: 'POST /send-poll-vote',
		fields: {
			phone: chat(),
			pollMessageId: messageId('ID of the message that holds the poll', 'Poll Message ID'),
			pollVote: answers('Chosen Answers', 'Answer', 'Texts of the answers, exactly as in the poll'),
		},
	}),
};
