import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Failure, FailureKind } from './errors';

/** What a complaint means: in words, and as what can be decided by. */
export type Explained = Pick<Failure, 'message' | 'remedy' | 'facts' | 'paceMs'> & { kind?: FailureKind };

/** The facts of one vendor's HTTP interface that `send` needs. */
export interface Vendor {
	/** As the operator knows it, for error messages. */
	name: string;
	/** Name of the credential type; its `authenticate` adds the base URL and the secrets. */
	credentialType: string;
	/** What its base URL looks like, for who typed another one: the end of "Check the Base URL: …". */
	baseUrlHint?: string;
	/** Names of the credential's fields that hold secrets. */
	secretFields: readonly string[];
	/** For a request with little in it; a large one gets more, see `timeoutFor`. */
	timeoutMs: number;
	/** How arrays stand in the query; n8n's own way when absent. */
	arrayFormat?: IHttpRequestOptions['arrayFormat'];
	/** Reads the vendor's own word on what was wrong out of an answer, or null when the answer is a success. */
	complaint: (status: number, body: unknown, path: string) => string | null;
	/** A better sentence and remedy for complaints that the vendor words badly; the kind too, where the status alone does not tell it. */
	explain?: (status: number, complaint: string) => Explained | null;
	/** When a limit ends by the vendor's own headers, where it sends no Retry-After: milliseconds from now, which is epoch milliseconds. */
	limitEndsInMs?: (headers: IDataObject, now: number) => number | undefined;
	/** Whether a complaint is of something that nobody can mend and no time changes: asking again is of no use, now or later. No, where it cannot be told. */
	refusesForGood?: (complaint: string) => boolean;
}
