import { isOperatorsFault } from '../shared/kit/operatorsFault';
import { at, textOf } from '../shared/core/json/readers';
import type { Store } from '../shared/store/store';
import { giveTurnBack } from '../shared/store/turns';

/** A turn that an earlier node could not answer, as its error output hands it on. */
export interface FailedTurn {
	turn_id: string;
	lease_token: string;
	/** What went wrong, one sentence. */
	reason: string;
	/** What to do about it. */
	remedy: string;
	/** The same in Portuguese; empty when that node told none. */
	portuguese: string;
	/** Whether it was a try of the messages; what the operator must mend is none. */
	counts: boolean;
}

/** Reads the failed item of a node of this package; null when it is none, or holds no turn. */
export function failedTurn(json: Record<string, unknown>): FailedTurn | null {
	const turn_id = textOf(at(json, 'details', 'turn_id'));
	const lease_token = textOf(at(json, 'details', 'lease_token'));
	const reason = textOf(json.error);
	if (turn_id === '' || lease_token === '' || reason === '') return null;
	const [remedy, portuguese] = ['remedy', 'portuguese'].map((key) => textOf(at(json, 'details', key)));
	return { turn_id, lease_token, reason, remedy, portuguese, counts: at(json, 'details', 'operators') !== true };
}

/** The turn was given back because an earlier node failed: the execution tells what that one said. */
export class GivenBack extends Error {
	readonly remedy: string;
	readonly portuguese: string;

	constructor({ reason, remedy, portuguese }: FailedTurn, dueAt: string | null) {
		super(reason);
		this.name = 'GivenBack';
		const then =
			dueAt === null ? 'The messages were given up: the team was told.' : `The messages wait and are answered later (due ${dueAt}).`;
		this.remedy = [remedy, then].filter(Boolean).join(' ');
		const depois =
			dueAt === null
				? 'Desistimos dessas mensagens: a equipe foi avisada.'
				: `As mensagens esperam e são respondidas mais tarde (${dueAt}).`;
		this.portuguese = [portuguese, depois].filter(Boolean).join(' ');
	}
}

/**
 * Does the work of a turn; if that fails, the turn is given back at once instead of when its lease ends.
 * @throws what the work threw
 */
export async function givingBack<T>(store: Store, turn: { turn_id: string; lease_token: string }, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const reason = (error as { message?: string } | null)?.message ?? 'Unknown failure';
		// Whatever keeps it from being given back: the lease ends, and the sweep takes it up.
		await giveTurnBack(store, turn, { reason, counts: !isOperatorsFault(error) }).catch(() => undefined);
		throw error;
	}
}
