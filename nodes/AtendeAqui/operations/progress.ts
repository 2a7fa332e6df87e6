import { entries, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';
import { flow, flowKey, jsonObject, step, userId, userInFlow } from '../fields';
import { progress as asProgress } from '../models';
import { pages } from '../pages';
import { pipeline } from './pipeline';
import { getStatus } from './progressStatus';

type OnUser = `POST /onboarding/{flowKey}/progress/{userId}/${string}/`;

/** What changes a user's progress: doing it twice leaves it as it is. */
const change = (request: OnUser, words: Pick<Operation, 'name' | 'action' | 'description'>, fields: Fields): Operation => ({
	...operation({ ...words, request: request as 'POST /onboarding/{flowKey}/progress/{userId}/x/', fields: { ...userInFlow(), ...fields } }),
	output: asProgress,
	repeatable: true,
	...(Object.keys(fields).length === 0 && { bodyless: true as const }),
});

const metadata = () =>
	jsonObject('Metadata', { description: 'What is known of the user, e.g. company, sector, role, plan and preferred_language' });
const stepData = () =>
	jsonObject('Step Data', { at: 'step_data', description: 'Free JSON of this step; fields named like secrets are masked in every output' });

export const progress: Resource = {
	name: 'Progress',
	description: 'How far a user is in a flow',
	operations: {
		...pipeline,
		start: operation({
			name: 'Start',
			action: 'Start flow for user',
			description: 'Begin the flow for a user; one who has begun already keeps the progress',
			request: 'POST /onboarding/{flowKey}/start/',
			fields: { flowKey: flowKey(), userId: userId({ at: 'external_user_id' }) },
			options: {
				clientId: text('Client ID', { at: 'client_id', description: 'The client that the user belongs to', placeholder: 'e.g. 456' }),
				email: text('Email', { at: 'external_user_email', placeholder: 'e.g. ana@example.com' }),
				metadata: metadata(),
				name: text('Name', { placeholder: 'e.g. Ana Souza' }),
			},
			output: asProgress,
			repeatable: true,
		}),
		startStep: change(
			'POST /onboarding/{flowKey}/progress/{userId}/start-step/',
			{ name: 'Start Step', action: 'Start step', description: 'Mark a step as begun' },
			{ step: step(), metadata: metadata() },
		),
		completeStep: change(
			'POST /onboarding/{flowKey}/progress/{userId}/complete-step/',
			{ name: 'Complete Step', action: 'Complete step', description: 'Mark a step as done and go on in the flow' },
			{ step: step(), stepData: stepData() },
		),
		completeSteps: change(
			'POST /onboarding/{flowKey}/progress/{userId}/complete-steps/',
			{ name: 'Complete Several Steps', action: 'Complete several steps', description: 'Mark several steps as done at once' },
			{ steps: required(entries('Steps', 'Step', { step: step(), stepData: stepData() })) },
		),
		skipStep: change(
			'POST /onboarding/{flowKey}/progress/{userId}/skip-step/',
			{ name: 'Skip Step', action: 'Skip step', description: 'Leave out a step that is not required' },
			{ step: step() },
		),
		get: operation({
			name: 'Get',
			action: 'Get progress of user',
			description: 'Get how far a user is; an error when the flow was not started',
			request: 'GET /onboarding/{flowKey}/progress/{userId}/',
			fields: userInFlow(),
			output: asProgress,
		}),
		getStatus: {
			name: 'Get Status',
			action: 'Get status of user',
			description: 'Get status, percentage and steps for a dashboard; "NOT_STARTED" when the flow was not started',
			fields: userInFlow(),
			run: getStatus,
		},
		getMany: operation({
			name: 'Get Many',
			action: 'Get many progresses',
			description: 'List how far every user of a flow is',
			request: 'GET /onboarding/flows/{flow}/progress/',
			fields: { flow: flow() },
			paging: pages,
			output: asProgress,
		}),
		complete: change(
			'POST /onboarding/{flowKey}/progress/{userId}/complete/',
			{ name: 'Complete', action: 'Complete flow of user', description: 'Mark the whole flow as done' },
			{},
		),
		restart: {
			...change(
				'POST /onboarding/{flowKey}/progress/{userId}/restart/',
				{ name: 'Restart', action: 'Restart flow of user', description: 'Set the user back to the beginning of the flow' },
				{},
			),
			// A second one could undo what the user did since the first.
			repeatable: false,
		},
		abandon: change(
			'POST /onboarding/{flowKey}/progress/{userId}/abandon/',
			{ name: 'Abandon', action: 'Abandon flow of user', description: 'Mark the flow as given up' },
			{},
		),
		updateMetadata: operation({
			name: 'Update Metadata',
			action: 'Update metadata of user',
			description: 'Add to what is known of the user; what is there already stays',
			request: 'PATCH /onboarding/{flowKey}/progress/{userId}/metadata/',
			fields: { ...userInFlow(), metadata: required(metadata()) },
			output: asProgress,
			repeatable: true,
		}),
	},
};
