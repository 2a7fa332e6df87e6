import type { FailureKind } from '../shared/http/errors';

interface Meaning {
	kind: FailureKind;
	/** What happened, as the end of "AtendeAqui …". */
	what: string;
	remedy: string;
}

const CREDENTIAL = 'Check the "API Token", the "Flow Key" and the environment in the AtendeAqui credential.';
const IDS = 'Check the id that was given, and that it belongs to the environment of the credential.';

/** The codes that the vendor's SDK knows; they count before the status. */
const CODES: Record<string, Meaning> = {
	FLOW_NOT_FOUND: {
		kind: 'notFound',
		what: 'does not know this flow',
		remedy: 'Check the "Flow Key" of this node and of the credential, and the environment.',
	},
	PROGRESS_NOT_FOUND: {
		kind: 'notFound',
		what: 'has no progress of this user in this flow',
		remedy: 'Start the flow for the user first (Progress: Start), or check the user id.',
	},
	NOT_FOUND: { kind: 'notFound', what: 'did not find the record', remedy: IDS },
	STEP_NOT_FOUND: {
		kind: 'notFound',
		what: 'does not know this step in the flow',
		remedy: 'Choose the step from the list, or compare its key with the structure of the flow.',
	},
	STEP_NOT_SKIPPABLE: {
		kind: 'rejected',
		what: 'does not let this step be skipped',
		remedy: 'Complete it instead, or make it optional in the flow.',
	},
	ORIGIN_NOT_ALLOWED: {
		kind: 'unauthorized',
		what: 'does not accept calls from this origin',
		remedy: 'Allow the address of this n8n in the settings of the flow.',
	},
	VALIDATION_ERROR: { kind: 'rejected', what: 'refused the values', remedy: 'Check the values of this node against the message above.' },
	AUTH_REQUIRED: { kind: 'unauthorized', what: 'does not accept the credential', remedy: CREDENTIAL },
	TOKEN_EXPIRED: {
		kind: 'unauthorized',
		what: 'says that the token has expired',
		remedy: 'Make a new API token in the AtendeAqui dashboard and put it into the credential.',
	},
	PERMISSION_DENIED: {
		kind: 'unauthorized',
		what: 'does not allow this to the credential',
		remedy: 'Use an API token with more rights, or check that the record belongs to your organization.',
	},
	RATE_LIMITED: { kind: 'rateLimited', what: 'takes no more calls at the moment', remedy: 'Wait and run it again, or do fewer at a time.' },
	SERVER_ERROR: { kind: 'unavailable', what: 'is in trouble at the moment', remedy: 'Try again later.' },
};

/** The code that a status stands for when the answer brings none (SDK transport). */
function codeOf(status: number): string {
	if (status === 401 || status === 403) return 'AUTH_REQUIRED';
	if (status === 404) return 'NOT_FOUND';
	if (status === 429) return 'RATE_LIMITED';
	return status >= 500 ? 'SERVER_ERROR' : 'VALIDATION_ERROR';
}

/**
 * What happened, with the code, and what the operator can do.
 * @param complaint `CODE: words`, or words alone
 */
export function explain(status: number, complaint: string): { message: string; remedy: string; kind: FailureKind } {
	const [, given = '', rest = complaint] = /^([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*): ?([\s\S]*)$/.exec(complaint) ?? [];
	const isKnown = Object.hasOwn(CODES, given);
	const isCode = isKnown || /^[A-Z][A-Z0-9_]+$/.test(given);
	const { kind, what, remedy } = CODES[isKnown ? given : codeOf(status)];
	const said = isCode ? rest : complaint;
	return { kind, remedy, message: `AtendeAqui ${what} (${isCode ? given : codeOf(status)})${said ? `: ${said}` : ''}` };
}
