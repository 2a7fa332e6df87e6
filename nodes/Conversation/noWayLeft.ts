import { integrationName } from '../shared/core/handoff/integrationTexts';
import { untoldIntegrations, type DownIntegration } from '../shared/store/integrations';
import type { Store } from '../shared/store/store';

/** The team cannot be told of something that it must mend: the execution tells, and with it the error workflow. */
export class NoWayLeft extends Error {
	readonly remedy =
		'Mend what is said above. Choose a further way in the field "Notices Go To", so that the team is told of it next time; this run is red once.';

	constructor(down: DownIntegration[]) {
		super(
			down
				.map(
					({ integration, since, error }) =>
						`${integrationName(integration)} is down since ${since}, and no way is left to tell the team${error ? `: ${error}` : ''}`,
				)
				.join('; '),
		);
		this.name = 'NoWayLeft';
	}
}

/**
 * Looks whether the team can be told of what is down.
 * @throws {NoWayLeft} once an episode, when it cannot
 */
export async function noWayLeft(store: Store, ways: string[], channel: string | null): Promise<void> {
	const untold = await untoldIntegrations(store, ways, channel);
	if (untold.length > 0) throw new NoWayLeft(untold);
}
