import { choice, count, required, text, type Fields } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { many, one } from '../../envelopes';
import { inbox, labels, onConversation, STATUSES, team } from '../../fields';
import { conditions } from '../../filters';
import { filterPages, onePage, pages } from '../../pages';

const narrowing = (): Fields => ({
	q: text('Text', { description: 'Text that a message holds', placeholder: 'e.g. orçamento' }),
	inbox_id: inbox(),
	team_id: team(),
	labels: labels(),
});
const status = () => choice('Status', { all: 'All', ...STATUSES });

export const read: Operations = {
	getMany: operation({
		name: 'Get Many',
		action: 'Get many conversations',
		description: 'List conversations',
		request: 'GET /conversations',
		fields: {
			status: status(),
			assignee_type: choice('Assigned To', { all: 'All', assigned: 'Anybody', unassigned: 'Nobody', me: 'User of the Token' }),
		},
		options: {
			...narrowing(),
			source_id: text('Source ID', { description: 'ID of the person in the inbox', placeholder: 'e.g. 5511999990001' }),
			updated_within: count(
				'Updated Within',
				{ min: 1 },
				{ description: 'Seconds since the last change; Chatwoot then gives everything as one page' },
			),
			sort_by: choice('Sort By', {
				last_activity_at_desc: 'Last Activity (Descending)',
				last_activity_at_asc: 'Last Activity',
				created_at_desc: 'Created (Descending)',
				created_at_asc: 'Created',
				priority_desc: 'Priority (Descending)',
				priority_asc: 'Priority',
				waiting_since_asc: 'Waiting Since',
				waiting_since_desc: 'Waiting Since (Descending)',
			}),
		},
		paging: pages(),
		output: one(),
	}),
	get: operation({
		name: 'Get',
		action: 'Get conversation',
		description: 'Get a conversation',
		request: 'GET /conversations/{conversation}',
		fields: { conversation: onConversation() },
		output: one(),
	}),
	filter: operation({
		name: 'Filter',
		action: 'Filter conversations',
		description: 'Find conversations by conditions on their fields and custom attributes',
		request: 'POST /conversations/filter',
		fields: { payload: conditions('e.g. status') },
		paging: filterPages,
		repeatable: true,
		output: one(),
	}),
	search: operation({
		name: 'Search',
		action: 'Search conversations',
		description: 'Find conversations whose messages hold a text',
		request: 'GET /conversations/search',
		fields: { q: required(text('Text', { placeholder: 'e.g. orçamento' })) },
		paging: pages(),
		output: one(),
	}),
	count: operation({
		name: 'Count',
		action: 'Count conversations',
		description: 'Count conversations: mine, assigned, unassigned and all',
		request: 'GET /conversations/meta',
		fields: { status: status() },
		options: narrowing(),
		output: (answer) => one('meta')(answer),
	}),
	getAttachments: operation({
		name: 'Get Attachments',
		action: 'Get attachments of conversation',
		description: 'List the files of a conversation',
		request: 'GET /conversations/{conversation}/attachments',
		fields: { conversation: onConversation() },
		paging: pages(),
		output: one(),
	}),
	getReportingEvents: operation({
		name: 'Get Reporting Events',
		action: 'Get reporting events of conversation',
		description: 'List what counts in reports, such as the first response',
		request: 'GET /conversations/{conversation}/reporting_events',
		fields: { conversation: onConversation() },
		paging: onePage(),
		output: (entry) => many()([entry]),
	}),
};
