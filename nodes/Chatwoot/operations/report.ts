import { choice, flag, list, required, text, type Field, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { many } from '../envelopes';
import { agent, id, inbox, since, until } from '../fields';
import { pages } from '../pages';

const time = (): Fields => ({ since: since(), until: until() });
const hours = (): Fields => ({ business_hours: flag('Business Hours', 'Whether only business hours count') });
const numbers = (displayName: string, example: string, at: string): Field =>
	list(displayName, { at, description: 'Comma-separated', placeholder: example }, Number);

const TYPES = { account: 'Account', agent: 'Agent', inbox: 'Inbox', label: 'Label', team: 'Team' };
const about = (): Fields => ({ type: choice('About', TYPES) });
const object = (): Fields => ({ id: id('Object ID', 'e.g. 12', { description: 'Of the agent, inbox, label or team' }) });
const METRICS = {
	conversations_count: 'Conversations',
	incoming_messages_count: 'Incoming Messages',
	outgoing_messages_count: 'Outgoing Messages',
	avg_first_response_time: 'Average First Response Time',
	avg_resolution_time: 'Average Resolution Time',
	resolutions_count: 'Resolutions',
};

const summary = (request: `GET /${string}`, what: string, options: Fields) =>
	operation({
		name: `Summarize by ${what}`,
		action: `Summarize report by ${what.toLowerCase()}`,
		description: `Conversations, resolutions and times by ${what.toLowerCase()}`,
		request,
		fields: {},
		options,
	});

export const report: Resource = {
	name: 'Report',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get report',
			description: 'Get one number over time',
			request: 'GET /v2/reports',
			fields: { metric: choice('Metric', METRICS), ...about() },
			options: { ...object(), ...time() },
		}),
		getSummary: operation({
			name: 'Get Summary',
			action: 'Get summary of report',
			description: 'Get all numbers, with those of the time before',
			request: 'GET /v2/reports/summary',
			fields: about(),
			options: { ...object(), ...time() },
		}),
		getEvents: operation({
			name: 'Get Events',
			action: 'Get events of report',
			description: 'List single events, such as first responses and resolutions',
			request: 'GET /reporting_events',
			fields: {},
			options: {
				...time(),
				inbox_id: inbox(),
				user_id: agent(),
				name: text('Event Name', { placeholder: 'e.g. first_response' }),
			},
			paging: pages(),
			output: (entry) => many()([entry]),
		}),
		getAccountMetrics: operation({
			name: 'Get Account Metrics',
			action: 'Get account metrics of report',
			description: 'Count open, unattended and unassigned conversations now',
			request: 'GET /v2/reports/conversations',
			fields: { type: choice('About', { account: 'Account' }) },
		}),
		getAgentMetrics: operation({
			name: 'Get Agent Metrics',
			action: 'Get agent metrics of report',
			description: 'Count open and unattended conversations of each agent now',
			request: 'GET /v2/reports/conversations/',
			fields: { type: choice('About', { agent: 'Agents' }) },
			options: { user_id: agent() },
		}),
		summarizeByChannel: summary('GET /v2/summary_reports/channel', 'Channel', time()),
		summarizeByInbox: summary('GET /v2/summary_reports/inbox', 'Inbox', { ...time(), ...hours() }),
		summarizeByAgent: summary('GET /v2/summary_reports/agent', 'Agent', { ...time(), ...hours() }),
		summarizeByTeam: summary('GET /v2/summary_reports/team', 'Team', { ...time(), ...hours() }),
		getFirstResponseTimes: operation({
			name: 'Get First Response Times',
			action: 'Get first response times of report',
			description: 'Count conversations by how long the first response took, by channel',
			request: 'GET /v2/reports/first_response_time_distribution',
			fields: {},
			options: time(),
		}),
		getLabelMatrix: operation({
			name: 'Get Label Matrix',
			action: 'Get label matrix of report',
			description: 'Count conversations by inbox and label',
			request: 'GET /v2/reports/inbox_label_matrix',
			fields: {},
			options: {
				...time(),
				inbox_ids: numbers('Inbox IDs', 'e.g. 12, 13', 'inbox_ids'),
				label_ids: numbers('Label IDs', 'e.g. 5, 6', 'label_ids'),
			},
		}),
		countOutgoing: operation({
			name: 'Count Outgoing Messages',
			action: 'Count outgoing messages of report',
			description: 'Count messages that were sent, by who or where',
			request: 'GET /v2/reports/outgoing_messages_count',
			fields: { group_by: required(choice('Group By', { agent: 'Agent', team: 'Team', inbox: 'Inbox', label: 'Label' })) },
			options: time(),
		}),
	},
};
