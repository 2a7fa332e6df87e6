import { entries, flag, required, text } from '../../shared/kit/field';
import type { Composite } from '../../shared/kit/operation';
import { FEATURE_STEPS, reportFeature } from '../feature';
import { anyJson, flowKey, jsonObject, userInFlow } from '../fields';
import { onboard } from '../onboard';

const featureSteps = () => {
	const map = entries('Steps of Features', 'Feature', {
		feature: required(text('Feature', { placeholder: 'e.g. api_setup' })),
		step: required(text('Step Key', { placeholder: 'e.g. configuracao-api' })),
	});
	return {
		...map,
		form: { ...map.form, default: { entry: FEATURE_STEPS }, description: 'Which step a feature of your product completes' },
	};
};

/** What an onboarding pipeline does in one go. */
export const pipeline: Record<'onboard' | 'reportFeature', Composite> = {
	onboard: {
		name: 'Onboard Signup',
		action: 'Onboard signup',
		description: 'Check a signup, add its client and start the flow for it: safe to run twice. A wrong signup is named, not an error.',
		fields: {
			flowKey: flowKey(),
			signup: anyJson('Signup', {
				description: 'Object with your own ID, name, email and phone; optionally company, sector, role, plan and preferred_language',
				hint: 'e.g. {"id": "456", "name": "Ana Souza", "email": "ana@example.com", "phone": "5511999990001"}',
			}),
		},
		options: {
			emailMayMiss: flag('Email May Be Missing', 'Whether a signup without an email is taken, as of a deal won in a CRM'),
			wrongIsError: flag(
				'Wrong Signup Is an Error',
				'Whether a wrong signup fails, so that the team hears of it, instead of giving the field',
			),
		},
		run: onboard,
	},
	reportFeature: {
		name: 'Report Feature',
		action: 'Report feature of user',
		description: 'Complete the step that a feature of your product stands for; unknown features and users are passed over',
		fields: {
			...userInFlow(),
			feature: required(text('Feature', { description: 'What the user has set up', placeholder: 'e.g. api_setup' })),
			stepData: jsonObject('Step Data', { at: 'step_data', description: 'Free JSON of this step' }),
			featureSteps: featureSteps(),
		},
		run: reportFeature,
	},
};
