import type * as Workflow from 'n8n-workflow';

/** Shorter pauses are as they are: they let other work come first. */
const SHORT_MS = 400;
/** Long ones, before something is tried again or said next, keep their order. */
const TIMES_FASTER = 20;

/**
 * n8n's library in which the long pauses of our nodes are short, for a test that is about what comes after them. What must have passed by the clock of the
 * database still must: it is asked again. For `jest.mock('n8n-workflow', …)`.
 */
export function withQuickWaits(): typeof Workflow {
	const library = jest.requireActual<typeof Workflow>('n8n-workflow');
	return { ...library, sleep: async (ms) => await library.sleep(ms < SHORT_MS ? ms : ms / TIMES_FASTER) };
}
