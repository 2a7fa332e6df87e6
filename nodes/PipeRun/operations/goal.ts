import { choice, decimal, entries, flag, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { one } from '../answer';
import { city, code, day, id, ids, origin, period, pipeline, record, relations, stage, timestamps, user, words } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const goal = noun('advanced goal', 'meta avançada');

const VISIBILITIES = { 1: 'Public', 2: 'Private', 3: 'Involved Users' };
const TYPES = { 1: 'Deal', 2: 'Activity', 3: 'Forecast', 4: 'Proposal', 5: 'Call', 6: 'Signature' };
const PERIODS = { 1: 'Day', 2: 'Week', 3: 'Two Weeks', 4: 'Month', 5: 'Two Months', 6: 'Quarter', 7: 'Half Year', 8: 'Year' };
const MEASURES = { 1: 'Quantity', 2: 'Value', 5: 'Duration' };
const RELATED = {
	pipelines: 'Pipelines',
	stages: 'Stages',
	users: 'Goal of Each User',
	'users.user': 'Users',
	'users.team': 'Teams',
	recurrence: 'Recurrence',
	'recurrence.repeatOnDays': 'Recurrence Days',
	createdBy: 'Created By',
	item: 'Item',
	itemCategories: 'Item Categories',
};
const DAYS = {
	sunday: 'Sunday',
	monday: 'Monday',
	tuesday: 'Tuesday',
	wednesday: 'Wednesday',
	thursday: 'Thursday',
	friday: 'Friday',
	saturday: 'Saturday',
};

const shares = () =>
	entries('Users', 'User', { user_id: required(user('User')), team_id: id('Team ID'), value: required(decimal('Goal')) });

const recurrence = () =>
	entries('Recurrence', 'Recurrence', {
		id: id('Recurrence ID', 'Only when changing one that exists'),
		status: required(code('Status', { 0: 'Off', 1: 'On' })),
		repetition_type: required(code('Repeat Every', PERIODS)),
		end_at: required(day('Until')),
		days_of_week: {
			...words('On Days', DAYS, { description: 'For a daily repetition' }),
			toWire: (value) => (Array.isArray(value) && value.length > 0 ? value.map((name: string) => ({ [name]: true })) : undefined),
		},
		update_future_goals: flag('Update Future Goals', 'Whether goals that come later change too'),
	});

const filtersOfGoal = (): Fields => ({
	activity_type_id: id('Activity Type ID'),
	origin_id: origin('Origin (Origem)'),
	region_id: id('Region ID'),
	city_id: city('City (Cidade)'),
	state: text('State (UF)', { placeholder: 'e.g. SP' }),
	segment_id: id('Segment ID (Segmento)'),
});

const optional = (): Fields => ({
	...filtersOfGoal(),
	goal_for: code('Measured By', MEASURES),
	observation: longText('Observation'),
	item_criteria: code('Item Criterion', { 1: 'Category', 2: 'Item', 3: 'Item Type' }),
	item_id: id('Item ID'),
	item_categories: ids('Item Category IDs'),
	item_criterias: words('Item Types', { product: 'Product', service: 'Service', mrr: 'Recurring (MRR)', ps: 'Products and Services' }),
	item_criterias_in: words('Items Of', { proposals: 'Proposals', deals: 'Deals' }),
	custom_fields: entries('Custom Fields', 'Custom Field', {
		custom_field_id: required(id('Custom Field ID')),
		value: required(text('Value')),
	}),
	deal_status: words('Deal Status', { open: 'Open', closed: 'Won' }),
	proposal_status: words('Proposal Status', {
		open: 'Open',
		approved: 'Approved',
		sent_to_sign: 'Waiting for Signature',
		signed: 'Signed',
	}),
	deal_value_for: words('Deal Value', { 'P&S': 'Products and Services', MRR: 'Recurring (MRR)' }),
	activity_status: words('Activity Status', { open: 'Open', done: 'Done' }),
	call_relevance: words('Call Relevance', { import: 'Relevant', not_important: 'Irrelevant' }),
	signature_status: words('Signature Status', { sent_to_sign: 'Sent to Sign', signed_by_all: 'Signed by All' }),
	pipelines: ids('Pipeline IDs'),
	stages: ids('Stage IDs'),
	tags: ids('Tag IDs'),
	recurrence: recurrence(),
});

const basics = (): Fields => ({
	title: text('Title', { placeholder: 'e.g. Vendas de março' }),
	visibility: code('Visibility', VISIBILITIES),
	type: code('Type', TYPES),
	type_of_period: code('Period', { 0: 'Custom', ...PERIODS }),
	start_at: day('Start'),
	end_at: day('End'),
	users: shares(),
});

const filters = (): Fields => ({
	...filtersOfGoal(),
	title: text('Title'),
	type: words('Types', TYPES),
	situation: code('Situation', { 1: 'Open', 2: 'Ended', 3: 'Planned' }),
	value: decimal('Value'),
	visibility: code('Visibility', VISIBILITIES),
	goal_for: code('Measured By', MEASURES),
	created_by_id: user('Created By'),
	user_id: user('Involved User'),
	tag_id: id('Tag ID'),
	pipeline_id: pipeline('Pipeline (Funil)'),
	stage_id: stage('Stage (Etapa)'),
	custom_field_id: ids('Custom Field IDs'),
	with: relations(RELATED),
	sort: choice('Sort By', {
		id: 'ID',
		title: 'Title',
		start_at: 'Start',
		end_at: 'End',
		created_at: 'Created',
		updated_at: 'Updated',
	}),
	desc: flag('Sort Descending', 'Whether the highest comes first'),
	...period('start_at', 'Start', day),
	...period('end_at', 'End', day),
	...timestamps(),
});

export const advancedGoal: Resource = {
	name: 'Advanced Goal',
	description: 'Meta avançada',
	operations: {
		create: operation({
			...creates(goal),
			request: 'POST /advanced-goals',
			fields: Object.fromEntries(Object.entries(basics()).map(([key, field]) => [key, required(field)])),
			options: optional(),
		}),
		get: operation({
			...gets(goal),
			request: 'GET /advanced-goals/{goal_id}',
			fields: { goal_id: record('Goal') },
			options: { with: relations(RELATED) },
		}),
		getStatistics: operation({
			name: 'Get Statistics',
			action: 'Get statistics of advanced goal',
			description: 'Read how far a goal is (estatísticas da meta)',
			request: 'GET /advanced-goals/{goal_id}/stats',
			output: one,
			fields: { goal_id: record('Goal') },
			options: {
				with: relations({
					goal: 'Goal',
					processed: 'Result',
					'processed.byUser': 'Result by User',
					'processed.byUser.user': 'Users',
					'processed.byUser.team': 'Teams',
				}),
			},
		}),
		getMany: operation({
			...lists(goal),
			request: 'GET /advanced-goals',
			fields: {},
			options: filters(),
		}),
		update: operation({
			...updates(goal),
			request: 'PUT /advanced-goals/{goal_id}',
			fields: { goal_id: record('Goal') },
			options: { ...basics(), ...optional() },
		}),
		delete: operation({ ...deletes(goal), request: 'DELETE /advanced-goals/{goal_id}', fields: { goal_id: record('Goal') } }),
	},
};
