import type { IDataObject } from 'n8n-workflow';

import type { Change } from './changes';

const HOUR_MS = 3_600_000;

/**
 * An event as the workflow gets it. `eventId` is the same for the same event whenever it is computed: a key against doing things twice.
 * @param record a progress as the model has it, secrets masked
 */
export function eventItem(flow: string, record: IDataObject, { event, step }: Change, now: number): IDataObject {
	const at = String(momentOf(record, event));
	const userId = String(record.external_user_id);
	return {
		event,
		eventId: [flow, userId, event, ...(step === undefined ? [] : [step]), at].join('/'),
		at,
		flow,
		userId,
		name: record.external_user_name,
		email: record.external_user_email,
		clientId: record.client_id,
		...(step !== undefined && { step }),
		...(event === 'stalled' && { inactiveHours: Math.floor((now - Date.parse(at)) / HOUR_MS) }),
		status: record.status,
		percentage: record.completion_percentage,
		nextStep: { key: record.current_step_key, title: record.current_step_title },
		progress: record,
	};
}

/** When it happened, as the vendor wrote it. */
function momentOf(record: IDataObject, event: Change['event']): unknown {
	const latest = record.last_activity_at || record.started_at;
	if (event === 'started') return record.started_at || latest;
	return event === 'completed' ? record.completed_at || latest : latest;
}
