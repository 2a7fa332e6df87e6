import type { Mode } from '../shared/core/session/state';
import type { StoredSession } from '../shared/store/session';
import type { Store } from '../shared/store/store';
import { change, type At, type Circumstances } from './change';

/** Who has a customer on another number of ours, as an item tells it. */
export type GuardedBy = { channel: string; mode: Mode; attendant: string | null };

/**
 * The conversation on another number of ours that keeps the agent quiet on this one, once the customer's word did there what it does: an idle person's
 * conversation goes back to the agent first, and guards nobody any more.
 * @param guard as it was read; none where the database knows of none, or is older
 */
export async function guardNow(store: Store, guard: StoredSession | null | undefined, circumstances: Circumstances): Promise<At | null> {
	if (!guard) return null;
	const { at } = await change(store, guard, { type: 'wroteElsewhere' }, { ...circumstances, messageId: undefined });
	return at.mode === 'agent' ? null : at;
}

export const guardedBy = ({ channel, mode, human_attendant, paused_by }: At): GuardedBy => ({
	channel,
	mode: mode as Mode,
	attendant: human_attendant ?? paused_by,
});
