import { isTrial } from '../shared/core/session/trial';
import { holdTurns } from '../shared/store/dueTurns';
import type { Holder } from '../shared/store/holder';
import type { Store } from '../shared/store/store';
import type { Turn } from './turn';

/** An execution that began this long after its turn was handed over lay in n8n's queue, or over a restart: the claim may be somebody else's by now. */
const LATE_MS = 20_000;
/** For the decision and the model; whoever started the turn renews it from then on. */
const LEASE_SECONDS = 90;

/**
 * Whether a turn is not this execution's any more: looked at before the model is asked, where there is reason to. The fence before the reply looks in any case.
 * @param now milliseconds
 * @param holder of what runs here from now on
 */
export async function isTakenBack(store: Store, turn: Turn, now: number, holder: Holder | null): Promise<boolean> {
	if (turn.started_at === undefined || now - Date.parse(turn.started_at) < LATE_MS || isTrial(turn.channel)) return false;
	return (await holdTurns(store, [{ turn_id: turn.turn_id, lease_token: turn.lease_token }], LEASE_SECONDS, holder)).length === 0;
}
