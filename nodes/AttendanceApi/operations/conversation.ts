import { choice, count, longText, text } from '../../shared/kit/field';
import { assign, assignedTo, setTyping } from '../composites/conversation';
import { getDocumented, getInCode } from '../composites/messages';
import { codeStatus, codeTo, conversationId, dayOf, documentedStatus, optionalUser, priority, user, utc } from '../fields';
import { conversationModel } from '../models/conversation';
import { statsModel } from '../models/dashboard';
import { doneModel } from '../models/sent';
import { pages, whole } from '../paging';
import { withChanges, withoutResolution } from '../bodies';
import { way, type DialectResource } from '../ways';

const newest = () =>
	count('Newest Messages', { min: 0, max: 1000, default: 50 }, { description: 'How many messages come along, the newest last' });
const subject = () => text('Subject');
const category = () => text('Category', { placeholder: 'e.g. suporte_tecnico' });
const notes = (at: string) => longText('Notes', { at, description: 'For the team: what was done' });
const CHANNELS = { whatsapp: 'WhatsApp', web: 'Web', api: 'API' };
const RESOLUTIONS = { resolved: 'Resolved', unresolved: 'Unresolved', abandoned: 'Abandoned' };

export const conversations: DialectResource = {
	name: 'Conversation',
	operations: {
		getMany: {
			name: 'Get Many',
			action: 'Get many conversations',
			description: 'List conversations: those of the account, or of all attendants for who may see them',
			documented: way({
				request: 'GET /conversations',
				fields: {},
				options: {
					status: documentedStatus(),
					channel: choice('Channel', CHANNELS),
					assignedTo: optionalUser('Assigned To', 'assigned_to'),
					after: utc('Started After', 'start_date'),
					before: utc('Started Before', 'end_date'),
				},
				paging: whole('conversations'),
				output: conversationModel,
			}),
			v2: way({
				request: 'GET /conversations/',
				fields: {},
				options: {
					status: codeStatus(),
					assignedTo: optionalUser('Assigned To', 'attendant_id'),
					after: dayOf('Started After', 'date_from'),
					before: dayOf('Started Before', 'date_to'),
					priority: priority(),
				},
				paging: pages('conversations', 'per_page'),
				output: conversationModel,
			}),
		},
		get: {
			name: 'Get',
			action: 'Get conversation',
			description: 'Get a conversation with its newest messages, and whether it is of the account of the credential',
			documented: { fields: { conversationId: conversationId() }, options: { newest: newest() }, run: getDocumented },
			v2: { fields: { conversationId: conversationId() }, options: { newest: newest() }, run: getInCode },
		},
		create: {
			name: 'Create',
			action: 'Create conversation',
			description: 'Open a conversation, which waits in the queue; only in the code dialect',
			v2: way({
				request: 'POST /conversations/',
				fields: { to: codeTo('client_phone') },
				options: { name: text('Name', { at: 'client_name' }), subject: subject(), category: category(), priority: priority() },
				output: conversationModel,
			}),
		},
		update: {
			name: 'Update',
			action: 'Update conversation',
			description: 'Change the fields that are added under Options, and no other; only in the code dialect',
			notice: 'Nobody can be un-assigned here: back in the queue, a conversation still counts as its old attendant’s.',
			v2: way({
				request: 'PATCH /conversations/{conversationId}',
				fields: { conversationId: conversationId() },
				options: {
					status: codeStatus(),
					priority: priority(),
					category: category(),
					subject: subject(),
					assignedTo: optionalUser('Assigned To', 'attendant_id'),
				},
				several: (request) => [withChanges(request)],
				output: conversationModel,
				repeatable: true,
			}),
		},
		assign: {
			name: 'Assign',
			action: 'Assign conversation',
			description: 'Give a conversation to an attendant and look whether it stayed so; only in the code dialect',
			instead: 'Take the next one with Queue → Take Next, or use Conversation → Transfer.',
			v2: {
				fields: { conversationId: conversationId() },
				options: { attendant: optionalUser('Attendant', 'attendant_id', 'The account of the credential if not added') },
				run: assign,
			},
		},
		transfer: {
			name: 'Transfer',
			action: 'Transfer conversation',
			description: 'Give a conversation to another attendant',
			documented: way({
				request: 'POST /conversations/{conversationId}/transfer',
				fields: { conversationId: conversationId(), attendant: user('Attendant', 'to_agent_id') },
				options: { reason: text('Reason') },
				output: doneModel,
			}),
			v2: {
				fields: { conversationId: conversationId(), attendant: user('Attendant', 'target_attendant_id') },
				run: assignedTo('transfer', 'target_attendant_id'),
			},
		},
		close: {
			name: 'Close',
			action: 'Close conversation',
			description: 'End a conversation',
			documented: way({
				request: 'POST /conversations/{conversationId}/close',
				fields: { conversationId: conversationId(), resolution: choice('Resolution', RESOLUTIONS) },
				options: { notes: notes('notes') },
				output: doneModel,
			}),
			v2: way({
				request: 'POST /conversations/{conversationId}/close',
				fields: { conversationId: conversationId(), resolution: choice('Resolution', RESOLUTIONS) },
				options: {
					notes: notes('resolution_notes'),
					rating: count('Rating', { min: 1, max: 5, default: 5 }, { description: 'What is not given deletes a rating that is there' }),
					feedback: longText('Feedback', { description: 'The customer’s own words' }),
				},
				// This dialect knows no resolution: a word for it stays readable in the notes.
				several: (request) => [withoutResolution(request)],
				output: doneModel,
			}),
		},
		setTyping: {
			name: 'Set Typing',
			action: 'Set typing in conversation',
			description: 'Show the customer and the team that somebody is typing, or no longer is, by way of the socket',
			documented: {
				fields: {
					conversationId: conversationId(),
					typing: choice('Typing', { typing_start: 'Starts', typing_stop: 'Stops' }),
				},
				run: setTyping,
			},
			v2: {
				fields: {
					conversationId: conversationId(),
					typing: choice('Typing', { typing_start: 'Starts', typing_stop: 'Stops' }),
				},
				run: setTyping,
			},
		},
		getStats: {
			name: 'Get Stats',
			action: 'Get stats of conversations',
			description: 'Count the conversations that began today; only in the code dialect',
			instead: 'Use Dashboard → Get Metrics.',
			v2: way({ request: 'GET /conversations/stats', fields: {}, output: statsModel }),
		},
	},
};
