import { sleep } from 'n8n-workflow';

/** Somebody who is told of what changes for as long as they listen. */
export interface Hearer {
	/** Something that is no news, so that no proxy takes the silence for death. */
	beat: () => void;
	end: () => void;
	/** The database could not be asked. */
	failed: (error: Error) => void;
}

const LOOK_EVERY_MS = 1000;
/** Every 15 seconds: half of the shortest silence after which a usual proxy ends a connection (30 seconds), a quarter of nginx's. */
const BEAT_EVERY_LOOKS = 15;

/**
 * Looks into the database once a second for all who listen to one company in this process, whichever trigger they came to; never while nobody does.
 * @param begin gives what one look is, with what it remembers from look to look; a look tells those who listened when it began
 * @param patience of a database that cannot be asked, or takes so long, in seconds: then everybody's listening ends
 */
export function looking<L extends Hearer>(begin: () => (asked: L[]) => Promise<void>, patience: { fails: number; takes: number }) {
	const companies = new Map<string, ReturnType<typeof looksOf<L>>>();
	return {
		/**
		 * @param company see `companyAt`
		 * @returns how they leave
		 */
		listen: (company: string, listener: L): (() => void) => {
			const known = companies.get(company) ?? looksOf(begin(), patience, () => companies.delete(company));
			companies.set(company, known);
			return known.add(listener);
		},
	};
}

function looksOf<L extends Hearer>(
	look: (asked: L[]) => Promise<void>,
	{ fails, takes }: { fails: number; takes: number },
	ended: () => void,
) {
	const listeners = new Set<L>();
	let isRunning = false;
	let failures = 0;

	async function tryToLook(): Promise<void> {
		const asked = [...listeners];
		try {
			await look(asked);
			failures = 0;
		} catch (error) {
			if (failures++ === 0) asked[0].failed(error as Error);
			if (failures > fails) for (const listener of asked) listener.end();
		}
	}

	async function run(): Promise<void> {
		let behind = -1;
		for (let looks = 1; listeners.size > 0; looks++) {
			if (behind < 0) {
				behind = 0;
				void tryToLook().finally(() => (behind = -1));
			} else if (++behind >= takes) for (const listener of listeners) listener.end();
			await sleep(LOOK_EVERY_MS);
			if (looks % BEAT_EVERY_LOOKS === 0) for (const listener of listeners) listener.beat();
		}
		ended();
	}

	return {
		add(listener: L): () => void {
			listeners.add(listener);
			if (!isRunning) {
				isRunning = true;
				void run();
			}
			return () => void listeners.delete(listener);
		},
	};
}
