import type { IDataObject } from 'n8n-workflow';

import { at, textsOf } from '../shared/core/json/readers';
import { maskSecrets, maskStepData } from '../shared/core/text/secretsInData';

/** A list in an answer: a bare one, or under `results`. */
export function entriesOf(answer: unknown): unknown[] {
	if (Array.isArray(answer)) return answer;
	const { results } = (answer ?? {}) as { results?: unknown };
	return Array.isArray(results) ? results : [];
}

/** The answer with every field of the model: missing, null and misshapen ones get the model's own empty value; unknown ones stay. */
function complete(answer: unknown, model: IDataObject): IDataObject {
	const given = (typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? answer : {}) as IDataObject;
	const safe = ([field, empty]: [string, IDataObject[string]]) => [field, fits(given[field], empty) ? given[field] : empty] as const;
	return { ...given, ...structuredClone(Object.fromEntries(Object.entries(model).map(safe))) };
}

function fits(value: unknown, empty: unknown): boolean {
	if (value === undefined || value === null) return false;
	if (Array.isArray(empty)) return Array.isArray(value);
	return typeof empty !== 'object' || empty === null || (typeof value === 'object' && !Array.isArray(value));
}

const MEMBER = {
	id: 0,
	username: '',
	email: '',
	full_name: '',
	is_primary: false,
	can_create_tickets: true,
	can_view_all_tickets: true,
	can_edit_client: false,
	is_active: true,
};

const CLIENT = {
	client_id: '',
	full_name: '',
	email: '',
	phone: '',
	identification_number: '',
	type_identification: '',
	birthday: '',
	observations: '',
	is_active: true,
	preferred_language: 'pt-BR',
	profession: '',
	created_at: '',
	updated_at: '',
	team_members: [],
};

const STEP = {
	step_key: '',
	title: '',
	description: '',
	order: 0,
	is_required: false,
	can_skip: false,
	step_type: 'INFO',
	step_config: {},
	content: '',
	content_html: '',
};

const FLOW = {
	name: '',
	description: '',
	flow_type: 'LINEAR',
	default_language: 'pt-BR',
	available_languages: [],
	step_count: 0,
	steps: [],
	flow_config: {},
};

const PROGRESS = {
	external_user_id: '',
	external_user_name: '',
	external_user_email: '',
	flow_name: '',
	flow_slug: '',
	status: 'NOT_STARTED',
	current_step_key: '',
	current_step_title: '',
	completion_percentage: 0,
	steps_completed: [],
	steps_skipped: [],
	step_data: {},
	client_id: '',
	started_at: '',
	completed_at: '',
	last_activity_at: '',
};

const ANALYTICS = {
	total_starts: 0,
	total_completions: 0,
	completion_rate: 0,
	in_progress: 0,
	abandoned: 0,
	average_completion_time: 0,
	step_drop_off: {},
};

export const member = (answer: unknown): IDataObject => complete(answer, MEMBER);

export function client(answer: unknown): IDataObject {
	const found = complete(answer, CLIENT);
	const team = (found.team_members as unknown[]).map(member);
	return { ...found, team_members: team, team_count: found.team_count ?? team.length };
}

const step = (answer: unknown): IDataObject => complete(answer, STEP);

export function flow(answer: unknown): IDataObject {
	const found = complete(answer, FLOW);
	return { ...found, steps: (found.steps as unknown[]).map(step) };
}

/** A flow as it stands in the list, which has no steps. */
export function flowSummary(answer: unknown): IDataObject {
	const { steps, flow_config, ...found } = complete(answer, FLOW);
	return found;
}

/** Secrets in the steps' data are masked: whatever a node gives is stored with the execution, and may be shown to a model. */
export function progress(answer: unknown): IDataObject {
	const found = complete(answer, PROGRESS);
	const steps = ['steps_completed', 'steps_skipped'].map((field) => [field, textsOf(at(answer, field)) ?? found[field]] as const);
	return {
		...found,
		...Object.fromEntries(steps),
		step_data: maskStepData(found.step_data as IDataObject) as IDataObject,
		...(found.metadata !== undefined && { metadata: maskSecrets(found.metadata) as IDataObject }),
		is_completed: found.status === 'COMPLETED',
	};
}

export const analytics = (answer: unknown): IDataObject => complete(answer, ANALYTICS);

export const widgetToken = (answer: unknown): IDataObject => complete(answer, { token: '', expires_in: 0 });
