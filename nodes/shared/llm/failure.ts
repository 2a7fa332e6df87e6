import { VendorError } from '../http/errors';
import { redact } from '../http/redact';

/** What the openai SDK throws; read by shape, so that no SDK has to be loaded to look at an error. */
interface SdkError {
	name?: string;
	status?: number;
	message?: string;
	code?: string | null;
}

/** A failed model call as an error that says which field to mend. The key never shows. */
export function modelFailure(error: unknown, timeoutMs: number, secrets: string[]): VendorError {
	if (error instanceof VendorError) return error;
	const { name = '', status, message = '' } = error as SdkError;
	const said = redact(message, secrets);
	if (status === 401 || status === 403)
		return new VendorError({
			kind: 'unauthorized',
			status,
			message: 'The model service does not accept the "API Key" of the OpenAI credential',
			remedy: 'Make a new key in the account of the model service and put it there.',
		});
	if (status === 404)
		return new VendorError({
			kind: 'notFound',
			status,
			message: `The model service does not know what was asked for: ${said}`,
			remedy: 'Correct the field "Model" of this node, or "Base URL" of the OpenAI credential.',
		});
	if (name.includes('Timeout') || /timed? ?out/i.test(message))
		return new VendorError({
			kind: 'timedOut',
			message: `The model did not answer within ${timeoutMs / 1000} seconds`,
			remedy: 'Try a faster model, or allow more time under Options.',
		});
	if (status === undefined)
		return new VendorError({
			kind: 'unreachable',
			message: `The model service cannot be reached: ${said}`,
			remedy: 'Check the field "Base URL" of the OpenAI credential and the network of this n8n.',
		});
	return new VendorError({
		kind: status === 429 ? 'rateLimited' : status >= 500 ? 'unavailable' : 'rejected',
		status,
		message: `The model service answered with status ${status}: ${said}`,
		remedy:
			status === 429 ? 'The account has no quota left or sends too fast.' : 'Check the fields of this node against the message above.',
	});
}
