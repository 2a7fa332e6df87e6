/** One attendance as whoever watched the day would have written it down; times are whole seconds. */
export interface Noted {
	n: number;
	startedAt: number;
	status: 'bot' | 'queue' | 'in_progress' | 'resolved' | 'closed';
	priority: 1 | 2;
	queuedAt: number | null;
	/** Who had it, one after the other. */
	owners: Array<{ owner: string; from: number }>;
	/** When somebody of the team said something. */
	words: number[];
	closedAt: number | null;
	rating: number | null;
}

/** Half up, of a fraction of whole numbers, so that no figure hangs on how a machine divides. */
const rounded = (numerator: number, denominator: number, digits = 0): number =>
	denominator === 0 ? 0 : Math.floor((2 * numerator * 10 ** digits + denominator) / (2 * denominator)) / 10 ** digits;
const sum = (values: number[]): number => values.reduce((all, one) => all + one, 0);
const mean = (values: number[], digits = 0): number => rounded(sum(values), values.length, digits);

/** What was seen of a day, and its figures counted by hand: nothing here asks the server. */
export class DayLog {
	readonly noted = new Map<number, Noted>();

	begins(n: number, at: number): void {
		this.noted.set(n, {
			n,
			startedAt: at,
			status: 'bot',
			priority: 1,
			queuedAt: null,
			owners: [],
			words: [],
			closedAt: null,
			rating: null,
		});
	}
	waits(n: number, at: number, isAngry: boolean): void {
		Object.assign(this.of(n), { status: 'queue', queuedAt: at, priority: isAngry ? 2 : 1 });
	}
	isTaken(n: number, owner: string, at: number): void {
		const one = this.of(n);
		one.status = 'in_progress';
		one.owners.push({ owner, from: at });
	}
	isSaid(n: number, at: number): void {
		this.of(n).words.push(at);
	}
	isClosed(n: number, isResolved: boolean, at: number): void {
		Object.assign(this.of(n), { status: isResolved ? 'resolved' : 'closed', closedAt: at });
	}
	isRated(n: number, rating: number): void {
		this.of(n).rating = rating;
	}
	of(n: number): Noted {
		return this.noted.get(n)!;
	}
	ownerOf(n: number): string | null {
		const one = this.of(n);
		return one.status === 'in_progress' ? one.owners.at(-1)!.owner : null;
	}

	/** Who waits, the next one first. */
	queue(): Noted[] {
		return this.with('queue').sort((a, b) => b.priority - a.priority || a.queuedAt! - b.queuedAt!);
	}

	metrics() {
		const resolved = this.with('resolved');
		return {
			conversations: {
				active: this.with('bot').length + this.with('in_progress').length,
				inQueue: this.with('queue').length,
				resolvedToday: resolved.length,
			},
			performance: {
				avgResponseTimeSeconds: mean(this.responses().map(({ seconds }) => seconds)),
				avgResolutionTimeMinutes: mean(this.minutes(), 1),
				satisfactionRate: mean(
					this.all().flatMap(({ rating }) => rating ?? []),
					2,
				),
			},
		};
	}

	/** How many each has, and how fast they were with what is theirs, or was theirs at its end. */
	agent(owner: string) {
		const own = this.responses().filter((one) => one.owner === owner);
		return {
			currentConversations: this.with('in_progress').filter(({ owners }) => owners.at(-1)!.owner === owner).length,
			avgResponseTimeSeconds: mean(own.map(({ seconds }) => seconds)),
		};
	}

	/**
	 * How long those who wait have to, by their place: the mean time of what was resolved, shared by who is free.
	 * @param free how many are there and have room
	 */
	estimate(place: number, free: number): number {
		const minutes = this.minutes();
		if (free === 0) return 15 * place;
		return Math.max(1, minutes.length === 0 ? Math.ceil((10 * place) / free) : Math.ceil((sum(minutes) * place) / (minutes.length * free)));
	}
	averageWaitMinutes(now: number): number {
		const waiting = this.queue();
		return rounded(sum(waiting.map(({ queuedAt }) => now - queuedAt!)), waiting.length * 60, 1);
	}

	private minutes(): number[] {
		return this.with('resolved').map(({ startedAt, closedAt }) => (closedAt! - startedAt) / 60);
	}
	/** From the moment from which a customer waited for a person to the first words of one. */
	private responses(): Array<{ owner: string; seconds: number }> {
		return this.all().flatMap(({ owners, queuedAt, words, status }) => {
			const first = words.find((at) => at >= queuedAt!);
			return first === undefined || status === 'queue' ? [] : [{ owner: owners.at(-1)!.owner, seconds: first - queuedAt! }];
		});
	}
	private with(status: Noted['status']): Noted[] {
		return this.all().filter((one) => one.status === status);
	}
	all(): Noted[] {
		return [...this.noted.values()];
	}
}
