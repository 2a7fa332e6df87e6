/** What this browser keeps of one attendant's page. */
export interface Kept {
	key?: string;
	/** Id of the filter that is set. */
	filter?: string;
	/** Whether a request for a person is heard. */
	sound?: boolean;
}

/**
 * The browser's memory of this page, on a port of its own. Through n8n's webhook the page has no origin, or n8n's own where an operator took its sandbox away: there
 * nothing is kept. Pages of several companies may share a port, so each has a place of its own. A browser that keeps nothing (a private window, cookies forbidden)
 * is as good as none.
 * @param place the control API's address
 */
export function memory(place: string, isOwnPort: boolean) {
	const name = `atendeaqui ${place}`;

	function read(): Kept {
		try {
			const kept = JSON.parse((isOwnPort && localStorage.getItem(name)) || '{}') as unknown;
			return typeof kept === 'object' && kept !== null ? kept : {};
		} catch {
			return {};
		}
	}

	return {
		read,
		/** @returns whether it is kept now; undefined forgets */
		keep(change: Kept): boolean {
			if (!isOwnPort) return false;
			try {
				localStorage.setItem(name, JSON.stringify({ ...read(), ...change }));
				return true;
			} catch {
				return false;
			}
		},
	};
}

export type Memory = ReturnType<typeof memory>;
