/** What a stand-in can be told to do wrong. */
export type FaultKind =
	/** Refuses, without doing the work. */
	| { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
	/** Accepts and never answers. */
	| { kind: 'timeout' }
	/** Cuts the connection before doing the work. */
	| { kind: 'reset' }
	/** Does the work, then cuts the connection: the caller cannot know. */
	| { kind: 'resetAfter' }
	/** Does the work, then answers as if it had failed. */
	| { kind: 'statusAfter'; status: number }
	/** Does the work and answers late. */
	| { kind: 'delay'; ms: number }
	/** Answers 200 with a body that tells of a failure; the work is not done. */
	| { kind: 'okWithError'; body: unknown };

export type Fault = FaultKind & {
	/** Only for these paths (as the stand-in names its routes). */
	match?: (path: string) => boolean;
	/** How many requests it hits; 1 unless told. */
	times?: number;
};

/** Faults waiting for requests. The first one that matches is played. */
export interface Faults {
	push(...faults: Fault[]): void;
	clear(): void;
	/** The fault for a request, used up by it. */
	take(path: string): Fault | undefined;
	/** How many requests will still be hit. */
	pending(): number;
}

/** An empty queue of faults. */
export function faultQueue(): Faults {
	let queue: Array<{ fault: Fault; left: number }> = [];
	return {
		push: (...faults) => {
			queue.push(...faults.map((fault) => ({ fault, left: fault.times ?? 1 })));
		},
		clear: () => {
			queue = [];
		},
		take: (path) => {
			const entry = queue.find(({ fault, left }) => left > 0 && (fault.match?.(path) ?? true));
			if (!entry) return undefined;
			entry.left--;
			queue = queue.filter(({ left }) => left > 0);
			return entry.fault;
		},
		pending: () => queue.reduce((sum, { left }) => sum + left, 0),
	};
}
