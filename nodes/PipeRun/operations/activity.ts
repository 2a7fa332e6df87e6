import { count, flag, list, longText, required, text, type Field, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { active, code, dateTime, description, id, ids, links, name, period, record, timestamps, user } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const activity = noun('activity', 'atividade', 'activities');
const type = noun('activity type', 'tipo de atividade');
const STATUSES = { 0: 'Open (Aberta)', 2: 'Done (Concluída)', 4: 'No-Show' };

const common = (): Fields => ({
	title: text('Title', { placeholder: 'e.g. Ligar para o cliente' }),
	deal_id: id('Deal ID'),
	requester_id: user('Created By'),
	description: description(),
	comment: longText('Closing Comment'),
	appearin_link: text('Video Room Link'),
	duration: count('Duration', {}, { description: 'In minutes' }),
	start_at: dateTime('Start'),
	end_at: dateTime('End'),
	delivery_date: dateTime('Done At (Conclusão)'),
	reminders: list(
		'Reminders',
		{ description: 'Minutes before the start, 5 to 10080, comma-separated', placeholder: 'e.g. 15, 60' },
		minutes,
	),
});

function minutes(given: string): number {
	const number = Number(given);
	if (!Number.isInteger(number) || number < 5 || number > 10080)
		throw new RangeError(`"${given}" is no reminder: give minutes from 5 to 10080`);
	return number;
}

const activityType = (): Field => id('Activity Type ID', 'ID of the activity type (tipo de atividade)');

export const activityResource: Resource = {
	name: 'Activity',
	description: 'Atividade',
	operations: {
		create: operation({
			...creates(activity),
			request: 'POST /activities',
			fields: {
				activity_type_id: required(activityType()),
				owner_id: required(user('Owner (Responsável)')),
				status: required(code('Status', STATUSES)),
			},
			options: { ...common(), persons: links('Person IDs'), companies: links('Company IDs') },
		}),
		get: operation({ ...gets(activity), request: 'GET /activities/{id}', fields: { id: record('Activity') } }),
		getMany: operation({
			...lists(activity),
			request: 'GET /activities',
			fields: {},
			options: {
				deal_id: id('Deal ID'),
				owner_id: user('Owner (Responsável)'),
				requester_id: user('Created By'),
				title: text('Title'),
				activity_type_id: activityType(),
				status: code('Status', STATUSES),
				sort: text('Sort By', { description: 'Column to sort by, such as ID', placeholder: 'e.g. title' }),
				...period('start_at', 'Start'),
				...period('end_at', 'End'),
				...period('delivery_date', 'Done'),
				...timestamps(),
			},
		}),
		update: operation({
			...updates(activity),
			request: 'PUT /activities/{id}',
			fields: { id: record('Activity') },
			options: {
				...common(),
				activity_type_id: activityType(),
				owner_id: user('Owner (Responsável)'),
				status: code('Status', STATUSES),
				persons: ids('Person IDs'),
				companies: ids('Company IDs'),
				time_utilized: count('Time Used', {}, { description: 'In minutes' }),
				time_estimated: count('Time Estimated', {}, { description: 'In minutes' }),
				hash: text('Hash'),
				google_calendar_id: text('Google Calendar ID'),
				outlook_calendar_id: text('Outlook Calendar ID'),
				created_at: dateTime('Created At', { description: 'Only where the account lets this be changed' }),
			},
		}),
		delete: operation({ ...deletes(activity), request: 'DELETE /activities/{id}', fields: { id: record('Activity') } }),
	},
};

const typeOptions = (): Fields => ({
	description: description(),
	activity_type_id: id('Parent Type ID', 'Makes it a subtype'),
	icon: text('Icon', { description: "Name of the icon in PipeRun's documentation" }),
});
const toCalendars = () => flag('Send to Calendars', 'Whether such activities go into the connected calendars of the users');

export const activityTypeResource: Resource = {
	name: 'Activity Type',
	description: 'Tipo de atividade',
	operations: {
		create: operation({
			...creates(type),
			request: 'POST /activityTypes',
			fields: { name: required(name('e.g. Ligação')), active: active(), send_integration: toCalendars() },
			options: typeOptions(),
		}),
		get: operation({ ...gets(type), request: 'GET /activityTypes/{id}', fields: { id: record('Activity Type') } }),
		getMany: operation({
			...lists(type),
			request: 'GET /activityTypes',
			fields: {},
			options: {
				name: name('e.g. Ligação'),
				description: text('Description'),
				active: flag('Active', 'Whether to list active ones, or the others', true),
				pipeline_id: text('Pipeline IDs', { description: 'Comma-separated', placeholder: 'e.g. 111, 222' }),
				...timestamps(),
			},
		}),
		update: operation({
			...updates(type),
			request: 'PUT /activityTypes/{id}',
			fields: { id: record('Activity Type') },
			options: { name: name('e.g. Ligação'), active: active(), send_integration: toCalendars(), ...typeOptions() },
		}),
		delete: operation({ ...deletes(type), request: 'DELETE /activityType/{id}', fields: { id: record('Activity Type') } }),
	},
};
