import type { Claim, Due, TeamWords } from '../../shared/store/dueTurns';
import type { ClaimedTurn } from '../../shared/store/turns';
import type { Ended } from './ended';

export interface Work {
	/** Asked once, before anything is claimed: what an earlier process of this n8n held is due at once. */
	takeOver: () => Promise<void>;
	next: (limit: number) => Promise<Due>;
	/** Renews leases. @returns ids of the turns that are still held */
	hold: (claims: Claim[]) => Promise<string[]>;
	letGo: (claims: Claim[]) => Promise<void>;
	/** What a failed execution left: its turn is tried again later. */
	giveBack: (claim: Claim) => Promise<void>;
	/** Starts an execution. @returns how it ends; one that could not be started has failed */
	play: (turn: ClaimedTurn) => Promise<Ended>;
	hand: (words: TeamWords) => void;
	/** The database did not answer. @param failures how often in a row, this one included */
	failed: (error: Error, failures: number) => void;
	recovered: (failures: number) => void;
	/** Whether what others have to do is done; once a minute, beside everything else. */
	look: () => Promise<void>;
	now: () => number;
}

export interface Loop {
	wake: () => void;
	/** Ends it, and resolves once nothing of it is under way any more; executions go on. */
	stop: () => Promise<void>;
}

/** A message that another process stored is found this soon, milliseconds. */
const LONGEST_SLEEP_MS = 1000;
const SHORTEST_SLEEP_MS = 20;
const LONGEST_BACKOFF_MS = 30_000;
const LOOK_EVERY_MS = 60_000;
/** A worker that died may never be told of (n8n's queue mode with one worker): no turn is held for longer than this. */
const LONGEST_TURN_MS = 15 * 60_000;
/** n8n's queue misses no worker sooner. What ends without a node's fault before that never began, and would not at once either. */
const SOONEST_DEATH_MS = 10_000;

interface Held extends Claim {
	since: number;
	/** Whether it takes one of the places under way. */
	inPlace: boolean;
}

/**
 * Claims due turns for as long as it lives, `atOnce` under way at most, and renews their leases meanwhile. A failure of the database ends nothing: it asks
 * again, after half a minute at the latest.
 */
export function startLoop(work: Work, { atOnce, leaseSeconds }: { atOnce: number; leaseSeconds: number }): Loop {
	const held = new Map<string, Held>();
	let stopped = false;
	let awake = false;
	let endSleep = (): void => undefined;
	const wake = () => {
		awake = true;
		endSleep();
	};
	const sleep = async (ms: number) => {
		if (awake || stopped) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, ms);
			endSleep = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	};

	const end = async (claim: Held, ended: Ended) => {
		claim.inPlace = false;
		// Its lease is renewed until somebody ends the wait, or for as long as any turn's.
		if (ended !== 'waiting') held.delete(claim.turn_id);
		wake();
		if (ended === 'done' || ended === 'waiting') return;
		// A death is nobody's fault: the next try is due at once, and counts.
		const isDeath = ended === 'died' && work.now() - claim.since >= SOONEST_DEATH_MS;
		await (isDeath ? work.letGo([{ turn_id: claim.turn_id, lease_token: claim.lease_token }]) : work.giveBack(claim)).catch(
			(error: Error) => tell(() => work.failed(error, 1)),
		);
	};
	const begin = (turn: ClaimedTurn) => {
		const claim: Held = { turn_id: turn.turn_id, lease_token: turn.lease_token, since: work.now(), inPlace: true };
		held.set(turn.turn_id, claim);
		void work
			.play(turn)
			.catch((): Ended => 'failed')
			.then(async (ended) => await end(claim, ended));
	};

	let renewedAt = work.now();
	const renew = async () => {
		if (work.now() - renewedAt < (leaseSeconds * 1000) / 3) return;
		renewedAt = work.now();
		const claims = [...held.values()];
		for (const { turn_id, since } of claims) if (work.now() - since > LONGEST_TURN_MS) held.delete(turn_id);
		if (held.size === 0) return;
		const still = new Set(await work.hold([...held.values()].map(({ turn_id, lease_token }) => ({ turn_id, lease_token }))));
		for (const { turn_id } of claims) if (!still.has(turn_id)) held.delete(turn_id);
	};

	// Whoever is told may fail as well, as n8n's own database may be down: that ends nothing either.
	const tell = (told: () => void) => {
		try {
			told();
		} catch {
			// There is nobody left to tell.
		}
	};
	let tookOver = false;
	const round = async (): Promise<number> => {
		if (!tookOver) await work.takeOver();
		tookOver = true;
		await renew();
		const free = atOnce - [...held.values()].filter(({ inPlace }) => inPlace).length;
		const { turns, team, due_in_ms } = await work.next(Math.max(0, free));
		// Closed while it asked: what is started now would belong to a workflow that is not published any more.
		if (stopped) {
			if (turns.length > 0) await work.letGo(turns.map(({ turn_id, lease_token }) => ({ turn_id, lease_token })));
			return 0;
		}
		turns.forEach(begin);
		team.forEach(work.hand);
		return Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, due_in_ms ?? LONGEST_SLEEP_MS));
	};
	let lookedAt = work.now();
	let looking = Promise.resolve();
	const look = () => {
		if (work.now() - lookedAt < LOOK_EVERY_MS) return;
		lookedAt = work.now();
		// Nothing waits for it; that the database is out of reach is told anyway.
		looking = work.look().catch(() => undefined);
	};
	const run = async () => {
		let failures = 0;
		while (!stopped) {
			awake = false;
			let pauseMs: number;
			try {
				pauseMs = await round();
				if (failures > 0) tell(() => work.recovered(failures));
				failures = 0;
				look();
			} catch (error) {
				failures++;
				tell(() => work.failed(error as Error, failures));
				pauseMs = Math.min(LONGEST_BACKOFF_MS, 1000 * 2 ** (failures - 1));
			}
			await sleep(pauseMs);
		}
	};
	const running = run();
	return {
		wake,
		stop: async () => {
			stopped = true;
			endSleep();
			await running;
			await looking;
		},
	};
}
