import { recordOf, textOf } from '../core/json/readers';
import { VendorError } from '../http/errors';
import { redact } from '../http/redact';

/** What supabase-js gives as an error: the body of the answer, whatever answered. */
type Complaint = Partial<Record<'message' | 'code' | 'details', unknown>> | null;

const LONGEST = 500;

/** Codes of PostgREST and Postgres for a function, table or column that is not there. */
const NO_SCHEMA = new Set(['PGRST202', 'PGRST204', 'PGRST205', '42P01', '42883', '42703']);

/** Whether the database lacks what this package calls. */
export const isNotThere = (complaint: Complaint): boolean => NO_SCHEMA.has(textOf(recordOf(complaint).code));

/** The database did not do it; whoever was to decide something stays silent (handoff spec A5). */
export class StoreFailure extends VendorError {
	readonly facts = { reason: 'store_unavailable' };
}

/** Postgres took it back to end a deadlock: nothing of it was done, and doing it again is safe for any call. */
class TakenBack extends StoreFailure {
	override get notProcessed(): boolean {
		return true;
	}
}

/**
 * A failed database call as an error that says which field or step to mend.
 * @param status HTTP status, 0 when there was no answer
 * @param versions of the schema, the database's and the one that is needed, for what is not there
 */
export function storeFailure(status: number, complaint: Complaint, versions = ''): StoreFailure {
	const said = recordOf(complaint);
	const [message, code, details] = [said.message, said.code, said.details].map(textOf);
	if (status === 401 || status === 403 || code === '42501' || code.startsWith('PGRST30'))
		return new StoreFailure({
			kind: 'unauthorized',
			status,
			message: 'Supabase does not accept the "Secret Key" of the credential ("Service Role Secret" in older n8n)',
			remedy: 'Copy a secret key, or the service_role key (not the anon or a publishable one), from Supabase: Project Settings → API Keys.',
		});
	if (code === 'PGRST106')
		return new StoreFailure({
			kind: 'rejected',
			status,
			message: 'Supabase does not offer the schema that the option "Schema" of this node names',
			remedy:
				'Add it under Project Settings → Data API → Exposed schemas; if it is not there yet, run supabase/schema.sql with "public" replaced by its name first.',
		});
	if (NO_SCHEMA.has(code))
		return new StoreFailure({
			kind: 'rejected',
			status,
			message: `The database does not have the tables of this package in their current form${versions && ` (${versions})`}`,
			remedy: 'Open the SQL editor in Supabase, paste the file supabase/schema.sql and run it.',
		});
	if (status === 0) return noAnswer(`${message} ${details}`);
	if (!code && status < 500 && (status === 404 || /^\s*</.test(message)))
		return new StoreFailure({
			kind: 'rejected',
			status,
			message: 'What answers at the "Host" of the credential is no Supabase project',
			remedy:
				'It is the project URL, e.g. https://abcdefgh.supabase.co, without a path; for a Supabase of your own the address of its API gateway.',
		});
	// Class 40 of Postgres, "Transaction Rollback": a deadlock, or a serialization that failed.
	const Failed = /^40\w{3}$/.test(code) ? TakenBack : StoreFailure;
	return new Failed({
		kind: status === 429 ? 'rateLimited' : status >= 500 ? 'unavailable' : 'rejected',
		status,
		message: `Supabase answered with status ${status}: ${redact(message).slice(0, LONGEST) || 'it gave no reason'}`,
		remedy:
			status >= 500
				? 'The database is in trouble at the moment: try again later.'
				: 'Check the values of this node against the message above.',
	});
}

function noAnswer(said: string): StoreFailure {
	if (/timeout|aborted/i.test(said))
		return new StoreFailure({
			kind: 'timedOut',
			message: 'Supabase did not answer within 10 seconds',
			remedy: 'It may or may not have been done: the sweep will see to it.',
		});
	const neverConnected = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(said);
	return new StoreFailure({
		kind: neverConnected || said.startsWith('host') ? 'unreachable' : 'timedOut',
		message: 'Supabase cannot be reached at the "Host" of the credential',
		remedy: 'It is the project URL and starts with https://. If it is right, check the network of this n8n.',
	});
}
