import { json, type Answer } from './server';

/** How refusals are worded: the vendor's standard form, or one of its two older ones (fields only where a field is to blame). */
export type ErrorForm = 'coded' | 'detail' | 'fields';

/** A request that the vendor refuses for what it says, not for how it is made. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly field?: string,
	) {
		super(message);
	}
}

export const notFound = (code: string, message: string): Refusal => new Refusal(404, code, message);
export const invalid = (field: string, message: string): Refusal => new Refusal(400, 'VALIDATION_ERROR', message, field);

/** The answer to a refused request. */
export function refused({ status, code, message, field }: Refusal, form: ErrorForm): Answer {
	if (form === 'coded') return json(status, { error: { code, message: field ? `${field}: ${message}` : message } });
	if (form === 'fields' && field) return json(status, { [field]: [message] });
	return json(status, { detail: message });
}
