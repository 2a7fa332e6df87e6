/** Of one user in this process: a browser tab, a phone and one that is not known to be gone yet (handoff spec C9). */
export const MOST_EACH = 3;

/**
 * Who is connected in this process, by company and user. That is everywhere: sockets are opened on the port of its own alone, which a published trigger has open, and
 * n8n runs triggers in one process, the main one, of several main ones in the leader, while workers and webhook processors have none (n8n's documentation, "Queue
 * mode"). Of two servers in that process, on two ports, the seats are counted together. A leader that goes takes its sockets with it, and the next one begins with none.
 */
const taken = new Map<string, number>();

/** Whether a user may connect once more. */
export const hasSeat = (who: string): boolean => (taken.get(who) ?? 0) < MOST_EACH;

/** @returns how it is given back; null where there is none */
export function takeSeat(who: string): (() => void) | null {
	if (!hasSeat(who)) return null;
	taken.set(who, (taken.get(who) ?? 0) + 1);
	return () => {
		const left = (taken.get(who) ?? 1) - 1;
		if (left > 0) taken.set(who, left);
		else taken.delete(who);
	};
}

/** How many are connected to this process. */
export const seatsTaken = (): number => [...taken.values()].reduce((sum, count) => sum + count, 0);
