import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { progress } from '../models';

/**
 * What a dashboard shows of a user's onboarding. A user without progress has not started; an unknown flow is an error all the same.
 */
export async function getStatus({ values, send }: Call): Promise<Outcome> {
	const [flow, user] = [values.flowKey, values.userId].map((part) => encodeURIComponent(String(part)));
	const answer = await send({ method: 'GET', path: `/onboarding/${flow}/progress/${user}/`, repeatable: true }).catch(
		(failure: { kind?: string; message?: string }) => {
			if (failure.kind === 'notFound' && !failure.message?.includes('FLOW_NOT_FOUND')) return null;
			throw failure as Error;
		},
	);
	const found = progress(answer);
	return {
		json: {
			user_id: String(values.userId),
			status: found.status,
			percentage: found.completion_percentage,
			is_completed: found.is_completed,
			current_step: found.current_step_title || found.current_step_key,
			steps_done: found.steps_completed,
		},
	};
}
