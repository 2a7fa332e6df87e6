import type { Logger } from 'n8n-workflow';

import { companionOf } from '../shared/core/handoff/companions';
import type { Store } from '../shared/store/store';
import { lookAtOutbox, type Unclaimed } from '../shared/store/unclaimed';

/** Something waits for a workflow that does not run: whoever runs tells, and with it the error workflow. */
export class NobodyClaims extends Error {
	readonly remedy =
		'If it is published already, look at its failed executions, or unpublish it and publish it again. What waits is done as soon as it runs; this execution is red once.';

	constructor(unclaimed: Unclaimed[]) {
		super(unclaimed.map(sentence).join('; '));
		this.name = 'NobodyClaims';
	}
}

function sentence({ kind, since, waiting }: Unclaimed): string {
	const {
		workflow,
		file,
		what,
		where = 'in the outbox',
	} = companionOf(kind) ?? { workflow: 'the workflow that claims them', file: kind, what: kind };
	const many = waiting < 100 ? String(waiting) : '100 or more';
	return `${many} ${what} wait ${where}, the oldest since ${since}, and no workflow takes them: publish "${workflow}" (${file})`;
}

/**
 * Looks at the outbox before a schedule's own work.
 * @throws {NobodyClaims} once while it lasts; a look that fails holds up nothing
 */
export async function tellUnclaimed(store: Store, logger: Logger): Promise<void> {
	const { untold } = await lookAtOutbox(store).catch((error: Error) => {
		logger.warn('The outbox could not be looked at', { problem: error.message });
		return { untold: [] };
	});
	if (untold.length > 0) throw new NobodyClaims(untold);
}
