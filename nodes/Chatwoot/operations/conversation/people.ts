import { required } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { assignmentOutput, done, one } from '../../envelopes';
import { agent, agentBot, agents, onConversation, team } from '../../fields';
import { onePage } from '../../pages';

const ASSIGN = 'POST /conversations/{conversation}/assignments';

export const people: Operations = {
	assignAgent: operation({
		name: 'Assign Agent',
		action: 'Assign agent to conversation',
		description: 'Give a conversation to an agent',
		request: ASSIGN,
		fields: { conversation: onConversation(), assignee_id: required(agent()) },
		repeatable: true,
		output: assignmentOutput,
	}),
	assignTeam: operation({
		name: 'Assign Team',
		action: 'Assign team to conversation',
		description: 'Give a conversation to a team',
		request: ASSIGN,
		fields: { conversation: onConversation(), team_id: required(team()) },
		repeatable: true,
		output: assignmentOutput,
	}),
	unassignAgent: operation({
		name: 'Unassign Agent',
		action: 'Unassign agent from conversation',
		description: 'Take a conversation from its agent',
		request: ASSIGN,
		fields: { conversation: onConversation() },
		fixed: { assignee_id: 0 },
		repeatable: true,
		output: assignmentOutput,
	}),
	unassignTeam: operation({
		name: 'Unassign Team',
		action: 'Unassign team from conversation',
		description: 'Take a conversation from its team',
		request: ASSIGN,
		fields: { conversation: onConversation() },
		fixed: { team_id: 0 },
		repeatable: true,
		output: assignmentOutput,
	}),
	assignBot: operation({
		name: 'Assign Agent Bot',
		action: 'Assign agent bot to conversation',
		description: 'Give a conversation to a bot',
		request: ASSIGN,
		fields: { conversation: onConversation(), assignee_id: required(agentBot()) },
		fixed: { assignee_type: 'AgentBot' },
		repeatable: true,
		output: assignmentOutput,
	}),
	getParticipants: operation({
		name: 'Get Participants',
		action: 'Get participants of conversation',
		description: 'List the agents who follow a conversation',
		request: 'GET /conversations/{conversation}/participants',
		fields: { conversation: onConversation() },
		paging: onePage(),
		output: one(),
	}),
	addParticipants: operation({
		name: 'Add Participants',
		action: 'Add participants to conversation',
		description: 'Have agents follow a conversation; those who do already stay',
		request: 'POST /conversations/{conversation}/participants',
		fields: { conversation: onConversation(), user_ids: agents() },
		repeatable: true,
		output: done,
	}),
	setParticipants: operation({
		name: 'Set Participants',
		action: 'Set participants of conversation',
		description: 'Replace the agents who follow a conversation: those not named here stop to',
		request: 'PATCH /conversations/{conversation}/participants',
		fields: { conversation: onConversation(), user_ids: agents() },
		repeatable: true,
		output: done,
	}),
	removeParticipants: operation({
		name: 'Remove Participants',
		action: 'Remove participants from conversation',
		description: 'Have agents no longer follow a conversation',
		request: 'DELETE /conversations/{conversation}/participants',
		fields: { conversation: onConversation(), user_ids: agents() },
		hasBody: true,
		repeatable: true,
		output: done,
	}),
};
