import type { IRun } from 'n8n-workflow';

/** How an execution ended; `waiting` goes on later, and nobody tells when; `died` with the process that it ran in. */
export type Ended = 'done' | 'failed' | 'died' | 'waiting';

/**
 * What n8n tells of an execution's end; its status counts (`finished` is true of one that waits, in queue mode). Of one whose worker died n8n's queue says that it failed,
 * after a minute and a half unless set otherwise, but no node of it did: neither the last one is named nor one beside the error.
 * @param run undefined where it was started before
 */
export function endedOf(run: IRun | undefined): Ended {
	if (run === undefined || run.status === 'success') return 'done';
	if (run.status === 'waiting') return 'waiting';
	if (run.status === 'crashed') return 'died';
	const { lastNodeExecuted, error } = run.data?.resultData ?? {};
	return run.status === 'error' && error !== undefined && lastNodeExecuted === undefined && !('node' in error && error.node)
		? 'died'
		: 'failed';
}
