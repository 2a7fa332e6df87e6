import { errors } from '../contracts/whatsappCloudContract';
import { json, type Answer } from './server';

/** Graph's error body. */
export const errorBody = (code: number, details = '', title = 'Refused', more: object = {}): object => ({
	error: {
		message: `(#${code}) ${title}`,
		type: 'OAuthException',
		code,
		...more,
		error_data: { messaging_product: 'whatsapp', details },
		fbtrace_id: 'AEXAMPLE',
	},
});

/** The HTTP status that a code comes with. */
export function statusOf(code: number): number {
	const found = errors.find(({ code: one }) => {
		const [first, last = first] = String(one).split('-').map(Number);
		return first <= code && code <= last;
	});
	return found?.http ?? 400;
}

/** A refusal as Graph gives it. */
export const refusal = (code: number, details = '', title = 'Refused', more: object = {}): Answer =>
	json(statusOf(code), errorBody(code, details, title, more));
