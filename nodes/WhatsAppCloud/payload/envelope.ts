import { isRecord, momentOf, recordsOf, recordOf, textOf, type JsonRecord } from '../../shared/core/json/readers';
import { parsedJson } from '../../shared/core/json/parsedJson';

/** One thing that Meta tells: nothing of its value is sure to be there, or of its type. */
export interface Change {
	/** The WhatsApp Business Account that it is about. */
	account: string;
	/** The phone number id that it is about; empty for what concerns the whole account. */
	channel: string;
	/** When it happened, for what carries no time of its own: ISO 8601 UTC, null when it is not told. */
	at: string | null;
	field: string;
	value: JsonRecord;
}

/** A whole number that JavaScript would round: Meta writes ids of templates as numbers. */
const LONG_NUMBER = /[:[,]\s*-?\d{16,}\s*[,}\]]/;

/** The JSON of a body, its long ids as the text of their digits; undefined for what is no JSON. */
export function bodyOf(text: string): unknown {
	if (!LONG_NUMBER.test(text)) return parsedJson(text);
	try {
		return JSON.parse(text, exact) as unknown;
	} catch {
		return undefined;
	}
}

/** Node 20 does not tell the digits yet: there the number stays as it was rounded. */
function exact(_key: string, value: unknown, context?: { source?: string }): unknown {
	const isRounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
	return isRounded && /^-?\d+$/.test(context?.source ?? '') ? context?.source : value;
}

/** The changes of all entries of a delivery, in order; null for what is no delivery about a WhatsApp Business Account. */
export function changesOf(body: unknown): Change[] | null {
	if (!isRecord(body) || body.object !== 'whatsapp_business_account') return null;
	return recordsOf(body.entry).flatMap((entry) =>
		recordsOf(entry.changes).map((change) => {
			const value = recordOf(change.value);
			return {
				account: textOf(entry.id).trim(),
				channel: textOf(recordOf(value.metadata).phone_number_id).trim(),
				at: momentOf(entry.time),
				field: textOf(change.field),
				value,
			};
		}),
	);
}
