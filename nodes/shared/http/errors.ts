/** What went wrong with a vendor's call, as a fact; the sentence for the operator is in `message`, the remedy in `remedy`. */
export type FailureKind =
	'unauthorized' | 'notConnected' | 'misaddressed' | 'rejected' | 'notFound' | 'rateLimited' | 'unavailable' | 'timedOut' | 'unreachable';

export type Facts = Record<string, string | number | boolean>;

export interface Failure {
	kind: FailureKind;
	/** What happened, one sentence, no secret. */
	message: string;
	/** What to do about it. */
	remedy: string;
	/** HTTP status, when there was an answer. */
	status?: number;
	/** The server's own wish, milliseconds. */
	retryAfterMs?: number;
	/** The vendor's own rule for its limit: milliseconds to wait before the next try, by how many tries failed before this one. */
	paceMs?: (failedBefore: number) => number;
	/** The same request is surely refused at any later time too, whatever anybody mends. */
	isFinal?: boolean;
	/** What a workflow can decide by: the vendor's code, what is to be done. */
	facts?: Facts;
}

/** A failed call to a vendor. Whether it may be repeated is a property of the error, read by the retry loop. */
export class VendorError extends Error {
	readonly kind: FailureKind;
	readonly remedy: string;
	readonly status?: number;
	readonly retryAfterMs?: number;
	readonly paceMs?: Failure['paceMs'];
	readonly facts?: Facts;
	readonly isFinal: boolean;

	constructor(failure: Failure) {
		super(failure.message);
		this.name = 'VendorError';
		this.kind = failure.kind;
		this.remedy = failure.remedy;
		this.status = failure.status;
		this.retryAfterMs = failure.retryAfterMs;
		this.paceMs = failure.paceMs;
		this.facts = failure.facts;
		this.isFinal = failure.isFinal === true;
	}

	/** The vendor surely did nothing: repeating is safe for any request, a send included. */
	get notProcessed(): boolean {
		return this.kind === 'rateLimited' || this.kind === 'unreachable';
	}

	/** The vendor may have acted before it failed: only a request that may run twice is repeated. */
	get mayHaveActed(): boolean {
		return this.kind === 'unavailable' || this.kind === 'timedOut';
	}
}
