import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../shared/kit/items';
import type { Call } from '../shared/kit/operation';
import { progress } from './models';

/** The features of the vendor's example and the steps that they complete. */
export const FEATURE_STEPS = [
	{ feature: 'api_setup', step: 'configuracao-api' },
	{ feature: 'team_invite', step: 'convidar-equipe' },
	{ feature: 'branding', step: 'personalizar-marca' },
];

/**
 * What a user did in the product completes the step that stands for it. A feature without a step, and a user without progress, are no
 * failures: nothing is done, and `reason` says why.
 */
export async function reportFeature({ values, send }: Call): Promise<Outcome> {
	const { flowKey, userId, feature, step_data } = values;
	const map = (values.featureSteps ?? []) as Array<{ feature: string; step: string }>;
	const step = map.find((entry) => entry.feature === feature)?.step;
	const ignored = (reason: string): Outcome => ({ json: { handled: false, reason, userId, feature, ...(step && { step }) } });
	if (step === undefined) return ignored('unknown_feature');
	const [flow, user] = [flowKey, userId].map((part) => encodeURIComponent(String(part)));
	const body: IDataObject = { step_key: step, ...(step_data !== undefined && { step_data }) };
	return await send({ method: 'POST', path: `/onboarding/${flow}/progress/${user}/complete-step/`, body, repeatable: true }).then(
		(answer) => ({ json: { handled: true, userId, feature, step, progress: progress(answer) } }),
		(failure: { kind?: string; message?: string }) => {
			const isMissingUser = failure.kind === 'notFound' && !/\((FLOW|STEP)_NOT_FOUND\)/.test(failure.message ?? '');
			if (isMissingUser) return ignored('not_started');
			throw failure as Error;
		},
	);
}
