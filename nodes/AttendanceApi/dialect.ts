import { ApplicationError, type ICredentialDataDecryptedObject } from 'n8n-workflow';

/** `documented` is what the reference of the system says, `v2` what its public code does. */
export type Dialect = 'documented' | 'v2';

export const DIALECTS: Record<Dialect, string> = { documented: 'Documented', v2: 'Code (V2)' };

/** Where most of who use such a system are. */
export const TIME_ZONE = 'America/Sao_Paulo';

export const dialectOf = ({ dialect }: ICredentialDataDecryptedObject): Dialect => (dialect === 'v2' ? 'v2' : 'documented');

/**
 * The time zone of the server's database: the code dialect writes times without one.
 * @throws {ApplicationError} when there is no such zone
 */
export function timeZoneOf({ timeZone }: ICredentialDataDecryptedObject): string {
	const given = String(timeZone ?? '').trim() || TIME_ZONE;
	try {
		return new Intl.DateTimeFormat('en-CA', { timeZone: given }).resolvedOptions().timeZone;
	} catch {
		throw new ApplicationError(`The field "Time Zone" of the Attendance API credential names no time zone: write it like ${TIME_ZONE}`);
	}
}

/** An operation that a dialect does not have: told before anything is asked. */
export class NotInDialect extends RangeError {
	readonly remedy: string;

	constructor(what: string, dialect: Dialect, instead?: string) {
		super(`${what} does not exist in the dialect "${DIALECTS[dialect]}" of the credential`);
		this.name = 'NotInDialect';
		this.remedy = instead ?? 'Choose another operation, or the other dialect in the credential if the server speaks that one.';
	}
}
